import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns `signal.alarm(5)` into `timeout = gevent.Timeout.start_new(5, TimedOut)`, and the calls in
 * the same function that take the alarm back into `timeout.close()`. `handler`: the name of the
 * function of this file whose only statement raises what the timeout then raises. Undefined where
 * the calls are no statements of their own, nothing takes the alarm back, or the handler does
 * more.
 */
export function useGeventTimeout(
  file: PythonText,
  span: Span,
  handler: Span,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const around = call && ancestors(call).find(({ type }) => type === 'function_definition');
  const callee = call?.childForFieldName('function')?.text;
  if (call === undefined || around === undefined || callee === undefined) return undefined;
  const raised = raisedBy(file, handler);
  const same = descendants(around, 'call').filter(
    (one) => one.childForFieldName('function')?.text === callee,
  );
  if (raised === undefined || same.some((one) => one.parent?.type !== 'expression_statement')) {
    return undefined;
  }
  const starts = same.filter((one) => secondsOf(one) !== '0');
  const seconds = secondsOf(call);
  if (starts.length !== 1 || starts[0]?.id !== call.id || same.length < 2) return undefined;
  const gevent = insertImport(file, { module: 'gevent' }, call.startIndex);
  if (gevent === undefined || seconds === undefined) return undefined;
  const names = new Set(descendants(around, 'identifier').map(({ text }) => text));
  const name = ['timeout', 'alarm_timeout'].find((one) => !names.has(one));
  if (name === undefined) return undefined;
  const start = `${name} = ${gevent.expression}.Timeout.start_new(${seconds}, ${raised})`;
  return [
    ...gevent.edits,
    ...same.map((one): TextEdit => {
      const text = one.id === call.id ? start : `${name}.close()`;
      return { span: [one.startIndex, one.endIndex], text };
    }),
  ];
}

/** The seconds that `alarm(5)` and `setitimer(ITIMER_REAL, 5)` are given. */
function secondsOf(call: Node): string | undefined {
  const list = call.childForFieldName('arguments');
  const given = list === null ? [] : parts(list);
  const isTimer = call.childForFieldName('function')?.text.endsWith('setitimer') === true;
  if (given.length !== (isTimer ? 2 : 1)) return undefined;
  const value = given.at(-1);
  return value === undefined || /keyword|splat/.test(value.type) ? undefined : value.text;
}

/** `TimedOut("too slow")` of `def handler(signum, frame): raise TimedOut("too slow")`. */
function raisedBy(file: PythonText, name: Span): string | undefined {
  const definition = nodeAt(file, name, 'identifier')?.parent;
  const body = definition?.childForFieldName('body');
  const list = definition?.childForFieldName('parameters');
  if (definition?.type !== 'function_definition' || body == null || list == null) return undefined;
  const statements = parts(body).filter(
    (one) => !(one.type === 'expression_statement' && parts(one)[0]?.type === 'string'),
  );
  const [only] = statements;
  const raised = only?.type === 'raise_statement' ? parts(only) : [];
  const [what] = raised;
  if (statements.length !== 1 || raised.length !== 1 || what === undefined) return undefined;
  const parameters = new Set(descendants(list, 'identifier').map(({ text }) => text));
  const uses = [what, ...descendants(what, 'identifier')];
  return uses.some(({ text }) => parameters.has(text)) ? undefined : what.text;
}
