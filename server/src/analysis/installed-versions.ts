import { type FilePath, fileName, folderOf, inFolder, relativeTo } from '../facts/file-path.ts';
import { isVersion } from '../knowledge/version-range.ts';
import type { InstalledDistribution, InstalledEnvironment } from '../project/known-versions.ts';
import type { Project } from '../project/project.ts';
import { FileProblem, type FolderEntry, type Workspace } from './workspace.ts';

/** What a project's own virtual environment is called by those who make one. */
const environmentNames: ReadonlySet<string> = new Set(['.venv', 'venv', 'env', '.virtualenv']);

/** Whether a folder of this name may be a virtual environment. */
export function mayBeEnvironment(name: string): boolean {
  return environmentNames.has(name);
}

/** `Flask_SocketIO-5.7.0.dist-info`, `gevent-24.2.1-py3.11.egg-info`; pip's leftovers begin with `~`. */
const INSTALLED = /^([A-Za-z0-9][\w.-]*?)-(\d[^-]*)(?:\.dist-info|(?:-py\d[\d.]*)?\.egg-info)$/;

/**
 * What is installed in the virtual environments of the workspace, by the names of folders. No file
 * in them is read, and nothing is run. Environments that cannot be listed say nothing.
 */
export class InstalledVersions {
  readonly #workspace: Workspace;
  readonly #project: Project;
  #folders: readonly FilePath[] = [];
  #shown = '[]';
  #stale = false;

  constructor(workspace: Workspace, project: Project) {
    this.#workspace = workspace;
    this.#project = project;
  }

  /** Whether the environments are to be listed. */
  get isStale(): boolean {
    return this.#stale;
  }

  /** Sets the folders that are, or may be, virtual environments. */
  setEnvironments(folders: Iterable<FilePath>): void {
    this.#folders = [...new Set(folders)].sort();
    this.#stale = true;
  }

  /**
   * Takes note of what changed on disk. Answers the paths that lie outside of the environments:
   * in them nothing else concerns anybody.
   */
  changed(paths: readonly FilePath[]): readonly FilePath[] {
    const made = paths.filter((path) => mayBeEnvironment(fileName(path)));
    if (made.some((path) => !this.#folders.includes(path))) {
      this.setEnvironments([...this.#folders, ...made]);
    }
    return paths.filter((path) => {
      const inside = this.#folders
        .map((folder) => relativeTo(folder, path))
        .find((relative) => relative !== undefined);
      if (inside === undefined) return true;
      const isListing = inside === '' || inside === 'pyvenv.cfg';
      if (isListing || /(?:-info|packages)$|-info\/[^/]+$/.test(inside)) this.#stale = true;
      // Its own name may be that of a file.
      return inside === '';
    });
  }

  /** Lists the environments anew, if that is due. */
  async update(): Promise<void> {
    if (!this.#stale) return;
    this.#stale = false;
    const found: InstalledEnvironment[] = [];
    for (const environment of this.#folders) {
      const distributions = await this.#distributionsIn(environment);
      if (distributions.length > 0) found.push({ folder: folderOf(environment), distributions });
    }
    const shown = JSON.stringify(found);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#project.setInstalled(found);
  }

  async #distributionsIn(environment: FilePath): Promise<readonly InstalledDistribution[]> {
    const entries = await this.#list(environment);
    if (!entries.some(({ name }) => name === 'pyvenv.cfg')) return [];
    const found: InstalledDistribution[] = [];
    for (const { name, kind } of entries) {
      if (kind !== 'folder' || !/^lib(?:64)?$/i.test(name)) continue;
      const library = inFolder(environment, name);
      for (const inner of await this.#list(library)) {
        if (inner.kind !== 'folder') continue;
        // Windows has `Lib/site-packages`, others `lib/python3.12/site-packages`.
        const packages = /^(?:python|pypy)\d/.test(inner.name)
          ? inFolder(inFolder(library, inner.name), 'site-packages')
          : inFolder(library, inner.name);
        if (fileName(packages) !== 'site-packages') continue;
        found.push(...(await this.#list(packages)).flatMap((entry) => installed(packages, entry)));
      }
    }
    return found;
  }

  async #list(folder: FilePath): Promise<readonly FolderEntry[]> {
    try {
      return await this.#workspace.list(folder);
    } catch (error) {
      if (error instanceof FileProblem) return [];
      throw error;
    }
  }
}

function installed(
  packages: FilePath,
  { name: entry, kind }: FolderEntry,
): readonly InstalledDistribution[] {
  const [, name, version] = INSTALLED.exec(entry) ?? [];
  if (name === undefined || version === undefined || !isVersion(version)) return [];
  const folder = inFolder(packages, entry);
  const metadata = entry.endsWith('.egg-info') ? 'PKG-INFO' : 'METADATA';
  return [{ name, version, path: kind === 'folder' ? inFolder(folder, metadata) : folder }];
}
