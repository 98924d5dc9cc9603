import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { rangeHolds } from '../../server/src/knowledge/version-range.ts';
import type { SeenRow } from './measure.ts';
import type { ProbeResult } from './results.ts';

const tables = path.resolve(import.meta.dirname, '../../server/src/knowledge/tables');

/** The rows of a knowledge table, as they stand in its file. */
export function rowsOf(table: string): readonly SeenRow[] {
  return JSON.parse(readFileSync(path.join(tables, `${table}.json`), 'utf8'));
}

/** The row of `table` that says all that was seen, and holds for the version that was looked at. */
export function rowThatSays(
  seen: SeenRow,
  table: string,
  { version }: Pick<ProbeResult, 'version'>,
): SeenRow | undefined {
  return rowsOf(table).find(
    (row) =>
      Object.entries(seen).every(([field, value]) => isDeepStrictEqual(row[field], value)) &&
      (typeof row.versions !== 'string' || rangeHolds(row.versions, { version }) === 'yes'),
  );
}
