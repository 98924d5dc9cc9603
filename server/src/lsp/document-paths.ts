import { URI } from 'vscode-uri';
import { type FilePath, fileName, folderOf, inFolder, relativeTo } from '../facts/file-path.ts';

/**
 * The rim between URIs as clients spell them and the analysis' own paths. Spellings of one file
 * (`c%3A`, symbolic links) have one path; answers use the spelling that the client used.
 */
export class DocumentPaths {
  readonly #realPath: (path: FilePath) => FilePath;
  readonly #spelt = new Map<FilePath, string>();
  #folders: readonly { readonly path: FilePath; readonly uri: string }[] = [];

  /** `realPath` resolves symbolic links of a disk path; it gives what it got where it cannot. */
  constructor(realPath: (path: FilePath) => FilePath) {
    this.#realPath = realPath;
  }

  /** Throws where `uri` is not one. */
  pathOf(uri: string): FilePath {
    const parsed = URI.parse(uri, true);
    if (parsed.scheme !== 'file') return withoutEndSlash(foreignPath(parsed));
    const local = parsed.path.replace(
      /^\/([A-Za-z]):/,
      (_, drive: string) => `${drive.toUpperCase()}:`,
    );
    const path = parsed.authority === '' ? local : `//${parsed.authority}${local}`;
    return this.#known(withoutEndSlash(path));
  }

  /** A link that leads out of the workspace keeps its name: the analysis found it under that. */
  #known(path: FilePath): FilePath {
    const real = this.#realPath(path);
    if (real === path || this.inFolders(real)) return real;
    const named = inFolder(this.#realPath(folderOf(path)), fileName(path));
    return this.inFolders(named) ? named : real;
  }

  /** The client's own spelling where it is known; otherwise one below its folders. */
  uriOf(path: FilePath): string {
    const spelt = this.#spelt.get(path);
    if (spelt !== undefined) return spelt;
    for (const folder of this.#folders) {
      const inside = relativeTo(folder.path, path);
      if (inside === undefined) continue;
      const uri = URI.parse(folder.uri);
      return uri
        .with({ path: inside === '' ? uri.path : `${withoutEndSlash(uri.path)}/${inside}` })
        .toString();
    }
    return uriOfPath(path);
  }

  /** An open document's spelling, or undefined when it is closed. */
  spell(path: FilePath, uri: string | undefined): void {
    if (uri === undefined) this.#spelt.delete(path);
    else this.#spelt.set(path, uri);
  }

  setFolders(folders: readonly { readonly path: FilePath; readonly uri: string }[]): void {
    this.#folders = [...folders].sort((a, b) => b.path.length - a.path.length);
  }

  /** Whether `path` lies in one of the workspace folders. */
  inFolders(path: FilePath): boolean {
    return this.#folders.some((folder) => relativeTo(folder.path, path) !== undefined);
  }

  /**
   * Whether documents of this URI are files of a program: those on disk, in a workspace folder of
   * any scheme, and unsaved ones. Not the old side of a comparison, nor a notebook's cell.
   */
  isSource(uri: string): boolean {
    const { scheme } = URI.parse(uri);
    if (scheme === 'file' || scheme === 'untitled') return true;
    return this.#folders.some((folder) => URI.parse(folder.uri).scheme === scheme);
  }
}

function withoutEndSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** A URI without its percent signs: what the analysis may append names of files to. */
function foreignPath(uri: URI): FilePath {
  const authority = uri.authority === '' && !uri.path.startsWith('/') ? '' : `//${uri.authority}`;
  return `${uri.scheme}:${authority}${uri.path}`;
}

// Two letters at least: `C:/src` is a drive.
const foreignForm = /^([a-z][a-z0-9+.-]+):(?:\/\/([^/]*))?(.*)$/i;

/** Whether a path is that of another scheme than `file`: not on this machine's disk. */
export function isForeign(path: FilePath): boolean {
  return foreignForm.test(path);
}

/** The URI of a path that no client has spelt. */
export function uriOfPath(path: FilePath): string {
  const foreign = foreignForm.exec(path);
  if (foreign === null) return URI.file(path).toString();
  const [, scheme = '', authority = '', rest = ''] = foreign;
  return URI.from({ scheme, authority, path: rest }).toString();
}
