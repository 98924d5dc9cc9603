import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { indentationAt, indentationStep, lineEnd, lineStart, newlineOf } from './lines.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/** Seconds between two tries; other greenlets run meanwhile. */
const pause = '0.01';

/**
 * Turns the statement `fcntl.flock(f, fcntl.LOCK_EX)` into a loop that asks with LOCK_NB and
 * sleeps with gevent between the tries. Undefined where the call is no statement of its own,
 * spreads over lines with comments, or its flags are not plain names.
 */
export function flockWithRetry(file: PythonText, span: Span): TextEdit[] | undefined {
  const { text } = file;
  const call = nodeAt(file, span, 'call');
  const statement = call?.parent;
  if (call === undefined || statement?.type !== 'expression_statement') return undefined;
  if (parts(statement).length !== 1) return undefined;
  const list = call.childForFieldName('arguments');
  const flags = list === null ? undefined : parts(list).at(1);
  const value = flags?.type === 'keyword_argument' ? flags.childForFieldName('value') : flags;
  if (list === null || value == null || parts(list).length !== 2) return undefined;
  const lock = /^((?:\w+\.)*)LOCK_(?:EX|SH)$/.exec(value.text.replace(/\s/g, ''));
  if (lock === null || call.text.includes('#')) return undefined;
  const place = placeOf(file, statement);
  if (place === undefined) return undefined;
  const rest = text.slice(statement.endIndex, lineEnd(text, statement.endIndex)).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const gevent = insertImport(file, { module: 'gevent' }, statement.startIndex);
  if (gevent === undefined) return undefined;
  const nonBlocking = nonBlockingFlag(file, lock[1] ?? '', statement.startIndex);
  if (nonBlocking === undefined) return undefined;
  const newline = newlineOf(text);
  const step = indentationStep(text);
  const outer = place.indentation;
  const inner = outer + step + step;
  const taken = call.text
    .split(/\r?\n/)
    .map((line, index) => (index === 0 ? line : step + step + line))
    .join(newline);
  const offset = offsetIn(taken, call.text, value.endIndex - call.startIndex);
  const tried = `${taken.slice(0, offset)} | ${nonBlocking.flag}${taken.slice(offset)}`;
  const before = ['while True:', `${outer}${step}try:`, inner].join(newline);
  const after = [
    `${inner}break`,
    `${outer}${step}except BlockingIOError:`,
    `${inner}${gevent.expression}.sleep(${pause})`,
  ].join(newline);
  const lineRest = lineEnd(text, statement.endIndex);
  return [
    ...gevent.edits,
    ...nonBlocking.edits,
    ...place.edits,
    { span: [statement.startIndex, statement.endIndex], text: before + tried },
    { span: [lineRest, lineRest], text: newline + after },
  ];
}

/**
 * The indentation of a statement, and the edits that give it a line of its own: in
 * `with open(path) as file: fcntl.flock(…)` it stands behind a colon. Undefined where other
 * statements share its line.
 */
function placeOf(
  { text }: PythonText,
  statement: Node,
): { indentation: string; edits: readonly TextEdit[] } | undefined {
  const start = lineStart(text, statement.startIndex);
  if (text.slice(start, statement.startIndex).trim() === '') {
    return { indentation: indentationAt(text, statement.startIndex), edits: [] };
  }
  const block = statement.parent;
  const header = block?.parent;
  const colon = block?.previousSibling;
  if (block?.type !== 'block' || header == null || colon?.type !== ':') return undefined;
  if (parts(block).length !== 1 || block.text.includes(';')) return undefined;
  if (colon.endPosition.row !== statement.startPosition.row) return undefined;
  const indentation = indentationAt(text, header.startIndex) + indentationStep(text);
  const gap: Span = [colon.endIndex, statement.startIndex];
  return { indentation, edits: [{ span: gap, text: newlineOf(text) + indentation }] };
}

/** `fcntl.LOCK_NB` beside `fcntl.LOCK_EX`; for a plain `LOCK_EX` its import is extended. */
function nonBlockingFlag(
  file: PythonText,
  prefix: string,
  at: number,
): { flag: string; edits: readonly TextEdit[] } | undefined {
  if (prefix !== '') return { flag: `${prefix}LOCK_NB`, edits: [] };
  const imported = insertImport(file, { module: 'fcntl', name: 'LOCK_NB' }, at);
  return imported && { flag: imported.expression, edits: imported.edits };
}

/** The place in the indented text that corresponds to `offset` in the original. */
function offsetIn(indented: string, original: string, offset: number): number {
  const behind = original.slice(offset);
  const lines = behind.split('\n').length;
  if (lines === 1) return indented.length - behind.length;
  const row = original.slice(0, offset).split('\n').length - 1;
  const rest = behind.slice(0, behind.indexOf('\n')).replace(/\r$/, '');
  const line = indented
    .split('\n')
    .slice(0, row + 1)
    .join('\n')
    .replace(/\r$/, '');
  return line.length - rest.length;
}
