import table from './tables/removed-gevent-api.json' with { type: 'json' };

/** A name that gevent once had. */
export interface RemovedGeventApi {
  /** `gevent.coros`. */
  readonly path: string;
  /** `call`: only calling it fails; today's name is something else (`gevent.signal`, a module). */
  readonly kind: 'module' | 'name' | 'call';
  /** Today's dotted path; absent where there is none. */
  readonly replacement?: string;
  /** The first gevent version without it; absent where the change log does not say. */
  readonly removedIn?: string;
  /** The exception that a program gets. */
  readonly fails: 'ModuleNotFoundError' | 'AttributeError' | 'TypeError';
  /** Whether renaming alone is right: same arguments, same meaning. */
  readonly dropIn: boolean;
  readonly evidence: string;
}

/** A row and what stood behind its path. */
export interface RemovedGeventUse {
  readonly row: RemovedGeventApi;
  /** `.Semaphore` where `gevent.coros.Semaphore` was asked for; empty for the row's own path. */
  readonly rest: string;
}

/** Every row, sorted by path. */
export const removedGeventApi = table as readonly RemovedGeventApi[];

const byPath = new Map(removedGeventApi.map((row) => [row.path, row]));

/**
 * The row of a path or of the longest removed module or name above it. A row of kind `call`
 * is given for its own path only: `gevent.signal.signal` is fine.
 */
export function removedFromGevent(path: string): RemovedGeventUse | undefined {
  if (!path.startsWith('gevent.')) return undefined;
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const row = byPath.get(path.slice(0, end));
    if (row !== undefined && (row.kind !== 'call' || end === path.length)) {
      return { row, rest: path.slice(end) };
    }
  }
  return undefined;
}
