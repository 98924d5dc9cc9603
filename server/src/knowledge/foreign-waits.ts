import table from './tables/foreign-waits.json' with { type: 'json' };

/** A function of C that waits, called through ctypes or cffi. */
export interface ForeignWait {
  /** `usleep`. */
  readonly name: string;
  /** The argument that says how long it waits at most, and how many seconds one of it is. */
  readonly seconds?: { readonly position: number; readonly unit: number };
  /** Whether the thread pool can make the call. */
  readonly pool: 'leaf' | 'refused';
  readonly evidence: string;
}

/** Every row, sorted by name. */
export const foreignWaits = table as readonly ForeignWait[];

const byName = new Map(foreignWaits.map((row) => [row.name, row]));

/** The row of a function of C; undefined where nothing is known of it. */
export function foreignWait(name: string): ForeignWait | undefined {
  return byName.get(name);
}
