import type { ArgumentPlace } from './argument-place.ts';
import table from './tables/connection-pools.json' with { type: 'json' };

/** A call that makes a pool of connections with a number of places. */
export interface ConnectionPool {
  /** `sqlalchemy.create_engine`. */
  readonly path: string;
  /** The argument that says how many places it has. */
  readonly size: ArgumentPlace;
  /** How many without that argument; where it is missing nobody says so for all versions. */
  readonly default?: number;
  /** Places beyond those. */
  readonly extra?: { readonly keyword: string; readonly default: number };
  /** The number that means that there is no limit. */
  readonly unlimitedAt?: number;
  /** It is a limit only where this argument is True. */
  readonly onlyWith?: ArgumentPlace;
  /** Keywords that make it another pool, of which nothing is known. */
  readonly unless?: readonly string[];
  /** What becomes of whoever finds no place. */
  readonly exhausted: 'raises' | 'times-out' | 'waits';
  /** A keyword that makes it wait instead of raising. */
  readonly waitsWith?: string;
  readonly error?: string;
  /** Seconds until it times out, unless the keyword `timeout` says otherwise. */
  readonly seconds?: number;
  readonly timeout?: string;
  /** Classes and packages whose calls take a place. */
  readonly uses: readonly string[];
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const connectionPools = table as readonly ConnectionPool[];

const byPath = new Map(connectionPools.map((row) => [row.path, row]));

/** Other ways to reach the same. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['redis.ConnectionPool.from_url', 'redis.ConnectionPool'],
  ['redis.BlockingConnectionPool.from_url', 'redis.BlockingConnectionPool'],
  ['sqlalchemy.engine.create_engine', 'sqlalchemy.create_engine'],
]);

/** The row of a call, if it makes a pool of connections. */
export function connectionPool(path: string): ConnectionPool | undefined {
  return byPath.get(spellings.get(path) ?? path);
}
