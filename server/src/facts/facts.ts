import type { Span } from '../syntax/span.ts';
import type { Scope } from './scope.ts';

/**
 * The number of the facts' form. It is part of every cache key: raise it whenever the
 * meaning of a fact changes.
 */
export const FACTS_FORMAT = 7;

/**
 * What one file says: plain data, a pure function of its text, in names as written.
 * Nothing here is resolved; the module's own name and the knowledge tables enter at link.
 */
export interface FileFacts {
  readonly format: number;
  /** Top-level statements in order. A `def` or `class` is one statement. */
  readonly statements: readonly Statement[];
  /** Comments that speak to linters, with absolute spans. */
  readonly directives: readonly Directive[];
  /** Why facts may be missing; empty for a file that was read whole. */
  readonly problems: readonly ParseProblem[];
  /** Length of the text in UTF-16 units. */
  readonly length: number;
}

/** One top-level statement. `unit` is shared between versions of a file when its text stayed. */
export interface Statement {
  /** Where the statement starts in the file: the origin of every span in `unit`. */
  readonly start: number;
  /** The statement as a nameless scope of its own: its events in order of execution. */
  readonly unit: Scope;
}

/** Something that kept facts from being complete. */
export interface ParseProblem {
  readonly kind: 'syntax' | 'too-large' | 'undecodable' | 'unreadable' | 'parser-died';
  /** Absolute span of the text that is not believed. */
  readonly span: Span;
  /** For people; only for the kinds other than `syntax`. */
  readonly detail?: string;
}

/** A comment that addresses a linter: `# greenlint: …`, `# noqa…`, `# isort: …`. */
export interface Directive {
  /** Absolute span of the comment, `#` included. */
  readonly span: Span;
  readonly text: string;
  /** True if nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
  /**
   * Absolute span of the logical line that ends here: the simple statement, or the header of
   * a compound one. A comment on a line of its own covers that line only.
   */
  readonly covers: Span;
}
