import type { FilePath } from '../../facts/file-path.ts';
import { unknown, type Value } from '../value.ts';
import type { LinkedScope } from '../views.ts';

/** A value on the way: two kinds more, which nobody outside linking needs. */
export type Resolved =
  | Value
  /** A package without `__init__.py`. */
  | { readonly kind: 'namespace'; readonly folder: FilePath }
  /** `super()` in a method of `scope`. */
  | { readonly kind: 'super'; readonly scope: LinkedScope };

/** The value as rules see it. */
export function asValue(resolved: Resolved): Value {
  return resolved.kind === 'namespace' || resolved.kind === 'super' ? unknown : resolved;
}

/** Whether two values certainly are the same. */
export function isSame(a: Resolved, b: Resolved): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'external':
      return b.kind === a.kind && a.path === b.path;
    case 'external-instance':
      return (
        b.kind === a.kind &&
        a.path === b.path &&
        a.display?.expression === b.display?.expression &&
        isSamePart(a.wraps, b.wraps) &&
        isSamePart(a.of, b.of)
      );
    case 'module':
      return b.kind === a.kind && a.module === b.module;
    case 'function':
      return b.kind === a.kind && a.scope === b.scope && a.bound === b.bound;
    case 'class':
    case 'instance':
    case 'super':
      return b.kind === a.kind && a.scope === b.scope;
    case 'namespace':
      return b.kind === a.kind && a.folder === b.folder;
    case 'string':
    case 'constant':
      return b.kind === a.kind && a.value === b.value;
    case 'number':
      return b.kind === a.kind && a.text === b.text;
    case 'unknown':
      return b.kind === a.kind && areSame(a.oneOf ?? [], b.oneOf ?? []);
  }
}

function isSamePart(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && isSame(a, b));
}

function areSame(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((one, index) => isSame(one, b[index]!));
}

/** Whether it is `None`. */
export function isNone(value: Resolved): boolean {
  return value.kind === 'constant' && value.value === 'None';
}

/**
 * What a name is that was bound to one of `values`: the one that all agree on. `None` does not
 * count beside others, as it only marks what is not there yet.
 */
export function agreed(values: readonly Resolved[]): Resolved {
  const present = values.filter((value) => !isNone(value));
  const first = present[0] ?? values[0];
  if (first === undefined) return unknown;
  return present.every((value) => isSame(first, value)) ? first : unknown;
}

/** More than this many are no longer told apart. */
const MOST_CANDIDATES = 100;

/** What is one of `values`, nobody knows which: the one that all agree on, or all that are known. */
export function either(values: readonly Resolved[]): Resolved {
  const same = agreed(values);
  if (same.kind !== 'unknown') return same;
  const oneOf: Value[] = [];
  for (const value of values) {
    const parts = value.kind === 'unknown' ? (value.oneOf ?? []) : [asValue(value)];
    for (const part of parts) {
      const isNews = canBeUsed(part) && !oneOf.some((known) => isSame(known, part));
      if (isNews && oneOf.length < MOST_CANDIDATES) oneOf.push(part);
    }
  }
  return oneOf.length === 0 ? unknown : { kind: 'unknown', oneOf };
}

/** Whether it matters that a value may be this: only what can be called or has methods. */
function canBeUsed({ kind }: Value): boolean {
  return kind !== 'unknown' && kind !== 'string' && kind !== 'number' && kind !== 'constant';
}

/** What `change` makes of a value, or of each of several. */
export function throughEach(value: Resolved, change: (one: Resolved) => Resolved): Resolved {
  if (value.kind !== 'unknown') return change(value);
  return value.oneOf === undefined ? unknown : either(value.oneOf.map(change));
}
