import { gunicornHarms } from '../../evidence/deployment/gunicorn-harms.ts';
import {
  harmsTogether,
  type LaunchHarms,
  wordHarms,
} from '../../evidence/deployment/launch-harms.ts';
import { foundInLaunches, type StartedProgram } from '../../evidence/deployment/started-program.ts';
import type { HarmInModule } from '../../evidence/early/early-in-launch.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { insertPatchFirst } from '../../fixes/move-patch.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundInConfig extends Found {
  readonly path: FilePath;
  readonly harms: LaunchHarms;
  readonly entry: FilePath;
  /** Who patches later: `gunicorn's gevent worker`, `` `wsgi.py` ``. */
  readonly by: string;
}

export const clientInServerConfig = defineRule<FoundInConfig>({
  meta: {
    code: 'GVT605',
    name: 'client-in-server-config',
    severity: 'warning',
    enabled: true,
    summary:
      'Imports of gunicorn.conf.py, which runs before the gevent worker patches, stay unpatched.',
    why: `gunicorn runs gunicorn.conf.py in the master, before any worker patches, and the workers inherit
what was imported there. A library that keeps unpatched parts, or a module of your own that takes names out
of the standard library, is therefore broken in every worker, although the application itself is imported
behind the patch. \`-c python:shop.gunicorn\` does the same with \`shop/__init__.py\` and all that it imports.

So does what its hooks import while they run, but for \`post_worker_init\`: gunicorn calls \`on_starting\`,
\`when_ready\` and \`pre_fork\` in the master, and \`post_fork\` in the worker just before it patches.

It is no other where the application patches by itself, on its first line: the config file is above that.

What was seen: a gunicorn.conf.py that imports \`requests\` makes every https request of the application
raise RecursionError; with the patch as its first lines they are answered.`,
    cure: `Patch first in the config file: \`from gevent import monkey\` and \`monkey.patch_all()\` as its
first lines. gunicorn served, reloaded and ended well with that. Or import the library inside the hook that
needs it, if that hook runs behind the patch (\`post_worker_init\`). The quick fix does the former.`,
    notWhen: `The config file needs the unpatched library in the master alone, and no worker uses it.`,
    sources: [
      'Measured: gunicorn 27.0.1, worker_class gevent, gunicorn.conf.py imports requests: RecursionError in every worker; patched first: answered (gevent 26.9.0, Python 3.11).',
      'Measured: requests imported in on_starting, when_ready, pre_fork or post_fork: RecursionError; in post_worker_init: fine (gunicorn 27.0.1, gevent 26.9.0, Python 3.11).',
      'gunicorn/app/base.py load_config; gunicorn/workers/ggevent.py GeventWorker.init_process (27.0.1)',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'gunicorn.conf.py',
      beside: {
        Procfile: 'web: gunicorn shop:app\n',
        'shop.py':
          'from stock import poll\n\ndef app(environ, start_response):\n    poll()\n    start_response("200 OK", [])\n    return [b"done"]\n',
        'stock.py': 'from time import sleep\n\ndef poll():\n    sleep(0.5)\n',
      },
    },
    bad: `import stock

worker_class = "gevent"
`,
    good: `from gevent import monkey
monkey.patch_all()
import stock

worker_class = "gevent"
`,
    proof: 'output',
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* (started): Iterable<FoundInConfig> {
      const { program } = started;
      const site = program.patch?.call.scope.module;
      const by = site === undefined ? "gunicorn's gevent worker" : `\`${fileLabel(site.path)}\``;
      for (const [, { path, span, own }] of byStatement(started, project)) {
        const harms = harmsTogether(program, own);
        if (harms === undefined) continue;
        const related = [...program.learnt, ...harms.related];
        const entry = program.entry.path;
        yield { path, span, subject: path, severity: harms.severity, harms, related, entry, by };
      }
    }),

  word: ({ path, harms, by }) =>
    `\`${fileLabel(path)}\` runs before ${by} patches. ${wordHarms(harms)} Patch first in the config file.`,

  fixes({ path }, source) {
    const file = source.file(path);
    const edits = file && insertPatchFirst(file, source.orderGuard(path));
    if (edits === undefined) return [];
    const title = `Patch first in ${fileLabel(path)} (the master then runs patched)`;
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

interface AtStatement {
  readonly path: FilePath;
  readonly span: Span;
  readonly own: HarmInModule[];
}

/** The harms by the statement of the config file that brings them. */
function byStatement(
  started: StartedProgram,
  project: Parameters<typeof gunicornHarms>[1],
): ReadonlyMap<string, AtStatement> {
  const statements = new Map<string, AtStatement>();
  for (const one of gunicornHarms(started, project).configured) {
    const [link] = started.program.chainTo(one.module);
    const { path, span } = link ?? { path: one.module.path, span: one.harm.span };
    const key = `${path} ${span.join()}`;
    const known = statements.get(key);
    if (known === undefined) statements.set(key, { path, span, own: [one] });
    else known.own.push(one);
  }
  return statements;
}
