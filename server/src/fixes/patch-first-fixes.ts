import {
  fileLabel,
  isAt,
  type LatePatch,
  latePatchOf,
  patchName,
} from '../evidence/early/late-patch.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { ModuleView } from '../project/model.ts';
import type { Fix, TextEdit } from './edit.ts';
import {
  insertImportFirst,
  insertPatchFirst,
  moveImportFirst,
  movePatchFirst,
  plainArguments,
  removePatch,
} from './move-patch.ts';
import type { FixSource, SourceFile } from './source.ts';

/**
 * One fix for each program at fault: its patch, or the import that patches, goes to the first
 * line of the file where it belongs. Equal for all findings that the same program causes, and one
 * for all programs that the same edit cures.
 */
export function patchFirstFixes(entries: readonly FilePath[], source: FixSource): readonly Fix[] {
  const byEdits = new Map<string, { late: LatePatch; files: Fix['files'] }>();
  for (const entry of entries) {
    const program = source.project.programs.find((one) => one.entry.path === entry);
    const late = program && latePatchOf(program);
    const edits = late && editsFor(late, source);
    if (late === undefined || edits === undefined) continue;
    const files = [...edits].map(([path, own]) => ({ path, edits: own }));
    const key = JSON.stringify(files);
    if (!byEdits.has(key)) byEdits.set(key, { late, files });
  }
  return [...byEdits.values()].map(({ late, files }, index) => {
    const what =
      byEdits.size === 1 ? patchName(late.patch) : `the patch of ${fileLabel(late.top.path, 20)}`;
    return {
      title: `Move ${what} to the first line ${reasonOf(late)}`,
      preferred: index === 0,
      safe: false,
      files,
    };
  });
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
  if (patch.placement === 'script') {
    const [link, ...further] = program.chainTo(home);
    const moved =
      link === undefined || further.length > 0
        ? undefined
        : some([
            [first, moveImportFirst(first, link.span, guard)],
            [file, patchToTop(file, late, source)],
          ]);
    if (moved !== undefined) return moved;
  }
  return isShared(late, source)
    ? importFirst(late, [first, file], source)
    : callFirst(late, [first, file], source);
}

/** Whether other programs rely on the same call. */
function isShared({ patch, program }: LatePatch, { project }: FixSource): boolean {
  return project.programs.some(
    (other) => other !== program && other.sites.some((site) => isAt(site, patch)),
  );
}

/** The call itself goes to the entry, where no other program needs it and there is no other. */
function callFirst(
  { patch, program, top }: LatePatch,
  [first, file]: readonly [SourceFile, SourceFile],
  source: FixSource,
): Edits | undefined {
  const { span } = patch.call;
  const given = plainArguments(file, span);
  if (given === undefined || program.sites.length > 1) return undefined;
  if (patch.path !== 'gevent.monkey.patch_all') return undefined;
  return some([
    [first, insertPatchFirst(first, source.orderGuard(top.path), given)],
    [file, removePatch(file, [span])],
  ]);
}

/** The entry imports the module that patches first; the patch stays the only one. */
function importFirst(
  late: LatePatch,
  [first, file]: readonly [SourceFile, SourceFile],
  source: FixSource,
): Edits | undefined {
  const { patch, top } = late;
  const { name } = patch.call.scope.module;
  if (patch.placement !== 'script' || name === undefined) return undefined;
  // Importing it runs its packages first.
  const packages = source.project.modules.filter(
    (module) => module.isPackage && name.startsWith(`${module.name}.`),
  );
  if (packages.some(importsAnything)) return undefined;
  return some([
    [first, insertImportFirst(first, name, source.orderGuard(top.path))],
    [file, patchToTop(file, late, source)],
  ]);
}

function importsAnything({ script }: ModuleView): boolean {
  return script.events.some(({ event }) => event.kind === 'import' || event.kind === 'from-import');
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
