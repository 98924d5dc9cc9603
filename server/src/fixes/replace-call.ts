import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport, type WantedImport } from './insert-import.ts';
import { withoutUnusedImport } from './remove-unused-import.ts';
import { nodeAt, type PythonText } from './tree.ts';

/**
 * Replaces the callee of the call at `span` by `path` (`selectors.DefaultSelector`), importing
 * `wanted` where the file does not; the arguments stay. A plain import of the standard library goes
 * with its last use. `path` starts with `wanted`'s module
 * or name. Undefined where that name means something else here.
 */
export function replaceCallee(
  file: PythonText,
  span: Span,
  path: string,
  wanted: WantedImport,
): TextEdit[] | undefined {
  const callee = nodeAt(file, span, 'call')?.childForFieldName('function');
  if (callee == null) return undefined;
  return replaceExpression(file, [callee.startIndex, callee.endIndex], path, wanted);
}

/** The same for any expression, called or not: `select.epoll` by `select.poll`. */
export function replaceExpression(
  file: PythonText,
  span: Span,
  path: string,
  wanted: WantedImport,
): TextEdit[] | undefined {
  const imported = insertImport(file, wanted, span[0]);
  if (imported === undefined) return undefined;
  const own = wanted.name ?? wanted.module;
  const text = imported.expression + path.slice(own.length);
  return withoutUnusedImport(file, span, [...imported.edits, { span: [span[0], span[1]], text }]);
}
