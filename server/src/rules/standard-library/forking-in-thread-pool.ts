import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { forkingJobs } from '../../evidence/threads/forking-jobs.ts';
import { callOnTheLoop } from '../../fixes/call-on-the-loop.ts';
import { defineRule, type Found } from '../rule.ts';

interface ForkFound extends Found {
  /** `pool.apply(subprocess.run)`. */
  readonly job: string;
  /** `subprocess.run`. */
  readonly started: string;
  /** The pool's method: `gevent.threadpool.ThreadPool.apply`. */
  readonly method: string;
  /** The call itself is the job: nothing else moves. */
  readonly direct: boolean;
}

export const forkingInThreadPool = defineRule<ForkFound>({
  meta: {
    code: 'GVT214',
    name: 'forking-in-thread-pool',
    severity: 'error',
    enabled: true,
    summary: 'Starting a process in a native thread pool raises TypeError.',
    why: `gevent watches child processes on the main thread's loop alone. \`subprocess\`, \`os.popen()\`,
\`os.fork()\`, \`os.posix_spawn()\`, \`os.spawn*()\`, asyncio's subprocesses and multiprocessing's fork
raise "TypeError: child watchers are only available on the default loop" in the hub's thread pool.
After \`os.fork()\` and multiprocessing's fork the child process is there all the same, and goes on.

The detour gains nothing either: once patched, these calls cooperate where they stand.`,
    cure: `Call it straight. The quick fix writes \`subprocess.run(command)\` for
\`threadpool.apply(subprocess.run, (command,))\`, \`gevent.spawn(…)\` for \`threadpool.spawn(…)\`, and a
\`gevent.pool.Pool\` for its map. Where the job does more than that, all of it moves to the loop, and
the title says so: keep in the pool what computes or blocks in C, as a call of its own.

\`os.system()\` does not raise in the pool, but loses its status there: see lost-child-status.`,
    notWhen: `multiprocessing with the start methods spawn and forkserver works in the pool. Where a program
chooses its start method, nothing is said of multiprocessing.`,
    sources: [
      'Measured: subprocess.run, getoutput, os.popen, os.fork, os.forkpty, os.posix_spawn, os.spawnl, asyncio.create_subprocess_exec, multiprocessing.Process.start, multiprocessing.Manager and ProcessPoolExecutor.submit with fork: TypeError; Process and ProcessPoolExecutor with spawn: fine (gevent 26.9.0, Python 3.11).',
      'gevent/libev/corecext.pyx, loop.child: "child watchers are only available on the default loop".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import subprocess
import gevent

def listing(folder):
    return gevent.get_hub().threadpool.apply(subprocess.check_output, (["ls", folder],))

print(listing("/"))
`,
    good: `from gevent import monkey
monkey.patch_all()
import subprocess

def listing(folder):
    return subprocess.check_output(["ls", folder])

print(listing("/"))
`,
    proof: 'exception',
  },

  *check(module, project) {
    for (const { site, path, chain, certain } of forkingJobs(module, project)) {
      yield {
        span: site.call.span,
        subject: path,
        severity: certain ? 'error' : 'warning',
        related: chain,
        job: site.words.length <= 45 ? site.words : `${site.words.slice(0, 44)}…`,
        started: path,
        method: site.call.path === site.path ? site.path : '',
        direct: site.job.kind === 'external',
      };
    }
  },

  word({ job, started, direct }) {
    const what = `\`${shortName(started)}()\``;
    return (
      `\`${job}\` raises TypeError: it starts a process. ` +
      `gevent watches children on the main loop alone, so ${direct ? 'it' : what} cannot run in a native thread. ` +
      'Call it straight: it lets other greenlets run while it waits.'
    );
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && callOnTheLoop(file, found.span, found.method);
    if (file === undefined || edits === undefined) return [];
    const title = found.direct
      ? 'Call it straight: it cooperates'
      : 'Call it straight (all that the job does then runs on the loop)';
    return [{ title, preferred: true, safe: found.direct, files: [{ path: file.path, edits }] }];
  },
});
