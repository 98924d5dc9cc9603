import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { headOf } from './head.ts';
import { importBindings, isRebound } from './import-bindings.ts';
import { indentationAt, lineEnd, newlineOf, nextLine } from './lines.ts';
import { isortSplit } from './order-guard-marks.ts';
import { patchCalls } from './patch-calls.ts';
import type { OrderGuard } from './source.ts';
import type { PythonText } from './tree.ts';

/**
 * Writes `from module import name` and `name()` right below the patch call at `patch`; where the
 * file does not patch, first in it. Undefined where the name means something else in the file, or
 * other code stands on the line of the patch.
 */
export function callAfterPatch(
  file: PythonText,
  patch: Span | undefined,
  { module, name }: { readonly module: string; readonly name: string },
  guard: OrderGuard,
): TextEdit[] | undefined {
  const { text } = file;
  const root = file.tree.rootNode;
  const bound = importBindings(root).filter(({ local }) => local === name);
  if (isRebound(root, name) || bound.some((one) => one.module !== module)) return undefined;
  const newline = newlineOf(text);
  const mark = guard.e402 || guard.autopep8 ? '  # noqa: E402' : '';
  const lines = [`from ${module} import ${name}`, `${name}()`];
  if (patch === undefined) {
    const head = headOf(file);
    if (head === undefined) return undefined;
    const written = head.before + lines.join(newline) + newline;
    return [{ span: [head.offset, head.offset], text: written }];
  }
  const [call] = patchCalls(file, [patch]) ?? [];
  if (call === undefined) return undefined;
  let end = lineEnd(text, call.statement.endIndex);
  const rest = text.slice(call.statement.endIndex, end).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const below = nextLine(text, end);
  if (text.startsWith(isortSplit, below)) end = lineEnd(text, below);
  const start = newline + indentationAt(text, call.statement.startIndex);
  return [{ span: [end, end], text: `${start}${lines[0]}${mark}${start}${lines[1]}` }];
}
