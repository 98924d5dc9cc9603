import type { FilePath } from '../facts/file-path.ts';
import type { ModuleView, ProjectView } from '../project/model.ts';
import type { OrderGuard } from '../project/order-guard.ts';
import type { Tree } from '../syntax/python-parser.ts';

export type { OrderGuard } from '../project/order-guard.ts';

/** A file as it is now, for building edits. */
export interface SourceFile {
  readonly path: FilePath;
  readonly text: string;
  /** Tree of `text`; owned by whoever asked for the fix, never deleted by a builder. */
  readonly tree: Tree;
  readonly module: ModuleView;
}

/** What a fix may look at: the current text and a tree of each file that it edits. */
export interface FixSource {
  readonly project: ProjectView;
  /** Undefined where the file is gone, cannot be read, or holds a syntax error. */
  file(path: FilePath): SourceFile | undefined;
  /** The text of a deployment file; undefined where it is gone or cannot be read. */
  deploymentText(path: FilePath): string | undefined;
  /** The guard that keeps this workspace's own tools from undoing an import order. */
  orderGuard(path: FilePath): OrderGuard;
}
