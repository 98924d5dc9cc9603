import type { Span } from '../syntax/span.ts';

/**
 * An expression, as much of it as linking needs. Spans count from the start of the scope that
 * evaluates it.
 */
export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'attribute';
      readonly base: Expression;
      readonly name: string;
      readonly span: Span;
    }
  /** A call; `call` indexes the evaluating scope's `calls`. */
  | { readonly kind: 'call'; readonly call: number; readonly span: Span }
  /** A string without interpolation, with its value (escapes resolved where simple). */
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'constant'; readonly value: 'True' | 'False' | 'None'; readonly span: Span }
  /** A lambda; `child` indexes the evaluating scope's `children`. */
  | { readonly kind: 'lambda'; readonly child: number; readonly span: Span }
  | {
      readonly kind: 'sequence';
      readonly type: 'tuple' | 'list' | 'set';
      readonly items: readonly Expression[];
      readonly span: Span;
    }
  /**
   * A dictionary display, as far as it is small: with its `keys` where all of them are literal
   * strings (see `read-dictionary.ts`), without them where all values may be functions.
   */
  | {
      readonly kind: 'dictionary';
      /** One for each value; null for `**value`, which may bring any keys. */
      readonly keys?: readonly (string | null)[];
      readonly values: readonly Expression[];
      readonly span: Span;
    }
  | { readonly kind: 'await'; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: 'not';
      readonly value: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'boolean' | 'comparison' | 'binary';
      /** `and`, `or`, `==`, `in`, `not in`, `is`, `|`, `+`, …; comparisons of two operands only. */
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'subscript';
      readonly base: Expression;
      readonly index: Expression;
      readonly span: Span;
    }
  /** `a if c else b`. */
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
      readonly span: Span;
    }
  /**
   * Anything else; `syntax` is the grammar's node type. `inner`: the items of a comprehension that
   * makes objects (not of a dictionary), `x` of `*x` in a display and of `(name := x)`. `parts`:
   * what an f-string puts in; `head` and `tail`: the text before the first of them and behind the
   * last, if any stands there.
   */
  | {
      readonly kind: 'other';
      readonly syntax: string;
      readonly inner?: Expression;
      readonly parts?: readonly Expression[];
      readonly head?: string;
      readonly tail?: string;
      readonly span: Span;
    };

/** A dictionary display. */
export type Dictionary = Extract<Expression, { kind: 'dictionary' }>;

/** One argument of a call, or a base of a class. */
export interface Argument {
  readonly value: Expression;
  /** `keyword=value`. */
  readonly keyword?: string;
  /** 1 for `*value`, 2 for `**value`. */
  readonly star?: 1 | 2;
  /** The whole argument, keyword or stars included. */
  readonly span: Span;
}

/** Whether a dictionary is a table: all its values may be functions, or objects with methods. */
export function isFunctionTable({ values }: Pick<Dictionary, 'values'>): boolean {
  return values.length > 0 && values.every(mayBeObject);
}

/** Whether an expression may stand for a function or an object that methods are called on. */
export function mayBeObject(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'attribute':
    case 'lambda':
    case 'call':
      return true;
    case 'sequence':
      return expression.items.some(mayBeObject);
    default:
      return false;
  }
}

/**
 * `a.b.c` for a name or a chain of attributes on a name; undefined where a call, subscript or
 * anything else stands in the chain.
 */
export function dottedPath(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return undefined;
  const base = dottedPath(expression.base);
  return base === undefined ? undefined : `${base}.${expression.name}`;
}

/** The name that an attribute chain starts from, if it starts from one. */
export function rootName(expression: Expression): string | undefined {
  let current = expression;
  while (current.kind === 'attribute') current = current.base;
  return current.kind === 'name' ? current.name : undefined;
}
