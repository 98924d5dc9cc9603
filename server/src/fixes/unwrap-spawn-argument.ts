import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns `gevent.spawn(f(a, b=1))` into `gevent.spawn(f, a, b=1)`: `inner` is the call among the
 * arguments that ran too early. Undefined where the spawn takes more arguments behind it, a
 * keyword would clash, or comments stand between the parentheses' ends.
 */
export function unwrapSpawnArgument(
  file: PythonText,
  spawn: Span,
  inner: Span,
): TextEdit[] | undefined {
  const list = nodeAt(file, spawn, 'call')?.childForFieldName('arguments');
  const call = nodeAt(file, inner, 'call');
  const callee = call?.childForFieldName('function');
  const own = call?.childForFieldName('arguments');
  if (list?.type !== 'argument_list' || call === undefined || callee == null) return undefined;
  if (own?.type !== 'argument_list') return undefined;
  const given = parts(list);
  if (given.at(-1)?.id !== call.id) return undefined;
  if (given.slice(0, -1).some((node) => /keyword|splat/.test(node.type))) return undefined;
  const passed = parts(own);
  const open: Span = [callee.endIndex, own.startIndex + 1];
  const first = passed[0];
  if (first === undefined) {
    if (own.text.includes('#')) return undefined;
    return [{ span: [callee.endIndex, call.endIndex], text: '' }];
  }
  const close = own.lastChild;
  const last = passed.at(-1);
  if (close === null || last === undefined) return undefined;
  // A trailing comma of the inner call would double one behind the argument.
  const innerComma = last.nextSibling?.type === ',' ? last.nextSibling : undefined;
  const outerComma = call.nextSibling?.type === ',' ? call.nextSibling : undefined;
  const edits: TextEdit[] = [
    { span: open, text: file.text.slice(open[1], first.startIndex).includes('\n') ? ',' : ', ' },
  ];
  // On a line of its own, the closing parenthesis takes that line along.
  const gap = /\r?\n[ \t]*$/.exec(file.text.slice(last.endIndex, close.startIndex));
  const ownLine = innerComma !== undefined && outerComma !== undefined && gap !== null;
  if (ownLine && outerComma.startIndex === close.endIndex) {
    edits.push({ span: [close.startIndex - gap[0].length, outerComma.endIndex], text: '' });
    return edits;
  }
  edits.push({ span: [close.startIndex, close.endIndex], text: '' });
  if (innerComma !== undefined && outerComma !== undefined) {
    edits.push({ span: [innerComma.startIndex, innerComma.endIndex], text: '' });
  }
  return edits;
}
