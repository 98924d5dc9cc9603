import { type Expression, mayBeObject, rootName } from '../../facts/expression.ts';
import type { Event, Scope } from '../../facts/scope.ts';
import { EventQuery } from '../event-query.ts';
import type { LinkedScope, LinkedUnit } from '../views.ts';
import { type Site, sitesOf } from './binding-sites.ts';
import { agreed, asValue, either, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** `container[key] = value`. */
interface Filling {
  readonly container: Expression;
  readonly value: Expression;
}

/** `{}`: what is in it is told by what the program puts in. */
export const emptyDictionary: Resolved = { kind: 'external-instance', path: 'builtins.dict' };

/** What a variable stands for that begins as an empty dictionary: one of what is put in by its name. */
export function filledVariable(
  resolver: Resolving,
  value: Resolved,
  { name, binding }: Site,
  unit: LinkedUnit,
): Resolved {
  if (binding.kind !== 'value' || !isEmptyDictionary(value) || unit.scope.kind === 'class')
    return value;
  const owner = unit.facts.globals.includes(name) ? unit.scope.module.script : unit.scope;
  const found: (readonly [LinkedUnit, Filling])[] = [];
  const visit = (one: LinkedUnit): void => {
    if (!fillings.isWithin(one.facts)) return;
    for (const filling of fillingsOf(one.facts)) {
      const { container } = filling;
      if (container.kind === 'name' && container.name === name) found.push([one, filling]);
    }
    for (const child of one.children) {
      const [body] = child.units;
      if (body && !bindsItself(child, name)) visit(body);
    }
  };
  for (const one of owner.units) visit(one);
  return holding(resolver, value, found);
}

/** The same for an attribute of the instances of classes: `self.conns[key] = …` in their methods. */
export function filledAttribute(
  resolver: Resolving,
  value: Resolved,
  name: string,
  classes: readonly LinkedScope[],
): Resolved {
  if (!isEmptyDictionary(value)) return value;
  const found: (readonly [LinkedUnit, Filling])[] = [];
  for (const method of classes.flatMap(({ children }) => children)) {
    const [unit] = method.units;
    const self = method.facts?.parameters[0]?.name;
    if (method.kind !== 'function' || unit === undefined || self === undefined) continue;
    if (!fillings.isWithin(unit.facts)) continue;
    for (const filling of fillingsOf(unit.facts)) {
      const { container } = filling;
      if (container.kind !== 'attribute' || container.name !== name) continue;
      if (container.base.kind === 'name' && container.base.name === self) {
        found.push([unit, filling]);
      }
    }
  }
  return holding(resolver, value, found);
}

/** Whether nothing says what is in a dictionary. */
export function isEmptyDictionary(value: Resolved): boolean {
  return (
    value.kind === 'external-instance' &&
    value.path === 'builtins.dict' &&
    value.display === undefined &&
    value.of === undefined &&
    value.wraps === undefined
  );
}

/** The dictionary with what all of these put in. */
function holding(
  resolver: Resolving,
  value: Resolved,
  found: readonly (readonly [LinkedUnit, Filling])[],
): Resolved {
  if (found.length === 0 || value.kind !== 'external-instance') return value;
  const values = found.map(([unit, { value: put }]) =>
    resolver.remember(unit, put, () => resolver.resolve(put, unit)),
  );
  // What cannot be told may be anything else.
  const isTold = values.every((one) => one.kind !== 'unknown' || one.oneOf !== undefined);
  return { ...value, of: asValue(isTold ? either(values) : agreed(values)) };
}

/** Whether a function has a variable of this name itself. */
function bindsItself({ facts, kind }: LinkedScope, name: string): boolean {
  if (facts === undefined || kind === 'class') return false;
  if (facts.globals.includes(name) || facts.nonlocals.includes(name)) return false;
  return sitesOf(facts).byName.has(name);
}

/** What an event puts into a dictionary or list, where it may be something that is called or has methods. */
export function fillingOf(event: Event): Filling | undefined {
  if (event.kind !== 'assign' || event.augmented || !mayBeObject(event.value)) return undefined;
  for (const target of event.targets) {
    if (target.kind !== 'subscript' || rootName(target.base) === undefined) continue;
    return { container: target.base, value: event.value };
  }
  return undefined;
}

function fillingsOf(facts: Scope): readonly Filling[] {
  return facts.events.flatMap((event) => fillingOf(event) ?? []);
}

const fillings = new EventQuery((event) => fillingOf(event) !== undefined);
