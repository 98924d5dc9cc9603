import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { nodeAt, type PythonText } from './tree.ts';

/**
 * Turns `os.wait()` into `os.waitpid(pid, 0)`; `pid` is the text of what holds the child's id.
 * Where the file took the bare name (`from os import wait`), an import is added. Undefined
 * where the call holds a comment or the import has no place.
 */
export function waitForKnownChild(
  file: PythonText,
  span: Span,
  pid: string,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  if (call === undefined || callee == null || call.text.includes('#')) return undefined;
  if (callee.type === 'attribute') {
    const module = callee.childForFieldName('object');
    if (module?.type !== 'identifier') return undefined;
    return [{ span, text: `${module.text}.waitpid(${pid}, 0)` }];
  }
  if (callee.type !== 'identifier') return undefined;
  const imported = insertImport(file, { module: 'os' }, call.startIndex);
  if (imported === undefined) return undefined;
  return [...imported.edits, { span, text: `${imported.expression}.waitpid(${pid}, 0)` }];
}
