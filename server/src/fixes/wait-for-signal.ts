import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { indentationAt, lineEnd, lineStart, newlineOf } from './lines.ts';
import {
  ancestors,
  descendants,
  nodeAt,
  type PythonText,
  parts,
  same,
  statementOf,
} from './tree.ts';

/** A wait for signals, as far as the edit needs to know it. */
export interface SignalWait {
  /** The call. */
  readonly span: Span;
  /** The signals as the file writes them: `signal.SIGTERM`. */
  readonly signals: readonly string[];
  /** What the call gives: the number that came, whether one came in time, or something else. */
  readonly gives: 'number' | 'whether' | 'other';
  /** How long it waits, as written; undefined where it waits for ever. */
  readonly timeout?: string;
  /** `signal.pthread_sigmask` and `signal.SIG_UNBLOCK`, where the program blocks signals. */
  readonly unblock?: readonly [string, string];
  /** Calls of `signal.signal()` before it, whose handlers the loop must run from now on. */
  readonly handlers?: readonly Span[];
}

/**
 * Lets the loop receive the signals, and turns the wait into one for an event that they set; where
 * the number that came is used, into one for a queue that it is put in. This is set up before the
 * statement, or before the outermost loop around it. Undefined where the statement shares its
 * line with others, or where its value is used for more than an event can tell.
 *
 * What it sets up gets `ref = True`: the loop counts no watcher of a signal by itself, so a program
 * that waits for nothing else would end with LoopExit.
 */
export function waitForSignal(file: PythonText, wait: SignalWait): TextEdit[] | undefined {
  const call = nodeAt(file, wait.span, 'call');
  if (call === undefined || call.text.includes('#')) return undefined;
  const statement = statementOf(call);
  if (runsElsewhere(call, statement)) return undefined;
  const loop = ancestorsAndSelf(statement)
    .filter((node) => /^(?:for|while)_statement$/.test(node.type))
    .findLast((node) => same(functionAround(node), functionAround(statement)));
  const shape = shapeOf(call, statement, loop, wait.gives);
  const before = loop ?? statement;
  if (shape === undefined || !startsLine(file, before)) return undefined;
  if (shape === 'statement' && !(startsLine(file, statement) && endsLine(file, statement))) {
    return undefined;
  }
  const [wanted, put, get] =
    shape === 'number'
      ? ([{ module: 'gevent.queue', name: 'Queue' }, 'put', 'get'] as const)
      : ([{ module: 'gevent.event', name: 'Event' }, 'set', 'wait'] as const);
  const gevent = insertImport(file, { module: 'gevent' }, before.startIndex);
  const made = insertImport(file, wanted, before.startIndex);
  const name = freshName(functionAround(statement) ?? file.tree.rootNode);
  const handlers = (wait.handlers ?? []).map((span) =>
    handledOnTheLoop(file, span, before, gevent?.expression ?? ''),
  );
  if (gevent === undefined || made === undefined || name === undefined) return undefined;
  if (handlers.includes(undefined)) return undefined;
  const lines = [
    `${name} = ${made.expression}()`,
    ...wait.signals.map((signal) => {
      const argument = shape === 'number' ? `, ${signal}` : '';
      return `${gevent.expression}.signal_handler(${signal}, ${name}.${put}${argument}).ref = True`;
    }),
  ];
  if (wait.unblock !== undefined) {
    const [mask, how] = wait.unblock;
    lines.push(`${mask}(${how}, [${wait.signals.join(', ')}])`);
  }
  const newline = newlineOf(file.text);
  const setUp = lines.map((line) => line + newline + indentationAt(file.text, before.startIndex));
  const edits: TextEdit[] = [
    ...gevent.edits,
    ...made.edits,
    ...handlers.flatMap((edit) => edit ?? []),
    { span: [before.startIndex, before.startIndex], text: setUp.join('') },
    { span: wait.span, text: `${name}.${get}(${wait.timeout ?? ''})` },
  ];
  if (shape === 'statement' && loop !== undefined) {
    const end = lineEnd(file.text, statement.endIndex);
    const text = `${newline}${indentationAt(file.text, statement.startIndex)}${name}.clear()`;
    edits.push({ span: [end, end], text });
  }
  return edits;
}

/** Whether the call does not run where its statement does: in a lambda, a default, a coroutine. */
function runsElsewhere(call: Node, statement: Node): boolean {
  if (/_definition$/.test(statement.type) || call.parent?.type === 'await') return true;
  const around = ancestors(call);
  const own = around.slice(
    0,
    around.findIndex((node) => same(node, statement)),
  );
  return (
    own.some(({ type }) => type === 'lambda') || functionAround(call)?.child(0)?.type === 'async'
  );
}

function ancestorsAndSelf(node: Node): Node[] {
  return [node, ...ancestors(node)];
}

function functionAround(node: Node): Node | undefined {
  return ancestors(node).find(({ type }) => type === 'function_definition');
}

/** What the value of the wait is used for, where the new one can be used for the same. */
function shapeOf(
  call: Node,
  statement: Node,
  loop: Node | undefined,
  gives: SignalWait['gives'],
): 'statement' | 'number' | 'whether' | undefined {
  const isStatement = statement.type === 'expression_statement';
  if (isStatement && parts(statement).length === 1 && same(parts(statement)[0], call)) {
    return 'statement';
  }
  if (gives !== 'whether') return gives === 'number' ? 'number' : undefined;
  let asked = call;
  while (/^(?:not_operator|parenthesized_expression)$/.test(asked.parent?.type ?? '')) {
    asked = asked.parent!;
  }
  if (!same(asked.parent?.childForFieldName('condition'), asked)) return undefined;
  // An event stays set: only a loop that ends with it need not clear it.
  const ends = same(loop, asked.parent) && asked.type === 'not_operator';
  return loop === undefined || ends ? 'whether' : undefined;
}

/** `signal.signal(signal.SIGTERM, stop)` becomes `gevent.signal_handler(signal.SIGTERM, stop, signal.SIGTERM, None)`. */
function handledOnTheLoop(
  file: PythonText,
  span: Span,
  before: Node,
  gevent: string,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  const list = call?.childForFieldName('arguments');
  const statement = call?.parent;
  if (call === undefined || callee == null || list == null) return undefined;
  if (statement?.type !== 'expression_statement' || parts(statement).length !== 1) return undefined;
  if (!same(statement.parent, before.parent) || statement.endIndex > before.startIndex) {
    return undefined;
  }
  const [signal, handler, more] = parts(list);
  if (signal === undefined || handler === undefined || more !== undefined) return undefined;
  return [
    { span: [callee.startIndex, callee.endIndex], text: `${gevent}.signal_handler` },
    { span: [handler.endIndex, handler.endIndex], text: `, ${signal.text}, None` },
  ];
}

function startsLine({ text }: PythonText, { startIndex }: Node): boolean {
  return text.slice(lineStart(text, startIndex), startIndex).trim() === '';
}

function endsLine({ text }: PythonText, { endIndex }: Node): boolean {
  return /^[ \t]*(?:#.*)?$/.test(text.slice(endIndex, lineEnd(text, endIndex)));
}

/** A name for the event that the function or script uses nowhere. */
function freshName(around: Node): string | undefined {
  const used = new Set(descendants(around, 'identifier').map(({ text }) => text));
  return ['received', 'signalled', 'signal_received'].find((name) => !used.has(name));
}
