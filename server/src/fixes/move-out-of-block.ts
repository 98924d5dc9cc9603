import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, lineEnd, lineStart, newlineOf, nextLine } from './lines.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts, statementOf } from './tree.ts';

/** A statement that leaves the block around it. */
export interface MovedOut {
  readonly edits: readonly TextEdit[];
  /** Before the block, where it was the first statement; behind it, where it was the last. */
  readonly where: 'above' | 'below';
}

/**
 * Moves the statement of the call at `span` out of the `with` whose only manager stands at
 * `manager`: above, where it is the block's first statement, below, where it is the last.
 * Undefined where it is neither, is all there is, uses what the `with` hands out, or cannot be
 * moved as text.
 */
export function moveOutOfBlock(file: PythonText, span: Span, manager: Span): MovedOut | undefined {
  const { text } = file;
  const call = nodeAt(file, span, 'call');
  if (call === undefined) return undefined;
  const statement = statementOf(call);
  const body = statement.parent;
  const block = body?.parent;
  if (body == null || block?.type !== 'with_statement') return undefined;
  const items = descendants(block, 'with_item').filter((item) => item.endIndex <= body.startIndex);
  const [item] = items;
  if (items.length !== 1 || item === undefined) return undefined;
  if (manager[0] < item.startIndex || manager[1] > item.endIndex) return undefined;
  const statements = parts(body);
  const index = statements.findIndex(({ id }) => id === statement.id);
  const where = index === 0 ? 'above' : index === statements.length - 1 ? 'below' : undefined;
  if (where === undefined || statements.length < 2) return undefined;
  if (!isPlain(statement, call) || usesTarget(statement, item)) return undefined;
  if (where === 'below' && statement.type !== 'expression_statement') return undefined;

  const own = lineStart(text, statement.startIndex);
  const end = nextLine(text, statement.endIndex);
  const outer = indentationAt(text, block.startIndex);
  const inner = indentationAt(text, statement.startIndex);
  const isAlone =
    own + inner.length === statement.startIndex &&
    /^[ \t]*(?:#.*)?$/.test(text.slice(statement.endIndex, lineEnd(text, statement.endIndex)));
  // A `;` or a `with` of one line: text of others would move along.
  if (
    !isAlone ||
    !inner.startsWith(outer) ||
    block.startPosition.row === statement.startPosition.row
  ) {
    return undefined;
  }
  let start = own;
  for (let above = own; above > block.startIndex; start = above) {
    above = lineStart(text, above - 1);
    if (!text.slice(above, start).startsWith(`${inner}#`)) break;
  }
  const lines = text.slice(start, end).split(/(?<=\n)/);
  if (lines.some((line) => line.trim() !== '' && !line.startsWith(inner))) return undefined;
  const moved = lines.map((line) => (line.trim() === '' ? line : outer + line.slice(inner.length)));
  const ended = /\n$/.test(moved.join('')) ? moved.join('') : moved.join('') + newlineOf(text);
  if (where === 'above') {
    const at = lineStart(text, block.startIndex);
    return {
      where,
      edits: [
        { span: [at, at], text: ended },
        { span: [start, end], text: '' },
      ],
    };
  }
  return { where, edits: [{ span: [start, end], text: ended }] };
}

/** One simple statement without strings of several lines, in a function that it does not leave. */
function isPlain(statement: Node, call: Node): boolean {
  if (statement.type !== 'expression_statement') return false;
  if (descendants(statement, 'string').some(({ text }) => text.includes('\n'))) return false;
  return !ancestors(call).some(
    ({ type, startIndex }) => type === 'lambda' && startIndex >= statement.startIndex,
  );
}

/** Whether the statement mentions a name that `with … as name` binds. */
function usesTarget(statement: Node, item: Node): boolean {
  const targets = descendants(item, 'as_pattern_target').flatMap((target) =>
    descendants(target, 'identifier').map(({ text }) => text),
  );
  return descendants(statement, 'identifier').some(({ text }) => targets.includes(text));
}
