import { dottedPath, type Expression } from '../../facts/expression.ts';
import { type KeptConnection, keptConnectionCall } from '../../knowledge/kept-connections.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { BlockView, CallView, EventView, ModuleView } from '../../project/model.ts';
import { isInside } from '../inside-block.ts';

/** A call that waits for the answer to a question. */
export interface Question {
  readonly call: CallView;
  readonly row: KeptConnection;
  /** How the program spells the connection: `self.mail`. */
  readonly connection: string;
}

/** The questions that code of a module asks on connections it can name. */
export function questions(module: ModuleView): readonly Question[] {
  return keptFor(module, 'questions on connections', () =>
    callsWithRow(module, keptConnectionCall).flatMap(({ call, row: known }) => {
      const { callee } = call.call;
      const connection = callee.kind === 'attribute' ? dottedPath(callee.base) : undefined;
      if (connection === undefined) return [];
      return known.row.asks.includes(known.method) ? [{ call, row: known.row, connection }] : [];
    }),
  );
}

/** Whether the next call of the function, or another one, finds the connection again. */
export function outlives(connection: string, { scope, unit }: CallView): boolean {
  if (scope.kind !== 'function' && scope.kind !== 'lambda') return false;
  if (connection.includes('.')) return /^(?:self|cls)\./.test(connection);
  const { facts } = unit;
  if (facts.parameters.some(({ name }) => name === connection)) return false;
  if (facts.globals.includes(connection)) return true;
  return !scope.events.some((event) => binds(event, connection));
}

/** Whether an event gives a name or attribute another value. */
export function binds({ event }: EventView, name: string): boolean {
  const isTarget = (target: Expression | undefined): boolean =>
    target !== undefined &&
    (dottedPath(target) === name || (target.kind === 'sequence' && target.items.some(isTarget)));
  switch (event.kind) {
    case 'assign':
      return event.targets.some(isTarget);
    case 'enter':
    case 'iterate':
    case 'delete':
      return isTarget(event.target);
    case 'bind':
      return event.name === name;
    default:
      return false;
  }
}

/**
 * Whether the question was sent, inside `block` where one is given. A stream that is only read may
 * go on: an answer belongs to a question that was sent before.
 */
export function isAsked(question: Question, block?: BlockView): boolean {
  if (question.row.after === undefined) return true;
  return sendersOf(question).some((sender) => block === undefined || isInside(sender.block, block));
}

/** The first call that sends this question, behind the one before it. */
export function sentFor(question: Question): CallView | undefined {
  const { call, row, connection } = question;
  const before = call.unit.calls.filter(
    ({ call: { callee }, span }) =>
      callee.kind === 'attribute' &&
      row.asks.includes(callee.name) &&
      span[0] < call.span[0] &&
      dottedPath(callee.base) === connection,
  );
  const start = before.at(-1)?.span[1] ?? 0;
  return sendersOf(question).find(({ span }) => span[0] >= start);
}

/** The calls that send the question, where they are not the one that waits for the answer. */
function sendersOf({ call, row, connection }: Question): readonly CallView[] {
  const { after: methods, sentTo } = row;
  if (methods === undefined) return [];
  const sender = sentTo === undefined ? connection : connection.replace(/[^.]*$/, sentTo);
  return call.unit.calls.filter(({ call: { callee }, span }) => {
    if (callee.kind !== 'attribute' || !methods.includes(callee.name)) return false;
    return span[0] < call.span[0] && dottedPath(callee.base) === sender;
  });
}
