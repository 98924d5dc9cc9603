import type { FilePath } from '../facts/file-path.ts';
import type { Finding } from './finding.ts';
import type { DocumentChange } from './service.ts';

/** An open document of any kind: its text as the editor has it, and what the editor shows of it. */
export interface OpenBuffer {
  readonly path: FilePath;
  readonly version: number;
  /** Counts every change, so that work on an older text can be told from work on this one. */
  readonly revision: number;
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** The text changed since it was read. */
  dirty: boolean;
  /** Nothing was typed since it was opened or saved: then every finding shows. */
  readonly settled: boolean;
  /** The text is being typed and cannot be read; what is known is of an older one. */
  readonly unread: boolean;
  /** What the editor shows, where it stands in the current text. */
  shown: readonly Finding[];
  /** Belongs to the workspace's project. */
  inProject: boolean;
  /** Takes a new version; ranges count each on the text that the change before it left. */
  change(version: number, changes: readonly DocumentChange[]): void;
  /** The text was saved: nothing of it is being typed any more. */
  saved(): void;
  dispose(): void;
}
