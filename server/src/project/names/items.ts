import type { Expression } from '../../facts/expression.ts';
import { elementTypeOf, itemTypeOf, subscriptTypeOf } from '../../knowledge/return-types.ts';
import { unknown, type Value } from '../value.ts';
import type { LinkedUnit } from '../views.ts';
import { asValue, either, type Resolved, throughEach } from './resolved.ts';
import type { Resolving } from './resolving.ts';

type Instance = Extract<Value, { kind: 'external-instance' }>;

/** A list, tuple, set or dictionary that is written out; its items are looked at when asked for. */
export function displayed(
  path: string | undefined,
  expression: Expression,
  unit: LinkedUnit,
): Resolved {
  return path === undefined
    ? unknown
    : { kind: 'external-instance', path, display: { expression, unit } };
}

/** `[a] + others`: lists one behind the other. */
export function joined(
  resolver: Resolving,
  { left, right }: Extract<Expression, { kind: 'boolean' | 'comparison' | 'binary' }>,
  unit: LinkedUnit,
  offset: number,
): Resolved {
  const parts = [left, right].map((side) => resolver.resolve(side, unit, offset));
  const [first] = parts;
  if (first?.kind !== 'external-instance' || !parts.every(isListed)) return unknown;
  const of = either(parts.map((part) => elementOf(resolver, part)));
  return { kind: 'external-instance', path: first.path, of: asValue(of) };
}

function isListed(value: Resolved): boolean {
  return (
    value.kind === 'external-instance' &&
    /^builtins\.(?:frozenset|list|set|tuple)$/.test(value.path)
  );
}

/** What iterating `value` gives; of tuples that it gives, what stands at `path`. */
export function elementOf(
  resolver: Resolving,
  value: Resolved,
  path: readonly number[] = [],
): Resolved {
  return throughEach(value, (one) =>
    one.kind === 'external-instance' ? elementOfInstance(resolver, one, path) : unknown,
  );
}

function elementOfInstance(
  resolver: Resolving,
  value: Instance,
  path: readonly number[],
): Resolved {
  const [at, ...rest] = path;
  switch (value.path) {
    case 'builtins.enumerate':
      return at === 1 && value.wraps ? elementOf(resolver, value.wraps, rest) : unknown;
    case 'builtins.zip':
      return at === undefined ? unknown : elementOf(resolver, partOf(resolver, value, at), rest);
    case 'builtins.dict_items':
      return at === 1 && value.wraps
        ? inTuple(resolver, underSomeKey(resolver, value.wraps), rest)
        : unknown;
    case 'builtins.dict_values':
      return value.wraps ? inTuple(resolver, underSomeKey(resolver, value.wraps), path) : unknown;
    case 'builtins.dict':
      return unknown;
  }
  const { display, of, wraps } = value;
  if (display) return inTuple(resolver, either(itemsOf(resolver, display)), path);
  if (of) return inTuple(resolver, of, path);
  const type = elementTypeOf(value.path);
  if (type !== undefined) return inTuple(resolver, { kind: 'external-instance', path: type }, path);
  return wraps ? elementOf(resolver, wraps, path) : unknown;
}

/** What is in a tuple at each of `path` in turn. */
function inTuple(resolver: Resolving, value: Resolved, path: readonly number[]): Resolved {
  return path.reduce<Resolved>((tuple, index) => itemOf(resolver, tuple, index), value);
}

/** The n-th argument of a `zip()`. */
function partOf(resolver: Resolving, { display }: Instance, at: number): Resolved {
  const { expression, unit } = display ?? {};
  if (expression?.kind !== 'call' || unit === undefined) return unknown;
  const given = unit.calls[expression.call]?.call.arguments ?? [];
  const argument = given[at];
  if (argument === undefined || given.some(({ star }) => star !== undefined)) return unknown;
  return resolver.resolve(argument.value, unit as LinkedUnit);
}

/** The items of a display, dictionaries' keys apart. */
function itemsOf(resolver: Resolving, { expression, unit }: NonNullable<Instance['display']>) {
  const linked = unit as LinkedUnit;
  const resolved = (item: Expression): Resolved =>
    resolver.remember(linked, item, () => resolver.resolve(item, linked));
  switch (expression.kind) {
    case 'sequence':
      return expression.items.map((item) =>
        item.kind === 'other' && item.syntax === 'list_splat' && item.inner
          ? elementOf(resolver, resolved(item.inner))
          : resolved(item),
      );
    case 'dictionary':
      return expression.values.map((value, index) =>
        expression.keys?.[index] === null
          ? underSomeKey(resolver, resolved(value))
          : resolved(value),
      );
    case 'call':
      return (unit.calls[expression.call]?.call.arguments ?? []).map(({ value, keyword }) =>
        keyword === undefined ? unknown : resolved(value),
      );
    case 'other':
      return expression.inner ? [resolved(expression.inner)] : [];
    default:
      return [];
  }
}

/** What stands under some key of a dictionary. */
function underSomeKey(resolver: Resolving, value: Resolved): Resolved {
  return throughEach(value, (one) => {
    if (one.kind !== 'external-instance') return unknown;
    if (one.of) return one.of;
    return one.display ? either(itemsOf(resolver, one.display)) : unknown;
  });
}

/** What one item of a tuple stands for, counted from 0; `of`: how many it is unpacked to. */
export function itemOf(resolver: Resolving, value: Resolved, index: number, of?: number): Resolved {
  return throughEach(value, (one) => {
    if (one.kind !== 'external-instance') return unknown;
    const { expression, unit } = one.display ?? {};
    if (expression?.kind === 'sequence' && one.display) {
      const { items } = expression;
      const item = items.at(index);
      const isPlain = items.every((each) => each.kind !== 'other' || each.syntax !== 'list_splat');
      if (!isPlain || item === undefined || (of ?? items.length) !== items.length) return unknown;
      const linked = unit as LinkedUnit;
      return resolver.remember(linked, item, () => resolver.resolve(item, linked));
    }
    const type = itemTypeOf(one.path, index);
    if (type !== undefined) return { kind: 'external-instance', path: type };
    return one.path === 'builtins.dict' ? unknown : elementOf(resolver, one);
  });
}

/** What `value[index]` stands for. */
export function subscripted(
  resolver: Resolving,
  value: Resolved,
  index: Expression,
  unit: LinkedUnit,
): Resolved {
  return throughEach(value, (one) => {
    if (one.kind !== 'external-instance') return unknown;
    const type = subscriptTypeOf(one.path);
    if (type !== undefined) return { kind: 'external-instance', path: type };
    if (one.path === 'builtins.dict') {
      return taken(resolver, one, resolver.resolve(index, unit));
    }
    if (index.kind === 'number' && /^-?\d+$/.test(index.text)) {
      return itemOf(resolver, one, Number(index.text));
    }
    if (index.kind === 'other' && index.syntax === 'slice') return one;
    const isList = one.display !== undefined || one.of !== undefined;
    return isList ? elementOf(resolver, one) : unknown;
  });
}

/** What a dictionary holds under `key`; under one that is not known, each of its values. */
export function taken(resolver: Resolving, value: Resolved, key: Resolved): Resolved {
  const display = value.kind === 'external-instance' ? value.display : undefined;
  if (display?.expression.kind !== 'dictionary' || key.kind !== 'string') {
    return underSomeKey(resolver, value);
  }
  const { keys, values } = display.expression;
  const found = values[keys?.lastIndexOf(key.value) ?? -1];
  if (keys === undefined || keys.includes(null)) return underSomeKey(resolver, value);
  const linked = display.unit as LinkedUnit;
  return found ? resolver.remember(linked, found, () => resolver.resolve(found, linked)) : unknown;
}
