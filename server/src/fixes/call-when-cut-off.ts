import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { type PythonText, parts, same, statementOf } from './tree.ts';
import { tryAround } from './try-around.ts';

/** What cuts a wait off: an exception of gevent, or one that is not known. */
export type CuttingOff = 'GreenletExit' | 'Timeout' | undefined;

/**
 * Makes a statement run when the exception `cut` ends the statement that holds `asked`, or the
 * one with `sent` before it in the same block: `except gevent.GreenletExit:`, the statement, and
 * `raise`. Undefined where these share a line with others, or hold strings of several lines.
 */
export function callWhenCutOff(
  file: PythonText,
  asked: Span,
  sent: Span | undefined,
  cut: CuttingOff,
  statement: string,
): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const found = root.descendantForIndex(asked[0]);
  const last = found && statementOf(found);
  const sender = sent && root.descendantForIndex(sent[0]);
  const earlier = sender && statementOf(sender);
  // A question in the head of a compound statement would take all of its body along.
  if (last == null || !/^(?:expression|return)_statement$/.test(last.type)) return undefined;
  const first = earlier && same(earlier.parent, last.parent) ? earlier : last;
  const { parent } = last;
  if (parent === null || !isAlone(parts(parent), last.startPosition.row, last.id)) return undefined;
  if (parent.parent?.startPosition.row === first.startPosition.row) return undefined;
  const gevent = cut && insertImport(file, { module: 'gevent' }, last.startIndex);
  if (cut !== undefined && gevent === undefined) return undefined;
  const caught = gevent === undefined ? 'BaseException' : `${gevent.expression}.${cut}`;
  const edits = tryAround(file, [first, last], [`except ${caught}:`, statement, 'raise']);
  return edits && [...(gevent?.edits ?? []), ...edits];
}

/** Whether no other statement of the block stands on this row. */
function isAlone(
  statements: readonly { readonly id: number; readonly startPosition: { readonly row: number } }[],
  row: number,
  id: number,
): boolean {
  return statements.every((one) => one.id === id || one.startPosition.row !== row);
}
