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
        a.holds === b.holds &&
        (a.wraps === b.wraps || (!!a.wraps && !!b.wraps && isSame(a.wraps, b.wraps)))
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
    default:
      return true;
  }
}

function isNone(value: Resolved): boolean {
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
