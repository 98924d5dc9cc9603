import type { FileEdit } from '../fixes/edit.ts';
import { pollInsteadOfEpoll } from '../fixes/poll-instead-of-epoll.ts';
import { replaceApiPath } from '../fixes/replace-name.ts';
import type { FixSource } from '../fixes/source.ts';
import type { FilePath } from '../project/file-path.ts';
import { selectorUses } from './selector-uses.ts';

/**
 * Edits after which one file polls with what cooperates, all its unguarded uses at once.
 * Undefined where one of them has no counterpart that is known to be right.
 */
export function replaceSelectors(path: FilePath, source: FixSource): FileEdit | undefined {
  const file = source.file(path);
  if (file === undefined) return undefined;
  const uses = selectorUses(file.module, source.project).filter((use) => !use.guarded);
  const rows = new Map(uses.map(({ row }) => [row.path, row]));
  const edits = [];
  for (const row of rows.values()) {
    const replaced =
      row.path === 'select.epoll'
        ? pollInsteadOfEpoll(file)
        : row.dropIn && row.replacement !== undefined
          ? replaceApiPath(file, row.path, row.replacement)
          : undefined;
    if (replaced === undefined) return undefined;
    edits.push(...replaced);
  }
  return edits.length === 0 ? undefined : { path, edits };
}
