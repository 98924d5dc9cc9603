import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { removeArgument } from './remove-argument.ts';
import { spawnInThreadPool } from './spawn-instead.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/** A call that starts a patched thread: `threading.Thread(target=work)`. */
export interface ThreadStart {
  /** Of the call. */
  readonly span: Span;
  /** `threading.Thread`. */
  readonly path: string;
  /** The callable that the thread is given. */
  readonly callable: Span;
}

/**
 * Lets the hub's thread pool do the work of a patched thread: `Thread(target=f, args=(x,))` becomes
 * `Thread(target=gevent.get_hub().threadpool.apply, args=(f, (x,)))`, `executor.submit(f, x)` becomes
 * `executor.submit(gevent.get_hub().threadpool.apply, f, (x,))`. The thread stays, with its name and
 * all that is done to it, and only waits. Undefined where arguments are hidden, a comment would
 * be lost, or `gevent` means something else here.
 */
export function runInThreadPoolFrom(
  file: PythonText,
  { span, path, callable }: ThreadStart,
): TextEdit[] | undefined {
  const places = /^threading\.(Thread|Timer)$/.exec(path)?.[1];
  if (places === undefined) return spawnInThreadPool(file, { span, path }, callable);
  const list = nodeAt(file, span, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const given = parts(list);
  if (given.some(({ type }) => /splat/.test(type))) return undefined;
  const at = (position: number, name: string) =>
    given.find((node, index) =>
      node.type === 'keyword_argument'
        ? node.childForFieldName('name')?.text === name
        : index === position,
    );
  const isTimer = places === 'Timer';
  const target = isTimer ? at(1, 'function') : at(1, 'target');
  const [args, keywords] = isTimer
    ? [at(2, 'args'), at(3, 'kwargs')]
    : [at(3, 'args'), at(4, 'kwargs')];
  const value = (node: typeof target) =>
    node?.type === 'keyword_argument' ? (node.childForFieldName('value') ?? undefined) : node;
  const work = value(target);
  const passed = value(args);
  const named = value(keywords);
  if (work === undefined || work.startIndex !== callable[0] || work.endIndex !== callable[1]) {
    return undefined;
  }
  const gevent = insertImport(file, { module: 'gevent' }, span[0]);
  if (gevent === undefined) return undefined;
  const edits: TextEdit[] = [
    ...gevent.edits,
    {
      span: [work.startIndex, work.endIndex],
      text: `${gevent.expression}.get_hub().threadpool.apply`,
    },
  ];
  const behind = named === undefined ? '' : `, ${named.text}`;
  if (passed !== undefined) {
    edits.push(
      { span: [passed.startIndex, passed.startIndex], text: `(${work.text}, ` },
      { span: [passed.endIndex, passed.endIndex], text: `${behind})` },
    );
    if (keywords === undefined) return edits;
    const removed = removeArgument(file, span, [keywords.startIndex, keywords.endIndex]);
    return removed && [...edits, ...removed];
  }
  if (keywords !== undefined && named !== undefined) {
    const text = `args=(${work.text}, ()${behind})`;
    return [...edits, { span: [keywords.startIndex, keywords.endIndex], text }];
  }
  const end = target?.type === 'keyword_argument' ? target.endIndex : given.at(-1)?.endIndex;
  // A positional target may have positional arguments behind it: the keyword goes to the end.
  const place = target?.type === 'keyword_argument' ? target.endIndex : (end ?? work.endIndex);
  return [...edits, { span: [place, place], text: `, args=(${work.text},)` }];
}
