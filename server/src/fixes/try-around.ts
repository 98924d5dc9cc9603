import type { Node } from '../syntax/python-parser.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, indentationStep, lineStart, newlineOf, nextLine } from './lines.ts';
import { descendants, type PythonText } from './tree.ts';

/** More lines than these are left to a person. */
const mostLines = 40;

/**
 * Puts the statements from the first to the last, which stand in one block, into a `try` with one
 * clause: its head, and the statements in it. Undefined where they are long, share a line with
 * something else, or hold strings of several lines.
 */
export function tryAround(
  { text }: PythonText,
  [first, last]: readonly [Node, Node],
  [head, ...body]: readonly [string, ...string[]],
): TextEdit[] | undefined {
  if (last.endPosition.row - first.startPosition.row >= mostLines) return undefined;
  const inner = indentationAt(text, first.startIndex);
  const start = lineStart(text, first.startIndex);
  if (start + inner.length !== first.startIndex) return undefined;
  for (let at: Node | null = first; at !== null; at = at.nextNamedSibling) {
    if (descendants(at, 'string').some((one) => one.text.includes('\n'))) return undefined;
    if (at.startIndex >= last.startIndex) break;
  }
  const newline = newlineOf(text);
  const step = inner.startsWith('\t') ? '\t' : indentationStep(text);
  const end = nextLine(text, last.endIndex);
  const edits: TextEdit[] = [{ span: [start, start], text: `${inner}try:${newline}` }];
  for (let line = start; line < end; line = nextLine(text, line)) {
    if (text.slice(line, nextLine(text, line)).trim() === '') continue;
    edits.push({ span: [line, line], text: step });
  }
  const clause = [`${inner}${head}`, ...body.map((line) => inner + step + line)];
  const before = text.slice(0, end).endsWith('\n') ? '' : newline;
  edits.push({ span: [end, end], text: before + clause.map((line) => line + newline).join('') });
  return edits;
}
