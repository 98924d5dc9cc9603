import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { isDocstring } from './head.ts';
import { insertImport, type WantedImport } from './insert-import.ts';
import { indentationAt, indentationStep, lineStart, newlineOf, nextLine } from './lines.ts';
import { descendants, type PythonText, parts } from './tree.ts';

/** Longer bodies than this are left to a person. */
const mostLines = 40;

/**
 * Puts the body of the function whose name stands at `name` into a `try`, with `finally:` and a
 * call of `method` of what is imported behind it. The docstring stays above. Undefined where the
 * body is long, stands on the line of its `def`, or holds strings of several lines.
 */
export function finallyAroundBody(
  file: PythonText,
  name: Span,
  wanted: WantedImport,
  method: string,
): TextEdit[] | undefined {
  const { text } = file;
  const defined = file.tree.rootNode.descendantForIndex(name[0])?.parent;
  const body = defined?.childForFieldName('body');
  if (defined?.type !== 'function_definition' || body == null) return undefined;
  const statements: Node[] = parts(body);
  const [docstring] = statements;
  if (docstring !== undefined && isDocstring(docstring)) statements.shift();
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (first.startPosition.row <= defined.startPosition.row) return undefined;
  if (last.endPosition.row - first.startPosition.row >= mostLines) return undefined;
  const inner = indentationAt(text, first.startIndex);
  const start = lineStart(text, first.startIndex);
  if (start + inner.length !== first.startIndex) return undefined;
  const held = statements.flatMap((statement) => descendants(statement, 'string'));
  if (held.some((string) => string.text.includes('\n'))) return undefined;
  const imported = insertImport(file, wanted, first.startIndex);
  if (imported === undefined) return undefined;
  const newline = newlineOf(text);
  const step = inner.startsWith('\t') ? '\t' : indentationStep(text);
  const end = nextLine(text, last.endIndex);
  const edits: TextEdit[] = [{ span: [start, start], text: `${inner}try:${newline}` }];
  for (let line = start; line < end; line = nextLine(text, line)) {
    if (text.slice(line, nextLine(text, line)).trim() === '') continue;
    edits.push({ span: [line, line], text: step });
  }
  const call = `${inner}finally:${newline}${inner}${step}${imported.expression}.${method}()${newline}`;
  const before = text.slice(0, end).endsWith('\n') ? '' : newline;
  edits.push({ span: [end, end], text: before + call });
  return [...imported.edits, ...edits];
}
