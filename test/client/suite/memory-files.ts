import {
  Disposable,
  type Event,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from 'vscode';

/** Files that are on no disk, as those of a virtual workspace. Folders are there when a file is. */
export class MemoryFiles implements FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile: Event<FileChangeEvent[]> = this.#changed.event;

  watch(): Disposable {
    return new Disposable(() => {});
  }

  stat(uri: Uri): FileStat {
    const content = this.#files.get(uri.path);
    const type = content === undefined ? FileType.Directory : FileType.File;
    if (content === undefined) this.readDirectory(uri);
    return { type, ctime: 0, mtime: 0, size: content?.length ?? 0 };
  }

  readDirectory(uri: Uri): [string, FileType][] {
    const below = this.#below(uri);
    if (below.length === 0) throw FileSystemError.FileNotFound(uri);
    const names = below.map((path) => path.slice(uri.path.length + 1).split('/'));
    const types = names.map(([name = '', ...rest]): [string, FileType] => [
      name,
      rest.length > 0 ? FileType.Directory : FileType.File,
    ]);
    return [...new Map(types)];
  }

  readFile(uri: Uri): Uint8Array {
    const content = this.#files.get(uri.path);
    if (content === undefined) throw FileSystemError.FileNotFound(uri);
    return content;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    const type = this.#files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
    this.#files.set(uri.path, content);
    this.#changed.fire([{ type, uri }]);
  }

  delete(uri: Uri): void {
    for (const path of [uri.path, ...this.#below(uri)]) this.#files.delete(path);
    this.#changed.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {}

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  #below(folder: Uri): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder.path}/`));
  }
}
