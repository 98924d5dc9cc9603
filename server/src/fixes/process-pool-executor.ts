import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts } from './tree.ts';
import { quoteOf } from './wrap-in-thread-pool.ts';

/** The edits, and where the pool is made. */
export interface ExecutorEdits {
  readonly edits: readonly TextEdit[];
  readonly poolAt: number;
}

/**
 * Makes of `with multiprocessing.Pool(n) as pool:` a `ProcessPoolExecutor` that spawns its
 * processes, `pool.map(f, xs)` inside becomes `list(pool.map(f, xs))`, `pool.apply(f, (x,))`
 * becomes `pool.submit(f, x).result()`. `waitSpan`: one of these calls. Undefined where the pool
 * is used otherwise, or made with what the executor does not know.
 */
export function useProcessPoolExecutor(
  file: PythonText,
  waitSpan: Span,
): ExecutorEdits | undefined {
  const wait = nodeAt(file, waitSpan, 'call');
  const name = wait?.childForFieldName('function')?.childForFieldName('object');
  if (wait === undefined || name?.type !== 'identifier') return undefined;
  const statement = ancestors(wait).find(
    (node) => node.type === 'with_statement' && poolMadeBy(node, name.text) !== undefined,
  );
  const made = statement && poolMadeBy(statement, name.text);
  const body = statement?.childForFieldName('body');
  const callee = made?.childForFieldName('function');
  const list = made?.childForFieldName('arguments');
  if (made === undefined || body == null || callee == null || list == null) return undefined;
  const calls = usesOf(file, body, name.text);
  const given = parts(list);
  const knows = given.every(
    (one, index) =>
      !/splat/.test(one.type) &&
      (one.type !== 'keyword_argument'
        ? index < 1
        : /^(?:processes|initializer|initargs)$/.test(one.childForFieldName('name')?.text ?? '')),
  );
  if (calls === undefined || !knows) return undefined;
  const executor = insertImport(
    file,
    { module: 'concurrent.futures', name: 'ProcessPoolExecutor' },
    made.startIndex,
  );
  const context = insertImport(file, { module: 'multiprocessing' }, made.startIndex);
  if (executor === undefined || context === undefined) return undefined;
  const quote = quoteOf(file);
  const text = `mp_context=${context.expression}.get_context(${quote}spawn${quote})`;
  const last = given.at(-1);
  const processes = given.find((one) => one.childForFieldName('name')?.text === 'processes');
  const renamed = processes?.childForFieldName('name');
  return {
    poolAt: made.startIndex,
    edits: [
      ...executor.edits,
      ...context.edits,
      { span: [callee.startIndex, callee.endIndex], text: executor.expression },
      ...(renamed == null
        ? []
        : [{ span: [renamed.startIndex, renamed.endIndex] as const, text: 'max_workers' }]),
      last === undefined
        ? { span: [list.startIndex, list.endIndex], text: `(${text})` }
        : { span: [last.endIndex, last.endIndex], text: `, ${text}` },
      ...calls,
    ],
  };
}

/** The call in `with CALL as name`. */
function poolMadeBy(statement: Node, name: string): Node | undefined {
  const clause = parts(statement).find(({ type }) => type === 'with_clause');
  for (const item of clause === undefined ? [] : parts(clause)) {
    const pattern = item.childForFieldName('value');
    if (pattern?.type !== 'as_pattern') continue;
    const [made, target] = parts(pattern);
    if (made?.type === 'call' && target?.text === name) return made;
  }
  return undefined;
}

/** The edits of all that the body does with the pool; undefined where one of them has none. */
function usesOf(file: PythonText, body: Node, name: string): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const use of descendants(body, 'identifier').filter(({ text }) => text === name)) {
    const attribute = use.parent;
    if (attribute?.type === 'keyword_argument') continue;
    const call = attribute?.parent;
    const method = attribute?.childForFieldName('attribute');
    const list = call?.childForFieldName('arguments');
    if (attribute?.type !== 'attribute' || call?.type !== 'call' || list == null) return undefined;
    const given = parts(list);
    if (method == null || given.some(({ type }) => /splat|keyword|comment/.test(type))) {
      return undefined;
    }
    const [, packed] = given;
    if (method.text === 'map' && given.length === 2) {
      edits.push({ span: [call.startIndex, call.startIndex], text: 'list(' });
      edits.push({ span: [call.endIndex, call.endIndex], text: ')' });
    } else if (method.text === 'apply' && given.length <= 2 && packed?.type !== 'identifier') {
      edits.push({ span: [method.startIndex, method.endIndex], text: 'submit' });
      edits.push({ span: [call.endIndex, call.endIndex], text: '.result()' });
      if (packed === undefined) continue;
      if (packed.type !== 'tuple') return undefined;
      const items = parts(packed);
      const passed = items.map((item) => file.text.slice(item.startIndex, item.endIndex));
      if (passed.length === 0) return undefined;
      edits.push({ span: [packed.startIndex, packed.endIndex], text: passed.join(', ') });
    } else return undefined;
  }
  return edits;
}
