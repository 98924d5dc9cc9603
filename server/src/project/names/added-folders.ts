import { type FilePath, folderOf, joined, relativeTo } from '../../facts/file-path.ts';
import { handlers } from '../../knowledge/handlers.ts';
import { libraries } from '../../knowledge/libraries.ts';
import { isStandardModule } from '../../knowledge/standard-modules.ts';
import { rootsAround } from '../roots.ts';
import type { WrittenFolder } from './written-folders.ts';

/** What one file adds to Python's search path. */
export interface PathAddition {
  readonly folders: readonly WrittenFolder[];
  /** Only tests are run so. */
  readonly forTests: boolean;
  /** Folders that names count from, besides the roots around; undefined: the file's own. */
  readonly from?: readonly FilePath[];
  /** For whose modules it counts; undefined: for those beside the file and below. */
  readonly near?: FilePath;
}

/** The folders of an addition that are there. */
export interface AddedFolders {
  readonly by: FilePath;
  readonly first: readonly FilePath[];
  readonly all: readonly FilePath[];
  readonly forTests: boolean;
  /** The folders whose modules it counts for: where the file is, and what it adds. */
  readonly near: readonly FilePath[];
}

/**
 * Finds the folders that additions mean. What leads out of the workspace, or to no Python file, is
 * left out; so is a name that may mean one of several folders.
 *
 * @param holdsPython whether a Python file lies in or below a folder
 */
export function addedFolders(
  additions: ReadonlyMap<FilePath, PathAddition>,
  roots: readonly FilePath[],
  holdsPython: (folder: FilePath) => boolean,
): readonly AddedFolders[] {
  const isInside = (folder: FilePath): boolean =>
    holdsPython(folder) && roots.some((root) => relativeTo(root, folder) !== undefined);
  return [...additions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([by, { folders, forTests, from, near }]): AddedFolders[] => {
      const bases = new Set([...(from ?? [folderOf(by)]), ...rootsAround(roots, by)]);
      const find = ({ path, name = '' }: WrittenFolder): readonly FilePath[] => {
        if (path !== undefined) return isInside(path) ? [path] : [];
        for (const tail of tailsOf(name)) {
          const meant = [...bases].flatMap((base) => joined(base, tail) ?? []);
          const there = [...new Set(meant)].filter(isInside);
          if (there.length === 1) return there;
        }
        return [];
      };
      const first = folders.filter(({ comesFirst }) => comesFirst).flatMap(find);
      const all = [...new Set([...first, ...folders.flatMap(find)])];
      if (all.length === 0) return [];
      return [{ by, first, all, forTests, near: [near ?? folderOf(by), ...all] }];
    });
}

/** An absolute folder is one of some container: its end may be one of the workspace. */
function tailsOf(name: string): readonly string[] {
  const parts = name.split('/').filter((part) => part !== '');
  return name.startsWith('/') ? parts.map((_, index) => parts.slice(index).join('/')) : [name];
}

/** Top-level modules of libraries that tables tell of. */
const libraryModules: ReadonlySet<string> = new Set(
  [...libraries.flatMap(({ modules }) => modules), ...handlers.map(({ path }) => path)].map(
    (path) => path.split('.', 1)[0]!,
  ),
);

/**
 * Whether a name means something else before it means what lies in an added folder: the standard
 * library and what is installed are searched before folders that are appended, and are all that
 * programs have which add nothing.
 */
export function comesBefore(first: string): boolean {
  return isStandardModule(first) || libraryModules.has(first);
}

/** Whether a module may be loaded by what adds the folders. */
export function isNear(
  { by, near, forTests }: AddedFolders,
  module: { readonly path: FilePath; readonly isTest?: boolean },
): boolean {
  if (module.path === by) return true;
  if (forTests && module.isTest !== true) return false;
  return near.some((folder) => relativeTo(folder, module.path) !== undefined);
}
