import { readdirSync, readFileSync } from 'node:fs';

/** A source file of the project. */
export interface SourceText {
  /** Relative to the repository, `/` between the parts. */
  readonly path: string;
  readonly text: string;
}

/** All files below the folders whose name ends in one of `endings`, sorted. */
export function sourcesBelow(
  folders: readonly string[],
  endings: readonly string[] = ['.ts'],
): readonly SourceText[] {
  return folders.flatMap((folder) => below(folder, endings));
}

function below(folder: string, endings: readonly string[]): readonly SourceText[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(path, endings);
      if (!endings.some((ending) => path.endsWith(ending))) return [];
      return [{ path, text: readFileSync(path, 'utf8') }];
    });
}
