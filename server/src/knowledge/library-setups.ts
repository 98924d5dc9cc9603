import { type Library, libraryName } from './libraries.ts';
import table from './tables/library-setups.json' with { type: 'json' };

/** Something that makes a library cooperate. */
export interface LibrarySetup {
  /** The library as in `libraries.json`: `psycopg2`. */
  readonly library: string;
  /**
   * `call`: the path is called somewhere in the program; `argument`: the path is called with
   * this keyword; `module`: the module is imported, or named in a string of the settings;
   * `instead`: the module is used in place of the library; `assignment`: the path is assigned to.
   */
  readonly how: 'call' | 'argument' | 'module' | 'instead' | 'assignment';
  readonly path: string;
  /** For `argument`. */
  readonly keyword?: string;
  /** For `argument`: as Python writes it, a string without its quotes. */
  readonly value?: string;
  /** The distribution that brings it, where that is another one. */
  readonly package?: string;
  /** That distribution takes the place of the library's own. */
  readonly replaces?: true;
  /** The quick fix writes this one. */
  readonly insert?: 'preferred';
  /** What it does, in a few words. */
  readonly effect?: string;
  readonly evidence: string;
}

/** Every row, sorted by library, way and path. */
export const librarySetups = table as readonly LibrarySetup[];

const byLibrary = new Map<string, LibrarySetup[]>();
for (const row of librarySetups) {
  const rows = byLibrary.get(row.library);
  if (rows === undefined) byLibrary.set(row.library, [row]);
  else rows.push(row);
}

/**
 * What sets the library of a row up, or the one underneath it, those that a quick fix can write
 * first.
 */
export function setupsOf(row: Library): readonly LibrarySetup[] {
  const rows = byLibrary.get(row.through ?? libraryName(row)) ?? [];
  return [...rows].sort((a, b) => Number(b.insert !== undefined) - Number(a.insert !== undefined));
}
