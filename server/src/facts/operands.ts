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
    'raise assert while with match case import global nonlocal except not_in is_not'
  )
    .split(' ')
    .map((word) => word.replace('_', ' ')),
);

/** Whether this is a token or a comment, not an expression. */
function isOperand(node: SyntaxNode): boolean {
  return !NOT_OPERANDS.test(node.type) && (node.children.length > 0 || !WORDS.has(node.type));
}

/** The children of an expression that are expressions of their own. */
export function operandsOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter(isOperand);
}

/** The operator of a unary, binary, boolean or comparing expression. */
export function operatorOf(node: SyntaxNode): string {
  const token = node.children.find(
    (child) => !isOperand(child) && child.type !== 'comment' && child.type !== 'line_continuation',
  );
  return token?.type ?? '';
}
