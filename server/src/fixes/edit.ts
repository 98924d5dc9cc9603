import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';

/** Replaces `span` of the current text by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The edits of one file. They do not overlap; order does not matter. */
export interface FileEdit {
  readonly path: FilePath;
  readonly edits: readonly TextEdit[];
}

/** An edit that somebody may apply, as data. */
export interface Fix {
  /** What the lightbulb shows; where the fix is not safe, the title says why. */
  readonly title: string;
  /** The one to take when only one is wanted. At most one per finding. */
  readonly preferred: boolean;
  /**
   * True: may be applied unattended (`--fix`, fix all on save), since the program behaves the
   * same but for the harm that the finding names. False: a person should look.
   */
  readonly safe: boolean;
  readonly files: readonly FileEdit[];
}

/** The text after all edits. Throws RangeError where edits overlap or lie outside. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span[0] - b.edit.span[0] || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    const [start, end] = edit.span;
    if (start < position || end < start || end > text.length) {
      throw new RangeError(`edit [${start}, ${end}) overlaps another or lies outside the text`);
    }
    result += text.slice(position, start) + edit.text;
    position = end;
  }
  return result + text.slice(position);
}
