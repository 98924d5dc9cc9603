import type { Expression } from '../../facts/expression.ts';
import { unknown } from '../value.ts';
import type { LinkedScope, LinkedUnit } from '../views.ts';
import { assignedValues } from './binding-sites.ts';
import { lineageOf } from './lineage.ts';
import { either, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** A name of which only its beginning and its end are written: `do_` and nothing of `f"do_{kind}"`. */
interface PartOfName {
  readonly head: string;
  readonly tail: string;
}

/** Fewer characters could stand in any name. */
const shortest = 2;

/**
 * What `getattr(value, name)` may be where the text tells a part of the name: a method of the
 * workspace's class, or a function of its module, that is called so.
 */
export function memberLike(
  resolver: Resolving,
  value: Resolved,
  name: Expression,
  unit: LinkedUnit,
): Resolved {
  const part = partOf(name, unit);
  if (part === undefined || part.head.length + part.tail.length < shortest) return unknown;
  const { head, tail } = part;
  const isMeant = (one: string): boolean =>
    one.length > head.length + tail.length && one.startsWith(head) && one.endsWith(tail);
  const names = new Set(functionsIn(resolver, value).filter(isMeant));
  return either([...names].map((one) => resolver.memberOf(value, one)));
}

function functionsIn(resolver: Resolving, value: Resolved): readonly string[] {
  const functions = (scope: Pick<LinkedScope, 'children'>): readonly string[] =>
    scope.children.flatMap(({ kind, name }) => (kind === 'function' ? [name] : []));
  switch (value.kind) {
    case 'instance':
    case 'class':
      return lineageOf(resolver, value.scope as LinkedScope).classes.flatMap(functions);
    case 'module':
      return functions(value.module.script as LinkedScope);
    default:
      return [];
  }
}

function partOf(name: Expression, unit: LinkedUnit, isStep = false): PartOfName | undefined {
  switch (name.kind) {
    case 'other':
      return name.parts === undefined
        ? undefined
        : { head: name.head ?? '', tail: name.tail ?? '' };
    case 'binary':
      if (name.operator === '+') return { head: headOf(name.left), tail: tailOf(name.right) };
      return name.operator === '%' && name.left.kind === 'string'
        ? around(name.left.value, /%[sd]/g)
        : undefined;
    case 'call': {
      // `"do_{}".format(kind)`
      const callee = unit.facts.calls[name.call]?.callee;
      if (callee?.kind !== 'attribute' || callee.name !== 'format') return undefined;
      return callee.base.kind === 'string' ? around(callee.base.value, /\{\w*\}/g) : undefined;
    }
    case 'name': {
      const [only, ...others] = assignedValues(name.name, unit.facts);
      return only === undefined || others.length > 0 || isStep
        ? undefined
        : partOf(only, unit, true);
    }
    default:
      return undefined;
  }
}

function headOf(at: Expression): string {
  if (at.kind === 'binary' && at.operator === '+') return headOf(at.left);
  return at.kind === 'string' ? at.value : '';
}

function tailOf(at: Expression): string {
  return at.kind === 'string' ? at.value : '';
}

/** The text before the first place that is filled, and behind the last. */
function around(format: string, places: RegExp): PartOfName | undefined {
  const found = [...format.matchAll(places)];
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { head: format.slice(0, first.index), tail: format.slice(last.index + last[0].length) };
}
