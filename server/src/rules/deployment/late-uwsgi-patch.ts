import type { LaunchOption } from '../../deployment/launch.ts';
import {
  harmsTogether,
  type LaunchHarms,
  wordHarms,
} from '../../evidence/deployment/launch-harms.ts';
import { foundInLaunches, type StartedProgram } from '../../evidence/deployment/started-program.ts';
import { waitsInFunctions } from '../../evidence/deployment/waits-in-functions.ts';
import { earlyInLaunch } from '../../evidence/early/early-in-launch.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { addUwsgiOption } from '../../fixes/add-uwsgi-option.ts';
import { renameLaunchOption } from '../../fixes/rename-launch-option.ts';
import type { ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundUwsgi extends Found {
  readonly path: FilePath;
  /** `wsgi.py`. */
  readonly application: string;
  readonly option: LaunchOption;
  /** What the late patch harms; undefined where nothing patches at all. */
  readonly harms: LaunchHarms | undefined;
}

const LATE = 'gevent-monkey-patch';
const EARLY = 'gevent-early-monkey-patch';

export const lateUwsgiPatch = defineRule<FoundUwsgi>({
  meta: {
    code: 'GVT603',
    name: 'late-uwsgi-patch',
    severity: 'warning',
    enabled: true,
    summary:
      '`gevent` of uWSGI without `gevent-early-monkey-patch` loads the application unpatched.',
    why: `uWSGI's \`gevent-monkey-patch\` patches when the worker's loop starts: behind the application,
with \`lazy-apps\` as well. What the application takes, makes or imports while it is loaded stays the
blocking original. \`gevent = N\` alone patches nothing: each wait of one request stops all others of
its process.

What was seen: with \`gevent\` alone two requests of 0.5 s at once took 1.0 s, patched early 0.5 s.
\`gevent-early-monkey-patch\` (uWSGI 2.0.14 and later) patches in the process that starts, before the
application and \`import\`; only \`shared-import\` comes earlier.

\`gevent-monkey-patch\` is reported where the application does take something that breaks, \`gevent\`
alone where nothing patches and its functions wait in the standard library.`,
    cure: `Write \`gevent-early-monkey-patch = true\`. The quick fix renames \`gevent-monkey-patch\`, or adds
the option beside \`gevent\`. It is not applied unattended: the application is then loaded patched.`,
    notWhen: `uWSGI older than 2.0.14, which does not know the option: patch in the first lines of the
WSGI file there.`,
    sources: [
      'Measured: uWSGI 2.0.31, plugins/gevent/gevent.c: gevent_loop patches behind the application, gevent_preinit_apps before it; gevent alone never (gevent 26.9.0, Python 3.11).',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'uwsgi.ini',
      beside: {
        'shop.py':
          'import time\n\ndef application(environ, start_response):\n    time.sleep(0.5)\n    start_response("200 OK", [])\n    return [b"done"]\n',
      },
    },
    bad: `[uwsgi]
module = shop
gevent = 100
`,
    good: `[uwsgi]
module = shop
gevent = 100
gevent-early-monkey-patch = true
`,
    proof: {
      none: 'uWSGI must be compiled, so the suite cannot start it; the runs behind it are named above (two requests of 0.5 s: 1.0 s unpatched, 0.5 s patched early).',
    },
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, (started) => foundIn(started, project)),

  word({ option, application, harms }) {
    if (harms === undefined) {
      return `\`${option.value === 'gevent' ? 'loop' : 'gevent'} = ${option.value ?? 'N'}\` alone patches nothing in \`${application}\`: its waits stop all requests. Only gevent-early-monkey-patch makes them cooperate. Add it.`;
    }
    return `\`${LATE}\` patches only after \`${application}\` is loaded. ${wordHarms(harms)} Use ${EARLY}.`;
  },

  fixes({ path, option, harms }, source) {
    const text = source.deploymentText(path);
    if (text === undefined) return [];
    const edits =
      harms === undefined
        ? addUwsgiOption(text, option, EARLY)
        : (renameLaunchOption(text, option.span, LATE, EARLY) ??
          renameLaunchOption(text, option.span, constant(LATE), constant(EARLY)));
    if (edits === undefined) return [];
    const verb = harms === undefined ? 'Add' : 'Write';
    const title = `${verb} ${EARLY} (the application is then loaded patched)`;
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

function* foundIn({ launch, program }: StartedProgram, project: ProjectView): Iterable<FoundUwsgi> {
  if (launch.launcher !== 'uwsgi' || launch.greenlets !== 'yes') return;
  const application = fileLabel(program.entry.path, 16);
  const late = launch.options[LATE];
  if (program.outsidePatch !== undefined && late !== undefined) {
    const harms = harmsTogether(program, [...earlyInLaunch(program, project)]);
    if (harms === undefined) return;
    const { path, span } = late;
    const { severity, related } = harms;
    yield { path, span, subject: LATE, severity, related, application, option: late, harms };
    return;
  }
  const option = launch.options.gevent ?? launch.options.loop;
  if (program.finalState !== 'never' || option === undefined) return;
  const related = waitsInFunctions(program);
  if (related.length === 0) return;
  const { path, span } = option;
  yield { path, span, subject: 'gevent', related, application, option, harms: undefined };
}

function constant(option: string): string {
  return option.toUpperCase().replaceAll('-', '_');
}
