import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Makes the handler at `clause` catch `exception` and nothing else; the name after `as` stays.
 * Undefined where other handlers of the same statement follow or precede it, where the handler
 * has several classes, or where a comment stands among its first words.
 */
export function catchInstead(
  file: PythonText,
  clause: Span,
  exception: string,
): TextEdit[] | undefined {
  const handler = nodeAt(file, clause, 'except_clause');
  const body = handler?.namedChildren.find((child) => child?.type === 'block');
  if (handler === undefined || body == null) return undefined;
  const others = parts(handler.parent ?? handler).filter(({ type }) => type === 'except_clause');
  if (others.length > 1) return undefined;
  const [caught] = parts(handler);
  if (caught === undefined || caught.id === body.id) {
    const keyword = handler.firstChild;
    return keyword?.type === 'except'
      ? [{ span: [keyword.endIndex, keyword.endIndex], text: ` ${exception}` }]
      : undefined;
  }
  const classes = caught.type === 'as_pattern' ? parts(caught)[0] : caught;
  if (classes?.type !== 'identifier') return undefined;
  return [{ span: [classes.startIndex, classes.endIndex], text: exception }];
}
