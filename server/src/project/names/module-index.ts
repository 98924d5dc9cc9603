import { type FilePath, folderOf, inFolder, relativeTo } from '../../facts/file-path.ts';
import { rootsAround } from '../roots.ts';
import {
  type AddedFolders,
  addedFolders,
  comesBefore,
  isNear,
  type PathAddition,
} from './added-folders.ts';

/** Where a dotted name leads: a file, or a namespace package's folder. */
export interface Found {
  readonly file?: FilePath;
  /** The folder that submodules are looked up in; undefined for a plain module. */
  readonly folder?: FilePath;
}

/** The module that an import stands in. */
export interface Importer {
  readonly path: FilePath;
  /** It can be started itself: it asks whether it is `__main__`. */
  readonly isScript: boolean;
  readonly isTest?: boolean;
}

/** The folders that names are looked up in, in this order. */
interface Search {
  readonly certain: readonly FilePath[];
  /** What the module itself, then what scripts and tools near it add to Python's search path. */
  readonly added: readonly AddedFolders[];
  /** Roots of other projects. */
  readonly other: readonly FilePath[];
  readonly last: readonly FilePath[];
}

/** Which files are modules, and what a dotted name in an import leads to. */
export class ModuleIndex {
  readonly #files = new Set<FilePath>();
  #links: ReadonlyMap<FilePath, FilePath> = new Map();
  /** How many Python files lie in or below a folder. */
  readonly #folders = new Map<FilePath, number>();
  readonly #searches = new Map<string, Search>();
  readonly #absolute = new Map<string, readonly Found[] | undefined>();
  readonly #additions = new Map<FilePath, PathAddition>();
  #added: readonly AddedFolders[] | undefined;
  #roots: readonly FilePath[] = [];

  get roots(): readonly FilePath[] {
    return this.#roots;
  }

  setRoots(roots: readonly FilePath[]): void {
    this.#roots = roots;
    this.#forget();
  }

  /** Sets what a file adds to Python's search path; whether that is something new. */
  setAddition(by: FilePath, addition: PathAddition | undefined): boolean {
    const known = this.#additions.get(by);
    if (known === addition || JSON.stringify(known) === JSON.stringify(addition)) return false;
    if (addition === undefined) this.#additions.delete(by);
    else this.#additions.set(by, addition);
    this.#forget();
    return true;
  }

  /** Second names of files: symbolic links, and the files that they lead to. */
  setLinks(links: ReadonlyMap<FilePath, FilePath>): void {
    for (const link of this.#links.keys()) this.#count(link, -1);
    this.#links = links;
    for (const link of links.keys()) this.#count(link, 1);
    this.#forget();
  }

  add(path: FilePath): void {
    this.#files.add(path);
    this.#count(path, 1);
  }

  remove(path: FilePath): void {
    this.#files.delete(path);
    this.#count(path, -1);
  }

  /**
   * The modules that `import a.b.c` in `from` runs, one for each part of the name, outermost
   * first; undefined where the name does not lead to a file of the workspace.
   */
  absolute(from: Importer, dotted: string): readonly Found[] | undefined {
    const key = `${this.#searchKey(from)}\n${dotted}`;
    if (this.#absolute.has(key)) return this.#absolute.get(key);
    const found = this.#findAbsolute(from, dotted.split('.'));
    this.#absolute.set(key, found);
    return found;
  }

  /** The same for `from ..a import …`: `level` dots, then `dotted`, which may be empty. */
  relative(from: FilePath, level: number, dotted: string): readonly Found[] | undefined {
    let folder = folderOf(from);
    for (let up = 1; up < level; up++) folder = folderOf(folder);
    const base: Found = this.#package(folder) ?? { folder };
    if (dotted === '') return [base];
    const chain = this.#descend(folder, dotted.split('.'));
    return chain && [base, ...chain];
  }

  /** The module `name` inside a package's folder. */
  inside(folder: FilePath, name: string): Found | undefined {
    const regular = this.#package(inFolder(folder, name));
    if (regular) return regular;
    for (const ending of ['.py', '.pyw']) {
      const file = this.#fileNamed(inFolder(folder, name + ending));
      if (file !== undefined) return { file };
    }
    const namespace = inFolder(folder, name);
    return this.#folders.has(namespace) ? { folder: namespace } : undefined;
  }

  #package(folder: FilePath): Found | undefined {
    const file = this.#fileNamed(inFolder(folder, '__init__.py'));
    return file === undefined ? undefined : { file, folder };
  }

  #fileNamed(name: FilePath): FilePath | undefined {
    const file = this.#links.get(name) ?? name;
    return this.#files.has(file) ? file : undefined;
  }

  #findAbsolute(from: Importer, parts: readonly string[]): readonly Found[] | undefined {
    const { certain, added, other, last } = this.#search(from);
    const own = this.#findIn(certain, parts);
    if (own !== undefined) return own ?? undefined;
    const behind = this.#findAdded(added, from, parts);
    if (behind !== undefined) return behind ?? undefined;
    // Another project's root may be on the path as well, but nobody knows which of several.
    const elsewhere = other.flatMap((place) => {
      const found = this.#findIn([place], parts);
      return found ? [found] : [];
    });
    if (elsewhere.length === 1) return elsewhere[0];
    if (elsewhere.length > 1) return undefined;
    return this.#findIn(last, parts) ?? undefined;
  }

  /** The modules in folders that were added to the search path; null where it may be several. */
  #findAdded(
    added: readonly AddedFolders[],
    from: Importer,
    parts: readonly string[],
  ): readonly Found[] | null | undefined {
    if (added.length === 0 || comesBefore(parts[0]!)) return undefined;
    let known: readonly Found[] | undefined;
    for (const { by, all } of added) {
      const found = this.#findIn(all, parts);
      if (!found) continue;
      if (by === from.path) return found;
      known ??= found;
      if (known.at(-1)?.file !== found.at(-1)?.file) return null;
    }
    return known;
  }

  /** The modules of a dotted name; null where only its beginning is there. */
  #findIn(
    places: readonly FilePath[],
    parts: readonly string[],
  ): readonly Found[] | null | undefined {
    let namespace: readonly Found[] | undefined;
    for (const place of places) {
      const first = this.inside(place, parts[0]!);
      if (!first) continue;
      const chain = this.#descend(place, parts);
      // A regular package or module ends the search, as in Python; a namespace only if
      // nothing better follows, and only if a file stands at the end of the name.
      if (first.file !== undefined) return chain ?? null;
      if (chain?.at(-1)?.file !== undefined) namespace ??= chain;
    }
    return namespace;
  }

  #descend(place: FilePath, parts: readonly string[]): readonly Found[] | undefined {
    const chain: Found[] = [];
    let folder: FilePath | undefined = place;
    for (const part of parts) {
      const found: Found | undefined = folder === undefined ? undefined : this.inside(folder, part);
      if (!found) return undefined;
      chain.push(found);
      folder = found.folder;
    }
    return chain;
  }

  /**
   * The folders that a module's imports are looked up in. A script's own folder is on Python's
   * path. A package's folder is so only when one of its modules is started as a script, so it
   * comes last, and only for modules that can be.
   */
  #search(from: Importer): Search {
    const folder = folderOf(from.path);
    const key = this.#searchKey(from);
    const known = this.#searches.get(key);
    if (known) return known;
    const around = rootsAround(this.#roots, from.path);
    const isPackage = this.#package(folder) !== undefined;
    const added = this.#addedFolders.filter((one) => isNear(one, from));
    const own = added.find(({ by }) => by === from.path);
    // Those that were put in front go before the roots also for what lies in them.
    const inFront = added
      .flatMap(({ first }) => first)
      .filter((place) => relativeTo(place, from.path) !== undefined && !around.includes(place));
    const places = [...(isPackage ? [] : [folder]), ...inFront, ...around];
    const search: Search = {
      certain: [...new Set([...(own?.first ?? []), ...places])],
      added: own === undefined ? added : [own, ...added.filter((one) => one !== own)],
      other: this.#roots.filter((root) => root !== folder && !around.includes(root)),
      last: isPackage && from.isScript ? [folder] : [],
    };
    this.#searches.set(key, search);
    return search;
  }

  /** Equal for modules that are searched for in the same folders. */
  #searchKey({ path, isScript, isTest }: Importer): string {
    const where = this.#additions.has(path) ? path : `${folderOf(path)}/`;
    return `${where}${isScript ? ' script' : ''}${isTest === true ? ' test' : ''}`;
  }

  get #addedFolders(): readonly AddedFolders[] {
    this.#added ??= addedFolders(this.#additions, this.#roots, (folder) =>
      this.#folders.has(folder),
    );
    return this.#added;
  }

  #count(path: FilePath, by: number): void {
    let folder = folderOf(path);
    for (;;) {
      const count = (this.#folders.get(folder) ?? 0) + by;
      if (count > 0) this.#folders.set(folder, count);
      else this.#folders.delete(folder);
      const outer = folderOf(folder);
      if (outer === folder) break;
      folder = outer;
    }
    this.#forget();
  }

  #forget(): void {
    this.#added = undefined;
    this.#searches.clear();
    this.#absolute.clear();
  }
}
