import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import {
  blockingPrimitives,
  type ProcessWait,
} from '../../evidence/processes/process-primitives.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import type { SourceFile } from '../../fixes/source.ts';
import { acquireWithRetry, pollBeforeReceive } from '../../fixes/wait-for-process.ts';
import { threadPoolTitle, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { defineRule, type Found } from '../rule.ts';

interface WaitFound extends Found {
  /** `results.get`. */
  readonly spelled: string;
  readonly wait: ProcessWait;
  /** Given to a spawn as it is, or entered: there is no call to replace. */
  readonly noCall: boolean;
}

export const blockingProcessPrimitive = defineRule<WaitFound>({
  meta: {
    code: 'GVT209',
    name: 'blocking-process-primitive',
    severity: 'warning',
    enabled: true,
    summary:
      'Locks, events, queues and one-way pipes of multiprocessing stop every greenlet while they wait.',
    why: `What multiprocessing shares between processes waits in C, where monkey patching does not reach:
\`Lock.acquire()\`, \`Event.wait()\`, \`Barrier.wait()\`, \`Queue.get()\`, \`SimpleQueue.get()\` and \`recv()\` on
\`Pipe(False)\`. With a child that answers after 0.4 seconds, every greenlet stands still for 0.4
seconds. Where the holder of a lock is a greenlet of the same process, it never runs again to
release it: the process hangs for good.

\`Queue.get(timeout=…)\` polls and cooperates for one getter; of two on one queue the second waits in
C all the same. \`Process.join()\` cooperates with fork and forkserver, not with spawn.`,
    cure: `For work to be shared out use \`concurrent.futures.ProcessPoolExecutor\`, made after the patch: its
results are waited for in patched threads. Give it
\`mp_context=multiprocessing.get_context("spawn")\` (or forkserver) and start it under a main guard:
fork, its default on Linux up to Python 3.13, carries the running greenlets along into the children.

The quick fix for a queue, an event or a barrier makes the one call in the hub's thread pool; each
waiter takes one of its ten places. For \`recv()\` it writes \`poll(None)\` before it, which cooperates;
for \`acquire()\` a loop that asks without waiting and sleeps in between.`,
    notWhen: `A process that does nothing but wait for its children has no other greenlets to stop. Code that
no spawn, pool or server leads to is not reported, nor is a \`with lock:\` under which nothing switches.`,
    sources: [
      'Measured: Event.wait gap 0.44 s, Queue.get 0.57, SimpleQueue.get 0.43, Pipe(False).recv 0.43, Lock 0.41, Barrier.wait 0.45; in the thread pool, or with poll() before recv(), 0.02 to 0.05 s (gevent 26.9.0, Python 3.11, fork).',
      'Measured: ProcessPoolExecutor with fork, spawn and forkserver: gaps of 0.02 to 0.05 s; two greenlets in get(timeout=3) on one queue: 3.00 s.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import multiprocessing
import gevent

results = multiprocessing.Queue()

def collect():
    print(results.get())

gevent.spawn(collect)
multiprocessing.Process(target=results.put, args=(1,)).start()
gevent.wait()
`,
    good: `from gevent import monkey
monkey.patch_all()
import multiprocessing
import gevent

results = multiprocessing.Queue()

def collect():
    print(results.get(timeout=10))

gevent.spawn(collect)
multiprocessing.Process(target=results.put, args=(1,)).start()
gevent.wait()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { span, path, spelled, wait, related, entered } of blockingPrimitives(
      module,
      project,
    )) {
      yield { span, subject: path, related, spelled, wait, noCall: entered };
    }
    for (const { span, row, call, reach } of spawnedCallables(module, project, 'GVT209')) {
      // With arguments behind it, it may be told not to wait.
      if (call.call.arguments.length > 1) continue;
      const spelled = shortName(row.path.replace('multiprocessing.', ''));
      yield {
        span,
        subject: row.path,
        related: reach.chain,
        spelled,
        wait: 'result',
        noCall: true,
      };
    }
  },

  word({ spelled, wait, noCall, subject }) {
    const what = noCall && wait === 'lock' ? `with ${spelled}` : `${spelled}()`;
    return (
      `\`${what}\` stops every greenlet until another process acts. ` +
      `It waits in C: multiprocessing is not patched${wait === 'lock' ? ', and a greenlet that holds the lock can then not release it' : ''}. ` +
      (wait === 'result' && !mayMove(subject) ? elsewhere : advice[wait])
    );
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const cure = file === undefined || found.noCall ? undefined : cureOf(found, file);
    if (file === undefined || cure === undefined) return [];
    const { title, safe, edits } = cure;
    return [{ title, preferred: true, safe, files: [{ path: file.path, edits }] }];
  },
});

const advice: Readonly<Record<ProcessWait, string>> = {
  result:
    "Run this one call in the hub's thread pool, or let a ProcessPoolExecutor with mp_context hand out work and results.",
  lock: 'Ask with block=False and gevent.sleep() in a loop.',
  message: 'Call poll(None) before it, which lets other greenlets run.',
  join: 'The start method spawn is not waited for by gevent: use forkserver, or subprocess.',
  pool: '',
  queue: '',
  manager: '',
};

const elsewhere = 'Let a ProcessPoolExecutor with mp_context hand out work and results.';

/** Whether the call may run in another thread: a Condition asks which thread holds its lock. */
function mayMove(path: string): boolean {
  return standardLibraryCall(path)?.pool === 'leaf';
}

function cureOf(
  { wait, spelled, span, subject }: WaitFound,
  file: SourceFile,
): { title: string; safe: boolean; edits: readonly TextEdit[] } | undefined {
  if (wait === 'lock') {
    const edits = acquireWithRetry(file, span);
    return (
      edits && { title: 'Ask without waiting, and sleep between the tries', safe: true, edits }
    );
  }
  if (wait === 'message') {
    const edits = pollBeforeReceive(file, span);
    return edits && { title: 'Wait with poll() before it', safe: true, edits };
  }
  const edits = wait === 'result' && mayMove(subject) ? wrapInThreadPool(file, span) : undefined;
  return edits && { title: threadPoolTitle(`${spelled}()`), safe: false, edits };
}
