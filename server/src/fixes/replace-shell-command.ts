import type { Span } from '../syntax/span.ts';
import { addArgument } from './add-keyword.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/** The edits, and whether the call's value is used: it becomes an exit code. */
export interface ReplacedShellCommand {
  readonly edits: readonly TextEdit[];
  readonly valueUsed: boolean;
}

/**
 * `os.system(command)` becomes `subprocess.call(command, shell=True)`, with the import.
 * Undefined where the call has another form, or `subprocess` means something else here.
 */
export function replaceShellCommand(
  file: PythonText,
  span: Span,
): ReplacedShellCommand | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  const list = call?.childForFieldName('arguments');
  if (call === undefined || callee == null || list?.type !== 'argument_list') return undefined;
  const given = parts(list);
  const command = given[0];
  if (given.length !== 1 || command === undefined || /splat/.test(command.type)) return undefined;
  const subprocess = insertImport(file, { module: 'subprocess' }, call.startIndex);
  if (subprocess === undefined) return undefined;
  const edits: TextEdit[] = [
    ...subprocess.edits,
    { span: [callee.startIndex, callee.endIndex], text: `${subprocess.expression}.call` },
    ...addArgument(file, list, 'shell=True'),
  ];
  const value = command.childForFieldName('value');
  if (command.type === 'keyword_argument') {
    if (command.childForFieldName('name')?.text !== 'command' || value === null) return undefined;
    edits.push({ span: [command.startIndex, value.startIndex], text: '' });
  }
  const statement = call.parent;
  const valueUsed = statement?.type !== 'expression_statement' || parts(statement).length !== 1;
  return { edits, valueUsed };
}
