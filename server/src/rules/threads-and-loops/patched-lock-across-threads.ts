import { contendedJobs } from '../../evidence/threads/contended-jobs.ts';
import { bodyOf } from '../../evidence/threads/job-code.ts';
import { isTakenInPoolOnly } from '../../evidence/threads/lock-users.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { leafOnlyFix } from '../../fixes/leaf-only-fix.ts';
import type { FixSource } from '../../fixes/source.ts';
import { useNativeLock } from '../../fixes/use-native-lock.ts';
import { defineRule, type Found } from '../rule.ts';

interface LockFound extends Found {
  /** `pool.map(work)`. */
  readonly job: string;
  /** The lock that its threads share; undefined where they log. */
  readonly lock?: { readonly name: string; readonly type: string; readonly path: FilePath };
  /** The file of the job's function. */
  readonly jobPath: FilePath;
  /** Whether code on the loop logs, too. */
  readonly loopLogs: boolean;
}

export const patchedLockAcrossThreads = defineRule<LockFound>({
  meta: {
    code: 'GVT709',
    name: 'patched-lock-across-threads',
    severity: 'warning',
    enabled: true,
    summary:
      'A job that takes a patched lock, or logs, in several threads of a native pool can hang for good.',
    why: `Patched locks belong to greenlets. Where two native threads wait for one of them, the wake-up of
one can get lost: its thread then sits in \`acquire()\` for ever although the lock is free, and with it
one place of the pool. Once all places are gone every call of the pool waits for ever, and so does
the look-up of host names, which shares the hub's pool.

Each handler of \`logging\` has such a lock, so a job that only logs can hang, too. The finding is an
error where code on the loop logs as well: then the program loses threads within seconds under load.

One thread of a pool beside the loop does not hang; it takes two of them. \`gevent.lock.RLock\`,
\`Semaphore\` and \`BoundedSemaphore\` did not hang either.`,
    cure: `Give the pool only the call that blocks (\`threadpool.apply(zlib.compress, (data,))\`), and take the
lock and log on the loop. Where a job calls nothing else that waits, a quick fix writes that.

A lock that only threads of the pool take may be a native one, which another quick fix writes:
\`monkey.get_original("threading", "Lock")()\`. No greenlet may take it then: it would stop the loop.
For an RLock it is \`_thread.RLock()\`, since \`get_original("threading", "RLock")\` gives patched ones.
For a Condition there is \`threading.Condition(native_lock)\`.`,
    notWhen: `Pools of one thread, jobs that are waited for one after the other, locks that are made in the job,
and programs that do not patch threads are left alone, and so are \`put()\` of a patched queue without
a limit and \`print()\`.`,
    sources: [
      "Measured: two threads of the hub's pool, 200 turns of `with lock: zlib.compress(data)`: 1 of 2 finished with threading.Lock, RLock and Condition, 6 of 8 with Semaphore and BoundedSemaphore; native locks and those of gevent.lock: all (gevent 26.9.0, Python 3.11). The same with threads of `_thread.start_new_thread`.",
      'Measured: 20 greenlets that offload a job which logs: 11 of 20 finished; where the greenlets log, too, 1 to 5 of 20; with the compression alone in the pool all (gevent 26.9.0, Python 3.11; the same hang on 24.11.1 and 22.10.2).',
      'Measured: queue.Queue.put, 200 times in each of 1, 2 and 4 threads of the pool: nothing was lost, with a getter on the loop or without (gevent 26.9.0, Python 3.11).',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import threading
import zlib
import gevent

LOCK = threading.Lock()
SIZES = []

def compress(data):
    with LOCK:
        SIZES.append(len(zlib.compress(data)))

gevent.get_hub().threadpool.map(compress, [b"x" * 1_000_000] * 20)
`,
    good: `from gevent import monkey
monkey.patch_all()
import zlib
import gevent

SIZES = []

def compress(data):
    return len(zlib.compress(data))

SIZES.extend(gevent.get_hub().threadpool.map(compress, [b"x" * 1_000_000] * 20))
`,
    proof: 'hang',
  },

  *check(module, project) {
    for (const { site, lock, chain, certain, onLoop } of contendedJobs(module, project)) {
      const there = onLoop && {
        path: onLoop.scope.module.path,
        span: onLoop.span,
        message: 'Code on the loop logs, too',
      };
      const { path } = lock?.maker.scope.module ?? module;
      yield {
        span: site.call.span,
        path: module.path,
        subject: lock?.name ?? 'logging',
        severity: !certain ? 'information' : onLoop ? 'error' : 'warning',
        related: there === undefined ? chain : [...chain, there],
        job: shortened(site.words),
        jobPath: bodyOf(site.job)?.module.path ?? module.path,
        loopLogs: onLoop !== undefined,
        ...(lock !== undefined && { lock: { name: lock.name, type: lock.type, path } }),
      };
    }
  },

  word({ job, lock, loopLogs }) {
    if (lock === undefined) {
      return (
        `\`${job}\` can hang for good: its threads log at the same time. ` +
        "Logging's locks are patched, and threads that wait for one lose its wake-ups. " +
        `Run only the call that blocks in the pool, and log on the loop${loopLogs ? ', as other code here does' : ''}.`
      );
    }
    const name = lock.name.length <= 20 ? lock.name : `${lock.name.slice(0, 19)}…`;
    return (
      `\`${job}\` can hang for good: its threads share \`${name}\`. ` +
      `It is a patched \`${lock.type}\`, and threads that wait for it lose its wake-ups. ` +
      'Run only the call that blocks in the pool and take the lock on the loop' +
      (lock.type === 'threading.Lock'
        ? '; between threads of the pool alone, monkey.get_original("threading", "Lock")() is right.'
        : '.')
    );
  },

  filesToFix: ({ path, lock, jobPath }) => [
    ...new Set([path ?? jobPath, jobPath, lock?.path ?? jobPath]),
  ],

  fixes(found, source) {
    const leaf = leafOnlyFix(found.span, found.path ?? '', source);
    const native = nativeLockFix(found, source, leaf === undefined);
    return [leaf, native].filter((fix) => fix !== undefined);
  },
});

function shortened(words: string): string {
  return words.length <= 36 ? words : `${words.slice(0, 35)}…`;
}

function nativeLockFix(found: LockFound, source: FixSource, preferred: boolean): Fix | undefined {
  const { project } = source;
  const module = project.moduleAt(found.path ?? '');
  const jobs = module === undefined ? [] : [...contendedJobs(module, project)];
  const lock = jobs.find(({ site }) => site.call.span.join() === found.span.join())?.lock;
  if (lock === undefined || !isTakenInPoolOnly(lock, project)) return undefined;
  const file = source.file(lock.maker.scope.module.path);
  const edits = file && useNativeLock(file, lock.maker.span, lock.type);
  if (file === undefined || edits === undefined) return undefined;
  return {
    title: 'Make the lock a native one (right only while no greenlet takes it)',
    preferred,
    safe: false,
    files: [{ path: file.path, edits }],
  };
}
