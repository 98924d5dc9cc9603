import type { SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** How an expression is read; handed down so that the readers need not import each other. */
export type ReadExpression = (scope: ScopeBuilder, node: SyntaxNode, use?: number) => Expression;

/** Tokens are spelled without letters or are one of the words; comments are no operands either. */
const NOT_OPERANDS = /^(?:[^a-z_]|comment$|line_continuation$)/;
const WORDS = new Set(
  (
    'if elif else for in not and or is lambda async as from print exec yield await del return ' +
    'raise assert while with match case import type global nonlocal except'
  ).split(' '),
);
const OPERATORS = new Set(['operator', 'operators']);

/** The children of an expression that are expressions of their own. */
export function operandsOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter(
    (child) =>
      !NOT_OPERANDS.test(child.type) &&
      !OPERATORS.has(child.field) &&
      (child.children.length > 0 || !WORDS.has(child.type)),
  );
}
