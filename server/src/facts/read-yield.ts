import type { SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { operandsOf, type ReadExpression } from './operands.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** `yield value`, `yield from values`: what it gives back is not known. */
export function readYield(scope: ScopeBuilder, node: SyntaxNode, read: ReadExpression): Expression {
  scope.isGenerator = true;
  const span = scope.span(node);
  const values = operandsOf(node).map((each) => read(scope, each));
  if (!node.children.some(({ type }) => type === 'from')) {
    const [first] = values;
    const value: Expression | undefined =
      values.length > 1 ? { kind: 'sequence', type: 'tuple', items: values, span } : first;
    scope.emit(value === undefined ? { kind: 'yield', span } : { kind: 'yield', span, value });
  }
  return { kind: 'other', syntax: node.type, span };
}
