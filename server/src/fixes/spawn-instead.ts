import type { Spawn } from '../evidence/blocking/spawned-callables.ts';
import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import { addArgument } from './add-keyword.ts';
import type { TextEdit } from './edit.ts';
import { type InsertedImport, insertImport } from './insert-import.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';
import { quoteOf } from './wrap-in-thread-pool.ts';

/** The edits, and whether what the spawn gives is used, so that a result may be looked at. */
export interface SpawnEdits {
  readonly edits: readonly TextEdit[];
  readonly valueUsed: boolean;
}

/**
 * `spawn(os.system, command)` becomes `spawn(subprocess.call, command, shell=True)`; so for
 * `apply(os.system, (command,))`, `map(os.system, commands)` and inside `partial(…)`. Undefined
 * where the command is not seen, or a name means something else here. `callableSpan`: the argument.
 */
export function spawnShellCommand(
  file: PythonText,
  spawn: Spawn,
  callableSpan: Span,
): SpawnEdits | undefined {
  const parsed = readSpawn(file, spawn, callableSpan, true);
  if (parsed === undefined) return undefined;
  const { callable, behind, list, inPartial, shape } = parsed;
  // What is replaced must do nothing else: `(job := os.system)` binds a name.
  if (callable.type === 'named_expression') return undefined;
  const keywords = behind.filter(({ type }) => type === 'keyword_argument');
  const given = behind.filter(({ type }) => type !== 'keyword_argument');
  if (given.some((node) => /splat/.test(node.type))) return undefined;
  const own = inPartial || shape === 'arguments';
  if (keywords.some((node) => own || /^(?:func|args|kwds)\b/.test(node.text))) return undefined;
  const subprocess = insertImport(file, { module: 'subprocess' }, list.startIndex);
  if (subprocess === undefined) return undefined;
  const call = `${subprocess.expression}.call`;
  const span: Span = [callable.startIndex, callable.endIndex];
  const { valueUsed } = parsed;
  const edits = (...more: TextEdit[]): SpawnEdits => ({
    edits: [...subprocess.edits, ...more],
    valueUsed,
  });
  if (own) {
    if (given.length !== 1 && !inPartial) return undefined;
    return edits({ span, text: call }, ...addArgument(file, list, 'shell=True'));
  }
  if (given.length !== 1) return undefined;
  if (shape === 'packed') {
    const quote = quoteOf(file);
    const shell = `${keywords.length > 0 ? 'kwds=' : ''}{${quote}shell${quote}: True}`;
    return edits({ span, text: call }, ...addArgument(file, list, shell));
  }
  const partial = partialOf(file, list.startIndex);
  if (partial === undefined) return undefined;
  const text = `${partial.expression}(${call}, shell=True)`;
  return { edits: [...partial.edits, ...subprocess.edits, { span, text }], valueUsed };
}

/**
 * `spawn(work, a, k=1)` becomes `spawn(gevent.get_hub().threadpool.apply, work, (a,), {"k": 1})`:
 * the greenlet stays, and only waits for the thread. Undefined where arguments are hidden or
 * come from two places.
 */
export function spawnInThreadPool(
  file: PythonText,
  spawn: Spawn,
  callableSpan: Span,
): TextEdit[] | undefined {
  const parsed = readSpawn(file, spawn, callableSpan, true);
  if (parsed === undefined) return undefined;
  const { callable, behind, list, inPartial, shape } = parsed;
  if (inPartial && shape.startsWith('each')) return undefined;
  const gevent = insertImport(file, { module: 'gevent' }, list.startIndex);
  if (gevent === undefined) return undefined;
  const apply = `${gevent.expression}.get_hub().threadpool.apply`;
  const before: Span = [callable.startIndex, callable.startIndex];
  if (inPartial || shape === 'arguments') {
    const packed = packArguments(file, callable, behind);
    return packed && [...gevent.edits, { span: before, text: `${apply}, ` }, ...packed];
  }
  if (behind.some((node) => /splat/.test(node.type))) return undefined;
  const positional = behind.filter(({ type }) => type !== 'keyword_argument');
  const settings = behind.filter((node) => !positional.includes(node));
  if (shape === 'packed') {
    if (settings.some((node) => !/^(?:error_)?callback\b/.test(node.text))) return undefined;
    if (positional.length > 2) return undefined;
    const end = positional.at(-1)?.endIndex ?? callable.endIndex;
    return [
      ...gevent.edits,
      { span: before, text: `${apply}, (` },
      { span: [end, end], text: positional.length > 0 ? ')' : ',)' },
    ];
  }
  if (/\bitems?\b/.test(callable.text)) return undefined;
  const several = shape === 'each-unpacked' || (takesSeveral(spawn.path) && positional.length > 1);
  if (!several && positional.length !== 1) return undefined;
  const [parameter, passed] = several ? ['*items', 'items'] : ['item', '(item,)'];
  const end = callable.endIndex;
  return [
    ...gevent.edits,
    { span: before, text: `lambda ${parameter}: ${apply}(` },
    { span: [end, end], text: `, ${passed})` },
  ];
}

/** An executor's map takes one iterable for each argument; behind the others stand settings. */
function takesSeveral(path: string): boolean {
  return path.endsWith('PoolExecutor.map');
}

/** `partial` where the file has it, else `functools.partial`. */
function partialOf(file: PythonText, at: number): InsertedImport | undefined {
  const own = insertImport(file, { module: 'functools', name: 'partial' }, at);
  if (own?.edits.length === 0) return own;
  const functools = insertImport(file, { module: 'functools' }, at);
  return functools && { ...functools, expression: `${functools.expression}.partial` };
}

/** How what stands behind the callable is passed to it. */
type Shape = 'arguments' | 'packed' | 'each' | 'each-unpacked';

interface ReadSpawn {
  readonly callable: Node;
  /** What is passed to the callable: in the manner of `shape`, or by the partial. */
  readonly behind: readonly Node[];
  /** The argument list that holds both. */
  readonly list: Node;
  readonly inPartial: boolean;
  readonly shape: Shape;
  readonly valueUsed: boolean;
}

/** `anyCallable`: also a lambda, and a partial that is given more arguments, as they stand. */
function readSpawn(
  file: PythonText,
  spawn: Spawn,
  [start, end]: Span,
  anyCallable = false,
): ReadSpawn | undefined {
  const call = nodeAt(file, spawn.span, 'call');
  const outer = call?.childForFieldName('arguments');
  if (call === undefined || outer?.type !== 'argument_list') return undefined;
  const given = parts(outer);
  const at = given.findIndex((node) => node.startIndex === start && node.endIndex === end);
  const argument = given[at];
  const shape = shapeOf(spawn.path);
  if (argument === undefined || shape === undefined) return undefined;
  const after = given.slice(at + 1);
  const shared = { shape, valueUsed: isUsed(call) };
  const asItStands = anyCallable && (argument.type === 'lambda' || after.length > 0);
  if (argument.type !== 'call' || (asItStands && !shape.startsWith('each'))) {
    if (!asItStands && !/^(?:identifier|attribute)$/.test(argument.type)) return undefined;
    return { ...shared, callable: argument, behind: after, list: outer, inPartial: false };
  }
  const list = argument.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const [callable, ...behind] = parts(list);
  if (callable === undefined || !/^(?:identifier|attribute)$/.test(callable.type)) return undefined;
  return { ...shared, callable, behind, list, inPartial: true };
}

function shapeOf(path: string): Shape | undefined {
  if (/\.link(?:_\w+)?$/.test(path)) return undefined;
  if (/\.(?:apply(?:_\w+)?|start_new_thread)$/.test(path)) return 'packed';
  if (/\.starmap(?:_\w+)?$/.test(path)) return 'each-unpacked';
  return /\.i?map\w*$/.test(path) ? 'each' : 'arguments';
}

/** `spawn(…)` as a statement, and `spawn(…).join()`, give nobody a result. */
function isUsed(call: Node): boolean {
  const parent = call.parent;
  if (parent?.type !== 'attribute' || !/^(?:join|start|start_later)$/.test(lastName(parent))) {
    return parent?.type !== 'expression_statement';
  }
  const method = parent.parent;
  return method?.type !== 'call' || method.parent?.type !== 'expression_statement';
}

function lastName(attribute: Node): string {
  return attribute.childForFieldName('attribute')?.text ?? '';
}

/** Makes `, a, b, k=1` behind a callable `, (a, b), {"k": 1}`. */
function packArguments(
  file: PythonText,
  callable: Node,
  behind: readonly Node[],
): TextEdit[] | undefined {
  const isKeyword = (node: Node) => /^(?:keyword_argument|dictionary_splat)$/.test(node.type);
  const firstKeyword = behind.findIndex(isKeyword);
  const positional = firstKeyword < 0 ? behind : behind.slice(0, firstKeyword);
  const keywords = firstKeyword < 0 ? [] : behind.slice(firstKeyword);
  if (keywords.some((node) => !isKeyword(node))) return undefined;
  const edits: TextEdit[] = [];
  const insert = (at: number, text: string) => edits.push({ span: [at, at], text });
  const [first, last] = [positional[0], positional.at(-1)];
  const [named, end] = [keywords[0], keywords.at(-1)];
  if (first !== undefined && last !== undefined) {
    insert(first.startIndex, '(');
    insert(last.endIndex, positional.length === 1 ? ',)' : ')');
  } else if (named !== undefined) insert(callable.endIndex, ', ()');
  if (named === undefined || end === undefined) return edits;
  insert(named.startIndex, '{');
  const quote = quoteOf(file);
  for (const keyword of keywords) {
    if (keyword.type !== 'keyword_argument') continue;
    const name = keyword.childForFieldName('name');
    const value = keyword.childForFieldName('value');
    if (name === null || value === null) return undefined;
    if (file.text.slice(name.endIndex, value.startIndex).includes('#')) return undefined;
    edits.push({
      span: [name.startIndex, value.startIndex],
      text: `${quote}${name.text}${quote}: `,
    });
  }
  insert(end.endIndex, '}');
  return edits;
}
