import type { ArgumentPlace } from './argument-place.ts';
import type { PatchPart, RowSeverity } from './patch-part.ts';
import table from './tables/early-imports.json' with { type: 'json' };

/** A module outside the workspace that keeps unpatched parts when it is imported before the patch. */
export interface EarlyImport {
  /** `requests`; the row holds for all modules below it that have no row of their own. */
  readonly module: string;
  /** The distribution that brings it; `stdlib` for Python's own. */
  readonly distribution: string;
  /** What happens at run time, reading on from "so": `every https request raises RecursionError`. */
  readonly effect: string;
  readonly severity: RowSeverity;
  /** What it keeps: harmless unless the program patches one of these. Empty: any patch harms. */
  readonly parts: readonly PatchPart[];
  /** The harm needs a use of one of these; without it any use will do. */
  readonly uses?: readonly string[];
  /** A call of one of these is harmless where it is given this argument. */
  readonly unlessGiven?: ArgumentPlace;
  /** True where only https is harmed: a program that spells out http addresses alone is fine. */
  readonly onlyHttps?: boolean;
  /** The versions of the distribution that are harmed (`>=4`), by PEP 440; all where it is absent. */
  readonly versions?: string;
  /** The versions of gevent under which they are; all where it is absent. */
  readonly gevent?: string;
  /** The last Python version in which it harms (`3.12`). */
  readonly pythonMax?: string;
  readonly evidence: string;
}

/** Every row, sorted by module. */
export const earlyImports = table as readonly EarlyImport[];

const byModule = new Map(earlyImports.map((row) => [row.module, row]));

/** The row of a module, or of the nearest package around it that has one. */
export function earlyImport(module: string): EarlyImport | undefined {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const row = byModule.get(name);
    if (row !== undefined) return row;
  }
  return undefined;
}
