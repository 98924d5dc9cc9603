import { type FilePath, relativeTo } from '../facts/file-path.ts';

/** How a report calls a file: relative to the working folder where it lies below. */
export function displayName(path: FilePath, workingFolder: FilePath): string {
  if (path.startsWith('untitled:')) return path.slice('untitled:'.length);
  return relativeTo(workingFolder, path) ?? path;
}
