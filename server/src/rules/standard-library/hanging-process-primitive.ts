import { canMakeProcessPool } from '../../evidence/blocking/process-pool-refusals.ts';
import {
  hangingPrimitives,
  type ProcessWait,
} from '../../evidence/processes/process-primitives.ts';
import { useProcessPoolExecutor } from '../../fixes/process-pool-executor.ts';
import { pollBeforeReceive } from '../../fixes/wait-for-process.ts';
import { defineRule, type Found } from '../rule.ts';

interface HangFound extends Found {
  /** `pool.map`. */
  readonly spelled: string;
  readonly wait: ProcessWait;
}

export const hangingProcessPrimitive = defineRule<HangFound>({
  meta: {
    code: 'GVT221',
    name: 'hanging-process-primitive',
    severity: 'error',
    enabled: true,
    summary:
      'Pools, managers and JoinableQueue.join() of multiprocessing hang once patched; Pipe().recv() raises.',
    why: `\`multiprocessing.Pool\` reads its results in a thread. Once patched that thread is a greenlet, and its
read waits in C on the loop's own thread: \`map()\`, \`apply()\`, \`imap()\`, \`AsyncResult.get()\` and \`join()\`
never return, and no other greenlet ever runs again. \`JoinableQueue.join()\` stops the loop that the
queue's own feeder, a greenlet, needs to send what was put.

\`Pipe()\` makes its two ends of a patched \`socket.socketpair()\`, which does not block: \`recv()\` raises
BlockingIOError where nothing has come yet. The proxies of a \`Manager()\` read from such sockets, too.`,
    cure: `Use \`concurrent.futures.ProcessPoolExecutor\` instead of the pool, made after the patch, with
\`mp_context=multiprocessing.get_context("spawn")\` and under a main guard. The quick fix writes that
where the pool is made in a \`with\` and only \`map()\` and \`apply()\` are called: functions and arguments
are pickled as before.

Before \`recv()\` call \`poll(None)\`, which cooperates; the quick fix writes it. A message of more than
the socket's buffer can still raise: send those through files, or use \`gipc\`.`,
    notWhen: `Programs that do not patch threads, and code that only they run, are left alone.`,
    sources: [
      'Measured: Pool.map, apply, imap, apply_async().get(), join and JoinableQueue.join: never returned, the loop dead; also in a script without any greenlet of its own (gevent 26.9.0, Python 3.11). ProcessPoolExecutor in its place: gap 0.02 to 0.05 s.',
      'Measured: Pipe().recv(): BlockingIOError; after poll(None): the message, gap 0.02 s. Manager().dict(): BlockingIOError.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import multiprocessing

def main():
    with multiprocessing.Pool(2) as pool:
        print(pool.map(abs, [-1, -2]))

if __name__ == "__main__":
    main()
`,
    good: `from gevent import monkey
monkey.patch_all()
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def main():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        print(list(pool.map(abs, [-1, -2])))

if __name__ == "__main__":
    main()
`,
    proof: 'hang',
  },

  *check(module, project) {
    for (const { span, path, spelled, wait, related } of hangingPrimitives(module, project)) {
      yield { span, subject: path, related, spelled, wait };
    }
  },

  word({ spelled, wait, subject }) {
    const call = `\`${spelled}()\``;
    switch (wait) {
      case 'message':
        return (
          `${call} raises BlockingIOError where nothing has come yet. ` +
          'Pipe() makes its ends of patched sockets, which do not block. ' +
          'Call poll(None) before it, which lets other greenlets run.'
        );
      case 'manager':
        return (
          (subject === 'multiprocessing.Manager'
            ? `The proxies of ${call} raise BlockingIOError or hang. `
            : `${call} raises BlockingIOError or hangs, as its proxies do. `) +
          'They read from patched sockets as if these blocked. ' +
          'Keep the state in a server of your own, or hand out work with ProcessPoolExecutor.'
        );
      case 'queue':
        return (
          `${call} never returns, and no other greenlet runs again. ` +
          "It stops the loop, and with it the queue's feeder, which is a greenlet. " +
          'Use concurrent.futures.ProcessPoolExecutor with mp_context.'
        );
      default:
        return (
          `${call} never returns, and no other greenlet runs again. ` +
          "The pool's thread for results is a greenlet, which waits in C on the loop's thread. " +
          'Use concurrent.futures.ProcessPoolExecutor with mp_context.'
        );
    }
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined) return [];
    if (found.wait === 'message') {
      const edits = pollBeforeReceive(file, found.span);
      const title = 'Wait with poll() before it (a large message can still raise)';
      return edits === undefined
        ? []
        : [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
    }
    const made = found.wait === 'pool' ? useProcessPoolExecutor(file, found.span) : undefined;
    if (made === undefined || !canMakeProcessPool(file.module, made.poolAt, source.project)) {
      return [];
    }
    const title = 'Use ProcessPoolExecutor (its processes are spawned, not forked)';
    return [
      { title, preferred: true, safe: false, files: [{ path: file.path, edits: made.edits }] },
    ];
  },
});
