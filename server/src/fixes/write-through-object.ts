import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, lineEnd, lineStart, newlineOf } from './lines.ts';
import { withoutUnusedImport } from './remove-unused-import.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * `os.write(sock.fileno(), data)` becomes `sock.sendall(data)`, which waits until all is sent; of a
 * child's pipe, `child.stdin.write(data)` and `child.stdin.flush()` below it. Undefined where the
 * descriptor is not asked for right there, and where the number of written bytes is used.
 */
export function writeThroughObject(
  file: PythonText,
  span: Span,
  toSocket: boolean,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const [descriptor, data, ...more] = plainArguments(call);
  const owner = ownerOf(descriptor);
  if (call?.parent?.type !== 'expression_statement' || owner === undefined) return undefined;
  if (data === undefined || more.length > 0) return undefined;
  const { text } = file;
  const edits = replaced(file, span, `${owner}.${toSocket ? 'sendall' : 'write'}(${data.text})`);
  if (toSocket) return edits;
  const start = lineStart(text, span[0]);
  const rest = text.slice(span[1], lineEnd(text, span[1])).trim();
  if (text.slice(start, span[0]).trim() !== '' || (rest !== '' && !rest.startsWith('#'))) {
    return undefined;
  }
  const end = lineEnd(text, span[1]);
  const flush = `${newlineOf(text)}${indentationAt(text, span[0])}${owner}.flush()`;
  return [...edits, { span: [end, end], text: flush }];
}

/**
 * `os.sendfile(sock.fileno(), file.fileno(), 0, size)` becomes `sock.sendfile(file, 0, size)`.
 * Undefined where one of the descriptors is not asked for right there.
 */
export function sendFileThroughSocket(file: PythonText, span: Span): TextEdit[] | undefined {
  const [out, source, offset, count, ...more] = plainArguments(nodeAt(file, span, 'call'));
  const socket = ownerOf(out);
  const sent = ownerOf(source);
  if (socket === undefined || sent === undefined || offset === undefined) return undefined;
  if (count === undefined || more.length > 0 || offset.text === 'None') return undefined;
  return replaced(file, span, `${socket}.sendfile(${sent}, ${offset.text}, ${count.text})`);
}

function replaced(file: PythonText, span: Span, text: string): TextEdit[] {
  return withoutUnusedImport(file, span, [{ span, text }]);
}

/** The arguments, where all are given by position and no comment would be lost. */
function plainArguments(call: Node | undefined): readonly Node[] {
  const list = call?.childForFieldName('arguments');
  if (list?.type !== 'argument_list' || list.text.includes('#')) return [];
  const given = parts(list);
  return given.some(({ type }) => /splat|keyword/.test(type)) ? [] : given;
}

/** `sock` of `sock.fileno()`. */
function ownerOf(descriptor: Node | undefined): string | undefined {
  const callee = descriptor?.type === 'call' ? descriptor.childForFieldName('function') : null;
  if (callee?.type !== 'attribute') return undefined;
  return callee.childForFieldName('attribute')?.text === 'fileno'
    ? callee.childForFieldName('object')?.text
    : undefined;
}
