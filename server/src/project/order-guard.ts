import type { FilePath } from '../facts/file-path.ts';

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
  /** isort or ruff's I001 sorts the imports of a block, so that `import patched_first` moves down. */
  readonly sorts?: boolean;
  /**
   * Where the tools that report E402 can be told to spare this one file; missing where one of
   * them cannot be told so.
   */
  readonly sparing?: readonly SparingSetting[];
}

/** A configuration file that has, or may have, `per-file-ignores`. */
export interface SparingSetting {
  readonly path: FilePath;
  readonly tool: 'ruff' | 'flake8';
  /** The Python file as that setting calls it: relative to the configuration's folder. */
  readonly file: string;
}
