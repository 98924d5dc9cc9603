import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { removeStatements } from './remove-statements.ts';
import { type PythonText, statementOf } from './tree.ts';

/**
 * Takes the assignment at `span` out, with the comment at its line's end. Undefined where no
 * statement of its own stands there.
 */
export function removeAssignment(file: PythonText, span: Span): TextEdit[] | undefined {
  const at = file.tree.rootNode.descendantForIndex(span[0]);
  const statement = at === null ? undefined : statementOf(at);
  if (statement?.type !== 'expression_statement') return undefined;
  if (statement.firstNamedChild?.type !== 'assignment') return undefined;
  return removeStatements(file, [{ node: statement, commentsAbove: [], takesTrailing: true }]);
}
