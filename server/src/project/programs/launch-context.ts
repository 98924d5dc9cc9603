import type { Variable } from '../../deployment/deployment-file.ts';
import type { LaunchContext, SettingsModule } from '../../deployment/launch.ts';
import { type FilePath, folderOf, isNamedWithoutEnding, joined } from '../../facts/file-path.ts';
import type { Span } from '../../syntax/span.ts';
import type { LinkingView } from '../linking-view.ts';
import type { DeploymentView, ModuleView } from '../model.ts';
import { settingsNamedIn } from '../names/django-set-up.ts';
import type { Value } from '../value.ts';

/** Where the processes of a deployment file may find their code. */
export class LaunchFolders {
  readonly #project: LinkingView;
  readonly #deployments: ReadonlyMap<FilePath, DeploymentView['file']>;
  readonly #folders: readonly FilePath[];
  /** Modules whose text decided something: programs hang on what they say. */
  readonly #read: Set<ModuleView>;

  /**
   * @param path the deployment file
   * @param folder where the process runs, as written; an absolute one is in some container
   */
  constructor(
    project: LinkingView,
    deployments: ReadonlyMap<FilePath, DeploymentView['file']>,
    read: Set<ModuleView>,
    path: FilePath,
    folder: string | undefined,
  ) {
    this.#project = project;
    this.#deployments = deployments;
    this.#read = read;
    const above = foldersUpTo(folderOf(path), project.roots);
    const own = folder === undefined || folder.startsWith('/') ? [] : [folder];
    this.#folders = [
      ...own.flatMap((name) => above.flatMap((base) => joined(base, name) ?? [])),
      ...above,
    ];
  }

  /** Every module of the workspace. */
  get modules(): readonly ModuleView[] {
    return this.#project.modules;
  }

  /** The modules that importing this name runs, packages first; undefined: not of this workspace. */
  modulesNamed(dotted: string): readonly ModuleView[] | undefined {
    for (const folder of this.#folders) {
      const found = this.#project.modulesNamed(dotted, folder);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The module of a file; an absolute path is one of a container, so its end is looked for. */
  moduleOf(file: string): ModuleView | undefined {
    return this.#lookUp(file, (path) => this.#project.moduleAt(path));
  }

  /** The variables of a file of variables, each with the file's path. */
  variablesOf(file: string): readonly Variable[] {
    return (
      this.#lookUp(file, (path) => {
        const found = this.#deployments.get(path);
        if (found?.format !== 'environment') return undefined;
        return found.environment.map((variable) => ({ ...variable, path }));
      }) ?? []
    );
  }

  /** What launchers look up while a command is read. */
  get context(): LaunchContext {
    return {
      settingsFile: (file) => this.#settings(this.moduleOf(file)),
      settingsModule: (module) => this.#settings(this.modulesNamed(module)?.at(-1)),
      hasModule: (dotted, attribute) => {
        const module = this.modulesNamed(dotted)?.at(-1);
        if (module === undefined || attribute === undefined) return module !== undefined;
        this.#read.add(module);
        return this.#project.bindsName(module, attribute);
      },
      djangoSettings: (file) => {
        const module = this.moduleOf(file);
        if (module === undefined) return undefined;
        this.#read.add(module);
        return settingsNamedIn(module);
      },
      isPythonScript: (file) => {
        const module = this.moduleOf(file);
        return module !== undefined && isNamedWithoutEnding(module.path);
      },
      deploymentSettings: (file) =>
        this.#lookUp(file, (path) => {
          const settings = this.#deployments.get(path)?.settings;
          return settings && { path, settings };
        }),
    };
  }

  #lookUp<T>(file: string, at: (path: FilePath) => T | undefined): T | undefined {
    const parts = file.split('/').filter((part) => part !== '');
    const names = file.startsWith('/')
      ? parts.map((_, index) => parts.slice(index).join('/'))
      : [file];
    for (const name of names) {
      for (const folder of this.#folders) {
        const path = joined(folder, name);
        const found = path === undefined ? undefined : at(path);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #settings(module: ModuleView | undefined): SettingsModule | undefined {
    if (module === undefined) return undefined;
    this.#read.add(module);
    const values = new Map<string, { value: string | undefined; span: Span }>();
    for (const { event, block, unit, span } of module.script.events) {
      if (event.kind !== 'assign') continue;
      for (const target of event.targets) {
        if (target.kind !== 'name') continue;
        const known = block === undefined && !event.augmented;
        const value = known
          ? settingOf(this.#project.valueOf(event.value, unit, span[0]))
          : undefined;
        values.set(target.name, { value, span });
      }
    }
    const functions = new Map<string, Span>();
    for (const scope of module.script.children) {
      if (scope.kind === 'function') functions.set(scope.name, scope.nameSpan);
    }
    return { path: module.path, values, functions };
  }
}

/** The text of a value that a settings file spells out; a class by its dotted name. */
function settingOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
    case 'constant':
      return value.value;
    case 'number':
      return value.text;
    case 'external':
      return value.path;
    default:
      return undefined;
  }
}

/** A folder and those above it, up to the outermost root that holds it. */
function foldersUpTo(folder: FilePath, roots: readonly FilePath[]): readonly FilePath[] {
  const folders: FilePath[] = [];
  for (let at = folder; roots.some((root) => at === root || at.startsWith(`${root}/`)); ) {
    folders.push(at);
    const outer = folderOf(at);
    if (outer === at) break;
    at = outer;
  }
  return folders.length === 0 ? [folder] : folders;
}
