import {
  FileProblem,
  type FolderEntry,
  type Workspace,
} from '../../server/src/analysis/workspace.ts';
import type { FilePath } from '../../server/src/facts/file-path.ts';

/** Files in memory, with the ways in which files fail. */
export class MemoryWorkspace implements Workspace {
  readonly #files = new Map<FilePath, Uint8Array>();
  readonly #failing = new Map<FilePath, FileProblem>();
  /** Paths that were read, in order. */
  readonly reads: FilePath[] = [];
  /** Called before each read: a test changes the disk here, as other programs do. */
  beforeRead: (path: FilePath) => void = () => {};

  constructor(files: Readonly<Record<FilePath, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: FilePath, content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#files.set(path, bytes);
  }

  remove(path: FilePath): void {
    this.#files.delete(path);
  }

  /** From now on this file or folder cannot be read. */
  fail(path: FilePath, message = 'permission denied'): void {
    this.#failing.set(path, new FileProblem('unreadable', message));
  }

  async read(path: FilePath, limit: number): Promise<Uint8Array> {
    this.beforeRead(path);
    this.reads.push(path);
    const problem = this.#failing.get(path);
    if (problem !== undefined) throw problem;
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw new FileProblem('gone', 'it does not exist');
    if (bytes.length > limit) throw new FileProblem('too-large', 'it is too large');
    return bytes;
  }

  async list(folder: FilePath): Promise<readonly FolderEntry[]> {
    const problem = this.#failing.get(folder);
    if (problem !== undefined) throw problem;
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    const entries = new Map<string, FolderEntry>();
    for (const path of this.#files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name, ...rest] = path.slice(prefix.length).split('/');
      if (name === undefined) continue;
      entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    if (entries.size === 0) throw new FileProblem('gone', 'it does not exist');
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
