import type { FolderEntry, Workspace } from '../analysis/workspace.ts';
import { FileProblem } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';
import { isForeign } from './document-paths.ts';

/** Files of this machine's disk, and those of other schemes (`vscode-vfs:`) through whoever has them. */
export class DiskAndForeignFiles implements Workspace {
  readonly #disk: Workspace;
  readonly #foreign: Workspace;

  constructor(disk: Workspace, foreign: Workspace) {
    this.#disk = disk;
    this.#foreign = foreign;
  }

  read(path: FilePath, limit: number): Promise<Uint8Array> {
    return this.#of(path).read(path, limit);
  }

  list(folder: FilePath): Promise<readonly FolderEntry[]> {
    return this.#of(folder).list(folder);
  }

  #of(path: FilePath): Workspace {
    return isForeign(path) ? this.#foreign : this.#disk;
  }
}

/** Stands for files of other schemes where the client does not give them out. */
export const noFiles: Workspace = {
  read: () => Promise.reject(notGiven()),
  list: () => Promise.reject(notGiven()),
};

function notGiven(): FileProblem {
  return new FileProblem('gone', 'the editor does not give out its files');
}
