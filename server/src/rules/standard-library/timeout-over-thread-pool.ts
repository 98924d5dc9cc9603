import { poolCallsUnderTimeout } from '../../evidence/timeouts/pool-calls-under-timeout.ts';
import { useOwnThreadPool } from '../../fixes/use-own-thread-pool.ts';
import { defineRule, type Found } from '../rule.ts';

interface TimeoutFound extends Found {
  /** `threadpool.apply(ask)`. */
  readonly words: string;
}

export const timeoutOverThreadPool = defineRule<TimeoutFound>({
  meta: {
    code: 'GVT217',
    name: 'timeout-over-thread-pool',
    severity: 'information',
    enabled: true,
    summary:
      "`gevent.Timeout` frees the greenlet that waits for the hub's thread pool, not the pool's thread.",
    why: `\`gevent.Timeout\` ends the wait of the greenlet. The thread knows nothing of it, and stays busy until
its call returns. The hub's pool has ten threads, which look-ups of host names share: once ten calls
were given up, everything that connects to a host by its name waits, too. With 12 calls of 1.5
seconds, each given up after 0.05 seconds, the next look-up waited for 1.45 seconds.`,
    cure: `Give the callee a timeout of its own (\`socket.settimeout()\`, \`connect_timeout=\`, \`timeout=\`), so that
the thread ends, too. The quick fix gives such calls a pool of their own, so that at least nobody
else waits for their threads.`,
    notWhen: `Jobs that pass a \`timeout\` on, that compute for a bounded time, and calls that one greenlet alone
makes are left alone.`,
    sources: [
      "Measured: 12 calls of 1.5 s in the hub's pool, each under gevent.Timeout(0.05): socket.getaddrinfo waited 1.45 s (gevent 26.9.0, Python 3.11); with a pool of their own 0.00 s.",
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import ctypes
import gevent

library = ctypes.CDLL(None)

def wait():
    library.sleep(5)

def ask():
    with gevent.Timeout(1, False):
        gevent.get_hub().threadpool.apply(wait)

gevent.joinall([gevent.spawn(ask) for _ in range(12)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import ctypes
import gevent
from gevent.threadpool import ThreadPool

library = ctypes.CDLL(None)
pool = ThreadPool(10)

def wait():
    library.sleep(5)

def ask():
    with gevent.Timeout(1, False):
        pool.apply(wait)

gevent.joinall([gevent.spawn(ask) for _ in range(12)])
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { call, words, related } of poolCallsUnderTimeout(module, project)) {
      const shown = words.length <= 40 ? words : `…${words.slice(-39)}`;
      yield { span: call.span, subject: 'gevent.Timeout', related, words: shown };
    }
  },

  word: ({ words }) =>
    `\`${words}\` keeps its thread when the timeout ends the wait. ` +
    "The hub's pool has ten, and look-ups of host names share them. " +
    'Give the callee a timeout of its own, or these calls a pool of their own.',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && useOwnThreadPool(file, found.span);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Use a thread pool of their own for such calls (they still keep its threads)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
