import type { FilePath } from '../facts/file-path.ts';

/** The one door to files. Each host provides one; tests have one in memory. */
export interface Workspace {
  /**
   * The bytes of a file. Rejects with a FileProblem where it is gone, unreadable, not a file,
   * or larger than `limit` bytes.
   */
  read(path: FilePath, limit: number): Promise<Uint8Array>;
  /**
   * What lies directly in a folder, sorted by name. Symbolic links to folders are not followed;
   * links to files count as files. Rejects with a FileProblem.
   */
  list(folder: FilePath): Promise<readonly FolderEntry[]>;
}

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Of a symbolic link: the file that it leads to in the end. Left out where nobody can tell. */
  readonly target?: FilePath;
}

/** Why a file could not be had. `message` is one line for people, without the path. */
export class FileProblem extends Error {
  readonly problem: 'gone' | 'unreadable' | 'too-large';
  constructor(problem: 'gone' | 'unreadable' | 'too-large', message: string) {
    super(message);
    this.name = 'FileProblem';
    this.problem = problem;
  }
}
