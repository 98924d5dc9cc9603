import { type FoundEarly, foundEarly, wordEarly } from '../../evidence/early/early-harm.ts';
import { earlyNames } from '../../evidence/early/early-names.ts';
import { patchFirstFixes } from '../../fixes/patch-first-fixes.ts';
import { defineRule } from '../rule.ts';

export const lateMonkeyPatch = defineRule<FoundEarly>({
  meta: {
    code: 'GVT101',
    name: 'late-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary:
      'Names taken from the standard library before `monkey.patch_all()` stay the blocking originals.',
    why: `\`patch_all()\` replaces attributes of modules. Whoever took one out before keeps the original:
\`from time import sleep\` above the patch sleeps natively and stops every greenlet meanwhile. The same
holds for subclasses (\`class Mailer(threading.Thread)\`), default arguments (\`def retry(wait=time.sleep)\`)
and attributes, in the script that patches and in every module that it imports above the patch.

What was seen at run time: \`sleep\`, \`select\`, \`socket\`, \`getaddrinfo\`, \`waitpid\` pause the loop for as
long as they wait; \`Popen\` and \`SSLContext\` raise; \`Lock\` hangs the process once two greenlets want it;
\`join()\` of a \`Thread\` never returns on Python 3.12 and older; values of \`local\` leak between greenlets.

Importing the modules themselves early is fine: \`import time\`, \`import socket\`. So are names that look
up their parts when they are called, such as \`subprocess.run\`, \`socket.create_connection\`,
\`ssl.create_default_context\` or \`queue.Queue\`; none of those is reported.`,
    cure: `Patch first: \`from gevent import monkey\` and \`monkey.patch_all()\` as the first lines of the
script that starts the program, below its docstring and \`from __future__\` imports. The quick fix moves
the patch there, or the import of the module that patches. It is not applied unattended, since every
import below it then runs patched.`,
    notWhen: `Code that keeps the original on purpose, for real threads: call it \`_sleep\` or
\`real_sleep\`, or take it by \`monkey.get_original()\`, and nothing is reported. Tests, and modules whose
programs patch first or never, are silent.`,
    sources: [
      'Measured: gap 0.5 s for a sleep of 0.5 s taken early, 0.03 s late; Popen: TypeError; Lock: hang (gevent 26.9.0, Python 3.10 to 3.13).',
      'gevent documentation, gevent.monkey: "Patching should be done as early as possible in the lifecycle of the program".',
      'https://github.com/gevent/gevent/issues/1988, https://github.com/gevent/gevent/issues/1016, https://github.com/gevent/gevent/issues/2011',
    ],
    since: '0.1.0',
    bad: `from time import sleep

from gevent import monkey
monkey.patch_all()
import gevent

def poll():
    sleep(0.5)

gevent.spawn(poll).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
from time import sleep

import gevent

def poll():
    sleep(0.5)

gevent.spawn(poll).join()
`,
    proof: 'gap',
  },

  check: (module, project) => foundEarly(module, project, earlyNames),

  word: wordEarly,

  filesToFix: (found) => found.filesToFix,

  fixes: (found, source) => patchFirstFixes(found.entries, source),
});
