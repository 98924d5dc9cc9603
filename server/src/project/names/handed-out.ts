import type { Expression } from '../../facts/expression.ts';
import { enteredTypeOf } from '../../knowledge/return-types.ts';
import { unknown } from '../value.ts';
import type { LinkedUnit } from '../views.ts';
import { calleeOf, generatorPath, handedOutBy, returned } from './call-results.ts';
import { elementOf } from './items.ts';
import type { Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** Context managers that hand out what they were made with. */
const transparentManagers: ReadonlySet<string> = new Set([
  'contextlib.closing',
  'contextlib.nullcontext',
]);

/** What `with manager as name` binds the name to. */
export function entered(resolver: Resolving, manager: Expression, unit: LinkedUnit): Resolved {
  const made = generated(resolver, manager, unit);
  if (made !== undefined) return made;
  const value = resolver.resolve(manager, unit);
  if (value.kind === 'external-instance') {
    if (transparentManagers.has(value.path)) return value.wraps ?? unknown;
    if (value.path === generatorPath) return unknown;
    const type = enteredTypeOf(value.path);
    return type === undefined ? value : { kind: 'external-instance', path: type };
  }
  if (value.kind !== 'instance') return unknown;
  const enter = resolver.memberOf(value, '__enter__');
  if (enter.kind === 'function') return returned(resolver, enter);
  if (enter.kind !== 'external') return unknown;
  const type = enteredTypeOf(enter.path.replace(/\.__enter__$/, ''));
  return type === undefined ? value : { kind: 'external-instance', path: type };
}

/** What `for name in iterable` binds the name to; of `for a, (b, c) in …` that at `path`. */
export function element(
  resolver: Resolving,
  iterable: Expression,
  unit: LinkedUnit,
  path: readonly number[] = [],
): Resolved {
  return elementOf(resolver, resolver.resolve(iterable, unit), path);
}

/** What the first-party manager hands out that an expression calls; undefined where it calls none. */
function generated(
  resolver: Resolving,
  expression: Expression,
  unit: LinkedUnit,
): Resolved | undefined {
  const call = expression.kind === 'call' ? unit.calls[expression.call] : undefined;
  const callee = call && calleeOf(resolver, call);
  return callee?.kind === 'function' ? handedOutBy(resolver, callee) : undefined;
}
