import { fileLabel, type LatePatch, latePatchOf, patchName } from '../evidence/early/late-patch.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Fix, TextEdit } from './edit.ts';
import { insertPatchFirst, moveImportFirst, movePatchFirst, removePatch } from './move-patch.ts';
import type { FixSource, SourceFile } from './source.ts';

/**
 * One fix for each program at fault: its patch, or the import that patches, goes to the first
 * line of the file where it belongs. Equal for all findings that the same program causes.
 */
export function patchFirstFixes(entries: readonly FilePath[], source: FixSource): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const entry of entries) {
    const program = source.project.programs.find((one) => one.entry.path === entry);
    const late = program && latePatchOf(program);
    const files = late && editsFor(late, source);
    if (late === undefined || files === undefined) continue;
    const what =
      entries.length === 1 ? patchName(late.patch) : `the patch of ${fileLabel(late.top.path, 20)}`;
    fixes.push({
      title: `Move ${what} to the first line ${reasonOf(late)}`,
      preferred: fixes.length === 0,
      safe: false,
      files: [...files].map(([path, edits]) => ({ path, edits })),
    });
  }
  return fixes;
}

/** What changes besides: why a person should look. */
function reasonOf({ misplaced }: LatePatch): string {
  return misplaced === undefined ? '(imports run patched)' : '(importing it patches)';
}

type Edits = Map<FilePath, readonly TextEdit[]>;

function editsFor(late: LatePatch, source: FixSource): Edits | undefined {
  const { patch, program, top } = late;
  const home = patch.call.scope.module;
  const file = source.file(home.path);
  if (file === undefined) return undefined;
  if (home === top) return some([[file, patchToTop(file, late, source)]]);
  const first = source.file(top.path);
  if (first === undefined) return undefined;
  const guard = source.orderGuard(top.path);
  if (patch.placement !== 'script') {
    // A function of another file patches. Where no other program needs it, the entry does so itself.
    if (patch.call.call.arguments.length > 0 || program.sites.length > 1) return undefined;
    const shared = source.project.programs.some(
      (other) => other !== program && other.sites.some((site) => site.call === patch.call),
    );
    if (shared) return undefined;
    return some([
      [first, insertPatchFirst(first, guard)],
      [file, removePatch(file, [patch.call.span])],
    ]);
  }
  const chain = program.chainTo(home);
  const [link] = chain;
  if (link === undefined || chain.length > 1) return undefined;
  return some([
    [first, moveImportFirst(first, link.span, guard)],
    [file, patchToTop(file, late, source)],
  ]);
}

/** All patches that stand with the first one move together, if they can. */
function patchToTop(
  file: SourceFile,
  { program, patch }: LatePatch,
  source: FixSource,
): TextEdit[] | undefined {
  const guard = source.orderGuard(file.path);
  const together = program.sites.filter(
    ({ call, placement }) => call.scope.module.path === file.path && placement === patch.placement,
  );
  const spans = together.map(({ call }) => call.span);
  return movePatchFirst(file, spans, guard) ?? movePatchFirst(file, [patch.call.span], guard);
}

/** The edits that change something; undefined where one cannot be made or nothing would change. */
function some(all: readonly (readonly [SourceFile, TextEdit[] | undefined])[]): Edits | undefined {
  const edits: Edits = new Map();
  for (const [{ path }, own] of all) {
    if (own === undefined) return undefined;
    if (own.length > 0) edits.set(path, own);
  }
  return edits.size > 0 ? edits : undefined;
}
