import { childOf, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { operandsOf, type ReadExpression } from './operands.ts';
import { readTarget } from './read-target.ts';
import { Use } from './scope.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/**
 * A comprehension or generator expression: each `for` is a block of its own in the one before
 * it, and the first iterable is evaluated outside of all of them, as Python does. Answers what its
 * items are; undefined for a dictionary's.
 */
export function readComprehension(
  scope: ScopeBuilder,
  node: SyntaxNode,
  read: (
    scope: ScopeBuilder,
    node: SyntaxNode,
    use: number,
    usage: 'value' | 'iterated',
  ) => ReturnType<ReadExpression>,
): Expression | undefined {
  const plain: ReadExpression = (inner, operand, use = Use.value) =>
    read(inner, operand, use, 'value');
  const outer = scope.block;
  const body = childOf(node, 'body');
  for (const clause of node.children) {
    if (clause.type === 'if_clause') {
      for (const condition of operandsOf(clause)) plain(scope, condition);
    } else if (clause.type === 'for_in_clause') {
      const left = childOf(clause, 'left');
      const right = childOf(clause, 'right');
      if (left === undefined || right === undefined) continue;
      const iterable = read(scope, right, Use.value, 'iterated');
      scope.open({ kind: 'comprehension', span: scope.span(node), test: iterable });
      const target = readTarget(scope, left, plain);
      scope.emit({ kind: 'iterate', span: scope.span(clause), iterable, target });
    }
  }
  const item = body === undefined ? undefined : plain(scope, body);
  scope.block = outer;
  return body?.type === 'pair' ? undefined : item;
}
