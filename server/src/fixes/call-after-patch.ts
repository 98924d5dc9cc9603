import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { headOf } from './head.ts';
import { importBindings, isRebound } from './import-bindings.ts';
import { indentationAt, lineEnd, newlineOf, nextLine } from './lines.ts';
import { isortSplit } from './order-guard-marks.ts';
import { patchCalls } from './patch-calls.ts';
import type { OrderGuard } from './source.ts';
import type { PythonText } from './tree.ts';
import { quoteOf } from './wrap-in-thread-pool.ts';

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
  const root = file.tree.rootNode;
  const bound = importBindings(root).filter(({ local }) => local === name);
  if (isRebound(root, name) || bound.some((one) => one.module !== module)) return undefined;
  const lines = { imports: `from ${module} import ${name}`, code: `${name}()` };
  return patch === undefined ? writeFirst(file, lines) : writeBelow(file, patch, lines, guard);
}

/**
 * Puts a function back that the patch replaced, right below the patch call: `import os` and
 * `os.close = monkey.get_original("os", "close")`. Undefined where the patch is not called by way of
 * its module (`monkey.patch_all()`), or a name means something else in the file.
 */
export function restoreAfterPatch(
  file: PythonText,
  patch: Span,
  path: string,
  guard: OrderGuard,
): TextEdit[] | undefined {
  const [call] = patchCalls(file, [patch]) ?? [];
  const callee = call?.call.childForFieldName('function');
  if (callee?.type !== 'attribute') return undefined;
  const monkey = callee.childForFieldName('object')?.text ?? '';
  const [module = '', name = ''] = path.split('.');
  const root = file.tree.rootNode;
  const bound = importBindings(root).filter(({ local }) => local === module);
  if (isRebound(root, module) || bound.some((one) => one.module !== module)) return undefined;
  const quote = quoteOf(file);
  const original = `${monkey}.get_original(${quote}${module}${quote}, ${quote}${name}${quote})`;
  const lines = { imports: `import ${module}`, code: `${path} = ${original}` };
  return writeBelow(file, patch, lines, guard);
}

interface Lines {
  readonly imports: string;
  readonly code: string;
}

function writeFirst(file: PythonText, { imports, code }: Lines): TextEdit[] | undefined {
  const head = headOf(file);
  if (head === undefined) return undefined;
  const newline = newlineOf(file.text);
  const text = head.before + imports + newline + code + newline;
  return [{ span: [head.offset, head.offset], text }];
}

function writeBelow(
  file: PythonText,
  patch: Span,
  { imports, code }: Lines,
  guard: OrderGuard,
): TextEdit[] | undefined {
  const { text } = file;
  const [call] = patchCalls(file, [patch]) ?? [];
  if (call === undefined) return undefined;
  let end = lineEnd(text, call.statement.endIndex);
  const rest = text.slice(call.statement.endIndex, end).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const below = nextLine(text, end);
  if (text.startsWith(isortSplit, below)) end = lineEnd(text, below);
  const start = newlineOf(text) + indentationAt(text, call.statement.startIndex);
  const mark = guard.e402 || guard.autopep8 ? '  # noqa: E402' : '';
  return [{ span: [end, end], text: `${start}${imports}${mark}${start}${code}` }];
}
