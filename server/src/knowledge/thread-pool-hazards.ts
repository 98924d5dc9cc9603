import table from './tables/thread-pool-hazards.json' with { type: 'json' };

/** Something that code in the hub's thread pool must not touch. */
export interface ThreadPoolHazard {
  /** Canonical path: `logging.Logger`. */
  readonly path: string;
  /** `below`: the path and everything under it (`logging.Logger.info`); `itself`: only the path. */
  readonly covers: 'below' | 'itself';
  readonly reason:
    | 'logs'
    | 'locks'
    | 'forks'
    | 'loses-status'
    | 'request-state'
    | 'uses-greenlets'
    | 'bound-to-thread';
  /**
   * The call raises TypeError in a native thread: `always`, where that part is patched, or where
   * `os` is and multiprocessing forks its children (its default on Linux up to Python 3.13).
   */
  readonly raises?: 'always' | 'patched-subprocess' | 'patched-os' | 'fork-context';
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const threadPoolHazards = table as readonly ThreadPoolHazard[];

const byPath = new Map(threadPoolHazards.map((row) => [row.path, row]));

/** The row that a canonical path falls under: its own, or that of the nearest path above it. */
export function threadPoolHazard(path: string): ThreadPoolHazard | undefined {
  const own = byPath.get(path);
  if (own !== undefined) return own;
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    const row = byPath.get(path.slice(0, end));
    if (row?.covers === 'below') return row;
  }
  return undefined;
}
