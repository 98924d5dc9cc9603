import { distinct, quoted } from '../../evidence/early/early-harm.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { comesFirst } from '../../evidence/unpatched/comes-first.ts';
import {
  type PartlyPatched,
  partlyPatchedPrograms,
} from '../../evidence/unpatched/partly-patched.ts';
import { isOptional } from '../../evidence/unpatched/unpatched-program.ts';
import { type UnpatchedWait, unpatchedWaitsIn } from '../../evidence/unpatched/unpatched-waits.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { insertPatchFirst } from '../../fixes/move-patch.ts';
import { replacedPart, useCounterparts } from '../../fixes/use-counterparts.ts';
import type { PatchPart } from '../../knowledge/patch-part.ts';
import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { ProgramView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

/** A call that waits natively in a greenlet, since what patches leaves its part out. */
interface UnpatchedCall extends Found {
  /** `select.select`. */
  readonly wait: string;
  readonly part: PatchPart;
  /** `` importing `grequests` ``. */
  readonly by: string;
  /** The file in which gevent's own is to be written instead; undefined where that is not known. */
  readonly written: FilePath | undefined;
  /** The entry, where its first line comes before whatever patches. */
  readonly entry: FilePath | undefined;
  /** What is called `entry` in the message. */
  readonly program: FilePath;
}

export const unpatchedBlockingCall = defineRule<UnpatchedCall>({
  meta: {
    code: 'GVT210',
    name: 'unpatched-blocking-call',
    severity: 'warning',
    enabled: true,
    summary: 'A call waits in a greenlet, and the library that patches this program leaves it out.',
    why: `Some programs are patched by a library that they import, and it need not patch everything:
\`import grequests\` calls \`patch_all(thread=False, select=False)\`. Sockets, \`time.sleep\`, queues and
subprocesses then let other greenlets run. \`select.select()\`, selectors, \`asyncio.run()\`,
\`Event.wait()\`, \`Condition.wait()\`, \`Thread.join()\` and \`Future.result()\` do not: they wait in the
operating system and stop every greenlet meanwhile. Where another greenlet would set the event, the
program hangs for good.

Measured under the real grequests, each for 0.4 s in a greenlet: a heartbeat beside it pauses for
0.4 s; for less than 0.1 s where the part is patched, and with gevent's own call. The same holds for
\`python -c "from gevent import monkey; monkey.patch_socket(); import serve"\`.`,
    cure: `gevent's own counterpart needs no patch: \`gevent.select.select()\`, \`gevent.event.Event\`,
\`gevent.selectors.DefaultSelector\`, \`gevent.subprocess\`. The first quick fix writes it everywhere in
the file. The other one puts \`monkey.patch_all()\` on the first line of the script that starts the
program, before the library patches in part. It is not applied unattended: threads become greenlets,
and work that was given to them to keep the processor busy then stops the others. gevent warns of the
library's second patch, which is harmless.`,
    notWhen: `A wait of a few microseconds, for a thread that is certainly about to end. Native threads of
such a program may wait as they like and are silent. A program that nobody patches is reported once,
by \`missing-monkey-patch\`; one that leaves parts out by itself, by \`partial-monkey-patch\`.`,
    sources: [
      'Measured: select.select, select.poll, selectors, asyncio.run, Event.wait, Condition.wait, Barrier.wait, Thread.join, Future.result: gap 0.40 to 0.41 s for a wait of 0.4 s; time.sleep, queue, subprocess: at most 0.07 s (grequests 0.7.0, gevent 26.9.0, Python 3.11).',
      'grequests 0.7.0, grequests.py: `curious_george.patch_all(thread=False, select=False)`.',
    ],
    since: '0.1.0',
    bad: `import grequests
import gevent
import select

def watch(connection):
    select.select([connection], [], [], 5)
    return connection.recv(100)

if __name__ == "__main__":
    gevent.spawn(watch, open("/dev/tty")).join()
`,
    good: `import grequests
import gevent
import gevent.select

def watch(connection):
    gevent.select.select([connection], [], [], 5)
    return connection.recv(100)

if __name__ == "__main__":
    gevent.spawn(watch, open("/dev/tty")).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    const found = new Map<string, UnpatchedCall>();
    for (const partly of partlyPatchedPrograms(module, project)) {
      const { program, patched } = partly;
      for (const wait of unpatchedWaitsIn(module, program, project, patched)) {
        if (isOptional(wait, project)) continue;
        const key = wait.span.join();
        const known = found.get(key);
        const one = foundFor(wait, partly);
        if (known === undefined || (known.severity !== undefined && one.severity === undefined)) {
          found.set(key, one);
        }
      }
    }
    yield* found.values();
  },

  word({ wait, part, by, program }) {
    const counterpart = switchingCall(wait)?.counterpart;
    const own = counterpart === undefined ? '' : `Use ${replacedPart(counterpart)}, or put`;
    const hangs = wakeable.test(wait) ? 'Where one of them would wake it, the program hangs. ' : '';
    return (
      `${quoted(wait, 50)} stops every greenlet while it waits. ${hangs}` +
      `${by.charAt(0).toUpperCase()}${by.slice(1)} does not patch ${part}. ` +
      `${own || 'Put'} monkey.patch_all() first in \`${fileLabel(program, 40)}\`.`
    );
  },

  filesToFix: ({ written, entry }) => [
    ...new Set([written, entry].filter((path) => path !== undefined)),
  ],

  fixes({ wait, written, entry }, source) {
    const fixes: Fix[] = [];
    const counterpart = switchingCall(wait)?.counterpart;
    const files =
      written === undefined ? undefined : useCounterparts([{ path: written, call: wait }], source);
    if (written !== undefined && files !== undefined && counterpart !== undefined) {
      fixes.push({
        title: `Use ${replacedPart(counterpart)} instead (everywhere in ${fileLabel(written, 20)})`,
        preferred: true,
        safe: false,
        files,
      });
    }
    const file = entry === undefined ? undefined : source.file(entry);
    const edits = file && insertPatchFirst(file, source.orderGuard(file.path));
    if (file !== undefined && edits !== undefined) {
      fixes.push({
        title: 'Patch everything on the first line (threads become greenlets)',
        preferred: fixes.length === 0,
        safe: false,
        files: [{ path: file.path, edits }],
      });
    }
    return fixes;
  },
});

const wakeable = /^threading\.(?:Event|Condition|Barrier)\.wait/;

function foundFor(
  { path: wait, part, module, span, chain, certain }: UnpatchedWait,
  { program, by, place }: PartlyPatched,
): UnpatchedCall {
  return {
    span,
    subject: wait,
    ...(certain ? {} : { severity: 'information' }),
    wait,
    part,
    by,
    written: makerOf(wait, module.path, program),
    // A command that patches does so before the first line: a second patch would only be repeated.
    entry:
      comesFirst(program) && program.outsidePatch === undefined ? program.entry.path : undefined,
    program: program.entry.path,
    related: distinct([place, ...chain]),
  };
}

/** The file to write gevent's own in: that of the call, or the one that makes such objects. */
function makerOf(wait: string, path: FilePath, { order }: ProgramView): FilePath | undefined {
  const part = replacedPart(wait);
  if (part === wait) return path;
  const makers = order
    .filter(({ calls }) => calls.some((call) => call.path === part))
    .map((module) => module.path);
  if (makers.includes(path)) return path;
  return makers.length === 1 ? makers[0] : undefined;
}
