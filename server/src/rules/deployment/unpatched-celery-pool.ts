import type { Command } from '../../deployment/deployment-file.ts';
import {
  type CeleryWorker,
  celeryWorkers,
  mayBePatched,
  mayPatch,
  mayRunPatched,
  wordsOf,
} from '../../evidence/deployment/celery-workers.ts';
import { foundInLaunches, type StartedProgram } from '../../evidence/deployment/started-program.ts';
import { waitsInFunctions } from '../../evidence/deployment/waits-in-functions.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { insertBehind, removeWord, replaceWord } from '../../fixes/command-words.ts';
import type { Fix } from '../../fixes/edit.ts';
import { insertPatchFirst } from '../../fixes/move-patch.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { DeploymentView, ModuleView, ProjectView } from '../../project/model.ts';
import { type PoolChoice, poolChoices } from '../../project/programs/celery-pool.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundPool extends Found {
  readonly path: FilePath;
  /** The thing as messages call it: `-Pgevent`, `worker_pool`. */
  readonly what: string;
  /** Why Celery does not see it. */
  readonly cause: 'joined' | 'variable' | 'multi' | 'second' | 'configuration' | 'code';
  /** The `worker` words behind which `-P gevent` belongs. */
  readonly workers: readonly { readonly path: FilePath; readonly span: Span }[];
  /** The words that keep Celery from patching, and what to write in their place. */
  readonly rewrite?: WordRewrite;
}

interface WordRewrite {
  readonly title: string;
  readonly replaced: readonly { readonly span: Span; readonly by: string }[];
  readonly removed: readonly Span[];
}

const reasons: Readonly<Record<FoundPool['cause'], string>> = {
  joined:
    'Celery patches only for the words `-P gevent`, `--pool gevent` or `--pool=gevent`. Write them apart.',
  variable: 'Celery patches only for `-P gevent` on the command line. Write it there.',
  multi:
    'A word `multi` anywhere on the command line switches the patch off. Join it to its option: `-Qmulti`.',
  second: 'Celery patches for the first pool option, and runs the last. Leave the first out.',
  configuration:
    'Celery patches only for `-P gevent` on the command line. Start the worker with it.',
  code: 'Only the celery command patches, not a worker that Python code starts. Patch first in this script.',
};

export const unpatchedCeleryPool = defineRule<FoundPool>({
  meta: {
    code: 'GVT602',
    name: 'unpatched-celery-pool',
    severity: 'error',
    enabled: true,
    summary: 'Spellings that give a Celery worker the gevent pool but do not make Celery patch.',
    why: `Celery patches before it imports your tasks, but only for whole words of its own command line:
\`-P gevent\`, \`--pool gevent\` or \`--pool=gevent\`, the first pool option there is, and only where no word is
\`multi\`. The pool itself is chosen later, by a parser that takes more: \`-Pgevent\`, CELERY_WORKER_POOL,
\`worker_pool = "gevent"\`, \`app.worker_main(["worker", "-P", "gevent"])\`, \`-P solo --pool gevent\`. All of
these were run: each has a gevent pool in an unpatched process, so that the first task that waits stops all
others. Only \`worker_pool\` is warned of, in the worker's log.

You need not patch in your own code: with \`-P gevent\` Celery does it before it imports any of it.`,
    cure: `Start the worker with \`-P gevent\`, in two words. The quick fix writes that where the worker is
started, joins a \`multi\` to its option, and leaves out the pool option that only hides the other; a script that calls \`worker_main()\` gets the patch as its first lines instead.`,
    notWhen: `The application patches by itself in its first lines: then nothing is reported.

Nor is what a celeryconfig.py in the working directory takes, although \`-P gevent\` imports it half-way
through the patch. Measured with celery 5.7.0: \`Lock\`, \`Event\`, \`Thread\` and \`local\` of threading are
gevent's there already; \`from time import sleep\`, select's \`select\`, \`SimpleQueue\` and \`socket\` stay the
originals. A function of it that sleeps for half a second then stops all greenlets for 0.51 s, where
\`time.sleep\` leaves a gap of 0.03 s. Settings seldom wait; where yours do, import the module
(\`import time\`) instead of its names.`,
    sources: [
      'Measured: celery 5.7.0 with each spelling: patched in the worker: [] (gevent 26.9.0, Python 3.11).',
      'celery/__init__.py maybe_patch_concurrency; https://github.com/celery/celery/issues/10067, https://github.com/celery/celery/issues/9756',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'Procfile',
      beside: {
        'shop.py':
          'import time\n\nfrom celery import Celery\n\napp = Celery("shop")\n\n@app.task\ndef restock():\n    time.sleep(0.5)\n',
      },
    },
    bad: 'worker: celery -A shop worker -Pgevent\n',
    good: 'worker: celery -A shop worker -P gevent\n',
    proof: 'output',
  },

  check: (module, project) => foundInCode(module, project),

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, (started) => foundInCommand(started, deployment)),

  word: ({ what, cause }) =>
    `${what} gives Celery's worker the gevent pool, but nothing is patched. Each wait of one task stops all others. ${reasons[cause]}`,

  filesToFix: ({ path, workers }) => [path, ...workers.map((worker) => worker.path)],

  fixes(found, source) {
    return found.cause === 'code' ? patchInScript(found, source) : startWithPool(found, source);
  },
});

function* foundInCommand(
  { launch, program }: StartedProgram,
  deployment: DeploymentView,
): Iterable<FoundPool> {
  const { pool } = launch.options;
  if (launch.launcher !== 'celery' || launch.greenlets !== 'yes' || pool === undefined) return;
  if (program.finalState !== 'never' || mayPatch({ launch, command: undefined })) return;
  const command = deployment.file.commands.find(({ span }) => span.join() === launch.span.join());
  const related = waitsInFunctions(program);
  const cause = causeOf(pool.from, command);
  const what =
    cause === 'variable' ? pool.from : cause === 'joined' ? '`-Pgevent`' : 'This `gevent`';
  const { path, span } = pool;
  const severity = related.length > 0 ? 'error' : 'warning';
  const workers = cause === 'variable' ? workerWords(launch.path, command) : [];
  const rewrite = command && rewriteOf(cause, command);
  const found = { path, span, subject: 'pool', severity, related, what, cause, workers } as const;
  yield rewrite === undefined ? found : { ...found, rewrite };
}

/** `-Q multi` joined to `-Qmulti`; `-P solo --pool gevent` without its first option. */
function rewriteOf(cause: FoundPool['cause'], command: Command): WordRewrite | undefined {
  const words = wordsOf(command);
  const spanAt = (index: number): Span | undefined => {
    const word = command.words[index];
    return word?.path === undefined ? word?.span : undefined;
  };
  if (cause === 'multi') {
    const at = words.indexOf('multi');
    const option = words[at - 1] ?? '';
    const [span, multi] = [spanAt(at - 1), spanAt(at)];
    if (span === undefined || multi === undefined || words.lastIndexOf('multi') !== at) return;
    if (!/^(?:-[a-zA-Z]|--[a-z-]+)$/.test(option)) return;
    const by = option.startsWith('--') ? `${option}=multi` : `${option}multi`;
    const title = `Write ${by} (Celery then patches first)`;
    return { title, replaced: [{ span, by }], removed: [multi] };
  }
  if (cause !== 'second') return;
  const first = words.findIndex((word) => /^(?:-P|--pool)$|^--pool=/.test(word));
  const own = words[first]?.includes('=') ? [first] : [first, first + 1];
  const spans = own.map(spanAt);
  if (first < 0 || spans.includes(undefined)) return;
  const left = own.map((index) => words[index]).join(' ');
  const title = `Leave out ${left} (Celery then patches for the gevent pool that it runs)`;
  return { title, replaced: [], removed: spans.flatMap((span) => (span ? [span] : [])) };
}

function causeOf(from: string, command: Command | undefined): FoundPool['cause'] {
  if (from !== 'command line') return 'variable';
  const words = wordsOf(command);
  if (words.includes('multi')) return 'multi';
  const apart = words.some((word) => /^(?:-P|--pool)$/.test(word) || word.startsWith('--pool='));
  return apart ? 'second' : 'joined';
}

function* foundInCode(module: ModuleView, project: ProjectView): Iterable<FoundPool> {
  if (module.isTest) return;
  for (const choice of poolChoices(module)) {
    const found =
      choice.kind === 'code'
        ? choiceInScript(choice, module, project)
        : choiceInSettings(choice, module, project);
    if (found !== undefined) yield found;
  }
}

function choiceInScript(
  { span, setting }: PoolChoice,
  module: ModuleView,
  project: ProjectView,
): FoundPool | undefined {
  if (mayRunPatched(module, project)) return undefined;
  const { path } = module;
  const isProgram = project.programs.some(({ entry }) => entry === module);
  const severity = isProgram ? 'error' : 'warning';
  return { path, span, subject: setting, severity, what: setting, cause: 'code', workers: [] };
}

function choiceInSettings(
  { span, setting }: PoolChoice,
  module: ModuleView,
  project: ProjectView,
): FoundPool | undefined {
  const workers = celeryWorkers(project);
  // A pool on the command line counts more than the setting.
  const following = workers.filter(
    (worker) => worker.launch.options.pool === undefined && !mayPatch(worker),
  );
  if (workers.length > following.length || mayFollowPatched(following, module, project)) {
    return undefined;
  }
  const related = following.map(({ launch: { path, span: at, label } }) => {
    return { path, span: at, message: `The worker is started here: \`${label}\`` };
  });
  return {
    path: module.path,
    span,
    subject: setting,
    severity: workers.length > 0 ? 'error' : 'warning',
    related: related.slice(0, 5),
    what: `\`${setting}\``,
    cause: 'configuration',
    workers: following.flatMap(({ launch, command }: CeleryWorker) =>
      workerWords(launch.path, command),
    ),
  };
}

/** Settings are shared: whoever else takes them, and is patched, says nothing of the workers. */
function mayFollowPatched(
  workers: readonly CeleryWorker[],
  module: ModuleView,
  project: ProjectView,
): boolean {
  const programs = project.programs.filter(
    ({ launch, order }) =>
      order.includes(module) && workers.some((worker) => worker.launch === launch),
  );
  return programs.length > 0 ? programs.some(mayBePatched) : mayRunPatched(module, project);
}

function workerWords(path: FilePath, command: Command | undefined): FoundPool['workers'] {
  const index = wordsOf(command).indexOf('worker');
  const word = command?.words[index];
  return word === undefined ? [] : [{ path, span: word.span }];
}

function startWithPool(
  { path, span, cause, workers, rewrite }: FoundPool,
  source: FixSource,
): readonly Fix[] {
  if (rewrite !== undefined) {
    const text = source.deploymentText(path);
    if (text === undefined) return [];
    const removals = rewrite.removed.map((one) => removeWord(text, one));
    if (removals.includes(undefined)) return [];
    const edits = [
      ...rewrite.replaced.flatMap((one) => replaceWord(text, one.span, [one.by])),
      ...removals.flatMap((removal) => removal ?? []),
    ];
    return [{ title: rewrite.title, preferred: true, safe: false, files: [{ path, edits }] }];
  }
  const title = 'Start the worker with -P gevent (Celery then patches first)';
  if (cause === 'joined') {
    const text = source.deploymentText(path);
    if (text === undefined) return [];
    const edits = replaceWord(text, span, ['-P', 'gevent']);
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  }
  const files = workers.flatMap((worker) => {
    const text = source.deploymentText(worker.path);
    const edits = text === undefined ? [] : insertBehind(text, worker.span, ['-P', 'gevent']);
    return edits.length === 0 ? [] : [{ path: worker.path, edits }];
  });
  const merged = [...new Set(files.map((file) => file.path))].map((one) => ({
    path: one,
    edits: files.flatMap((file) => (file.path === one ? file.edits : [])),
  }));
  return merged.length === 0 ? [] : [{ title, preferred: true, safe: false, files: merged }];
}

function patchInScript({ path }: FoundPool, source: FixSource): readonly Fix[] {
  const file = source.file(path);
  const edits = file && insertPatchFirst(file, source.orderGuard(path));
  if (edits === undefined) return [];
  const title = `Patch first in ${fileLabel(path)} (imports below it then run patched)`;
  return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
}
