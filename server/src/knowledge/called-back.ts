import type { ArgumentPlace } from './argument-place.ts';
import table from './tables/called-back.json' with { type: 'json' };

/** A call that itself calls functions it is given, in the same greenlet. */
export interface CalledBack {
  /** `functools.reduce`. */
  readonly path: string;
  /** The arguments that it calls. */
  readonly callables: readonly ArgumentPlace[];
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const calledBackRows = table as readonly CalledBack[];

const byPath = new Map(calledBackRows.map((row) => [row.path, row]));

/** The row of a canonical path, if calling it calls what it is given. */
export function calledBack(path: string): CalledBack | undefined {
  return byPath.get(path);
}
