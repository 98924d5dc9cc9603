import type { ArgumentPlace } from './argument-place.ts';
import table from './tables/forked-connections.json' with { type: 'json' };

/** A client with something alive in it that a forked process cannot use on. */
export interface ForkedConnection {
  /** The call that makes it: `pymysql.connect`. */
  readonly path: string;
  /** What the fork does to it: the processes share one connection, or none has its threads. */
  readonly shares: 'connection' | 'threads';
  /** Where the harm is documented rather than seen. */
  readonly severity?: 'information';
  /** It is alive only if this is given. */
  readonly onlyWith?: ForkArgument;
  /** It is not alive, or not shared, if one of these is given. */
  readonly unless?: readonly ForkArgument[];
  /** Methods that bring it to life; without these and `openedBy` it is from the call on. */
  readonly opens?: readonly string[];
  /** Methods of others that do so when it is handed to them: `create_all(engine)`. */
  readonly openedBy?: readonly string[];
  /** What comes of it, after "Then". */
  readonly effect: string;
  readonly evidence: string;
}

/** An argument and what it must be: exactly `is`, a string that `begins` so, or anything. */
export type ForkArgument = ArgumentPlace & { readonly is?: string; readonly begins?: string };

const byPath = new Map((table as readonly ForkedConnection[]).map((row) => [row.path, row]));

/** The row of a call. */
export function forkedConnection(path: string): ForkedConnection | undefined {
  return byPath.get(path);
}
