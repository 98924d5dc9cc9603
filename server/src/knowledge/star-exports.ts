import table from './tables/star-exports.json' with { type: 'json' };

/** What `from module import *` binds. */
export interface StarExports {
  readonly module: string;
  /** Sorted; names of one Python version, which the evidence names. */
  readonly names: readonly string[];
  readonly evidence: string;
}

/** Every row, sorted by module. */
export const starExportTable = table as readonly StarExports[];

const byModule = new Map(starExportTable.map((row) => [row.module, new Set(row.names)]));

/** The names that a star import of `module` binds; undefined where they are not known. */
export function starExports(module: string): ReadonlySet<string> | undefined {
  return byModule.get(module);
}
