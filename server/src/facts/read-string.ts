import type { SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { operandsOf, type ReadExpression } from './operands.ts';
import type { ScopeBuilder } from './scope-builder.ts';
import { stringValue } from './string-literal.ts';

/** A string literal; of an f-string what it puts in, and the text behind that. */
export function readString(
  scope: ScopeBuilder,
  node: SyntaxNode,
  readExpression: ReadExpression,
): Expression {
  const span = scope.span(node);
  if (node.children.some((child) => child.type === 'interpolation')) {
    const parts = operandsOf(node).flatMap((child) => {
      if (child.type !== 'interpolation') {
        readExpression(scope, child);
        return [];
      }
      const [value] = operandsOf(child).map((inner) => readExpression(scope, inner));
      return value ?? [];
    });
    const tail = textBehindInterpolations(scope, node);
    return { kind: 'other', syntax: node.type, parts, ...(tail && { tail }), span };
  }
  const value = stringValue(scope.textOf(node));
  return value === undefined
    ? { kind: 'other', syntax: node.type, span }
    : { kind: 'string', value, span };
}

/** ` &` of `f"backup {folder} &"`. */
function textBehindInterpolations(scope: ScopeBuilder, node: SyntaxNode): string | undefined {
  const last = node.children.findLast((child) => child.type === 'interpolation');
  const start = node.children[0];
  if (last === undefined || start?.type !== 'string_start') return undefined;
  const behind = scope.textOf(node).slice(scope.span(last)[1] - scope.span(node)[0]);
  return stringValue(scope.textOf(start) + behind);
}

/** `"a" "b"`, with f-strings or without. */
export function readConcatenation(
  scope: ScopeBuilder,
  node: SyntaxNode,
  readExpression: ReadExpression,
): Expression {
  let joined: string | undefined = '';
  let tail: string | undefined;
  for (const child of operandsOf(node)) {
    const part = readExpression(scope, child);
    joined = joined !== undefined && part.kind === 'string' ? joined + part.value : undefined;
    tail = part.kind === 'string' ? part.value : part.kind === 'other' ? part.tail : undefined;
  }
  const span = scope.span(node);
  return joined === undefined
    ? { kind: 'other', syntax: node.type, ...(tail && { tail }), span }
    : { kind: 'string', value: joined, span };
}
