import { blockingWork, passedOn } from '../../evidence/blocking/blocking-work.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { jobRefusal } from '../../evidence/blocking/thread-pool-refusals.ts';
import { dottedPath } from '../../facts/expression.ts';
import type { Fix } from '../../fixes/edit.ts';
import { submitJobFix } from '../../fixes/process-pool-fix.ts';
import { replaceImportSource } from '../../fixes/replace-import-source.ts';
import type { SourceFile } from '../../fixes/source.ts';
import { type Spawner, spawner } from '../../knowledge/spawners.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { defineRule, type Found } from '../rule.ts';

const executor = 'concurrent.futures.ThreadPoolExecutor';

interface OffloadFound extends Found {
  /** `pool.submit(compress)`. */
  readonly call: string;
  /** `zlib.compress`. */
  readonly work: string;
  /** `gil`: a thread gains nothing; `unfit`: a job would be harmed; `threads`: native ones help. */
  readonly cure: 'gil' | 'unfit' | 'threads';
  /** What to write instead, where no thread helps. */
  readonly remedy?: string;
  /** Given to an executor whose jobs can run in native threads instead. */
  readonly toExecutor: boolean;
}

export const falseOffload = defineRule<OffloadFound>({
  meta: {
    code: 'GVT213',
    name: 'false-offload',
    severity: 'warning',
    enabled: true,
    summary:
      'After the patch threads are greenlets: work that blocks or computes in one still stops all others.',
    why: `\`monkey.patch_all()\` makes threads greenlets: \`threading.Thread\`, \`ThreadPoolExecutor\`, \`ThreadPool\`,
\`asyncio.to_thread()\` and \`run_in_executor()\` all run their work on the loop's own thread. For patched
waits (sockets, subprocesses, \`time.sleep\`) that is right. Work that computes or that waits in C
stops every greenlet all the same, so moving it there gained nothing.

Where such a thread is the only way to the code, the finding stands at the call that starts it and
not once more at the call that blocks.`,
    cure: `The quick fix takes \`ThreadPoolExecutor\` from \`gevent.threadpool\`, whose workers are native threads.
It is not offered where \`initializer=\` is given (gevent's never runs it), where another job of the
module's executors logs or takes a patched lock (two native threads over one patched lock can hang
for good), or where the work keeps the interpreter lock (JSON, pickles, regular expressions): that
needs another process. Such a job the quick fix submits to a \`ProcessPoolExecutor\` that spawns its
processes, where the job can be found by its path there and the program's main module starts things
only under its main guard.

For \`threading.Thread\` use \`gevent.get_hub().threadpool.spawn(work)\`; for \`asyncio.to_thread()\` and
\`run_in_executor(None, …)\` pass a \`gevent.threadpool.ThreadPoolExecutor\`.`,
    notWhen: `Programs that patch with \`thread=False\` keep native threads; nothing is reported there.`,
    sources: [
      'Measured: zlib in concurrent.futures.ThreadPoolExecutor after patch_all(): gap 0.42 s; in gevent.threadpool.ThreadPoolExecutor: 0.03 s (gevent 26.9.0, Python 3.11).',
      'gunicorn issue 2525, gevent issue 2025.',
      'gevent documentation, gevent.threadpool.ThreadPoolExecutor: "always uses native threads, even when threading is monkey-patched".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import hashlib
from concurrent.futures import ThreadPoolExecutor

def derive(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)

with ThreadPoolExecutor() as executor:
    print(executor.submit(derive, b"secret").result())
`,
    good: `from gevent import monkey
monkey.patch_all()
import hashlib
from gevent.threadpool import ThreadPoolExecutor

def derive(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)

with ThreadPoolExecutor(4) as executor:
    print(executor.submit(derive, b"secret").result())
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest || !threadsArePatched(module, project)) return;
    for (const call of module.calls) {
      const row = threadStarter(call, project);
      const argument = row && argumentAt(call, row.callable);
      if (row === undefined || argument === undefined) continue;
      const job = project.valueOf(argument.value, call.unit, call.span[0]);
      const work = blockingWork(job, passedOn(call, row.callable), module, project);
      if (work === undefined) continue;
      const described = describeCall(call, argument);
      const toExecutor = row.path.startsWith(executor);
      const fit = toExecutor ? canUseNativeWorkers(module, project) : isFitJob(call, project);
      yield {
        span: call.span,
        subject: work.path,
        severity: work.certain ? 'warning' : 'information',
        related: work.place === undefined ? [] : [work.place],
        call: described.length <= 35 ? described : `${described.slice(0, 34)}…`,
        work: work.path,
        cure: work.keepsGil ? 'gil' : fit ? 'threads' : 'unfit',
        ...(work.remedy !== undefined && { remedy: work.remedy }),
        toExecutor,
      };
    }
  },

  word({ call, work, cure, remedy, toExecutor }) {
    return (
      `\`${call}\` stops every greenlet: its thread is a greenlet, too. ` +
      `Patched threads share the loop's thread, and \`${shortName(work)}()\` blocks it all the same. ` +
      (remedy === undefined ? advice(cure, toExecutor) : `Use ${remedy}.`)
    );
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || !found.toExecutor) return [];
    if (found.cure === 'gil') return otherProcess(found, file, source.project);
    if (found.cure !== 'threads') return [];
    const edits = replaceImportSource(
      file,
      'ThreadPoolExecutor',
      'concurrent.futures',
      'gevent.threadpool',
    );
    if (edits === undefined) return [];
    return [
      {
        title: "Use gevent.threadpool's ThreadPoolExecutor (jobs run on other threads)",
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

function advice(cure: OffloadFound['cure'], toExecutor: boolean): string {
  if (cure === 'gil') {
    return 'It keeps the interpreter lock, so native threads gain nothing either: use a process pool.';
  }
  if (cure === 'unfit') {
    return (
      'Run only that call in gevent.get_hub().threadpool: of the whole job (logging, locks, an ' +
      'initializer, code that could not be followed) it is not known to be right there.'
    );
  }
  return toExecutor
    ? 'Take ThreadPoolExecutor from gevent.threadpool: its workers are native threads.'
    : "Give it to gevent.get_hub().threadpool, or to gevent.threadpool's ThreadPoolExecutor.";
}

/** The cure where threads gain nothing: the job goes to a process pool instead. */
function otherProcess(found: OffloadFound, file: SourceFile, project: ProjectView): readonly Fix[] {
  const call = file.module.calls.find(({ span }) => span.join() === found.span.join());
  const row = call?.path === `${executor}.submit` ? spawner(call.path) : undefined;
  const argument = call && row && argumentAt(call, row.callable);
  if (call === undefined || argument === undefined) return [];
  const job = project.valueOf(argument.value, call.unit, call.span[0]);
  return submitJobFix(file, call, { job, name: dottedPath(argument.value) ?? '…' }, project);
}

/** Whether threads are greenlets in some program that runs this module. */
function threadsArePatched(module: ModuleView, project: ProjectView): boolean {
  return project
    .patchedAt(module, 0)
    .some(({ program }) => program.finalParts?.has('thread') === true);
}

/** The row of a call that starts what is meant to be a native thread. */
function threadStarter(call: CallView, project: ProjectView): Spawner | undefined {
  const row = call.path === undefined ? undefined : spawner(call.path);
  if (row?.kind !== 'thread') return undefined;
  if (!row.path.endsWith('.run_in_executor')) return row;
  const given = call.call.arguments[0]?.value;
  const value = given && project.valueOf(given, call.unit, call.span[0]);
  const isDefault = value?.kind === 'constant' && value.value === 'None';
  const isThreads = value?.kind === 'external-instance' && value.path === executor;
  return isDefault || isThreads ? row : undefined;
}

/** Whether all that the module's executors are given may run in native threads. */
function canUseNativeWorkers(module: ModuleView, project: ProjectView): boolean {
  const made = module.calls.filter(({ path }) => path === executor);
  if (made.length === 0) return false;
  const plain = made.every(({ call }) =>
    call.arguments.every(
      ({ keyword, star }, index) =>
        star === undefined && (keyword === undefined ? index < 2 : !/^init/.test(keyword)),
    ),
  );
  if (!plain) return false;
  // Executors of other modules may be this one's: their jobs must be fit for it, too.
  const others = project.modules.filter(
    (other) => other !== module && !other.calls.some(({ path }) => path === executor),
  );
  return [module, ...others].every((one) =>
    one.calls.every((call) => !isGivenToExecutor(call) || isFitJob(call, project)),
  );
}

function isGivenToExecutor(call: CallView): boolean {
  const { callee } = call.call;
  // The name is looked at first: what a call stands for takes time to find out.
  if (callee.kind !== 'attribute' || !/^(?:submit|map)$/.test(callee.name)) return false;
  return call.path?.startsWith(`${executor}.`) === true;
}

function isFitJob(call: CallView, project: ProjectView): boolean {
  const row = call.path === undefined ? undefined : spawner(call.path);
  if (row === undefined) return true;
  const argument = argumentAt(call, row.callable);
  if (argument === undefined) return false;
  const job = project.valueOf(argument.value, call.unit, call.span[0]);
  const refused = jobRefusal(job, dottedPath(argument.value) ?? '…', project);
  // A native thread is of no use to what keeps the interpreter lock, and does it no harm.
  return refused === undefined || refused.reason === 'keeps-gil';
}
