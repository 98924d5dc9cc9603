import { type FilePath, fileName, folderOf, inFolder, relativeTo } from '../facts/file-path.ts';
import { findRoots } from '../project/roots.ts';
import { configurationFileNames } from './configuration-file.ts';
import type { Configurations } from './configurations.ts';
import type { DeploymentFiles } from './deployment-files.ts';
import { type FactsReaders, ReadingBeside } from './facts-readers.ts';
import {
  type DiscoveryGuide,
  discoverFiles,
  isDeploymentFile,
  isDiscoverable,
  isPythonFile,
  isScriptCandidate,
} from './file-discovery.ts';
import { foldersAround } from './folders-above.ts';
import { InstalledVersions } from './installed-versions.ts';
import type { Slices } from './scheduler.ts';
import type { AnalysisFolder, AuditProgress, LogLine } from './service.ts';
import type { SourceFiles } from './source-files.ts';
import type { Workspace } from './workspace.ts';

/** How many files are asked for before the first of them is here. */
const readAhead = 8;

/** From so many files on it pays to start threads that read them. */
const enoughForReaders = 60;

/** Files that say which others are read. */
const listFiles: ReadonlySet<string> = new Set([...configurationFileNames, '.gitignore']);

/** What the loader works with. */
export interface LoaderParts {
  readonly workspace: Workspace;
  readonly sources: SourceFiles;
  readonly deployments: DeploymentFiles;
  readonly configurations: Configurations;
  readonly slices: Slices;
  readonly readers: FactsReaders | undefined;
  log(line: LogLine): void;
  progress(progress: AuditProgress): void;
  /** The file is open: its text comes from the editor. */
  isOpen(path: FilePath): boolean;
}

/** Keeps the known files those that the workspace's folders hold. */
export class WorkspaceLoader {
  readonly #parts: LoaderParts;
  readonly #guide: DiscoveryGuide;
  readonly #installed: InstalledVersions;
  #folders: readonly AnalysisFolder[] = [];
  #marks: readonly FilePath[] = [];

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#installed = new InstalledVersions(parts.workspace, parts.sources.project);
    this.#guide = {
      entered: (folder, names) => parts.configurations.entered(folder, names),
      isExcluded: (path) => parts.configurations.isExcluded(path),
      pause: () => parts.slices.pause(),
    };
  }

  get folders(): readonly AnalysisFolder[] {
    return this.#folders;
  }

  /** The innermost folder that holds a file. */
  folderOf(path: FilePath): AnalysisFolder | undefined {
    return this.#folders
      .filter((folder) => relativeTo(folder.path, path) !== undefined)
      .sort((a, b) => b.path.length - a.path.length)[0];
  }

  /** Lists all folders anew; reads what is new or could not be read, forgets what is gone. */
  async load(folders: readonly AnalysisFolder[]): Promise<void> {
    const { sources, deployments, configurations, workspace, log, progress } = this.#parts;
    this.#folders = folders;
    await configurations.reset(folders);
    const python = new Set<FilePath>();
    const candidates = new Set<FilePath>();
    const deployment = new Set<FilePath>();
    const links = new Map<FilePath, FilePath>();
    const marks = new Set<FilePath>();
    // Of a folder that is a link no listing tells: where a workspace begins one is looked for.
    const environments = folders.map(({ path }) => inFolder(path, '.venv'));
    for (const [index, folder] of folders.entries()) {
      progress({ phase: 'listing', done: index, total: folders.length });
      const found = await this.#discover(workspace, folder.path);
      for (const path of found.python) python.add(path);
      for (const path of found.candidates) candidates.add(path);
      for (const path of found.deployment) deployment.add(path);
      for (const [link, target] of found.links) links.set(link, target);
      for (const path of found.marks) marks.add(path);
      environments.push(...found.environments);
      for (const { path, message } of found.problems) {
        log({ level: 'warning', message: `${path}: cannot be listed: ${message}` });
      }
    }
    this.#marks = [...marks];
    this.#installed.setEnvironments(environments);
    sources.project.setLinks(this.#settleLinks(links, python));
    for (const path of sources.paths) {
      const isThere = python.has(path) || candidates.has(path);
      if (!isThere && !this.#parts.isOpen(path)) sources.remove(path);
    }
    for (const path of deployments.paths) {
      if (!deployment.has(path) && !this.#parts.isOpen(path)) deployments.remove(path);
    }
    this.#setRoots(python);
    // Deployment files first: what they mention decides whether anything is parsed.
    await this.#readDeployments([...deployment].filter((path) => !deployments.has(path)));
    const unread = [...python, ...candidates].filter(
      (path) => !sources.has(path) || sources.isUnread(path),
    );
    await this.read(unread.filter((path) => !this.#parts.isOpen(path)));
    sources.project.setDeclarations(configurations.declarations());
  }

  /** A folder, or a single file that somebody names as if it were one. */
  async #discover(workspace: Workspace, path: FilePath) {
    const isDeployment = isDeploymentFile(path);
    const mayBeFile = isPythonFile(path) || isDeployment || isScriptCandidate(path);
    const isFolder =
      !mayBeFile ||
      (await workspace.list(path).then(
        () => true,
        () => false,
      ));
    const isPython = isPythonFile(path) || (!isFolder && (await this.#isScript(path)));
    if (isFolder || !(isPython || isDeployment)) return discoverFiles(workspace, path, this.#guide);
    const python = isPython ? [path] : [];
    const deployment = isDeployment ? [path] : [];
    return {
      python,
      candidates: [],
      links: new Map<FilePath, FilePath>(),
      deployment,
      marks: [],
      environments: [],
      problems: [],
    };
  }

  /**
   * One file is one module, under its own name. Only a link that leads out of the folders stands
   * for its file; `python` gets those. Answers the links that are second names, with the first.
   */
  #settleLinks(
    links: ReadonlyMap<FilePath, FilePath>,
    python: Set<FilePath>,
  ): ReadonlyMap<FilePath, FilePath> {
    const names = new Map<FilePath, FilePath>();
    const outside = new Map<FilePath, FilePath>();
    for (const [link, target] of [...links].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const first = this.folderOf(target) === undefined ? outside.get(target) : target;
      if (first !== undefined) names.set(link, first);
      else {
        outside.set(target, link);
        python.add(link);
      }
    }
    return names;
  }

  /** Takes the new state of files on disk. */
  async filesChanged(changed: readonly FilePath[]): Promise<void> {
    const { sources } = this.#parts;
    const paths = this.#installed.changed(changed);
    if (await this.#changeList(paths)) {
      const known = paths.filter((path) => this.#isKnown(path));
      await this.load(this.#folders);
      await this.read(known.filter((path) => this.#isKnown(path) && !this.#parts.isOpen(path)));
      return;
    }
    const concerned: FilePath[] = [];
    for (const path of paths) {
      if (this.#isKnown(path) || (await this.belongs(path))) concerned.push(path);
    }
    const before = sources.paths.length;
    await this.read(concerned.filter((path) => !this.#parts.isOpen(path)));
    if (sources.paths.length !== before) this.#setRoots(sources.paths);
  }

  #isKnown(path: FilePath): boolean {
    return this.#parts.sources.has(path) || this.#parts.deployments.has(path);
  }

  /** Whether a file is part of the workspace's own code, or may be where it has no ending. */
  async belongs(path: FilePath): Promise<boolean> {
    const folder = this.folderOf(path);
    if (folder === undefined) return false;
    if (folder.path === path) return true;
    await this.#parts.configurations.reach(folderOf(path));
    return isDiscoverable(this.#parts.workspace, folder.path, path, 'file', this.#guide);
  }

  /** Whether a file without an ending says in its first line that it is Python. */
  async #isScript(path: FilePath): Promise<boolean> {
    return isScriptCandidate(path) && (await this.#parts.sources.read(path)) !== undefined;
  }

  /** Whether files wait to be read, or environments to be listed, now that gevent is in use. */
  get isWaiting(): boolean {
    const { sources, deployments } = this.#parts;
    const isDue = sources.parsing && this.#installed.isStale;
    return isDue || sources.waiting.length > 0 || deployments.waiting.length > 0;
  }

  /** Reads files from disk, and parses them once gevent is in use. */
  async read(paths: readonly FilePath[]): Promise<void> {
    await this.#readDeployments(paths.filter(isDeploymentFile));
    await this.#readPython(paths.filter((path) => isPythonFile(path) || !isDeploymentFile(path)));
    for (const path of this.#parts.deployments.waiting) {
      await this.#parts.deployments.readWaiting(path);
      await this.#parts.slices.pause();
    }
    if (this.#parts.sources.parsing) await this.#installed.update();
  }

  async #readDeployments(paths: readonly FilePath[]): Promise<void> {
    const { deployments, configurations, slices } = this.#parts;
    for (let start = 0; start < paths.length; start += readAhead) {
      const batch = paths.slice(start, start + readAhead);
      const texts = await Promise.all(
        batch.map(async (path) => {
          await configurations.reach(folderOf(path));
          return deployments.read(path);
        }),
      );
      for (const [index, path] of batch.entries()) {
        if (!this.#parts.isOpen(path)) deployments.take(path, texts[index]);
        await slices.pause();
      }
    }
  }

  async #readPython(paths: readonly FilePath[]): Promise<void> {
    const { sources, configurations, slices, progress, readers } = this.#parts;
    const total = paths.length;
    const later = readers !== undefined && total >= enoughForReaders;
    let beside: ReadingBeside | undefined;
    for (let start = 0; start < total; start += readAhead) {
      const batch = paths.slice(start, start + readAhead);
      const texts = await Promise.all(
        batch.map(async (path) => {
          await configurations.reach(folderOf(path));
          return sources.read(path);
        }),
      );
      for (const [index, path] of batch.entries()) {
        if (!this.#parts.isOpen(path)) sources.take(path, texts[index], later);
        await slices.pause();
      }
      if (later && sources.waiting.length > 0) beside ??= new ReadingBeside(readers);
      progress({ phase: 'reading', done: start + batch.length, total });
    }
    const waiting = sources.waiting;
    if (readers !== undefined && waiting.length >= enoughForReaders) {
      await this.#readBeside(beside ?? new ReadingBeside(readers), waiting);
    } else beside?.close();
    for (const [index, path] of sources.waiting.entries()) {
      await sources.parseWaiting(path);
      await slices.pause();
      if (index % readAhead === 0) {
        progress({ phase: 'linking', done: index, total: waiting.length });
      }
    }
  }

  /** Has other threads read the files that wait; what they leave goes on waiting. */
  async #readBeside(beside: ReadingBeside, waiting: readonly FilePath[]): Promise<void> {
    const { sources, progress, log } = this.#parts;
    const paths = waiting.values();
    let done = 0;
    await beside.run({
      async next() {
        for (const path of paths) {
          const text = await sources.waitingText(path);
          if (text !== undefined) return { path, text };
        }
        return undefined;
      },
      done(file, facts) {
        sources.takeFacts(file.path, file.text, facts);
        if (done++ % readAhead === 0) progress({ phase: 'linking', done, total: waiting.length });
      },
      failed: (message) => log({ level: 'warning', message }),
    });
  }

  /** Whether any of these makes the list of files another one: a configuration, a whole folder. */
  async #changeList(paths: readonly FilePath[]): Promise<boolean> {
    const { sources, deployments, configurations } = this.#parts;
    const configured = new Set(configurations.files.map((file) => file.path));
    const folders = foldersAround([...sources.paths, ...deployments.paths, ...configured]);
    const isListed = (path: FilePath) =>
      listFiles.has(fileName(path)) || configured.has(path) || folders.has(path);
    if (paths.some(isListed)) return true;
    for (const path of paths) {
      if (!this.#isKnown(path) && (await this.#isNewFolder(path))) return true;
    }
    return false;
  }

  /** Editors tell of a folder that was moved here, and of none of the files in it. */
  async #isNewFolder(path: FilePath): Promise<boolean> {
    const { workspace, configurations } = this.#parts;
    const folder = this.folderOf(path);
    if (folder === undefined) return false;
    const isFilled = await workspace.list(path).then(
      (entries) => entries.length > 0,
      () => false,
    );
    if (!isFilled) return false;
    await configurations.reach(folderOf(path));
    return isDiscoverable(workspace, folder.path, path, 'folder', this.#guide);
  }

  #setRoots(python: Iterable<FilePath>): void {
    const known = new Set(python);
    const folders = this.#folders.map((folder) =>
      known.has(folder.path) || isPythonFile(folder.path) || isDeploymentFile(folder.path)
        ? folderOf(folder.path)
        : folder.path,
    );
    this.#parts.sources.project.setRoots(findRoots([...known, ...this.#marks], folders));
  }
}
