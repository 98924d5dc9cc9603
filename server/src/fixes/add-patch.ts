import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, lineEnd, newlineOf } from './lines.ts';
import { patchCalls } from './patch-calls.ts';
import type { PythonText } from './tree.ts';

/**
 * Calls further patch functions (`patch_time`) below the patch call at `span`, by the name that
 * it uses: `monkey.patch_socket()`, then `monkey.patch_time()`. Undefined where the function was
 * imported by its own name, or other code stands on the line.
 */
export function addPatches(
  file: PythonText,
  span: Span,
  functions: readonly string[],
): TextEdit[] | undefined {
  const [patch] = patchCalls(file, [span]) ?? [];
  const callee = patch?.call.childForFieldName('function');
  if (patch === undefined || callee?.type !== 'attribute') return undefined;
  const { statement } = patch;
  const end = lineEnd(file.text, statement.endIndex);
  const rest = file.text.slice(statement.endIndex, end).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const owner = callee.childForFieldName('object')?.text ?? '';
  const line = newlineOf(file.text) + indentationAt(file.text, statement.startIndex);
  return [
    { span: [end, end], text: functions.map((name) => `${line}${owner}.${name}()`).join('') },
  ];
}
