import { runsInBackground } from '../../evidence/blocking/background-command.ts';
import { callsInGreenlets } from '../../evidence/blocking/greenlet-calls.ts';
import { type Spawn, spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { replaceShellCommand } from '../../fixes/replace-shell-command.ts';
import { spawnShellCommand } from '../../fixes/spawn-instead.ts';
import { defineRule, type Found } from '../rule.ts';

interface ShellFound extends Found {
  /** The spawn that is given `os.system` itself; undefined where it is called. */
  readonly spawn?: Spawn;
}

export const blockingShellCommand = defineRule<ShellFound>({
  meta: {
    code: 'GVT201',
    name: 'blocking-shell-command',
    severity: 'warning',
    enabled: true,
    summary:
      '`os.system()` in code that runs in greenlets stops all of them until the command ends.',
    why: `\`os.system()\` waits for the command in C. Monkey patching does not reach it: with a command
that takes half a second, every greenlet of the process stands still for half a second. gevent
patches \`subprocess\`, so \`subprocess.call()\` waits for the same command while other greenlets run.`,
    cure: `The quick fix writes \`subprocess.call(command, shell=True)\`. It returns the exit code itself,
where \`os.system()\` returns a wait status (the code times 256); where the value is used, the fix is
therefore not applied unattended. Where a spawn is given the function itself, it writes
\`gevent.spawn(subprocess.call, command, shell=True)\`.

Do not move \`os.system()\` into the thread pool: once gevent reaps child processes, its status gets
lost there (\`-1\` in 59 of 150 calls that should have told 768).`,
    notWhen: `Code that runs once at start-up may block: Greenlint reports only calls that a spawn, a pool,
a server or a \`Greenlet\` subclass leads to. Commands in the background (\`"backup.sh &"\`): the shell
that is waited for ends at once.`,
    sources: [
      'Measured: gap 0.5 s bad, 0.02 s fixed (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.subprocess: "cooperative subprocess".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import gevent

def convert():
    os.system("sleep 0.5")

gevent.spawn(convert).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import subprocess
import gevent

def convert():
    subprocess.call("sleep 0.5", shell=True)

gevent.spawn(convert).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, reach } of callsInGreenlets(module, project, 'GVT201')) {
      if (runsInBackground(call, project)) continue;
      yield { span: call.span, subject: 'os.system', related: reach.chain };
    }
    for (const { span, spawn, reach } of spawnedCallables(module, project, 'GVT201')) {
      yield { span, subject: 'os.system', related: reach.chain, spawn };
    }
  },

  word: () =>
    'os.system() stops every greenlet until the command ends. gevent does not patch it. ' +
    'Use subprocess.call(command, shell=True); in the thread pool its status would get lost.',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const { spawn, span } = found;
    const replaced =
      file &&
      (spawn === undefined
        ? replaceShellCommand(file, span)
        : spawnShellCommand(file, spawn, span));
    if (replaced === undefined || file === undefined) return [];
    return [
      {
        title: replaced.valueUsed
          ? 'Use subprocess.call(…, shell=True) (returns the exit code, not a wait status)'
          : 'Use subprocess.call(…, shell=True)',
        preferred: true,
        safe: !replaced.valueUsed,
        files: [{ path: file.path, edits: replaced.edits }],
      },
    ];
  },
});
