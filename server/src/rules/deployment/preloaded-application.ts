import type { LaunchOption } from '../../deployment/launch.ts';
import { gunicornHarms } from '../../evidence/deployment/gunicorn-harms.ts';
import {
  harmsTogether,
  type LaunchHarms,
  wordHarms,
} from '../../evidence/deployment/launch-harms.ts';
import { preloadedGreenlets } from '../../evidence/deployment/preloaded-greenlets.ts';
import { servedScripts } from '../../evidence/deployment/served-scripts.ts';
import { foundInLaunches, type StartedProgram } from '../../evidence/deployment/started-program.ts';
import { earlyInLaunch } from '../../evidence/early/early-in-launch.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { insertPatchFirst } from '../../fixes/move-patch.ts';
import { preloadSetting, removePreload } from '../../fixes/remove-preload.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundPreload extends Found {
  /** How preloading is switched on: `--preload`, `preload_app`. */
  readonly setting: string;
  /** `wsgi.py`. */
  readonly application: string;
  readonly harms: LaunchHarms | undefined;
  /** The first greenlet that it starts in a patched master: `gevent.spawn(flush)`. */
  readonly spawned?: string;
  readonly option: FilePath;
  /** The config file, where there is one, or the script that runs gunicorn: a place to patch in. */
  readonly config: FilePath | undefined;
  /** Whether a script runs gunicorn by itself; `setting` is then its name. */
  readonly inScript?: true;
}

export const preloadedApplication = defineRule<FoundPreload>({
  meta: {
    code: 'GVT601',
    name: 'preloaded-application',
    severity: 'warning',
    enabled: true,
    summary: '`gunicorn --preload` imports the application before its gevent worker patches.',
    why: `gunicorn's gevent worker patches in each worker, after the fork. With \`--preload\` (or
\`preload_app = True\`) the master has imported the whole application by then, unpatched: whatever it took
out of the standard library stays the blocking original in every worker.

What was seen: an application that imports \`requests\` answers without \`--preload\` and raises
RecursionError in every https request with it. Names taken early (\`from time import sleep\`), locks,
sockets and thread locals made early suffer as below a late patch (GVT101, GVT102, GVT103).

Patched in the master, the application runs well; but the greenlets that it spawns at import are copied
by the fork, and go on in the master and in each worker: what should be flushed once was seen flushed by
two processes. That is reported where the spawned function loops, and is information elsewhere.

A script that runs gunicorn by a class of its own (\`class Server(BaseApplication)\`) imports what stands
at its top in the master, too. The finding then stands on the \`worker_class\` of its settings.

Reported only where the application does take, make or import something that breaks: one finding at the
setting, with the chain to each place.`,
    cure: `Take \`--preload\` out: each worker then imports the application behind its patch. Where the
memory or the start-up time that preloading saves is needed, patch in the master instead: \`from gevent
import monkey; monkey.patch_all()\` as the first lines of gunicorn.conf.py, which runs before everything
else. Both are offered; neither is applied unattended. Greenlets belong into the hook
\`post_worker_init\`, which runs in each worker.`,
    notWhen: `The master is patched by something that no file of the workspace says, such as a
sitecustomize.py of the image.`,
    sources: [
      'Measured: gunicorn 27.0.1 -k gevent --preload with requests: RecursionError; with the patch first in gunicorn.conf.py: answered; HUP and TERM worked (gevent 26.9.0, Python 3.11).',
      'https://github.com/benoitc/gunicorn/issues/2796, https://github.com/benoitc/gunicorn/issues/2177, https://github.com/benoitc/gunicorn/issues/1566',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'Procfile',
      beside: {
        'shop.py':
          'from time import sleep\n\ndef app(environ, start_response):\n    sleep(0.5)\n    start_response("200 OK", [])\n    return [b"done"]\n',
      },
    },
    bad: 'web: gunicorn -k gevent --preload shop:app\n',
    good: 'web: gunicorn -k gevent shop:app\n',
    proof: 'output',
  },

  *check(module, project) {
    for (const { program, worker } of servedScripts(module, project)) {
      const harms = harmsTogether(program, [...earlyInLaunch(program, project)]);
      if (harms === undefined) continue;
      yield {
        span: worker.span,
        subject: program.entry.path,
        severity: harms.severity,
        setting: fileLabel(program.entry.path),
        application: 'the application',
        harms,
        option: module.path,
        config: program.entry.path,
        inScript: true,
        related: [...program.learnt, ...harms.related],
      };
    }
  },

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* (started): Iterable<FoundPreload> {
      const { launch, program } = started;
      const { preload } = launch.options;
      if (preload === undefined) return;
      const harms = harmsTogether(program, gunicornHarms(started, project).preloaded);
      if (harms === undefined) {
        const copied = copiedGreenlets(started, project, preload);
        if (copied !== undefined) yield copied;
        return;
      }
      const { path, span } = preload;
      const inPython = project.moduleAt(path) !== undefined;
      const config =
        launch.phases.find(({ kind }) => kind === 'import') === undefined
          ? undefined
          : configOf(started, path, inPython);
      yield {
        path,
        span,
        subject: program.entry.path,
        severity: harms.severity,
        setting: preloadSetting(inPython),
        application: fileLabel(program.entry.path),
        harms,
        option: path,
        config,
        related: [...(path === launch.path ? [] : program.learnt), ...harms.related],
      };
    }),

  word: ({ setting, application, harms, spawned, inScript }) =>
    harms === undefined
      ? `\`${setting}\` runs ${spawned ?? 'greenlets'} of \`${application}\` in the master, too. The fork copies the greenlet: what it does is done once more than there are workers. Take it out, or spawn in post_worker_init.`
      : `\`${setting}\` imports \`${application}\` before gunicorn's gevent worker patches. ${wordHarms(harms)} ${inScript ? `Patch first in \`${setting}\`, or import it in load(), without preload_app` : 'Take it out, or patch first in gunicorn.conf.py'}.`,

  filesToFix: ({ option, config }) => (config === undefined ? [option] : [option, config]),

  fixes: (found, source) => [
    ...(found.inScript ? [] : removePreload({ path: found.option, span: found.span }, source)),
    ...patchInConfig(found, source),
  ],
});

/** Greenlets that a preloaded application starts at import: one finding for all of them. */
function copiedGreenlets(
  started: StartedProgram,
  project: ProjectView,
  { path, span }: LaunchOption,
): FoundPreload | undefined {
  const { launch, program } = started;
  const greenlets = [...preloadedGreenlets(started, project)];
  const worst = greenlets.find(({ loops }) => loops) ?? greenlets[0];
  if (worst === undefined) return undefined;
  return {
    path,
    span,
    subject: `${program.entry.path} spawns`,
    severity: worst.loops ? 'warning' : 'information',
    setting: preloadSetting(project.moduleAt(path) !== undefined),
    application: fileLabel(program.entry.path),
    harms: undefined,
    spawned: worst.origin,
    option: path,
    config: undefined,
    related: [
      ...(path === launch.path ? [] : program.learnt),
      ...[worst, ...greenlets.filter((one) => one !== worst)].flatMap(({ places }) => places),
    ].slice(0, 8),
  };
}

/** The config file that gunicorn reads before all. */
function configOf(
  { launch, program }: Parameters<typeof gunicornHarms>[0],
  option: FilePath,
  inPython: boolean,
): FilePath | undefined {
  if (inPython) return option;
  const { config } = launch.options;
  const name = config?.value?.replace(/^file:/, '').replace(/^(?:\.\/)+/, '');
  if (name === undefined || name.startsWith('python:')) return undefined;
  const [first] = program.order;
  return first?.path.endsWith(`/${name.replace(/^.*\//, '')}`) === true ? first.path : undefined;
}

function patchInConfig({ config, inScript }: FoundPreload, source: FixSource): readonly Fix[] {
  const file = config === undefined ? undefined : source.file(config);
  const edits = file && insertPatchFirst(file, source.orderGuard(file.path));
  if (file === undefined || edits === undefined) return [];
  const title = `Patch first in ${fileLabel(file.path)} (the master then runs patched)`;
  const preferred = inScript === true;
  return [{ title, preferred, safe: false, files: [{ path: file.path, edits }] }];
}
