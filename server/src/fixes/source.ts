import type { FilePath } from '../facts/file-path.ts';
import type { ModuleView, ProjectView } from '../project/model.ts';
import type { Tree } from '../syntax/python-parser.ts';

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

/**
 * What must be written beside a patch so that the workspace's own tools neither move imports
 * above it nor complain of the imports below it. All false where no such tool is configured.
 */
export interface OrderGuard {
  /** isort or ruff's I001 would lift or regroup imports over the patch: `# isort: split` after it or `# isort: skip`. */
  readonly isort: boolean;
  /** flake8, ruff or pycodestyle would report E402 on imports below the patch: `# noqa: E402` on each. */
  readonly e402: boolean;
  /** autopep8 would lift the imports above the patch (its default where it is used at all). */
  readonly autopep8: boolean;
}
