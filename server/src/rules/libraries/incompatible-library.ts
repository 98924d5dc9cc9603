import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { unknownVersion } from '../../evidence/libraries/library-words.ts';
import { libraryCallsUnderPatch } from '../../evidence/libraries/patched-program-calls.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { restoreAfterPatch } from '../../fixes/call-after-patch.ts';
import type { Library } from '../../knowledge/libraries.ts';
import { setupsOf } from '../../knowledge/library-setups.ts';
import type { Place, ProgramView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface IncompatibleCall extends Found {
  readonly row: Library;
  /** `worker.py`. */
  readonly program: string;
  readonly certain: boolean;
  /** What the patch replaced and the library needs back, where that cures it: `os.close`. */
  readonly restore: string | undefined;
  /** The patch in the workspace's own code. */
  readonly patch: { readonly path: FilePath; readonly span: Span } | undefined;
}

export const incompatibleLibrary = defineRule<IncompatibleCall>({
  meta: {
    code: 'GVT304',
    name: 'incompatible-library',
    severity: 'error',
    enabled: true,
    summary: 'A library that raises or hangs in a program whose standard library is patched.',
    why: `Some libraries cannot work once \`monkey.patch_all()\` has run. \`trio.run()\` asks for
\`select.epoll\`, which the patch removes: AttributeError. \`pexpect.spawn()\` and \`sh\` hang for good since
gevent 25.8.1, because the forked child closes its descriptors by the patched \`os.close\`, which waits
for a loop that the child does not run. \`grpc.aio\` never answers. \`invoke\` reads pipes that gevent
made non-blocking: BlockingIOError. With \`psycopg2\` set up for gevent, COPY and large objects raise
ProgrammingError.

It is an error where the version is known to be concerned, and a warning where it is not known; the
newest version's verdict holds then.`,
    cure: `What the message says; for \`pexpect\` and \`sh\` that is \`os.close = monkey.get_original("os",
"close")\` right after the patch. Or run that part of the program in a process of its own, without the
patch.`,
    notWhen: `The call never runs in the patched process: a command for people in the same package. Name
its script in \`entry-points\`, or silence the line.`,
    sources: [
      'Measured: trio.run(): AttributeError; pexpect.spawn(), sh: still waiting after 25 s with gevent 25.8.1 and newer, gap 11 ms with 25.5.1; os.close put back: returns (gevent 26.9.0, Python 3.11).',
      'https://github.com/python-trio/trio/issues/2848',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import trio

async def main():
    await trio.sleep(1)

trio.run(main)
`,
    good: `from gevent import monkey
monkey.patch_all()
import asyncio

async def main():
    await asyncio.sleep(1)

asyncio.run(main())
`,
    proof: 'hang',
  },

  *check(module, project) {
    for (const found of libraryCallsUnderPatch(module, project, 'incompatible')) {
      const { call, path, row, program, certain } = found;
      yield {
        span: call.span,
        subject: path,
        severity: certain ? 'error' : 'warning',
        related: patchPlaces(program),
        row,
        program: fileLabel(program.entry.path, 55 - shortName(path).length),
        certain,
        restore: setupsOf(row).find(({ how }) => how === 'assignment')?.path,
        patch: program.patch && {
          path: program.patch.call.scope.module.path,
          span: program.patch.call.span,
        },
      };
    }
  },

  word({ subject, row, program, certain }) {
    const remedy = row.remedy === undefined ? '' : ` What helps: ${row.remedy}.`;
    return (
      `${shortName(subject)}() cannot work under the patch of ${program}. ` +
      `${row.why[0]?.toUpperCase()}${row.why.slice(1)}.${remedy}${certain ? '' : unknownVersion(row)}`
    );
  },

  filesToFix: ({ path, patch }) => [path, patch?.path].filter((one) => one !== undefined),

  fixes({ restore, patch }, source) {
    const file = patch && source.file(patch.path);
    if (file === undefined || patch === undefined || restore === undefined) return [];
    const edits = restoreAfterPatch(file, patch.span, restore, source.orderGuard(patch.path));
    if (edits === undefined) return [];
    const title = `Put the original ${restore} back after the patch (the whole program)`;
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});

/** Where the program is patched. */
function patchPlaces({ patch, outsidePatch }: ProgramView): readonly Place[] {
  if (patch !== undefined) {
    const path = patch.call.scope.module.path;
    return [{ path, span: patch.call.span, message: 'The program is patched here' }];
  }
  return outsidePatch === undefined ? [] : [outsidePatch.place];
}
