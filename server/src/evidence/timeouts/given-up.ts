import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { KeptConnection } from '../../knowledge/kept-connections.ts';
import type { CallView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import type { Placed } from '../inside-block.ts';
import { callingOf, inCallee } from './connection-names.ts';
import { binds } from './questions.ts';

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
  { depth, rebound }: Followed = { depth: 0, rebound: true },
): boolean {
  const holders = prefixesOf(connection);
  const names = [connection, ...holders];
  const isNamed = (value: Expression): boolean => names.includes(dottedPath(value) ?? '');
  const givesUp = (one: CallView): boolean => {
    const { call, path = '', target } = one;
    const { callee } = call;
    const base = callee.kind === 'attribute' ? dottedPath(callee.base) : undefined;
    if (callee.kind === 'attribute' && base === connection) {
      return !keepsOf(row).has(callee.name) && !looks.test(callee.name);
    }
    if (/^gevent\./.test(path)) return false;
    if (call.arguments.some(({ value }) => isNamed(value))) return true;
    if (target.kind !== 'function') {
      // A method of the object that holds it, which is not found, may do anything to it.
      return base !== undefined && holders.includes(base);
    }
    const calling = callingOf(one);
    const within = calling && inCallee(connection, calling);
    if (within === undefined || target.scope === scope || depth === deepest) return false;
    const further = { depth: depth + 1, rebound: rebound && !asksForIt(one, names) };
    return isGivenUp(within, row, target.scope, () => true, project, further);
  };
  if (scope.calls.some((one) => counts(one) && givesUp(one))) return true;
  return scope.events.some(
    (event) =>
      rebound &&
      counts(event) &&
      (isCleared(event) || !asksForIt(event, names)) &&
      (binds(event, connection) || holders.some((one) => bindsHolder(event, one))),
  );
}

interface Followed {
  readonly depth: number;
  /** Whether to bind the connection gives it up; not where it is made because there is none. */
  readonly rebound: boolean;
}

/** `self.connection = None`. */
function isCleared({ event }: Parameters<typeof binds>[0]): boolean {
  return event.kind === 'assign' && event.value.kind === 'constant';
}

/** Methods that only look at a connection, or set it up. */
const looks = /^(?:fileno|get\w+name|[gs]etsockopt|[gs]ettimeout|setblocking|poll|set_debuglevel)$/;

/** Whether a place stands under `if self.connection is None`, or another question about it. */
function asksForIt({ block }: Placed, names: readonly string[]): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    const { kind, test } = at.block;
    if (/^(?:if|else|conditional)$/.test(kind) && test && mentions(test, names, at.unit))
      return true;
  }
  return false;
}

function mentions(test: Expression, names: readonly string[], unit: UnitView): boolean {
  const within = (one: Expression): boolean => mentions(one, names, unit);
  if (names.includes(dottedPath(test) ?? '') && test.kind === 'attribute') return true;
  switch (test.kind) {
    case 'name':
      return names[0] === test.name;
    case 'attribute':
      return within(test.base);
    case 'not':
      return within(test.value);
    case 'boolean':
    case 'comparison':
      return within(test.left) || within(test.right);
    case 'call': {
      const made = unit.facts.calls[test.call];
      return (
        made !== undefined &&
        (within(made.callee) || made.arguments.some((one) => within(one.value)))
      );
    }
    default:
      return false;
  }
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
