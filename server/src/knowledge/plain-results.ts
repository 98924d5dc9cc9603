import table from './tables/plain-results.json' with { type: 'json' };

/** A call whose result can certainly not be called. */
export interface PlainResult {
  /** `time.sleep`. */
  readonly path: string;
  /** `None`, or the class of the result: `requests.Response`; `builtins.object` where it differs. */
  readonly gives: string;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const plainResults = table as readonly PlainResult[];

const byPath = new Map(plainResults.map((row) => [row.path, row]));
const classes = new Set(plainResults.map((row) => row.gives));

/** The row of a canonical path. Absence proves nothing. */
export function plainResult(path: string): PlainResult | undefined {
  return byPath.get(path);
}

/** Whether instances of this class can certainly not be called. */
export function isPlainClass(path: string): boolean {
  return classes.has(path);
}
