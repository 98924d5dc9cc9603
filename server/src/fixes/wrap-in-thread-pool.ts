import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns calls `f(a, k=1)` into `gevent.get_hub().threadpool.apply(f, (a,), {"k": 1})`, with
 * gevent imported. Lines and comments of the arguments stay. Undefined where it cannot be
 * done without changing more: `await f()`, a decorator, a generator among the arguments (its
 * body would run over there), a star behind a keyword, keywords inside an f-string, `super()`.
 */
export function wrapInThreadPool(
  file: PythonText,
  ...calls: readonly Span[]
): TextEdit[] | undefined {
  const nodes: Node[] = [];
  for (const span of calls) {
    const call = nodeAt(file, span, 'call');
    if (call === undefined || !isWrappable(call)) return undefined;
    nodes.push(call);
  }
  // An outer call first: where both start at one offset its prefix comes first.
  nodes.sort((a, b) => a.startIndex - b.startIndex || b.endIndex - a.endIndex);
  const edits: TextEdit[] = [];
  let imported: readonly TextEdit[] = [];
  for (const call of nodes) {
    const gevent = insertImport(file, { module: 'gevent' }, call.startIndex);
    if (gevent === undefined) return undefined;
    imported = gevent.edits.length > 0 ? gevent.edits : imported;
    const wrapped = wrapCall(file, call, gevent.expression);
    if (wrapped === undefined) return undefined;
    edits.push(...wrapped);
  }
  return [...imported, ...edits];
}

/** What a title says of this cure after its own words. */
export const onAnotherThread = '(runs on another thread)';

/** The title of the cure: it says that another thread runs the call. `callee`: `zlib.compress()`. */
export function threadPoolTitle(callee: string): string {
  return `Run ${shortEnough(callee)} in gevent's thread pool ${onAnotherThread}`;
}

/** The title of the cure that moves only one call of a job. */
export function onlyInThreadPoolTitle(callee: string): string {
  return `Run only ${shortEnough(callee)} of it in the thread pool ${onAnotherThread}`;
}

/** A name that leaves a title within eighty characters: its last parts, or none. */
function shortEnough(callee: string): string {
  let name = callee.replace(/^…/, '');
  while (name.length > longestName && name.includes('.')) name = name.slice(name.indexOf('.') + 1);
  return name.length > longestName ? 'this call' : name;
}

const longestName = 26;

/** Whether a call is one that the thread pool can make in its place. */
function isWrappable(call: Node): boolean {
  const parent = call.parent;
  if (parent?.type === 'await' || parent?.type === 'decorator') return false;
  const callee = call.childForFieldName('function');
  if (callee?.type !== 'identifier' && callee?.type !== 'attribute') return false;
  if (/^(?:super|locals|globals|vars|dir|eval|exec)$/.test(callee.text)) return false;
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return false;
  return !descendants(list, 'generator_expression', 'yield', 'await').some(
    (node) => node.type !== 'generator_expression' || isArgumentValue(node, list),
  );
}

function isArgumentValue(node: Node, list: Node): boolean {
  let current = node.parent;
  while (
    current !== null &&
    /^(?:parenthesized_expression|keyword_argument|list_splat)$/.test(current.type)
  ) {
    current = current.parent;
  }
  return current !== null && current.id === list.id;
}

function wrapCall(file: PythonText, call: Node, gevent: string): TextEdit[] | undefined {
  const callee = call.childForFieldName('function');
  const list = call.childForFieldName('arguments');
  if (callee === null || list === null) return undefined;
  const given = parts(list);
  const isKeyword = (node: Node) =>
    node.type === 'keyword_argument' || node.type === 'dictionary_splat';
  const positional = given.filter((node) => !isKeyword(node));
  const keywords = given.filter(isKeyword);
  const firstKeyword = keywords[0];
  const lastPositional = positional.at(-1);
  const lastKeyword = keywords.at(-1);
  if (firstKeyword && lastPositional && lastPositional.startIndex > firstKeyword.startIndex) {
    return undefined;
  }
  if (keywords.length > 0 && ancestors(call).some((node) => node.type === 'interpolation')) {
    return undefined;
  }
  const open: Span = [callee.endIndex, list.startIndex + 1];
  if (file.text.slice(callee.endIndex, list.startIndex).trim() !== '') return undefined;
  const edits: TextEdit[] = [
    { span: [call.startIndex, call.startIndex], text: `${gevent}.get_hub().threadpool.apply(` },
  ];
  if (given.length === 0) return [...edits, { span: open, text: '' }];
  const start = lastPositional !== undefined ? ', (' : ', (), {';
  edits.push({ span: open, text: start });
  if (lastPositional !== undefined) {
    const close = positional.length === 1 ? ',)' : ')';
    edits.push({ span: [lastPositional.endIndex, lastPositional.endIndex], text: close });
    if (firstKeyword !== undefined) {
      edits.push({ span: [firstKeyword.startIndex, firstKeyword.startIndex], text: '{' });
    }
  }
  const quote = quoteOf(file);
  for (const keyword of keywords) {
    const name = keyword.childForFieldName('name');
    const value = keyword.childForFieldName('value');
    if (keyword.type !== 'keyword_argument') continue;
    if (name === null || value === null) return undefined;
    if (file.text.slice(name.endIndex, value.startIndex).includes('#')) return undefined;
    edits.push({
      span: [name.startIndex, value.startIndex],
      text: `${quote}${name.text}${quote}: `,
    });
  }
  if (lastKeyword !== undefined) {
    edits.push({ span: [lastKeyword.endIndex, lastKeyword.endIndex], text: '}' });
  }
  return edits;
}

/** The quote that the file's short strings use most; double where it has none. */
export function quoteOf(file: PythonText): '"' | "'" {
  let single = 0;
  let double = 0;
  for (const start of descendants(file.tree.rootNode, 'string_start')) {
    if (start.text.endsWith("'''") || start.text.endsWith('"""')) continue;
    if (start.text.endsWith("'")) single += 1;
    else double += 1;
  }
  return single > double ? "'" : '"';
}
