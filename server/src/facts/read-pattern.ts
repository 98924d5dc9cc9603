import type { SyntaxNode } from '../syntax/syntax-node.ts';
import { operandsOf } from './operands.ts';
import { readExpression } from './read-expression.ts';
import { Use } from './scope.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** A `case` pattern: binds what it captures, loads the classes and values that it names. */
export function readPattern(scope: ScopeBuilder, node: SyntaxNode): void {
  scope.deeper(() => readKind(scope, node));
}

function readKind(scope: ScopeBuilder, node: SyntaxNode): void {
  switch (node.type) {
    case 'dotted_name': {
      const parts = operandsOf(node);
      if (parts.length === 1) bind(scope, parts[0]!);
      else readDottedValue(scope, node, parts);
      return;
    }
    case 'class_pattern': {
      const [type, ...rest] = operandsOf(node);
      if (type !== undefined) readDottedValue(scope, type, operandsOf(type));
      for (const child of rest) readPattern(scope, child);
      return;
    }
    case 'keyword_pattern':
      for (const child of operandsOf(node).slice(1)) readPattern(scope, child);
      return;
    case 'identifier':
      bind(scope, node);
      return;
    case 'string':
    case 'concatenated_string':
      readExpression(scope, node);
      return;
    default:
      for (const child of operandsOf(node)) readPattern(scope, child);
  }
}

function bind(scope: ScopeBuilder, node: SyntaxNode): void {
  const name = scope.textOf(node);
  if (name !== '_') scope.emit({ kind: 'bind', span: scope.span(node), name });
}

function readDottedValue(
  scope: ScopeBuilder,
  node: SyntaxNode,
  parts: readonly SyntaxNode[],
): void {
  const [root, ...rest] = parts;
  if (root === undefined) return;
  const [start] = scope.span(node);
  let expression = readExpression(scope, root, Use.value);
  for (const part of rest) {
    const [, end] = scope.span(part);
    expression = {
      kind: 'attribute',
      base: expression,
      name: scope.textOf(part),
      span: [start, end],
    };
  }
  if (rest.length > 0) {
    scope.emit({ kind: 'read', span: expression.span, expression, use: Use.value });
  }
}
