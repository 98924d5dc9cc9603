import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { isDocstring } from './head.ts';
import { insertImport, type WantedImport } from './insert-import.ts';
import { type PythonText, parts } from './tree.ts';
import { tryAround } from './try-around.ts';

/**
 * Puts the body of the function whose name stands at `name` into a `try`, with `finally:` and a
 * call of `method` of what is imported behind it. The docstring stays above. Undefined where the
 * body is long, stands on the line of its `def`, or holds strings of several lines.
 */
export function finallyAroundBody(
  file: PythonText,
  name: Span,
  wanted: WantedImport,
  method: string,
): TextEdit[] | undefined {
  const defined = file.tree.rootNode.descendantForIndex(name[0])?.parent;
  const body = defined?.childForFieldName('body');
  if (defined?.type !== 'function_definition' || body == null) return undefined;
  const statements: Node[] = parts(body);
  const [docstring] = statements;
  if (docstring !== undefined && isDocstring(docstring)) statements.shift();
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (first.startPosition.row <= defined.startPosition.row) return undefined;
  const imported = insertImport(file, wanted, first.startIndex);
  if (imported === undefined) return undefined;
  const call = `${imported.expression}.${method}()`;
  const edits = tryAround(file, [first, last], ['finally:', call]);
  return edits && [...imported.edits, ...edits];
}
