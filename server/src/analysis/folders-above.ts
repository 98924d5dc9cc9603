import { type FilePath, folderOf } from '../facts/file-path.ts';

/** A folder and every folder above it, innermost first; of a URI, down to its authority. */
export function foldersUpward(folder: FilePath): readonly FilePath[] {
  const folders: FilePath[] = [];
  for (let current = folder; ; ) {
    folders.push(current);
    const above = folderOf(current);
    const top = above === current || above === '' || above.endsWith(':/') || above.endsWith(':');
    if (top && !/^[A-Za-z]:$/.test(above)) return folders;
    if (above === current) return folders;
    current = above;
  }
}

/** Every folder that holds one of these files, directly or not. */
export function foldersAround(files: readonly FilePath[]): ReadonlySet<FilePath> {
  const folders = new Set<FilePath>();
  for (const file of files) {
    for (const folder of foldersUpward(folderOf(file))) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
