import { foreignCalls } from '../../evidence/blocking/foreign-calls.ts';
import type { Spawn } from '../../evidence/blocking/spawned-callables.ts';
import { spawnInThreadPool } from '../../fixes/spawn-instead.ts';
import { threadPoolTitle, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import { defineRule, type Found } from '../rule.ts';

/** A function of C that waits, called through ctypes or cffi. */
interface ForeignFound extends Found {
  readonly through: 'ctypes' | 'cffi';
  /** `thread`: the pool can make the call; `process`: it keeps the interpreter lock. */
  readonly cure: 'thread' | 'process' | 'none';
  /** The call that is given the function as it is: `gevent.spawn(libc.usleep, 500_000)`. */
  readonly spawn?: Spawn;
}

export const blockingForeignCall = defineRule<ForeignFound>({
  meta: {
    code: 'GVT211',
    name: 'blocking-foreign-call',
    severity: 'information',
    enabled: true,
    summary: 'A function of C that waits, called through ctypes or cffi, stops every greenlet.',
    why: `Monkey patching replaces Python's functions. A function of C that ctypes or cffi calls waits where
no patch reaches: \`ctypes.CDLL(None).usleep(300000)\` stops every greenlet for 0.3 seconds. ctypes and
cffi let other threads run meanwhile, so the thread pool helps; \`ctypes.PyDLL\` keeps the interpreter
lock, and a thread gains nothing.

Of most functions of C nobody knows whether they wait: only those are reported that are known to,
such as \`sleep\`, \`poll\`, \`recv\`, \`waitpid\`, \`sem_wait\`, \`getaddrinfo\`.`,
    cure: `Use what Python and gevent have for it (\`gevent.sleep\`, sockets, \`subprocess\`). Where it has to be
C, run the call in the hub's thread pool: \`gevent.get_hub().threadpool.apply(lib.sem_wait, (s,))\`; the
quick fix writes it. It is not offered where the module asks \`ctypes.get_errno()\`, which belongs to
the thread, and for children's ends and locks that belong to a thread. What keeps the interpreter lock
needs another process.`,
    notWhen: `Calls that are known to return soon: with a timeout of 0 nothing is reported.`,
    sources: [
      'Measured: ctypes.CDLL(None).usleep of 0.3 s: gap 0.35 s, in the thread pool 0.02 to 0.07 s; ctypes.PyDLL(None).usleep in the pool: 0.32 s (gevent 26.9.0, Python 3.11).',
      'Python documentation, ctypes.PyDLL: "the Python GIL is not released during the function call".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import ctypes
import gevent

libc = ctypes.CDLL(None)

def settle():
    libc.usleep(500_000)

gevent.spawn(settle).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import ctypes
import gevent

libc = ctypes.CDLL(None)

def settle():
    gevent.get_hub().threadpool.apply(libc.usleep, (500_000,))

gevent.spawn(settle).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { row, keepsGil, reach, ...found } of foreignCalls(module, project)) {
      const cure = keepsGil ? 'process' : row.pool === 'leaf' ? 'thread' : 'none';
      yield { ...found, subject: row.name, related: reach.chain, cure };
    }
  },

  word({ subject, through, cure }) {
    const advice = {
      thread: "Run it in gevent's thread pool, or use what gevent has for it.",
      process: 'PyDLL keeps the interpreter lock, so a thread gains nothing: load it as CDLL.',
      none: 'Use what Python and gevent have for it: the thread pool would not do here.',
    }[cure];
    return `${subject}(), called by ${through}, stops every greenlet while it waits in C. No patch reaches it. ${advice}`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || found.cure !== 'thread') return [];
    if (file.module.calls.some(({ path }) => path === 'ctypes.get_errno')) return [];
    const { span, spawn } = found;
    const edits =
      spawn === undefined ? wrapInThreadPool(file, span) : spawnInThreadPool(file, spawn, span);
    if (edits === undefined) return [];
    const title = threadPoolTitle(`${found.subject}()`);
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});
