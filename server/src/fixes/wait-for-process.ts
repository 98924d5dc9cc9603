import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { indentationAt, indentationStep, lineEnd, lineStart, newlineOf } from './lines.ts';
import { nodeAt, type PythonText, parts, statementOf } from './tree.ts';

/** Seconds between two tries; other greenlets run meanwhile. */
const pause = '0.01';

/**
 * Puts `connection.poll(None)` on a line of its own before the statement that calls
 * `connection.recv()`: it waits until there is something, and lets other greenlets run. Undefined
 * where the call stands in the head of a compound statement or shares its line with others.
 */
export function pollBeforeReceive(file: PythonText, span: Span): TextEdit[] | undefined {
  const { text } = file;
  const callee = nodeAt(file, span, 'call')?.childForFieldName('function');
  const receiver = callee?.childForFieldName('object');
  if (callee == null || receiver == null || !/^[\w.]+$/.test(receiver.text)) return undefined;
  const statement = statementOf(callee);
  if (!/^(?:expression|return)_statement$/.test(statement.type)) return undefined;
  const start = lineStart(text, statement.startIndex);
  if (text.slice(start, statement.startIndex).trim() !== '') return undefined;
  const line = `${receiver.text}.poll(None)${newlineOf(text)}`;
  const indentation = text.slice(start, statement.startIndex);
  const at = statement.startIndex;
  return [{ span: [at, at], text: line + indentation }];
}

/**
 * Turns the statement `lock.acquire()` into `while not lock.acquire(block=False):` with a sleep
 * of gevent between the tries. Undefined where its value is used, or it is given arguments.
 */
export function acquireWithRetry(file: PythonText, span: Span): TextEdit[] | undefined {
  const { text } = file;
  const call = nodeAt(file, span, 'call');
  const list = call?.childForFieldName('arguments');
  const statement = call?.parent;
  if (call === undefined || list == null || parts(list).length > 0) return undefined;
  if (statement?.type !== 'expression_statement' || parts(statement).length !== 1) return undefined;
  const start = lineStart(text, statement.startIndex);
  if (text.slice(start, statement.startIndex).trim() !== '' || call.text.includes('#')) {
    return undefined;
  }
  const end = lineEnd(text, statement.endIndex);
  if (!/^[ \t]*(?:#.*)?$/.test(text.slice(statement.endIndex, end))) return undefined;
  const gevent = insertImport(file, { module: 'gevent' }, statement.startIndex);
  if (gevent === undefined) return undefined;
  const inner = indentationAt(text, statement.startIndex) + indentationStep(text);
  const sleep = `${newlineOf(text)}${inner}${gevent.expression}.sleep(${pause})`;
  return [
    ...gevent.edits,
    { span: [call.startIndex, call.startIndex], text: 'while not ' },
    { span: [list.startIndex, list.endIndex], text: '(block=False)' },
    { span: [call.endIndex, call.endIndex], text: ':' },
    { span: [end, end], text: sleep },
  ];
}
