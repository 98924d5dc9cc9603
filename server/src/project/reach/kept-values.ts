import type { Expression } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import type { ScopeView, UnitView } from '../model.ts';
import { fieldsOf } from './fields.ts';

/** Something that is put away. */
export interface Kept {
  readonly value: Expression;
  readonly unit: UnitView;
  /** The field of a data class, which its constructor fills: `value` then is its annotation. */
  readonly field?: { readonly owner: ScopeView; readonly index: number };
}

/** Methods that put their arguments into what they are called on. */
export const putting =
  /^(?:add|append|appendleft|insert|put|put_nowait|setdefault|extend|__setitem__)$/;

/** What the methods of these classes put under the attribute `name` of `self`, or into what is there. */
export function keptIn(classes: readonly ScopeView[], name: string): readonly Kept[] {
  const [owner] = classes;
  if (owner === undefined) return [];
  const found: Kept[] = [];
  for (const each of classes) {
    const field = fieldOf(each, name);
    if (field !== undefined) found.push(field);
    for (const method of each.children) {
      const self = method.facts?.parameters[0]?.name;
      if (method.kind !== 'function' || self === undefined) continue;
      const isIt = (one: Expression): boolean =>
        one.kind === 'attribute' &&
        one.name === name &&
        one.base.kind === 'name' &&
        one.base.name === self;
      collect(method, isIt, true, found);
    }
  }
  return found;
}

/** What the code of `owner` puts into the container that it, or its module, calls `name`. */
export function keptUnder(name: string, owner: ScopeView): readonly Kept[] {
  const found: Kept[] = [];
  collect(owner, (one) => one.kind === 'name' && one.name === name, false, found);
  return found;
}

/** Looks through a scope and those inside. `assigned`: what is assigned itself counts, too. */
function collect(
  scope: ScopeView,
  isIt: (expression: Expression) => boolean,
  assigned: boolean,
  into: Kept[],
): void {
  for (const unit of scope.units) {
    for (const event of unit.facts.events) {
      for (const value of putBy(event, isIt, assigned)) {
        into.push(...items(value, unit));
      }
    }
    for (const { callee, arguments: given } of unit.facts.calls) {
      if (callee.kind !== 'attribute' || !putting.test(callee.name)) continue;
      if (!isIt(rootOf(callee.base, unit))) continue;
      for (const { value, star } of given) {
        if (star === undefined) into.push(...items(value, unit));
      }
    }
  }
  for (const child of scope.children) collect(child, isIt, assigned, into);
}

function putBy(
  event: Event,
  isIt: (expression: Expression) => boolean,
  assigned: boolean,
): readonly Expression[] {
  if (event.kind !== 'assign' || event.augmented) return [];
  return event.targets.flatMap((target) => {
    let at = target;
    while (at.kind === 'subscript') at = at.base;
    const counts = at === target ? assigned : true;
    return counts && isIt(at) ? [event.value] : [];
  });
}

/** `self.jobs` of `self.jobs[name]` and of `self.jobs.setdefault(name, [])`. */
function rootOf(expression: Expression, unit: UnitView): Expression {
  if (expression.kind === 'subscript') return rootOf(expression.base, unit);
  if (expression.kind !== 'call') return expression;
  const callee = unit.facts.calls[expression.call]?.callee;
  return callee?.kind === 'attribute' && /^(?:get|setdefault)$/.test(callee.name)
    ? rootOf(callee.base, unit)
    : expression;
}

function items(value: Expression, unit: UnitView): readonly Kept[] {
  return valuesIn(value).map((one) => ({ value: one, unit }));
}

/** What of a value may be called, or have methods: each item of a tuple, both sides of an `or`. */
export function valuesIn(value: Expression): readonly Expression[] {
  switch (value.kind) {
    case 'sequence':
      return value.items.flatMap(valuesIn);
    case 'boolean':
      return [value.left, value.right].flatMap(valuesIn);
    case 'conditional':
      return [value.then, value.otherwise].flatMap(valuesIn);
    case 'attribute':
    case 'call':
    case 'lambda':
    case 'name':
      return [value];
    default:
      return [];
  }
}

/** The field `name` of a class that is made with its fields in order: a data class or named tuple. */
function fieldOf(owner: ScopeView, name: string): Kept | undefined {
  const { facts } = owner;
  const [unit] = owner.units;
  if (facts === undefined || unit === undefined || !isMadeOfFields(facts, unit)) return undefined;
  const index = fieldsOf(facts).findIndex((field) => field.name === name);
  const found = fieldsOf(facts)[index];
  return found && { value: found.annotation, unit, field: { owner, index } };
}

/** By its decorator or base: `@dataclass`, `@attr.s`, `@define`, `NamedTuple`. */
function isMadeOfFields(
  { decorators, bases }: NonNullable<ScopeView['facts']>,
  { scope }: UnitView,
) {
  const nameOf = (expression: Expression): string => {
    if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
    if (expression.kind !== 'call') return '';
    const callee = scope.outer?.facts.calls[expression.call]?.callee;
    return callee === undefined ? '' : nameOf(callee);
  };
  return (
    decorators.some((one) =>
      /^(?:dataclass|define|frozen|mutable|attrs|attributes)$/.test(nameOf(one)),
    ) || bases.some(({ value }) => /^(?:NamedTuple|BaseModel|Struct)$/.test(nameOf(value)))
  );
}
