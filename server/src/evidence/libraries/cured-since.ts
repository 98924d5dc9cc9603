import { type Library, libraries, libraryName } from '../../knowledge/libraries.ts';

/**
 * The first version that cooperates, of a row that only older ones hold for: `3.1.14` for
 * `psycopg>=3.1.5,<3.1.14`. Undefined where no row says that it does from there on.
 */
export function curedSince(row: Library): string | undefined {
  const end = /(?:^|,)<(\d[\w.]*)$/.exec(row.versions ?? '')?.[1];
  const isCured = libraries.some(
    (other) =>
      libraryName(other) === libraryName(row) &&
      other.verdict === 'cooperates' &&
      other.beyond === undefined &&
      other.versions === `>=${end}`,
  );
  return isCured ? end : undefined;
}
