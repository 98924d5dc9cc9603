import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { indentationAt, lineStart, newlineOf } from './lines.ts';
import { descendants, nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns the statement `logger.addHandler(handler)` into one that adds a QueueHandler, with a
 * QueueListener before it that hands the records to the handler. Undefined where the statement
 * shares its line, or one of the new names is taken.
 */
export function logThroughQueue(file: PythonText, added: Span): TextEdit[] | undefined {
  const { text } = file;
  const call = nodeAt(file, added, 'call');
  const list = call?.childForFieldName('arguments');
  const statement = call?.parent;
  const [handler, more] = list == null ? [] : parts(list);
  if (statement?.type !== 'expression_statement' || handler === undefined || more) return undefined;
  // `basicConfig(handlers=[…])` takes a list, with others in it perhaps.
  if (handler.type === 'keyword_argument') return undefined;
  const start = lineStart(text, statement.startIndex);
  if (text.slice(start, statement.startIndex).trim() !== '') return undefined;
  const names = new Set(descendants(file.tree.rootNode, 'identifier').map((node) => node.text));
  if (names.has('log_queue') || names.has('log_listener')) return undefined;
  const at = statement.startIndex;
  const queue = insertImport(file, { module: 'queue' }, at);
  const atexit = insertImport(file, { module: 'atexit' }, at);
  const handlers = insertImport(file, { module: 'logging.handlers' }, at);
  if (queue === undefined || atexit === undefined || handlers === undefined) return undefined;
  const break_ = newlineOf(text) + indentationAt(text, at);
  const before = [
    `log_queue = ${queue.expression}.SimpleQueue()`,
    `log_listener = ${handlers.expression}.QueueListener(log_queue, ${handler.text}, respect_handler_level=True)`,
    'log_listener.start()',
    `${atexit.expression}.register(log_listener.stop)`,
    '',
  ].join(break_);
  return [
    ...queue.edits,
    ...atexit.edits,
    ...handlers.edits,
    { span: [at, at], text: before },
    {
      span: [handler.startIndex, handler.endIndex],
      text: `${handlers.expression}.QueueHandler(log_queue)`,
    },
  ];
}
