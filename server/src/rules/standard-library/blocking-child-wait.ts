import { onlyChildBefore } from '../../evidence/blocking/child-process-ids.ts';
import { flagWords } from '../../evidence/blocking/flag-words.ts';
import { callsInGreenlets } from '../../evidence/blocking/greenlet-calls.ts';
import { spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { programsLoading } from '../../evidence/loading-programs.ts';
import { waitForKnownChild } from '../../fixes/wait-for-known-child.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

/** A wait for any child, or for one in a way that gevent does not patch. */
interface ChildWait extends Found {
  /** What holds the id of the child, where that is certain. */
  readonly pid: string | undefined;
  /** Whether `os.waitpid()` gives what the call gives, or nobody looks at it. */
  readonly sameValue: boolean;
}

export const blockingChildWait = defineRule<ChildWait>({
  meta: {
    code: 'GVT202',
    name: 'blocking-child-wait',
    severity: 'warning',
    enabled: true,
    summary:
      '`os.wait()`, `os.wait3()`, `os.wait4()` or `os.waitid()` in greenlets stops all of them until a child ends.',
    why: `gevent patches \`os.waitpid()\`, and nothing else of its family: \`os.wait()\`, \`os.wait3()\`,
\`os.wait4()\` and \`os.waitid()\` wait in C. With a child that runs for 0.45 seconds, every greenlet of
the process stands still for 0.45 seconds. In the thread pool they are no better: gevent may take the
child's exit status before they see it.`,
    cure: `Wait for a child that you know: \`os.waitpid(pid, 0)\`, or \`Popen.wait()\`. Where the function has
just started one child and holds its id in a name, the quick fix writes \`os.waitpid(pid, 0)\`, which
returns \`(pid, status)\` as \`os.wait()\` does.

Do not write \`os.waitpid(-1, 0)\`: under gevent it returned a child twice, and then waited for ever
where \`os.wait()\` raises ChildProcessError.`,
    notWhen: `A supervisor that forks and does nothing but wait for its children has no other greenlets to
stop. Calls with \`os.WNOHANG\` do not wait and are not reported.`,
    sources: [
      'Measured: gap 0.45 s bad, 0.02 s fixed (gevent 26.9.0, Python 3.11).',
      'gevent/os.py: only fork, forkpty, posix_spawn and waitpid are patched.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import gevent

def convert():
    pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "0.5")
    os.wait()

gevent.spawn(convert).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import os
import gevent

def convert():
    pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "0.5")
    os.waitpid(pid, 0)

gevent.spawn(convert).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT202')) {
      if (mayReturnAtOnce(call, row.path, project)) continue;
      const pid = isPatched(project, call) ? onlyChildBefore(call, project) : undefined;
      const sameValue = row.path === 'os.wait' || call.call.usage === 'statement';
      yield { span: call.span, subject: row.path, related: reach.chain, pid, sameValue };
    }
    for (const { span, each, row, reach } of spawnedCallables(module, project, 'GVT202')) {
      // A map gives os.wait() what it does not take; options of the others may not wait.
      if (each || row.path !== 'os.wait') continue;
      const subject = row.path;
      yield { span, subject, related: reach.chain, pid: undefined, sameValue: false };
    }
  },

  word({ subject, pid }) {
    const known =
      pid === undefined
        ? 'os.waitpid() with the pid of a child that you know'
        : `os.waitpid(${pid}, 0)`;
    return (
      `${subject}() stops every greenlet until a child process ends. gevent patches only ` +
      `os.waitpid() of this family. Use ${known}, or Popen.wait(); ` +
      'never os.waitpid(-1, 0), which can wait for ever.'
    );
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || found.pid === undefined || !found.sameValue) return [];
    const edits = waitForKnownChild(file, found.span, found.pid);
    if (edits === undefined) return [];
    return [
      {
        title: `Use os.waitpid(${found.pid}, 0)`,
        preferred: true,
        safe: true,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

/** Where the options stand; `os.wait()` takes none. */
const optionsAt: Readonly<Record<string, number>> = {
  'os.wait3': 0,
  'os.wait4': 1,
  'os.waitid': 2,
};

/** Whether `WNOHANG` is, or may be, among the options. */
function mayReturnAtOnce({ call, unit }: CallView, path: string, project: ProjectView): boolean {
  const position = optionsAt[path];
  if (position === undefined) return false;
  if (call.arguments.some(({ star }) => star !== undefined)) return true;
  const options =
    call.arguments.find(({ keyword }) => keyword === 'options') ?? call.arguments[position];
  if (options === undefined) return false;
  const words = flagWords(options.value, unit, project);
  if (words === undefined) return true;
  return [...words].some((word) => word === 'os.WNOHANG' || (Number(word) & 1) === 1);
}

/** Some program runs this module with `os` patched, and none leaves it as it is. */
function isPatched(project: ProjectView, call: CallView): boolean {
  const programs = programsLoading(call.scope.module, project);
  return (
    programs.length > 0 &&
    programs.every(
      ({ finalState, finalParts }) =>
        (finalState === 'after' || finalState === 'partly') && finalParts?.has('os') !== false,
    )
  );
}
