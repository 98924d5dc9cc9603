import type { Finding } from '../analysis/finding.ts';
import type { FindingsEvent } from '../analysis/service.ts';
import { FileProblem, type FolderEntry, type Workspace } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';
import { contentHash, type WorkNote } from './work-board.ts';

/** Files that killed an analysis thread. They are left out until their text changes. */
export class Quarantine {
  readonly #hashes = new Set<string>();
  readonly #onDisk = new Set<FilePath>();

  /** `open`: the text came from the editor, so nothing is said about the file on disk. */
  add(note: WorkNote, open: boolean): void {
    this.#hashes.add(note.hash);
    if (!open) this.#onDisk.add(note.path);
  }

  holdsText(text: string): boolean {
    return this.#hashes.size > 0 && this.#hashes.has(contentHash(text));
  }

  /** Files that may not be read from disk. */
  get onDisk(): readonly FilePath[] {
    return [...this.#onDisk];
  }

  /** The files changed on disk: they may be tried again. True where that concerns any. */
  changedOnDisk(paths: readonly FilePath[]): boolean {
    let any = false;
    for (const path of paths) any = this.#onDisk.delete(path) || any;
    return any;
  }
}

/** A workspace, inside the analysis thread, that does not give out quarantined files. */
export class GuardedWorkspace implements Workspace {
  readonly #inner: Workspace;
  #forbidden: ReadonlySet<FilePath> = new Set();

  constructor(inner: Workspace) {
    this.#inner = inner;
  }

  forbid(paths: readonly FilePath[]): void {
    this.#forbidden = new Set(paths);
  }

  read(path: FilePath, limit: number): Promise<Uint8Array> {
    if (this.#forbidden.has(path)) {
      return Promise.reject(new FileProblem('unreadable', 'the analysis died on this text'));
    }
    return this.#inner.read(path, limit);
  }

  list(folder: FilePath): Promise<readonly FolderEntry[]> {
    return this.#inner.list(folder);
  }
}

/** What is shown for a quarantined file. */
export function quarantineEvent(path: FilePath, version: number | null): FindingsEvent {
  const finding: Finding = {
    key: `GVT903 ${path} parser-died`,
    code: 'GVT903',
    name: 'unreadable-file',
    severity: 'information',
    message:
      'This file is not analysed. The analysis died on its text; it is left out until that changes.',
    path,
    span: [0, 0],
    related: [],
    tags: [],
    fixable: false,
  };
  return { path, version, findings: [finding], lineStarts: [0] };
}
