import { lostStatuses } from '../../evidence/processes/lost-statuses.ts';
import { systemOnTheLoop } from '../../fixes/system-on-the-loop.ts';
import { defineRule, type Found } from '../rule.ts';

interface StatusFound extends Found {
  readonly asked: 'os.system' | 'exitcode' | 'is_alive';
  /** The pool's method; empty where the job only calls os.system(). */
  readonly method: string;
}

export const lostChildStatus = defineRule<StatusFound>({
  meta: {
    code: 'GVT219',
    name: 'lost-child-status',
    severity: 'warning',
    enabled: true,
    summary:
      'How a child ended gets lost where gevent reaps it first: os.system() in a pool, spawned processes.',
    why: `Once a program has started a child through gevent's subprocess, gevent watches SIGCHLD and takes the
exit status of every child that ends. Whoever waits for one of his own in C finds it gone.
\`os.system()\` in a native thread then returns -1, and a \`multiprocessing.Process\` of the start method
spawn stays alive for ever: \`is_alive()\` is True and \`exitcode\` None long after it has ended.`,
    cure: `For \`os.system()\` use \`subprocess.call(command, shell=True)\` on the loop, which cooperates; the quick
fix writes that. It returns the exit code, not the wait status (which is the code times 256). For
multiprocessing use the start method forkserver, or \`subprocess.Popen\`.`,
    notWhen: `Where nobody looks at the status, nothing is lost. Programs that start no child by subprocess are
told for information only: the first one changes it.`,
    sources: [
      'Measured: os.system("exit 3") in the thread pool, 60 calls after one subprocess.run(): 41 times 768, 19 times -1; without it always 768 (gevent 26.9.0, Python 3.11).',
      'Measured: a spawned Process that exits with 3, after one subprocess.run(): is_alive() True, exitcode None after 4 s; with fork and forkserver 3.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import subprocess
import gevent

subprocess.call(["true"])
status = gevent.get_hub().threadpool.apply(os.system, ("exit 3",))
print(status)
`,
    good: `from gevent import monkey
monkey.patch_all()
import subprocess

subprocess.call(["true"])
code = subprocess.call("exit 3", shell=True)
print(code)
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { span, asked, method, related, certain } of lostStatuses(module, project)) {
      const severity = certain ? 'warning' : 'information';
      yield { span, subject: asked, severity, related, asked, method };
    }
  },

  word: ({ asked, severity }) =>
    (asked === 'os.system'
      ? '`os.system()` may return -1 here, whatever the command said. '
      : `\`${asked}${asked === 'is_alive' ? '()' : ''}\` may never tell that the process has ended. `) +
    (severity === 'information'
      ? 'Once something starts a child by subprocess, gevent reaps all children first. '
      : 'gevent reaps the children of this program, and may be first. ') +
    (asked === 'os.system'
      ? 'Use subprocess.call(command, shell=True) on the loop.'
      : 'Use the start method forkserver, or subprocess.Popen.'),

  fixes(found, source) {
    const file = found.method === '' ? undefined : source.file(found.path ?? '');
    const edits = file && systemOnTheLoop(file, found.span, found.method);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Use subprocess.call(…, shell=True) (returns the exit code, not a wait status)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
