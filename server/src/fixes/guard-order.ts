import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, newlineOf, nextLine } from './lines.ts';
import { isortSplit, noqaForImportsBelow } from './order-guard-marks.ts';
import { patchCalls } from './patch-calls.ts';
import type { OrderGuard } from './source.ts';
import type { PythonText } from './tree.ts';

/**
 * Writes the marks that keep the workspace's tools from moving imports over the patch at `span`,
 * or from complaining of those below it. No edits where all are there.
 */
export function guardOrder(
  file: PythonText,
  span: Span,
  guard: OrderGuard,
): TextEdit[] | undefined {
  const [patch] = patchCalls(file, [span]) ?? [];
  if (patch === undefined) return undefined;
  const { text } = file;
  const end = lineEnd(text, patch.statement.endIndex);
  const never = (): boolean => false;
  const edits = noqaForImportsBelow(file, end, guard, never, never);
  const marked = text.startsWith(isortSplit, nextLine(text, end));
  if (guard.isort && !marked) {
    edits.push({ span: [end, end], text: newlineOf(text) + isortSplit });
  }
  return edits;
}
