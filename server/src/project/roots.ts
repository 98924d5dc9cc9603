import {
  type FilePath,
  fileName,
  folderOf,
  inFolder,
  isNamedWithoutEnding,
  relativeTo,
} from '../facts/file-path.ts';

/** Files that show that their folder is a project of its own, from which modules are imported. */
const projectMarks: ReadonlySet<string> = new Set([
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'requirements.txt',
  'manage.py',
]);

/**
 * The folders that first-party modules are imported from: every workspace folder, every folder
 * that holds a project's own files, and each one's `src` where that is no package itself.
 *
 * @param paths every file that is known, Python or not
 * @param folders the workspace folders
 */
export function findRoots(
  paths: readonly FilePath[],
  folders: readonly FilePath[],
): readonly FilePath[] {
  const known = new Set(paths);
  const roots = new Set<FilePath>(folders);
  for (const path of paths) {
    if (!projectMarks.has(fileName(path))) continue;
    const folder = folderOf(path);
    if (!known.has(inFolder(folder, '__init__.py'))) roots.add(folder);
  }
  const pythonFolders = foldersOfPython(paths);
  for (const root of [...roots]) {
    const source = inFolder(root, 'src');
    if (pythonFolders.has(source) && !known.has(inFolder(source, '__init__.py'))) {
      roots.add(source);
    }
  }
  return [...roots].sort();
}

function foldersOfPython(paths: readonly FilePath[]): ReadonlySet<FilePath> {
  const folders = new Set<FilePath>();
  for (const path of paths) {
    if (!isPython(path)) continue;
    let folder = folderOf(path);
    while (!folders.has(folder)) {
      folders.add(folder);
      folder = folderOf(folder);
    }
  }
  return folders;
}

/** Whether a file holds Python source, by its name. */
export function isPython(path: FilePath): boolean {
  return path.endsWith('.py') || path.endsWith('.pyw');
}

/** The roots that contain `path`, the nearest first. */
export function rootsAround(roots: readonly FilePath[], path: FilePath): readonly FilePath[] {
  return roots
    .filter((root) => relativeTo(root, path) !== undefined)
    .sort((a, b) => b.length - a.length);
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * The dotted name that `path` has below `root`; undefined where a part is no identifier, and for
 * a script without an ending, which nothing can import.
 */
export function moduleName(root: FilePath, path: FilePath): string | undefined {
  if (isNamedWithoutEnding(path)) return undefined;
  const parts = relativeTo(root, path)
    ?.replace(/\.pyw?$/, '')
    .split('/');
  if (parts === undefined) return undefined;
  if (parts.length > 1 && parts.at(-1) === '__init__') parts.pop();
  return parts.every((part) => identifier.test(part)) ? parts.join('.') : undefined;
}
