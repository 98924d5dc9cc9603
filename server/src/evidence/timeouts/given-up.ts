import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { KeptConnection } from '../../knowledge/kept-connections.ts';
import type { BlockView, CallView, ProjectView, ScopeView } from '../../project/model.ts';
import { callingOf, inCallee } from './connection-names.ts';
import { binds } from './questions.ts';

/** Something in a function that has a place. */
export interface Placed {
  readonly span: readonly [number, number];
  readonly block: BlockView | undefined;
}

/** Calls followed downwards in search of one that closes the connection. */
const deepest = 3;

/**
 * Whether what stands at places of a function that `counts` picks closes a connection, binds it
 * or what holds it, or hands one of them over; also through functions of the workspace.
 */
export function isGivenUp(
  connection: string,
  row: KeptConnection,
  scope: ScopeView,
  counts: (at: Placed) => boolean,
  project: ProjectView,
  depth = 0,
): boolean {
  const holders = prefixesOf(connection);
  const names = [connection, ...holders];
  const isNamed = (value: Expression): boolean => names.includes(dottedPath(value) ?? '');
  const givesUp = (one: CallView): boolean => {
    const { call, path = '', target } = one;
    const { callee } = call;
    const base = callee.kind === 'attribute' ? dottedPath(callee.base) : undefined;
    if (callee.kind === 'attribute' && base === connection) return !keepsOf(row).has(callee.name);
    if (/^gevent\./.test(path)) return false;
    if (call.arguments.some(({ value }) => isNamed(value))) return true;
    if (target.kind !== 'function') {
      // A method of the object that holds it, which is not found, may do anything to it.
      return base !== undefined && holders.includes(base);
    }
    const calling = callingOf(one);
    const within = calling && inCallee(connection, calling);
    if (within === undefined || target.scope === scope || depth === deepest) return false;
    return isGivenUp(within, row, target.scope, () => true, project, depth + 1);
  };
  if (scope.calls.some((one) => counts(one) && givesUp(one))) return true;
  return scope.events.some(
    (event) =>
      counts(event) && (binds(event, connection) || holders.some((one) => bindsHolder(event, one))),
  );
}

/** `self` is bound by nobody; `self.client` of `self.client.sock` may be. */
function bindsHolder(event: Parameters<typeof binds>[0], holder: string): boolean {
  return holder.includes('.') && binds(event, holder);
}

/** `a` and `a.b` of `a.b.c`. */
function prefixesOf(connection: string): readonly string[] {
  const parts = connection.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

function keepsOf(row: KeptConnection): ReadonlySet<string> {
  return new Set([...row.asks, ...(row.after ?? [])]);
}

/** Whether a place stands behind an offset. */
export function behind(offset: number): (at: Placed) => boolean {
  return ({ span }) => span[0] >= offset;
}
