import { type FilePath, fileName, folderOf, inFolder, relativeTo } from '../../facts/file-path.ts';
import type { ModuleView } from '../model.ts';

/** What pytest collects unless it is told otherwise. */
export function isTestModule({ path }: ModuleView): boolean {
  return /^(?:test_.*|.*_test)\.py$/.test(fileName(path));
}

/** Whether pytest runs a module for all tests below its folder. */
export function isConftest({ path }: ModuleView): boolean {
  return fileName(path) === 'conftest.py';
}

/**
 * What pytest runs to collect a folder, in order: its conftest.py, those of its `test*` folders,
 * then files and folders by name, each folder's conftest.py when its turn comes; the packages of
 * a module before it. Seen with pytest 9.2.0; before pytest 8 files came before folders.
 */
export function collectedBelow(
  folder: FilePath,
  modules: readonly ModuleView[],
): readonly ModuleView[] {
  const initialisers = new Map<FilePath, ModuleView>();
  const found: { readonly module: ModuleView; readonly key: readonly string[] }[] = [];
  for (const module of modules) {
    if (fileName(module.path) === '__init__.py') initialisers.set(folderOf(module.path), module);
    if (!isConftest(module) && !isTestModule(module)) continue;
    const path = relativeTo(folder, module.path);
    if (path !== undefined) found.push({ module, key: turnOf(path) });
  }
  const collected = new Set<ModuleView>();
  for (const { module } of found.sort((a, b) => compare(a.key, b.key))) {
    for (const one of packagesOf(module, initialisers)) collected.add(one);
    collected.add(module);
  }
  return [...collected];
}

/** The names on the way to a file, with what comes first in a folder named so that it sorts first. */
function turnOf(path: string): readonly string[] {
  const names = path.split('/');
  if (names.at(-1) !== 'conftest.py') return names;
  const [first = ''] = names;
  if (names.length === 2 && first.startsWith('test')) return ['', first];
  return [...names.slice(0, -1), ''];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (name !== other) return name < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** The `__init__` modules that importing a test runs first, outermost first. */
function packagesOf(
  { path }: ModuleView,
  initialisers: ReadonlyMap<FilePath, ModuleView>,
): readonly ModuleView[] {
  const packages: ModuleView[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const initialiser = initialisers.get(folder);
    if (initialiser === undefined) return packages;
    packages.unshift(initialiser);
  }
}

/** The outermost folder that is known to be collected together with a test module. */
export function suiteFolder(
  { path }: ModuleView,
  modulesIn: ReadonlyMap<FilePath, readonly ModuleView[]>,
): FilePath {
  let suite = folderOf(path);
  for (let folder = suite; ; folder = folderOf(folder)) {
    const inside = modulesIn.get(folder);
    if (inside !== undefined) {
      const isNamedSo = /^tests?$/.test(fileName(folder));
      if (isNamedSo || inside.some(({ path: one }) => one === inFolder(folder, 'conftest.py'))) {
        suite = folder;
      }
    }
    if (folderOf(folder) === folder) return suite;
  }
}
