import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import { addArgument } from './add-keyword.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { withoutUnusedImport } from './remove-unused-import.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts, same } from './tree.ts';

/** The edits, and whether the call's value is used: it becomes an exit code. */
export interface ReplacedShellCommand {
  readonly edits: readonly TextEdit[];
  readonly valueUsed: boolean;
}

/**
 * `os.system(command)` becomes `subprocess.call(command, shell=True)`, with the import; `import os` goes with its last use.
 * Where its status is decoded (`os.system(c) >> 8`, `os.WEXITSTATUS(os.system(c))`), the exit code
 * stands for that. Undefined where the call has another form, the status is asked for something
 * else, or `subprocess` means something else here.
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
  const decoding = undecoded(call);
  if (decoding === undefined) return undefined;
  const edits: TextEdit[] = [
    ...subprocess.edits,
    ...decoding,
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
  const whole = withoutUnusedImport(file, [callee.startIndex, callee.endIndex], edits);
  return { edits: whole, valueUsed };
}

/**
 * Takes off what makes an exit code of a wait status, also of the name that it is assigned to;
 * undefined where more is asked of the status.
 */
function undecoded(call: Node): TextEdit[] | undefined {
  const outer = call.parent;
  const isAssigned = outer?.type === 'assignment' && same(outer.childForFieldName('right'), call);
  const target = isAssigned ? outer.childForFieldName('left') : null;
  if (target?.type !== 'identifier') return decodingOf(call);
  const edits: TextEdit[] = [];
  for (const use of usesOf(target)) {
    const decoded = decodingOf(use);
    if (decoded === undefined) return undefined;
    edits.push(...decoded);
  }
  return edits;
}

/** Where the function or module reads the name that is assigned here. */
function usesOf(target: Node): readonly Node[] {
  const scope = ancestors(target).find(({ type }) => /^(?:function_def|module)/.test(type));
  if (scope === undefined) return [];
  return descendants(scope, 'identifier').filter(
    (one) => one.text === target.text && one.startIndex > target.endIndex,
  );
}

/** The edits that leave the bare value where an exit code is made of it. */
function decodingOf(value: Node): TextEdit[] | undefined {
  const outer = value.parent;
  if (outer?.type === 'binary_operator' && same(outer.childForFieldName('left'), value)) {
    const right = outer.childForFieldName('right');
    const operator = outer.childForFieldName('operator')?.text;
    if (operator !== '>>') return operator === '&' ? undefined : [];
    return right?.text === '8' ? [{ span: [value.endIndex, outer.endIndex], text: '' }] : undefined;
  }
  const decoder = outer?.type === 'argument_list' ? outer.parent : null;
  const name = decoder?.childForFieldName('function')?.text ?? '';
  if (decoder === null || !/(?:^|\.)(?:W[A-Z]+|waitstatus_to_exitcode)$/.test(name)) return [];
  const decodes = /(?:WEXITSTATUS|waitstatus_to_exitcode)$/.test(name);
  if (outer === null || !decodes || outer.namedChildCount !== 1) return undefined;
  return [
    { span: [decoder.startIndex, value.startIndex], text: '' },
    { span: [value.endIndex, decoder.endIndex], text: '' },
  ];
}
