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
    const { head, tail } = textAroundInterpolations(scope, node);
    const around = { ...(head && { head }), ...(tail && { tail }) };
    return { kind: 'other', syntax: node.type, parts, ...around, span };
  }
  const value = stringValue(scope.textOf(node));
  return value === undefined
    ? { kind: 'other', syntax: node.type, span }
    : { kind: 'string', value, span };
}

/** `backup ` and ` &` of `f"backup {folder} &"`. */
function textAroundInterpolations(
  scope: ScopeBuilder,
  node: SyntaxNode,
): { readonly head?: string | undefined; readonly tail?: string | undefined } {
  const first = node.children.find((child) => child.type === 'interpolation');
  const last = node.children.findLast((child) => child.type === 'interpolation');
  const start = node.children[0];
  const end = node.children.at(-1);
  if (first === undefined || last === undefined) return {};
  if (start?.type !== 'string_start' || end?.type !== 'string_end') return {};
  const text = scope.textOf(node);
  const [from] = scope.span(node);
  const before = text.slice(0, scope.span(first)[0] - from);
  const behind = text.slice(scope.span(last)[1] - from);
  return {
    head: stringValue(before + scope.textOf(end)),
    tail: stringValue(scope.textOf(start) + behind),
  };
}

/** `"a" "b"`, with f-strings or without. */
export function readConcatenation(
  scope: ScopeBuilder,
  node: SyntaxNode,
  readExpression: ReadExpression,
): Expression {
  let joined: string | undefined = '';
  let head: string | undefined;
  let tail: string | undefined;
  for (const [index, child] of operandsOf(node).entries()) {
    const part = readExpression(scope, child);
    const own = part.kind === 'string' ? part.value : part.kind === 'other' ? part.head : undefined;
    if (index === 0) head = own;
    joined = joined !== undefined && part.kind === 'string' ? joined + part.value : undefined;
    tail = part.kind === 'string' ? part.value : part.kind === 'other' ? part.tail : undefined;
  }
  const span = scope.span(node);
  return joined === undefined
    ? { kind: 'other', syntax: node.type, ...(head && { head }), ...(tail && { tail }), span }
    : { kind: 'string', value: joined, span };
}
