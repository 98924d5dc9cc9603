import { callsInGreenlets } from '../../evidence/blocking/greenlet-calls.ts';
import { excludesNobody } from '../../evidence/processes/posix-locks.ts';
import { flockInstead } from '../../fixes/flock-instead.ts';
import { defineRule, type Found } from '../rule.ts';

export const ineffectiveFileLock = defineRule<Found>({
  meta: {
    code: 'GVT220',
    name: 'ineffective-file-lock',
    severity: 'warning',
    enabled: true,
    summary: 'Locks of `fcntl.lockf()` and `os.lockf()` keep no other greenlet out.',
    why: `POSIX locks belong to the process: whoever in it asks gets the lock at once, held or not. Greenlets
that take turns by \`lockf()\` and switch while they hold it are all inside at once. When one of them
closes any descriptor of the file, the lock is gone for the whole process. Against other processes the
lock works; where one of them holds it, \`lockf()\` without LOCK_NB stops every greenlet
(\`blocking-file-lock\`).`,
    cure: `Hold a lock of gevent (\`gevent.lock.RLock\`, a patched \`threading.Lock\`) around it: that one keeps the
greenlets apart, the file's lock the processes. Or use \`fcntl.flock()\` on descriptors that each
greenlet opens by itself, with LOCK_NB in a loop, which the quick fix writes. All other programs that
lock this file must then use \`flock()\`, too: on Linux the two do not see each other.`,
    notWhen: `One greenlet alone, code that does not switch while it holds the lock, and functions that take
another lock besides are left alone.`,
    sources: [
      'Measured: three greenlets in fcntl.lockf(LOCK_EX) over gevent.sleep(): 3 inside at once; with flock and LOCK_NB: 1 (gevent 26.9.0, Python 3.11, Linux).',
      'fcntl(2): "record locks are associated with a process".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import fcntl
import gevent

def count():
    with open("counter.lock", "a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        gevent.sleep(0.1)

gevent.joinall([gevent.spawn(count) for _ in range(3)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import fcntl
import gevent
from gevent.lock import RLock

turn = RLock()

def count():
    with turn, open("counter.lock", "a") as file:
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        gevent.sleep(0.1)

gevent.joinall([gevent.spawn(count) for _ in range(3)])
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT220')) {
      const held = excludesNobody(call, reach, project);
      if (held === undefined) continue;
      const { path } = held.scope.module;
      const place = { path, span: held.span, message: 'Other greenlets run here' };
      yield { span: call.span, subject: row.path, related: [...reach.chain, place] };
    }
  },

  word: ({ subject }) =>
    `${subject}() keeps no other greenlet out: its locks belong to the process. ` +
    'Whoever asks in this process gets the lock at once, also while another greenlet holds it. ' +
    'Hold a lock of gevent around it, or use fcntl.flock() with LOCK_NB.',

  fixes(found, source) {
    const file = found.subject === 'fcntl.lockf' ? source.file(found.path ?? '') : undefined;
    const edits = file && flockInstead(file, found.span);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Use flock() (all other programs that lock the file must use it, too)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
