import type { FilePath } from '../facts/file-path.ts';
import type { Place } from '../project/model.ts';
import type { Severity } from '../rules/rule.ts';
import type { Span } from '../syntax/span.ts';

/** A finding as hosts get it: plain data, fit to cross a thread. */
export interface Finding {
  /** Code, path, subject and a count of equals before it: stays while text above it changes. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: FilePath;
  /** UTF-16 offsets in the file's text (without a BOM). */
  readonly span: Span;
  readonly related: readonly Place[];
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  /** Whether the rule can cure at all; the fix itself is built when somebody asks. */
  readonly fixable: boolean;
}
