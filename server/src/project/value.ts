import type { Expression } from '../facts/expression.ts';
import type { ModuleView, ScopeView, UnitView } from './model.ts';

/** A list, tuple, set or dictionary that is written out, and where. */
export interface Display {
  readonly expression: Expression;
  readonly unit: UnitView;
}

/**
 * What a name or expression stands for, as far as it can be told.
 *
 * External paths are canonical: `from gevent import monkey as m; m.patch_all` is
 * `gevent.monkey.patch_all`; builtins are `builtins.open`; aliases of the standard library
 * (`io.open`, `posix.system`) are brought to one spelling by the knowledge tables.
 */
export type Value =
  /** A module, class, function or object outside the workspace: `os`, `os.system`. */
  | { readonly kind: 'external'; readonly path: string }
  /** An instance of an external class, or of a known return type: `sqlite3.Connection`. */
  | {
      readonly kind: 'external-instance';
      readonly path: string;
      /** What the object stands before: `f` of `functools.partial(f)`, `x` of `enumerate(x)`. */
      readonly wraps?: Value;
      /** Where its items are written out; they are looked at when somebody asks. */
      readonly display?: Display;
      /** What iterating it, or a value of a dictionary, gives: as an annotation or a `yield` says. */
      readonly of?: Value;
    }
  /** A module of the workspace. */
  | { readonly kind: 'module'; readonly module: ModuleView }
  /** A function or lambda of the workspace. `bound`: reached through an instance. */
  | { readonly kind: 'function'; readonly scope: ScopeView; readonly bound: boolean }
  | { readonly kind: 'class'; readonly scope: ScopeView }
  | { readonly kind: 'instance'; readonly scope: ScopeView }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: 'True' | 'False' | 'None' }
  /** `oneOf`: some of what it may be, where the text names several: `for step in (load, send)`. */
  | { readonly kind: 'unknown'; readonly oneOf?: readonly Value[] };

/** The one value that says nothing. */
export const unknown: Value = { kind: 'unknown' };

/** The items of a display as they are written; of a dictionary and of `dict(a=x)` the values. */
export function itemsOf({ expression, unit }: Display): readonly Expression[] {
  switch (expression.kind) {
    case 'sequence':
      return expression.items;
    case 'dictionary':
      return expression.values;
    case 'call':
      return (unit.facts.calls[expression.call]?.arguments ?? []).map(({ value }) => value);
    default:
      return [];
  }
}

const partials: ReadonlySet<string> = new Set(['functools.partial', 'functools.partialmethod']);

/** What runs when `value` is called: the function behind a `functools.partial`. */
export function calledThrough(value: Value): Value {
  let current = value;
  while (current.kind === 'external-instance' && partials.has(current.path)) {
    if (current.wraps === undefined) return unknown;
    current = current.wraps;
  }
  return current;
}
