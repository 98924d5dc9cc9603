import {
  beforePatch,
  capitalised,
  type FoundEarly,
  foundEarly,
} from '../../evidence/early/early-harm.ts';
import { earlyObjectsMade } from '../../evidence/early/early-objects.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { patchFirstFixes } from '../../fixes/patch-first-fixes.ts';
import { defineRule } from '../rule.ts';

export const primitiveMadeBeforePatch = defineRule<FoundEarly>({
  meta: {
    code: 'GVT103',
    name: 'primitive-made-before-patch',
    severity: 'error',
    enabled: true,
    summary:
      'Locks, contexts, sockets and executors made before `monkey.patch_all()` stay native for good.',
    why: `An object that is made while a module is imported, above the patch, is made of unpatched parts
and keeps them. Seen at run time: a module-level \`threading.Lock()\` hangs the process when a second
greenlet wants it while the first waits; an \`RLock()\` or \`Condition()\` lets all greenlets in at once;
values of a \`threading.local()\` leak from one greenlet to another; an SSL context raises \`TypeError\` or
\`RecursionError\`; a \`ThreadPoolExecutor\` never returns a result; \`SimpleQueue.get()\` hangs; sockets and
selectors stop every greenlet while they wait.

A lock under which nothing switches is harmless, and so are \`queue.Queue\`, \`threading.Event\`,
\`Semaphore\` and \`Barrier\`: none of those is reported. A lock is reported only where a call that lets
other greenlets run was found under it, a \`local\` only where greenlets run code that uses it.`,
    cure: `Patch first: the quick fix moves the patch, or the import of the module that patches, to the
first line of the script that starts the program. Else make the object later: in a function that the
program calls after the patch.`,
    notWhen: `A \`threading.local()\` that holds only caches which all greenlets may share.`,
    sources: [
      'Measured: Lock hangs, local leaks, SSLContext raises TypeError, executor hangs when made early; all right when made late (gevent 26.9.0, Python 3.11).',
      'https://github.com/benoitc/gunicorn/issues/1056 (native locks lead to a hang)',
      'https://github.com/gevent/gevent/issues/1016',
    ],
    since: '0.1.0',
    bad: `import threading
import time

LOCK = threading.Lock()

from gevent import monkey
monkey.patch_all()
import gevent

def work():
    with LOCK:
        time.sleep(0.1)

gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import threading
import time

import gevent

LOCK = threading.Lock()

def work():
    with LOCK:
        time.sleep(0.1)

gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
`,
    proof: 'hang',
  },

  check: (module, project) => foundEarly(module, project, earlyObjectsMade),

  word: ({ lead, effect, patch, path, top }) =>
    `${beforePatch(lead, patch)} ${capitalised(effect)}. ` +
    `Move the patch to the ${path === top ? 'first line' : `top of \`${fileLabel(top, 40)}\``}, ` +
    'or make it later.',

  filesToFix: (found) => found.filesToFix,

  fixes: (found, source) => patchFirstFixes(found.entries, source),
});
