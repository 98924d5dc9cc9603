import { selectorUses } from '../evidence/api/selector-uses.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { FileEdit } from './edit.ts';
import { pollInsteadOfEpoll } from './poll-instead-of-epoll.ts';
import { replaceApiPath } from './replace-name.ts';
import type { FixSource } from './source.ts';

/**
 * Edits after which one file polls with what cooperates, all its unguarded uses at once.
 * Undefined where one of them has no counterpart that is known to be right. `only`: the one
 * poller to replace (`select.epoll`); the others stay.
 */
export function replaceSelectors(
  path: FilePath,
  source: FixSource,
  only?: string,
): FileEdit | undefined {
  const file = source.file(path);
  if (file === undefined) return undefined;
  const uses = selectorUses(file.module, source.project).filter((use) => !use.guarded);
  const rows = new Map(uses.map(({ row }) => [row.path, row]));
  const edits = [];
  for (const row of rows.values()) {
    if (only !== undefined && row.path !== only) continue;
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
