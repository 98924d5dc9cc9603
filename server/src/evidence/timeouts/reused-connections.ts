import { dottedPath } from '../../facts/expression.ts';
import type { KeptConnection } from '../../knowledge/kept-connections.ts';
import type { BlockView, CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { isInside } from '../inside-block.ts';
import { binds, isAsked, outlives, questions } from './questions.ts';
import { takingHandler } from './taking-handler.ts';
import { isSilentTimeout, timeoutAround } from './timeout-around.ts';

/** A question under a timeout, after which the connection is used on without the answer. */
export interface ReusedConnection {
  readonly call: CallView;
  readonly row: KeptConnection;
  /** How the program spells the connection: `self.mail`. */
  readonly connection: string;
  readonly timeout: Span;
  /** The handler that takes the timeout; undefined where the timeout is silent. */
  readonly handler: BlockView | undefined;
}

/**
 * Questions on connections that outlive the function, under a `gevent.Timeout` that the function
 * takes itself, where neither the handler nor what follows gives the connection up. One for each
 * timeout and connection.
 */
export function* reusedConnections(
  module: ModuleView,
  project: ProjectView,
): Iterable<ReusedConnection> {
  if (module.isTest || !module.importsGevent) return;
  const seen = new Set<string>();
  for (const question of questions(module)) {
    const { call, row, connection } = question;
    const timeout = isDead(call) ? undefined : timeoutAround(call, project);
    if (timeout === undefined || !outlives(connection, call)) continue;
    if (!isAsked(question, timeout.block)) continue;
    const key = `${timeout.span.join()} ${connection}`;
    if (seen.has(key)) continue;
    const silent = isSilentTimeout(timeout.call);
    const made = timeout.call;
    const handler =
      silent || made === undefined ? undefined : takingHandler(timeout.block, made, project);
    if (!silent && handler === undefined) continue;
    if (givesUp(connection, row, timeout.block, handler, call)) continue;
    seen.add(key);
    yield { call, row, connection, timeout: timeout.span, handler };
  }
}

/**
 * Whether the connection, or the object that holds it, is given up where the timeout was taken:
 * closed, replaced, deleted, or given to something that may do so. Without a handler: anywhere
 * below.
 */
function givesUp(
  connection: string,
  row: KeptConnection,
  block: BlockView,
  handler: BlockView | undefined,
  question: CallView,
): boolean {
  const { scope, unit } = question;
  const counts = (at: BlockView | undefined, start: number): boolean =>
    handler === undefined ? start > block.span[1] : at !== undefined && isInside(at, handler);
  // Raised again: who called decides.
  if (handler?.block.leaves === true) return true;
  const inFinally = (at: BlockView | undefined): boolean => {
    for (let one = at; one !== undefined; one = one.parent) {
      if (one.block.kind === 'finally') return true;
    }
    return false;
  };
  const [holder] = connection.split('.');
  const called = unit.calls.some(({ call, span, block: own }) => {
    if (!counts(own, span[0]) && !inFinally(own)) return false;
    const { callee } = call;
    const base = callee.kind === 'attribute' ? dottedPath(callee.base) : undefined;
    if (base === connection)
      return !row.asks.includes(callee.kind === 'attribute' ? callee.name : '');
    if (holder === 'self' && base?.split('.', 1)[0] === holder) return true;
    return call.arguments.some(({ value }) => {
      const path = dottedPath(value);
      return path === connection || path === holder;
    });
  });
  const local = scope.events.some(
    (event) =>
      (counts(event.block, event.span[0]) || inFinally(event.block)) && binds(event, connection),
  );
  return called || local || (connection.includes('.') ? false : callsUnknown(unit, handler));
}

/** A global may be closed by any function that the handler calls. */
function callsUnknown(unit: CallView['unit'], handler: BlockView | undefined): boolean {
  if (handler === undefined) return false;
  return unit.calls.some(({ target, block }) => {
    return block !== undefined && isInside(block, handler) && target.kind === 'function';
  });
}
