import { shortName } from '../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../evidence/blocking/spawned-callables.ts';
import { jobRefusal } from '../evidence/blocking/thread-pool-refusals.ts';
import type { ProjectView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix } from './edit.ts';
import type { SourceFile } from './source.ts';
import { spawnInThreadPool } from './spawn-instead.ts';
import { threadPoolTitle } from './wrap-in-thread-pool.ts';

/**
 * The cure for a function of the tables (`zlib.compress`) that a spawn is given as it is: its
 * greenlet waits for the thread pool. None where the pool is refused. `callable`: the argument.
 */
export function spawnThreadPoolFix(
  file: SourceFile,
  callable: Span,
  spawn: Spawn,
  path: string,
  project: ProjectView,
): readonly Fix[] {
  if (jobRefusal({ kind: 'external', path }, path, project) !== undefined) return [];
  const edits = spawnInThreadPool(file, spawn, callable);
  if (edits === undefined) return [];
  const title = threadPoolTitle(`${shortName(path)}()`);
  return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
}
