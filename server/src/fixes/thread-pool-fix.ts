import { shortName } from '../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../evidence/blocking/spawned-callables.ts';
import { threadPoolRefusal } from '../evidence/blocking/thread-pool-refusals.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix } from './edit.ts';
import type { FixSource } from './source.ts';
import { spawnThreadPoolFix } from './spawn-thread-pool-fix.ts';
import { threadPoolTitle, wrapInThreadPool } from './wrap-in-thread-pool.ts';

/** A call, or a callable that a spawn is given as it is. */
interface PoolWork {
  readonly path?: FilePath;
  readonly span: Span;
  /** What is called: `bcrypt.hashpw`. */
  readonly subject: string;
  readonly spawn?: Spawn | undefined;
}

/** The fix that runs one call in the hub's thread pool; none where that is refused. */
export function threadPoolFix(
  { path, span, subject, spawn }: PoolWork,
  source: FixSource,
): readonly Fix[] {
  const file = source.file(path ?? '');
  if (file === undefined) return [];
  if (spawn !== undefined) return spawnThreadPoolFix(file, span, spawn, subject, source.project);
  const call = file.module.calls.find((one) => one.span.join() === span.join());
  if (call === undefined || threadPoolRefusal(call, source.project) !== undefined) return [];
  const edits = wrapInThreadPool(file, span);
  if (edits === undefined) return [];
  const title = threadPoolTitle(`${shortName(subject)}()`);
  return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
}
