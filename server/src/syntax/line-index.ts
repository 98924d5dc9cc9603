/**
 * Where every line of `text` starts, in UTF-16 units; line breaks are LF, CRLF and CR, as
 * Python and editors have them. The first entry is always 0.
 */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    return starts;
  }
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}

/** A place in a text: both numbers count from 0, `character` in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** The line and character of `offset`; offsets before the text count as its start. */
export function positionAt(lineStarts: readonly number[], offset: number): LinePosition {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - lineStarts[low]!) };
}

/**
 * The offset of a position in a text of `length` units. As the language server protocol asks,
 * a line beyond the last means the end, a character beyond the line's end means the next
 * line's start.
 */
export function offsetAt(
  lineStarts: readonly number[],
  position: LinePosition,
  length: number,
): number {
  if (position.line < 0) return 0;
  const start = lineStarts[position.line];
  if (start === undefined) return length;
  const next = lineStarts[position.line + 1] ?? length;
  return Math.min(start + Math.max(0, position.character), next);
}
