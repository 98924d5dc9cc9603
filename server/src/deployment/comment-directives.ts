import type { Directive } from '../facts/facts.ts';
import type { Span } from '../syntax/span.ts';

/** Which signs start a comment, and whether one may follow other text on its line. */
export interface CommentStyle {
  readonly marks: readonly ('#' | ';' | '//')[];
  readonly behindText: boolean;
}

const LONGEST_LINE = 2000;
/** Comments and empty lines between a comment and what it covers. */
const LINES_BETWEEN = 50;

/**
 * The comments that speak to Greenlint in a file that is not Python. At the end of a line a comment
 * covers that line; on a line of its own the next one with its continuation lines, and then
 * `ownLine` is false, as for a comment in its right place. Only `ignore-file` is to stand alone.
 */
export function commentDirectives(text: string, style: CommentStyle): Directive[] {
  const directives: Directive[] = [];
  if (!/greenlint/i.test(text)) return directives;
  let seen = -1;
  for (const match of text.matchAll(/greenlint\s*:/gi)) {
    if (match.index < seen) continue;
    const [lineStart, lineEnd] = lineAt(text, match.index);
    seen = lineEnd;
    if (lineEnd - lineStart > LONGEST_LINE) continue;
    const span = commentSpan(text, lineStart, lineEnd, style);
    if (span === undefined) continue;
    const ownLine = text.slice(lineStart, span[0]).trim() === '';
    const whole = /greenlint\s*:\s*ignore-file/i.test(text.slice(span[0], span[1]));
    directives.push({
      span,
      text: withHash(text.slice(span[0], span[1])),
      ownLine: ownLine && whole,
      covers: ownLine && !whole ? nextLine(text, lineEnd, style) : [lineStart, span[0]],
    });
  }
  return directives;
}

/** The comment of a line, if it speaks to Greenlint. */
function commentSpan(
  text: string,
  lineStart: number,
  lineEnd: number,
  { marks, behindText }: CommentStyle,
): Span | undefined {
  const at = lineStart + text.slice(lineStart, lineEnd).search(/greenlint\s*:(?!.*greenlint\s*:)/i);
  for (let start = lineStart; start < at; start++) {
    if (!marks.some((mark) => text.startsWith(mark, start))) continue;
    const before = text.slice(lineStart, start);
    if (before.trim() === '') return [start, lineEnd];
    // A `#` in quotes is text.
    const quotes = before.replace(/[^"]/g, '').length;
    if (behindText && /[\s,{}[\]]$/.test(before) && quotes % 2 === 0) return [start, lineEnd];
  }
  return undefined;
}

/** The text with a comment sign as Python has it, of the same length. */
function withHash(comment: string): string {
  if (comment.startsWith('//')) return `# ${comment.slice(2)}`;
  return comment.startsWith(';') ? `#${comment.slice(1)}` : comment;
}

function lineAt(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return [start, text[end - 1] === '\r' && end > start ? end - 1 : end];
}

/** The next line that is neither empty nor a comment, up to where it is not continued. */
function nextLine(text: string, lineEnd: number, { marks }: CommentStyle): Span {
  let start: number | undefined;
  let lines = 0;
  for (let at = text.indexOf('\n', lineEnd) + 1; at > 0 && at < text.length; ) {
    if (lines++ > LINES_BETWEEN) break;
    const [from, to] = lineAt(text, at);
    const line = text.slice(from, to).trim();
    at = text.indexOf('\n', to) + 1;
    if (start === undefined && (line === '' || marks.some((mark) => line.startsWith(mark))))
      continue;
    start ??= from;
    if (!line.endsWith('\\') || at === 0) return [start, to];
  }
  return start === undefined ? [lineEnd, lineEnd] : [start, text.length];
}
