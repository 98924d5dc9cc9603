import type { Expression } from '../../facts/expression.ts';
import {
  elementTypeOf,
  enteredTypeOf,
  itemTypeOf,
  subscriptTypeOf,
} from '../../knowledge/return-types.ts';
import { unknown } from '../value.ts';
import type { LinkedUnit } from '../views.ts';
import { calleeOf, returned, yielded } from './call-results.ts';
import { agreed, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** Context managers that hand out what they were made with. */
const transparentManagers: ReadonlySet<string> = new Set([
  'contextlib.closing',
  'contextlib.nullcontext',
]);

/** What `with manager as name` binds the name to. */
export function entered(resolver: Resolving, manager: Expression, unit: LinkedUnit): Resolved {
  const made = generated(resolver, manager, unit, 'manager');
  if (made !== undefined) return made;
  const value = resolver.resolve(manager, unit);
  if (value.kind === 'external-instance') {
    if (transparentManagers.has(value.path)) return value.wraps ?? unknown;
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

/** What `for name in iterable` binds the name to. */
export function element(resolver: Resolving, iterable: Expression, unit: LinkedUnit): Resolved {
  if (iterable.kind === 'sequence') {
    return agreed(iterable.items.map((item) => resolver.resolve(item, unit)));
  }
  const made = generated(resolver, iterable, unit, 'generator');
  if (made !== undefined) return made;
  const value = resolver.resolve(iterable, unit);
  const type = value.kind === 'external-instance' ? elementTypeOf(value.path) : undefined;
  return type === undefined ? unknown : { kind: 'external-instance', path: type };
}

/** What one item of a tuple stands for, counted from 0. */
export function itemOf(value: Resolved, index: number): Resolved {
  const type = value.kind === 'external-instance' ? itemTypeOf(value.path, index) : undefined;
  return type === undefined ? unknown : { kind: 'external-instance', path: type };
}

/** What `value[index]` stands for. */
export function subscripted(value: Resolved, index: Expression): Resolved {
  if (value.kind !== 'external-instance') return unknown;
  const type = subscriptTypeOf(value.path);
  if (type !== undefined) return { kind: 'external-instance', path: type };
  const isItem = index.kind === 'number' && /^\d$/.test(index.text);
  return isItem ? itemOf(value, Number(index.text)) : unknown;
}

/** What the first-party generator yields that an expression calls; undefined where it calls none. */
function generated(
  resolver: Resolving,
  expression: Expression,
  unit: LinkedUnit,
  as: 'manager' | 'generator',
): Resolved | undefined {
  const call = expression.kind === 'call' ? unit.calls[expression.call] : undefined;
  const callee = call && calleeOf(resolver, call);
  return callee?.kind === 'function' ? yielded(resolver, callee, as) : undefined;
}
