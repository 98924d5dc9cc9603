import { flagWords } from '../../evidence/blocking/flag-words.ts';
import { callsInGreenlets } from '../../evidence/blocking/greenlet-calls.ts';
import { spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { excludesNobody } from '../../evidence/processes/posix-locks.ts';
import { flockWithRetry } from '../../fixes/flock-with-retry.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { defineRule, type Found } from '../rule.ts';

export const blockingFileLock = defineRule<Found>({
  meta: {
    code: 'GVT204',
    name: 'blocking-file-lock',
    severity: 'warning',
    enabled: true,
    summary:
      '`fcntl.flock()` or `lockf()` without `LOCK_NB` stops every greenlet while somebody holds the lock.',
    why: `\`fcntl.flock()\` waits in C, where monkey patching does not reach: while another process holds the
lock, no greenlet runs. Where the holder is a greenlet of the same process, which opened the file by
itself and waits for something, it never runs again to unlock: the process hangs for good.
\`fcntl.lockf()\` and \`os.lockf()\` wait for other processes in the same way. Where their locks keep no
greenlet out, \`ineffective-file-lock\` says that instead.`,
    cure: `Ask with \`LOCK_NB\`, and sleep between the tries; other greenlets run meanwhile. The quick fix
writes that loop:

\`\`\`python
while True:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        break
    except BlockingIOError:
        gevent.sleep(0.01)
\`\`\`

Do not move the call into the hub's thread pool: waiters fill its 10 threads, and a holder that then
looks up a host name needs one of them. With 12 greenlets, none got any further.`,
    notWhen: `A lock that is never held by anybody else, or only for microseconds. Code that already runs in a
thread pool of its own is not reported.`,
    sources: [
      'Measured: gap 0.31 s bad, 0.02 s fixed; two greenlets of one process: hangs (gevent 26.9.0, Python 3.11).',
      'Measured: 12 greenlets in flock() in the thread pool: 0 of 12 done.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import fcntl
import gevent

def count():
    with open("counter.lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        gevent.sleep(0.1)

gevent.joinall([gevent.spawn(count), gevent.spawn(count)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import fcntl
import gevent

def count():
    with open("counter.lock", "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        gevent.sleep(0.1)

gevent.joinall([gevent.spawn(count), gevent.spawn(count)])
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, reach } of callsInGreenlets(module, project, 'GVT204')) {
      const flags = call.call.arguments[1];
      if (flags === undefined || call.call.arguments.some(({ star }) => star !== undefined)) {
        continue;
      }
      const words = flagWords(flags.value, call.unit, project);
      if (words === undefined || !waits(words)) continue;
      yield { span: call.span, subject: 'fcntl.flock', related: reach.chain };
    }
    for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT220')) {
      const flags = argumentAt(call, { position: 1, keyword: 'cmd' });
      const words = flags && flagWords(flags.value, call.unit, project);
      const isWait = row.path === 'os.lockf' ? isBlockingCommand : waits;
      if (words === undefined || !isWait(words)) continue;
      // That it keeps no greenlet out is worse, and has a finding of its own.
      if (excludesNobody(call, reach, project) !== undefined) continue;
      yield { span: call.span, subject: row.path, related: reach.chain };
    }
    for (const { span, given, reach } of spawnedCallables(module, project, 'GVT204')) {
      const flags = given.at({ position: 1 });
      const words = flags && flagWords(flags, given.unit, project);
      if (words === undefined || !waits(words)) continue;
      yield { span, subject: 'fcntl.flock', related: reach.chain };
    }
  },

  word({ subject }) {
    const within =
      subject === 'fcntl.flock'
        ? ', and a holder in a greenlet of this process could never unlock'
        : '';
    const flag = subject === 'os.lockf' ? 'os.F_TLOCK' : 'LOCK_NB';
    return (
      `${subject}() stops every greenlet while another process holds the lock. gevent does not ` +
      `patch it${within}. Ask with ${flag} and gevent.sleep() in a loop.`
    );
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && flockWithRetry(file, found.span);
    if (edits === undefined || file === undefined) return [];
    return [
      {
        title: 'Ask with LOCK_NB, and sleep between the tries',
        preferred: true,
        safe: true,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

/** Bits of `fcntl.LOCK_*`, which are the same on Linux, macOS and the BSDs. */
const bits: Readonly<Record<string, number>> = {
  'fcntl.LOCK_SH': 1,
  'fcntl.LOCK_EX': 2,
  'fcntl.LOCK_NB': 4,
  'fcntl.LOCK_UN': 8,
};

/** Whether the flags certainly ask for a lock, and for waiting until it is free. */
function waits(words: ReadonlySet<string>): boolean {
  let flags = 0;
  for (const word of words) {
    const bit = bits[word] ?? Number(word);
    if (!Number.isInteger(bit)) return false;
    flags |= bit;
  }
  return (flags & 3) !== 0 && (flags & 12) === 0;
}

/** Whether `os.lockf()` is told to wait. */
function isBlockingCommand(words: ReadonlySet<string>): boolean {
  return words.size === 1 && (words.has('os.F_LOCK') || words.has('1'));
}
