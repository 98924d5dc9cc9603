import { fileLabel, isAt, patchName } from '../evidence/early/late-patch.ts';
import { lateTestPatchOf } from '../evidence/early/late-test-patch.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Fix } from './edit.ts';
import { insertPatchFirst, plainArguments, removePatch } from './move-patch.ts';
import type { FixSource } from './source.ts';

/**
 * The patch of a test module goes to the first line of the session's conftest.py; it stays where
 * it was, too, if another program relies on it: the module run by itself. Nothing where there is
 * no conftest.py to edit.
 */
export function patchInConftest(entries: readonly FilePath[], source: FixSource): readonly Fix[] {
  const lates = source.project.programs.flatMap((program) =>
    entries.includes(program.entry.path) ? (lateTestPatchOf(program) ?? []) : [],
  );
  const [late] = lates;
  if (late === undefined) return [];
  const { patch, top, program } = late;
  const home = patch.call.scope.module;
  const conftest = source.file(top.path);
  const file = source.file(home.path);
  if (top === home || conftest === undefined || file === undefined) return [];
  const given = plainArguments(file, patch.call.span);
  if (given === undefined || patch.path !== 'gevent.monkey.patch_all') return [];
  const added = insertPatchFirst(conftest, source.orderGuard(top.path), given);
  if (added === undefined) return [];
  const stays = source.project.programs.some(
    (other) =>
      other !== program &&
      other.main !== undefined &&
      other.sites.some((site) => isAt(site, patch)),
  );
  const removed = stays ? [] : removePatch(file, [patch.call.span]);
  if (removed === undefined) return [];
  const files = [{ path: top.path, edits: added }];
  if (removed.length > 0) files.push({ path: home.path, edits: removed });
  const where = `first in ${fileLabel(top.path)} (all tests run patched)`;
  const title = stays
    ? `Patch ${where}`
    : `Move ${patchName(patch)} ${where.replace('first in', 'first into')}`;
  return [{ title, preferred: true, safe: false, files }];
}
