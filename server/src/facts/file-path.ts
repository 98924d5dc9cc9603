/**
 * The name of a file inside the analysis: absolute, with `/` between the parts and no `.` or
 * `..` left. A `file:` URI is its path (`/home/a.py`, `C:/src/a.py` with an upper-case drive);
 * any other scheme keeps its whole URI (`vscode-vfs://github/o/r/a.py`, `untitled:Untitled-1`).
 * Hosts translate at their rim and resolve symbolic links there, so equal files have equal paths.
 */
export type FilePath = string;

/** The folder that holds `path`; the path itself at a root. */
export function folderOf(path: FilePath): FilePath {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? path.slice(0, slash + 1) || path : path.slice(0, slash);
}

/** The last part of `path`. */
export function fileName(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a file is named as commands are, without an ending: `bin/relay`, `manage`. */
export function isNamedWithoutEnding(path: FilePath): boolean {
  return /^[^.:]+$/.test(fileName(path));
}

/** `name` inside `folder`; `name` may hold several parts, but no `..`. */
export function inFolder(folder: FilePath, name: string): FilePath {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The part of `path` below `folder`, without a leading slash; undefined where it is not below. */
export function relativeTo(folder: FilePath, path: FilePath): string | undefined {
  if (path === folder) return '';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** `name` below `folder`, its `.` and `..` resolved; undefined where it leads above the root. */
export function joined(folder: FilePath, name: string): FilePath | undefined {
  let at = folder;
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') at = inFolder(at, part);
    else if (folderOf(at) === at) return undefined;
    else at = folderOf(at);
  }
  return at;
}
