import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, indentationStep, newlineOf } from './lines.ts';
import { nodeAt, type PythonText, parts, same } from './tree.ts';

/**
 * Adds `name=value` to a call's arguments, behind the last one and in its manner: on a line of
 * its own where each argument has one, with a trailing comma where there is one. Undefined
 * where the call has that keyword already, or takes a bare generator.
 */
export function addKeyword(
  file: PythonText,
  span: Span,
  name: string,
  value: string,
): TextEdit[] | undefined {
  const list = nodeAt(file, span, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  if (parts(list).some((argument) => argument.childForFieldName('name')?.text === name)) {
    return undefined;
  }
  return addArgument(file, list, `${name}=${value}`);
}

/** Adds `text` as the last argument of an argument list. */
export function addArgument(file: PythonText, list: Node, text: string): TextEdit[] {
  const newline = newlineOf(file.text);
  const close = list.lastChild;
  const last = parts(list).at(-1);
  const end = close?.startIndex ?? list.endIndex;
  if (last === undefined) {
    // Comments between the parentheses keep their lines.
    const open = list.startIndex + 1;
    const step = indentationAt(file.text, list.startIndex) + indentationStep(file.text);
    if (list.text.includes('#')) {
      return [{ span: [open, open], text: `${newline}${step}${text},` }];
    }
    return [{ span: [open, end], text }];
  }
  const following = last.nextSibling?.type === ',' ? last.nextSibling : undefined;
  const row = (node: Node | null | undefined) => node?.startPosition.row ?? -1;
  const previous = parts(list).at(-2);
  const ownLines =
    row(close) > last.endPosition.row &&
    (previous === undefined
      ? row(last) > row(list.firstChild)
      : row(last) > previous.endPosition.row);
  if (!ownLines) {
    const at = following?.endIndex ?? last.endIndex;
    return [{ span: [at, at], text: following ? ` ${text},` : `, ${text}` }];
  }
  const line = newline + indentationAt(file.text, last.startIndex) + text;
  if (following === undefined) {
    const at = last.endIndex;
    return [
      { span: [at, at], text: ',' },
      { span: endOfArgumentLine(list, last), text: line },
    ];
  }
  return [{ span: endOfArgumentLine(list, following), text: `${line},` }];
}

/** Behind an argument and the comment on its line. */
function endOfArgumentLine(list: Node, last: Node): Span {
  const comment = list.namedChildren.find(
    (node) =>
      node?.type === 'comment' &&
      node.startPosition.row === last.endPosition.row &&
      node.startIndex >= last.endIndex &&
      !same(node, last),
  );
  // The grammar counts a carriage return as part of a comment.
  const at = comment ? comment.startIndex + comment.text.trimEnd().length : last.endIndex;
  return [at, at];
}
