import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, newlineOf } from './lines.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Writes a statement first in the handler at `clause`, in place of a lone `pass`. Undefined where
 * the body stands on the line of the `except`, or the handler is not there any more.
 */
export function callFirstInHandler(
  file: PythonText,
  clause: Span,
  statement: string,
): TextEdit[] | undefined {
  const handler = nodeAt(file, clause, 'except_clause');
  const body = handler?.namedChildren.find((child) => child?.type === 'block');
  const first = body == null ? undefined : parts(body)[0];
  if (handler === undefined || body == null || first === undefined) return undefined;
  if (first.startPosition.row === handler.startPosition.row) return undefined;
  if (first.type === 'pass_statement' && parts(body).length === 1) {
    return [{ span: [first.startIndex, first.endIndex], text: statement }];
  }
  const line = statement + newlineOf(file.text) + indentationAt(file.text, first.startIndex);
  return [{ span: [first.startIndex, first.startIndex], text: line }];
}
