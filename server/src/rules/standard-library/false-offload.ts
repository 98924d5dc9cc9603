import { blockingWork, passedOn } from '../../evidence/blocking/blocking-work.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import {
  type OffloadCure,
  offloadCure,
  threadPoolExecutor,
} from '../../evidence/threads/native-workers.ts';
import { offloadFixes } from '../../fixes/offload-fixes.ts';
import { type Spawner, spawner } from '../../knowledge/spawners.ts';
import type { CallView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { defineRule, type Found } from '../rule.ts';

interface OffloadFound extends Found {
  /** `pool.submit(compress)`. */
  readonly call: string;
  /** `zlib.compress`. */
  readonly work: string;
  readonly cure: OffloadCure;
  /** What to write instead, where no thread helps. */
  readonly remedy?: string;
  /** Where in the job the work stands; undefined where the job is the work itself. */
  readonly leaf?: Place;
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
It is not offered where \`initializer=\` is given (gevent's never runs it), where asyncio is given the
executor (it wants futures of \`concurrent.futures\` and raises AssertionError), or where another job of the
module's executors logs or takes a patched lock (two native threads over one patched lock can hang
for good).

Then, and for \`threading.Thread\`, \`Timer\`, \`ThreadPool\`, \`asyncio.to_thread()\` and
\`run_in_executor(None, …)\`, the thread stays and only waits for the hub's thread pool:
\`Thread(target=gevent.get_hub().threadpool.apply, args=(work, (order,)))\`. Start, join, name and
result are as before. What it trades: the work sees neither thread-locals nor context variables of
its caller, it shares the hub's ten threads with DNS look-ups, and an exception of a job is printed by
the pool as well. All other greenlets run meanwhile; the interpreter lock still makes it one core.

Where the job as a whole cannot move (it logs, takes a patched lock, loops without end, could not
be followed), the quick fix runs only the one call in it that blocks there.

Work that keeps the interpreter lock (JSON, pickles, regular expressions) needs another process. Such
a job the quick fix submits to a \`ProcessPoolExecutor\` that spawns its processes, or hands that to
\`run_in_executor()\`, where the job can be found by its path there and the program's main module
starts things only under its main guard. It trades the time to pickle arguments and result, and
each process imports the program once more. A job that cannot be found there keeps its thread, and
only the call in it goes to the process pool.`,
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
      yield {
        span: call.span,
        subject: work.path,
        severity: work.certain ? 'warning' : 'information',
        related: work.place === undefined ? [] : [work.place],
        call: described.length <= 35 ? described : `${described.slice(0, 34)}…`,
        work: work.path,
        cure: offloadCure(call, job, work, project),
        ...(work.remedy !== undefined && { remedy: work.remedy }),
        ...(work.place !== undefined && { leaf: work.place }),
      };
    }
  },

  word({ call, work, cure, remedy }) {
    return (
      `\`${call}\` stops every greenlet: its thread is a greenlet, too. ` +
      `Patched threads share the loop's thread, and \`${shortName(work)}()\` blocks it all the same. ` +
      (remedy === undefined ? advice[cure] : `Use ${remedy}.`)
    );
  },

  filesToFix: ({ path, leaf }) => [path, leaf?.path].filter((one) => one !== undefined),

  fixes: (found, source) => offloadFixes(found, source),
});

const advice: Readonly<Record<OffloadCure, string>> = {
  process:
    'It keeps the interpreter lock, so native threads gain nothing either: use a process pool.',
  'gevent-executor':
    'Take ThreadPoolExecutor from gevent.threadpool: its workers are native threads.',
  'thread-pool':
    'Let the thread only wait: give it gevent.get_hub().threadpool.apply, and that the work.',
  leaf:
    'Run only that call in gevent.get_hub().threadpool: of the whole job (logging, locks, endless ' +
    'loops, code that could not be followed) it is not known to be right there.',
};

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
  const isThreads = value?.kind === 'external-instance' && value.path === threadPoolExecutor;
  return isDefault || isThreads ? row : undefined;
}
