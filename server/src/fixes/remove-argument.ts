import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, lineStart, nextLine } from './lines.ts';
import { removeStatements } from './remove-statements.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Takes the argument at `argument` out of the call at `call`, with one comma and, where it has
 * its lines to itself, with them. Undefined where a comment would go along.
 */
export function removeArgument(
  file: PythonText,
  call: Span,
  argument: Span,
): TextEdit[] | undefined {
  const list = nodeAt(file, call, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const { text } = file;
  const given = parts(list);
  const index = given.findIndex(
    (node) => node.startIndex === argument[0] && node.endIndex === argument[1],
  );
  const node = given[index];
  if (node === undefined) return undefined;
  const comma = node.nextSibling?.type === ',' ? node.nextSibling : undefined;
  const end = comma?.endIndex ?? node.endIndex;
  const start = lineStart(text, node.startIndex);
  const ownLines =
    text.slice(start, node.startIndex).trim() === '' &&
    text.slice(end, lineEnd(text, end)).trim() === '';
  if (ownLines) return [{ span: [start, nextLine(text, end)], text: '' }];
  const next = given[index + 1];
  const previous = given[index - 1];
  const span: Span =
    next !== undefined
      ? [node.startIndex, next.startIndex]
      : previous !== undefined
        ? [previous.endIndex, node.endIndex]
        : [node.startIndex, end];
  if (text.slice(span[0], span[1]).replace(node.text, '').includes('#')) return undefined;
  return [{ span, text: '' }];
}

/**
 * Takes the statement that the call at `span` is out of its file; `pass` stands in where a
 * body would be left empty, and a comment on its line stays, on a line of its own. Undefined
 * where the call is part of something larger.
 */
export function removeCallStatement(file: PythonText, span: Span): TextEdit[] | undefined {
  const statement = nodeAt(file, span, 'call')?.parent;
  if (statement?.type !== 'expression_statement' || parts(statement).length !== 1) return undefined;
  return removeStatements(file, [{ node: statement, commentsAbove: [], takesTrailing: false }]);
}

/** Adds the missing parentheses: `monkey.patch_all` becomes `monkey.patch_all()`. */
export function addCall(file: PythonText, span: Span): TextEdit[] | undefined {
  const node = nodeAt(file, span, 'attribute') ?? nodeAt(file, span, 'identifier');
  const statement = node?.parent;
  if (node === undefined || statement?.type !== 'expression_statement') return undefined;
  return [{ span: [node.endIndex, node.endIndex], text: '()' }];
}
