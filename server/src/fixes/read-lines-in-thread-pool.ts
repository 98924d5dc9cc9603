import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import type { PythonText } from './tree.ts';

/**
 * Turns what a loop walks over, `sys.stdin`, into
 * `iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), "")`, and the `sys.stdin.readline` that
 * an `iter()` is given into that lambda. `path`: what it stands for.
 */
export function readLinesInThreadPool(
  file: PythonText,
  span: Span,
  path: string,
): readonly TextEdit[] | undefined {
  const gevent = insertImport(file, { module: 'gevent' }, span[0]);
  if (gevent === undefined) return undefined;
  const written = file.text.slice(...span);
  const isMethod = /\.read(?:line)?$/.test(path);
  const read = isMethod ? written : `${written}.readline`;
  const call = `lambda: ${gevent.expression}.get_hub().threadpool.apply(${read})`;
  const end = /\.buffer(?:\.|$)/.test(path) ? 'b""' : '""';
  const text = isMethod ? call : `iter(${call}, ${end})`;
  return [...gevent.edits, { span, text }];
}
