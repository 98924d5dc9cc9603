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
  /** A table of functions: a dictionary display whose values are all names, attributes or lambdas. */
  | { readonly kind: 'dictionary'; readonly values: readonly Expression[]; readonly span: Span }
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
  /** Anything else; `syntax` is the grammar's node type. */
  | { readonly kind: 'other'; readonly syntax: string; readonly span: Span };

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
