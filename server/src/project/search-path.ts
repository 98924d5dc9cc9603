import type {
  Command,
  DeploymentFile,
  DeploymentFormat,
  Variable,
} from '../deployment/deployment-file.ts';
import { projectFolder } from '../deployment/read-deployment-file.ts';
import { type FilePath, folderOf, joined } from '../facts/file-path.ts';
import type { PathAddition } from './names/added-folders.ts';
import type { ModuleIndex } from './names/module-index.ts';
import type { WrittenFolder } from './names/written-folders.ts';
import { isPython, rootsAround } from './roots.ts';

/**
 * What makes the folders that modules are looked up in: the roots that the host found, those that
 * project files name, and what deployment files put on Python's search path.
 */
export class SearchPath {
  readonly #index: ModuleIndex;
  #given: readonly FilePath[] = [];
  readonly #files = new Map<FilePath, DeploymentFile>();

  constructor(index: ModuleIndex) {
    this.#index = index;
  }

  /** Takes the roots that the host found. */
  setRoots(roots: readonly FilePath[]): void {
    this.#given = roots;
    this.#apply();
  }

  /** Takes a deployment file; undefined: it is gone. Whether names may lead elsewhere now. */
  setDeployment(path: FilePath, file: DeploymentFile | undefined): boolean {
    if (file === undefined) this.#files.delete(path);
    else this.#files.set(path, file);
    const isOther = this.#apply();
    return this.#take(path, file) || isOther;
  }

  #apply(): boolean {
    const named = [...this.#files].flatMap(([path, { sourceFolders = [] }]) =>
      sourceFolders.flatMap((name) => joined(folderOf(path), name) ?? []),
    );
    const roots = [...new Set([...this.#given, ...named])].sort();
    if (roots.join('\n') === this.#index.roots.join('\n')) return false;
    this.#index.setRoots(roots);
    for (const [path, file] of this.#files) this.#take(path, file);
    return true;
  }

  #take(path: FilePath, file: DeploymentFile | undefined): boolean {
    // What setup.py adds when it runs is told by its text.
    if (isPython(path)) return false;
    const addition = file && additionOf(path, file, this.#index.roots);
    return this.#index.setAddition(path, addition);
  }
}

/** `PYTHONPATH` of its commands and of its variables for others, and pytest's `pythonpath`. */
function additionOf(
  path: FilePath,
  file: DeploymentFile,
  roots: readonly FilePath[],
): PathAddition | undefined {
  const home = projectFolder(path);
  const tested = file.settings.flatMap(({ section, key, value }) =>
    key === 'pythonpath' && /pytest/.test(section) ? (value ?? '').split(/\s+/) : [],
  );
  const started = [
    ...searchedBy(file.environment, undefined),
    ...file.commands.flatMap(({ environment, folder }) => searchedBy(environment, folder)),
  ];
  const folders = [...started, ...tested.filter((name) => name !== '').map(folderNamed)];
  if (folders.length === 0) return isRunFromHome(file) ? homeAlone(home, roots) : undefined;
  const inner = file.commands.flatMap(({ folder }) =>
    folder === undefined || folder.startsWith('/') ? [] : (joined(home, folder) ?? []),
  );
  return {
    folders,
    forTests: started.length === 0 || forTests.has(file.format),
    from: [...new Set([home, ...inner])],
    near: rootsAround(roots, path)[0] ?? home,
  };
}

/** Whether what it starts runs in its own folder, or in a copy of that: images, Procfiles. */
function isRunFromHome({ format, commands }: DeploymentFile): boolean {
  return (format === 'dockerfile' || format === 'procfile') && commands.length > 0;
}

/** One of several services of a workspace: its folder is where its own modules are found. */
function homeAlone(home: FilePath, roots: readonly FilePath[]): PathAddition | undefined {
  if (roots.includes(home)) return undefined;
  return { folders: [{ path: home, comesFirst: false }], forTests: false, near: home };
}

/** Variables that hold the folder of the project itself. */
const HOME = /^(?:PWD|CI_PROJECT_DIR|GITHUB_WORKSPACE|\{toxinidir\}|\{tox_root\})$/;

function searchedBy(
  environment: readonly Variable[],
  folder: Command['folder'],
): readonly WrittenFolder[] {
  const variable = environment.findLast(({ name }) => name === 'PYTHONPATH');
  const parts = (variable?.value ?? []).map((part) =>
    'text' in part ? part.text : HOME.test(part.variable) ? '.' : '\0',
  );
  return parts
    .join('')
    .split(/[:;]/)
    .map((one) => one.trim())
    .filter((name) => name !== '' && name !== folder && !name.includes('\0'))
    .map((name) => {
      const isInside = folder?.startsWith('/') === true && name.startsWith(`${folder}/`);
      return folderNamed(isInside ? name.slice(folder.length + 1) : name);
    });
}

/** Files whose commands are mostly there to test the project. */
const forTests: ReadonlySet<DeploymentFormat> = new Set(['ci', 'test-configuration']);

function folderNamed(name: string): WrittenFolder {
  return { name, comesFirst: false };
}
