import type { ArgumentPlace } from './argument-place.ts';
import table from './tables/thread-pool-calls.json' with { type: 'json' };

/** A call that runs a callable in a native thread, patched or not. */
export interface ThreadPoolCall {
  /** `gevent.threadpool.ThreadPool.apply`. */
  readonly path: string;
  /** The argument that is the callable. */
  readonly callable: ArgumentPlace;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const threadPoolCalls = table as readonly ThreadPoolCall[];

const byPath = new Map(threadPoolCalls.map((row) => [row.path, row]));

/** The row of a canonical path, if calling it runs a callable in a native thread. */
export function threadPoolCall(path: string): ThreadPoolCall | undefined {
  return byPath.get(path);
}
