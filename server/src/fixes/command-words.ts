import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, lineStart, newlineOf, nextLine } from './lines.ts';

/**
 * How a word of a command is written: `shell` between others in one line of text, `item` in a
 * list with brackets (a Dockerfile's exec form, JSON, YAML), `line` as a YAML item on its own line.
 */
interface WrittenWord {
  readonly kind: 'shell' | 'item' | 'line';
  /** With its quotes, where it has any of its own. */
  readonly span: Span;
  readonly quote: string;
}

/** Writes other words in the place of one, each as the file writes its words. */
export function replaceWord(text: string, span: Span, words: readonly string[]): TextEdit[] {
  const { kind, span: whole, quote } = writtenWord(text, span);
  if (kind === 'shell') return [{ span: whole, text: words.join(' ') }];
  const quoted = words.map((word) => `${quote}${word}${quote}`);
  if (kind === 'item') return [{ span: whole, text: quoted.join(', ') }];
  const indentation = text.slice(lineStart(text, whole[0]), whole[0]);
  return [{ span: whole, text: quoted.join(newlineOf(text) + indentation) }];
}

/** Writes words behind one. */
export function insertBehind(text: string, span: Span, words: readonly string[]): TextEdit[] {
  const written = writtenWord(text, span);
  const own = text.slice(written.span[0], written.span[1]);
  const bare = written.kind === 'shell' || written.quote === '' ? own : own.slice(1, -1);
  return replaceWord(text, span, [bare, ...words]);
}

/** Takes a word out, with the white space, the comma or the line that goes with it. */
export function removeWord(text: string, span: Span): TextEdit[] | undefined {
  const { kind, span: whole } = writtenWord(text, span);
  const [start, end] = whole;
  if (kind === 'line') {
    const from = lineStart(text, start);
    const indentation = /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? '';
    const hasNeighbour = [
      text.slice(lineStart(text, from - 1), from),
      text.slice(nextLine(text, end)),
    ].some((line) => line.startsWith(`${indentation}-`));
    return hasNeighbour ? [{ span: [from, nextLine(text, end)], text: '' }] : undefined;
  }
  if (kind === 'item') {
    const before = /,\s*$/.exec(text.slice(0, start))?.[0];
    if (before !== undefined) return [{ span: [start - before.length, end], text: '' }];
    const after = /^\s*,\s*/.exec(text.slice(end))?.[0];
    return after === undefined ? undefined : [{ span: [start, end + after.length], text: '' }];
  }
  const space = /(?:[ \t]|\\?\r?\n)+$/.exec(text.slice(0, start))?.[0] ?? '';
  if (space !== '') return [{ span: [start - space.length, end], text: '' }];
  const behind = /^[ \t]*/.exec(text.slice(end))?.[0] ?? '';
  return [{ span: [start, end + behind.length], text: '' }];
}

function writtenWord(text: string, span: Span): WrittenWord {
  const { start, end, quote } = withQuotes(text, span);
  const line = text.slice(lineStart(text, start), start);
  const rest = text.slice(end, lineEnd(text, end));
  if (/^\s*(?:- +)+$/.test(line) && /^\s*(?:#.*)?$/.test(rest)) {
    return { kind: 'line', span: [start, end], quote };
  }
  const opens = /[[,]\s*$/.test(text.slice(0, start));
  const closes = /^\s*[,\]]/.test(text.slice(end));
  if (opens && closes) return { kind: 'item', span: [start, end], quote };
  return { kind: 'shell', span: [start, end], quote };
}

/** The word with quotes that hold nothing but it. */
function withQuotes(
  text: string,
  [start, end]: Span,
): { start: number; end: number; quote: string } {
  const first = text[start];
  if (end - start > 1 && (first === '"' || first === "'") && text[end - 1] === first) {
    return { start, end, quote: first };
  }
  const before = text[start - 1];
  if ((before === '"' || before === "'") && text[end] === before) {
    const outside = /(?:[[,]|-)\s*$/.test(text.slice(0, start - 1));
    if (outside) return { start: start - 1, end: end + 1, quote: before };
  }
  return { start, end, quote: '' };
}
