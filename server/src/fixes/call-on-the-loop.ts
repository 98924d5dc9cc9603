import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { replaceCallee } from './replace-call.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Takes a call of a ThreadPool off it: `pool.apply(f, (x,), {"k": 1})` becomes `f(x, k=1)`,
 * `pool.spawn(f, x)` becomes `gevent.spawn(f, x)`, `pool.map(f, xs)` becomes
 * `gevent.pool.Pool(10).map(f, xs)`. `path`: that of the call. Undefined for other methods, for
 * arguments that are not written out, and where comments would be lost.
 */
export function callOnTheLoop(
  file: PythonText,
  span: Span,
  path: string,
): readonly TextEdit[] | undefined {
  const node = nodeAt(file, span, 'call');
  const list = node?.childForFieldName('arguments');
  if (node === undefined || list?.type !== 'argument_list') return undefined;
  if (!path.startsWith('gevent.threadpool.ThreadPool.')) return undefined;
  const given = parts(list);
  switch (path.slice(path.lastIndexOf('.') + 1)) {
    case 'spawn':
      return replaceCallee(file, span, 'gevent.spawn', { module: 'gevent' });
    case 'map':
      return replaceCallee(file, span, 'gevent.pool.Pool(10).map', { module: 'gevent.pool' });
    case 'apply': {
      const [callable, args, keywords] = given;
      const passed = callable && !list.text.includes('#') ? unpacked(args, keywords) : undefined;
      if (callable === undefined || passed === undefined) return undefined;
      if (given.some(({ type }) => /splat|keyword/.test(type))) return undefined;
      return [{ span: [node.startIndex, node.endIndex], text: `${asCallee(callable)}(${passed})` }];
    }
    default:
      return undefined;
  }
}

function asCallee({ type, text }: Node): string {
  return /^(?:identifier|attribute|call|subscript|parenthesized_expression)$/.test(type)
    ? text
    : `(${text})`;
}

/** `x, k=1` of `(x,)` and `{"k": 1}`. */
function unpacked(args: Node | undefined, keywords: Node | undefined): string | undefined {
  if (args !== undefined && !/^(?:tuple|list)$/.test(args.type)) return undefined;
  if (keywords !== undefined && keywords.type !== 'dictionary') return undefined;
  const written: string[] = [];
  for (const item of args === undefined ? [] : parts(args)) written.push(item.text);
  for (const pair of keywords === undefined ? [] : parts(keywords)) {
    const key = pair.childForFieldName('key')?.text ?? '';
    const value = pair.childForFieldName('value');
    const name = /^(["'])([A-Za-z_]\w*)\1$/.exec(key)?.[2];
    if (name === undefined || value === null) return undefined;
    written.push(`${name}=${value.text}`);
  }
  return written.join(', ');
}
