import type { FilePath } from '../facts/file-path.ts';
import type { Place } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';

/** How loud a finding is. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a check found: plain data, enough to word it and to cure it later. */
export interface Found {
  /** Where the squiggle goes, absolute in `path`. */
  readonly span: Span;
  /** The file of the finding; the checked module's where it is missing. */
  readonly path?: FilePath;
  /** Where it differs from the rule's default: weaker proof steps down by one. */
  readonly severity?: Severity;
  readonly related?: readonly Place[];
  /** Reported only where somebody selects the rule or gives it a severity. */
  readonly onRequest?: boolean;
  /**
   * Tells findings of one rule on one span apart, and names the thing (`time.sleep`). With
   * code and span it is the finding's key.
   */
  readonly subject: string;
}
