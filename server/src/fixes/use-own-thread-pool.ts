import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { isBlank, lineEnd, newlineOf, nextLine } from './lines.ts';
import { allPatchCalls } from './patch-calls.ts';
import { descendants, nodeAt, type PythonText, parts } from './tree.ts';

/** What the new pool is called. */
const poolName = '_own_pool';

/**
 * Turns `gevent.get_hub().threadpool.apply(f)` into `_own_pool.apply(f)`, with a pool of ten
 * threads made below the imports where the module has none of that name. Undefined where there is
 * no place for it behind the imports and the patch.
 */
export function useOwnThreadPool(file: PythonText, span: Span): TextEdit[] | undefined {
  const { text } = file;
  const root = file.tree.rootNode;
  const pool = nodeAt(file, span, 'call')
    ?.childForFieldName('function')
    ?.childForFieldName('object');
  if (pool == null) return undefined;
  const replaced: TextEdit = { span: [pool.startIndex, pool.endIndex], text: poolName };
  if (descendants(root, 'identifier').some((node) => node.text === poolName)) return [replaced];
  const statements = parts(root);
  const first = statements.findIndex(({ type }) => /_definition|^(?:if|with|for)_/.test(type));
  const head = first < 0 ? statements : statements.slice(0, first);
  const anchor = head.findLast(({ type, endIndex }) => /^import_/.test(type) && endIndex < span[0]);
  if (anchor === undefined) return undefined;
  if (allPatchCalls(file).some(({ statement }) => statement.startIndex > anchor.startIndex)) {
    return undefined;
  }
  const wanted = { module: 'gevent.threadpool', name: 'ThreadPool' };
  const made = insertImport(file, wanted, anchor.endIndex);
  const end = lineEnd(text, anchor.endIndex);
  const rest = text.slice(anchor.endIndex, end).trim();
  if (made === undefined || (rest !== '' && !rest.startsWith('#'))) return undefined;
  const newline = newlineOf(text);
  const gap = end < text.length && !isBlank(text, nextLine(text, end)) ? newline : '';
  const line = `${newline}${newline}${poolName} = ${made.expression}(10)${gap}`;
  return [...made.edits, { span: [end, end], text: line }, replaced];
}
