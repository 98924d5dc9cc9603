/**
 * Questions about the lines of a text. A line ends at `\n` or `\r\n`; offsets are UTF-16 units.
 */

/** Offset at which the line that holds `offset` starts. */
export function lineStart(text: string, offset: number): number {
  // A search from before the start would look at the first character.
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the end of the line that holds `offset`, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** Offset of the first character of the next line; the text's length where there is none. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** Whether the line that holds `offset` is blank. */
export function isBlank(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
}

/** The line ending that the text uses first; `\n` for a text of one line. */
export function newlineOf(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** White space before the first character of the line that holds `offset`. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)))?.[0] ?? '';
}

/** One step of indentation as the text writes it: a tab or some spaces; four spaces by default. */
export function indentationStep(text: string): string {
  const step = /:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*\r?\n)*(\t| {2,})/.exec(text)?.[1];
  return step === undefined ? '    ' : step;
}

/** Offset of the first line at or after `offset` (a line's start) that is not blank. */
export function skipBlankLines(text: string, offset: number): number {
  let position = offset;
  while (position < text.length && isBlank(text, position)) position = nextLine(text, position);
  return position;
}

/** Offset of the first of the blank lines that stand directly above `offset` (a line's start). */
export function blankLinesAbove(text: string, offset: number, floor = 0): number {
  let position = offset;
  while (position > floor) {
    const above = lineStart(text, position - 1);
    if (above < floor || text.slice(above, position).trim() !== '') break;
    position = above;
  }
  return position;
}
