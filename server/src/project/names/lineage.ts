import type { LinkedScope } from '../views.ts';
import type { Resolving } from './resolving.ts';

/** A class with its ancestors: its own first, in (nearly) the order in which Python looks. */
export interface Lineage {
  readonly classes: readonly LinkedScope[];
  /** Paths of the classes outside the workspace. */
  readonly externals: readonly string[];
  /** False if a base could not be resolved. */
  readonly complete: boolean;
}

/** The ancestors of a class, itself included. */
export function lineageOf(resolver: Resolving, scope: LinkedScope): Lineage {
  const classes = new Set<LinkedScope>();
  const externals = new Set<string>();
  let complete = true;
  const visit = (current: LinkedScope): void => {
    if (classes.has(current)) return;
    classes.add(current);
    resolver.looksAt(current.module);
    for (const base of current.facts?.bases ?? []) {
      if (base.keyword !== undefined) continue;
      // `Repository[User]` is a class like any other.
      const written = base.value.kind === 'subscript' ? base.value.base : base.value;
      const value = current.outer && resolver.resolve(written, current.outer);
      if (value?.kind === 'class') visit(value.scope as LinkedScope);
      else if (value?.kind === 'external') externals.add(value.path);
      else complete = false;
    }
  };
  visit(scope);
  externals.delete('builtins.object');
  return { classes: [...classes], externals: [...externals], complete };
}
