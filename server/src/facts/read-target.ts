import { childOf, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { operandsOf, type ReadExpression } from './operands.ts';
import type { ScopeBuilder } from './scope-builder.ts';

const TUPLES = new Set(['pattern_list', 'tuple_pattern', 'tuple', 'expression_list']);
const LISTS = new Set(['list_pattern', 'list']);
const WRAPPERS = new Set([
  'list_splat_pattern',
  'list_splat',
  'as_pattern_target',
  'parenthesized_expression',
]);

/**
 * What is assigned to or deleted. Evaluates what Python evaluates for it (the object of an
 * attribute, the object and index of a subscript), but loads no name that it binds.
 */
export function readTarget(
  scope: ScopeBuilder,
  node: SyntaxNode,
  read: ReadExpression,
): Expression {
  const span = scope.span(node);
  if (node.type === 'identifier') return { kind: 'name', name: scope.textOf(node), span };
  if (node.type === 'attribute') {
    const object = childOf(node, 'object');
    const name = childOf(node, 'attribute');
    if (object === undefined || name === undefined) return read(scope, node);
    return { kind: 'attribute', base: read(scope, object), name: scope.textOf(name), span };
  }
  const list = LISTS.has(node.type);
  if (!list && !TUPLES.has(node.type)) {
    const inner = WRAPPERS.has(node.type) ? operandsOf(node)[0] : undefined;
    return inner === undefined ? read(scope, node) : nested(scope, inner, read);
  }
  const items = operandsOf(node).map((child) => nested(scope, child, read));
  return { kind: 'sequence', type: list ? 'list' : 'tuple', items, span };
}

/** A target inside another one, unless it is nested too deep to be believed. */
function nested(scope: ScopeBuilder, node: SyntaxNode, read: ReadExpression): Expression {
  return (
    scope.deeper(() => readTarget(scope, node, read)) ?? {
      kind: 'other',
      syntax: node.type,
      span: scope.span(node),
    }
  );
}
