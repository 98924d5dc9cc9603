import type { Span } from '../syntax/span.ts';
import { childOf, childOfType, type SyntaxNode } from '../syntax/syntax-node.ts';
import { type Argument, type Expression, mayBeObject } from './expression.ts';
import { operandsOf, operatorOf } from './operands.ts';
import { readComprehension } from './read-comprehension.ts';
import { readDictionary, rowOfData } from './read-dictionary.ts';
import { readParameters } from './read-parameters.ts';
import { readConcatenation, readString } from './read-string.ts';
import { readYield } from './read-yield.ts';
import { type Call, Use } from './scope.ts';
import { ownCopy, ScopeBuilder } from './scope-builder.ts';

/** What becomes of a call's value. */
export type Usage = Call['usage'];

/** Longer chains of `a + b + …` and `a.b.…` are walked, but not kept as an expression. */
const MAX_CHAIN = 60;

/**
 * Reads an expression: emits what happens when it is evaluated, in that order, and answers what
 * it is. `use` says how plain names in it are loaded, `usage` what becomes of its value.
 */
export function readExpression(
  scope: ScopeBuilder,
  node: SyntaxNode,
  use: number = Use.value,
  usage: Usage = 'value',
): Expression {
  return (
    scope.deeper(() => readKind(scope, node, use, usage)) ?? {
      kind: 'other',
      syntax: node.type,
      span: scope.span(node),
    }
  );
}

function readKind(scope: ScopeBuilder, node: SyntaxNode, use: number, usage: Usage): Expression {
  switch (node.type) {
    case 'identifier': {
      const name = scope.textOf(node);
      scope.use(name, use);
      return { kind: 'name', name, span: scope.span(node) };
    }
    case 'attribute': {
      const expression = readChain(scope, node, use);
      scope.emit({ kind: 'read', span: expression.span, expression, use });
      return expression;
    }
    case 'call':
      return readCall(scope, node, usage);
    case 'string':
      return readString(scope, node, readExpression);
    case 'concatenated_string':
      return readConcatenation(scope, node, readExpression);
    case 'integer':
    case 'float':
      return { kind: 'number', text: scope.textOf(node), span: scope.span(node) };
    case 'true':
      return { kind: 'constant', value: 'True', span: scope.span(node) };
    case 'false':
      return { kind: 'constant', value: 'False', span: scope.span(node) };
    case 'none':
      return { kind: 'constant', value: 'None', span: scope.span(node) };
    case 'parenthesized_expression':
    case 'type': {
      const operands = operandsOf(node);
      return operands.length === 1
        ? readExpression(scope, operands[0]!, use, usage)
        : readOther(scope, node);
    }
    case 'tuple':
    case 'expression_list':
      return readSequence(scope, node, 'tuple', use);
    case 'list':
      return readSequence(scope, node, 'list', use);
    case 'set':
      return readSequence(scope, node, 'set', use);
    case 'dictionary':
      return readDictionary(scope, node, readExpression);
    case 'await': {
      const operand = operandsOf(node)[0];
      if (operand === undefined) return readOther(scope, node);
      const value = readExpression(scope, operand, Use.value, usage);
      if (value.kind === 'call') scope.calls[value.call]!.awaited = true;
      return { kind: 'await', value, span: scope.span(node) };
    }
    case 'not_operator': {
      const operand = childOf(node, 'argument');
      if (operand === undefined) return readOther(scope, node);
      return { kind: 'not', value: readExpression(scope, operand), span: scope.span(node) };
    }
    case 'boolean_operator':
    case 'binary_operator':
    case 'union_type':
      return readOperatorChain(scope, node, use);
    case 'comparison_operator':
      return readComparison(scope, node);
    case 'subscript':
    case 'generic_type':
      return readSubscript(scope, node, use);
    case 'conditional_expression':
      return readConditional(scope, node, use);
    case 'unary_operator':
      return readUnary(scope, node);
    case 'lambda':
      return readLambda(scope, node);
    case 'named_expression':
      return readWalrus(scope, node);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return readComprehended(scope, node);
    case 'yield':
      return readYield(scope, node, readExpression);
    default:
      return readOther(scope, node);
  }
}

/** Evaluates all operands and says no more than what kind of syntax it was; of `*x` also `x`. */
export function readOther(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const operands = operandsOf(node).map((child) => readExpression(scope, child));
  const inner = node.type === 'list_splat' ? operands[0] : undefined;
  return other(scope, node, inner);
}

function other(scope: ScopeBuilder, node: SyntaxNode, inner?: Expression): Expression {
  const span = scope.span(node);
  const syntax = node.type;
  return inner === undefined
    ? { kind: 'other', syntax, span }
    : { kind: 'other', syntax, inner, span };
}

/** A comprehension, with what its items are where they may be functions or objects. */
function readComprehended(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const item = readComprehension(scope, node, readExpression);
  const isKept = item !== undefined && mayBeObject(item);
  return other(scope, node, isKept ? item : undefined);
}

/** `a.b.c` without a `read` of it: a callee, a target, or about to be read. */
export function readChain(scope: ScopeBuilder, node: SyntaxNode, use: number): Expression {
  const links: SyntaxNode[] = [];
  let start = unstarred(node);
  while (start.type === 'attribute') {
    const object = childOf(start, 'object');
    if (object === undefined) return readOther(scope, node);
    links.push(start);
    start = unstarred(object);
  }
  let expression =
    start.type === 'identifier'
      ? readKind(scope, start, use, 'value')
      : readExpression(scope, start);
  if (links.length > MAX_CHAIN) return { kind: 'other', syntax: node.type, span: scope.span(node) };
  for (let index = links.length - 1; index >= 0; index--) {
    const link = links[index]!;
    const name = childOf(link, 'attribute');
    expression = {
      kind: 'attribute',
      base: expression,
      name: name === undefined ? '' : scope.textOf(name),
      span: spanBehindStar(scope, link),
    };
  }
  return expression;
}

/**
 * The grammar reads `[*f(1)]` as a call of `*f`, and so for attributes and subscripts, where
 * Python unpacks what the call gives.
 */
function unstarred(node: SyntaxNode): SyntaxNode {
  return node.type === 'list_splat' ? (operandsOf(node)[0] ?? node) : node;
}

/** The span of an expression that may start with a star which belongs to what is around it. */
function spanBehindStar(scope: ScopeBuilder, node: SyntaxNode): Span {
  const [start, end] = scope.span(node);
  if (!isStarred(scope, node)) return [start, end];
  return [start + (/^\*\s*/.exec(scope.textOf(node))?.[0].length ?? 0), end];
}

function isStarred(scope: ScopeBuilder, node: SyntaxNode): boolean {
  return scope.text.charCodeAt(node.start - scope.origin) === 42;
}

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let current = node;
  while (current.type === 'parenthesized_expression') {
    const operands = operandsOf(current);
    if (operands.length !== 1) return current;
    current = operands[0]!;
  }
  return current;
}

function readCall(scope: ScopeBuilder, node: SyntaxNode, usage: Usage): Expression {
  const written = childOf(node, 'function');
  if (written === undefined) return readOther(scope, node);
  const calleeNode = withoutParentheses(unstarred(written));
  const callee =
    calleeNode.type === 'attribute'
      ? readChain(scope, calleeNode, Use.call)
      : readExpression(scope, calleeNode, Use.call);
  const argumentsNode = childOf(node, 'arguments');
  const classCheck =
    callee.kind === 'name' && (callee.name === 'isinstance' || callee.name === 'issubclass');
  const args =
    argumentsNode === undefined ? [] : readArguments(scope, argumentsNode, Use.value, classCheck);
  const call = scope.calls.length;
  const span = spanBehindStar(scope, node);
  scope.calls.push({ span, callee, arguments: args, block: scope.block, awaited: false, usage });
  scope.emit({ kind: 'call', span, call });
  return { kind: 'call', call, span };
}

/** The arguments of a call or the bases of a class, evaluated in order. */
export function readArguments(
  scope: ScopeBuilder,
  node: SyntaxNode,
  use: number,
  classCheck = false,
): Argument[] {
  if (node.type === 'generator_expression') {
    const value = readExpression(scope, node);
    return [{ value, span: value.span }];
  }
  return operandsOf(node).map((child, index): Argument => {
    const span = scope.span(child);
    const wanted = classCheck && index === 1 ? Use.isinstance : use;
    if (child.type === 'keyword_argument') {
      const name = childOf(child, 'name');
      const value = childOf(child, 'value');
      if (name === undefined || value === undefined)
        return { value: readOther(scope, child), span };
      return { value: readExpression(scope, value, use), keyword: scope.textOf(name), span };
    }
    const inner = operandsOf(child)[0];
    if (child.type === 'list_splat' && inner !== undefined) {
      return { value: readExpression(scope, inner, use), star: 1, span };
    }
    if (child.type === 'dictionary_splat' && inner !== undefined) {
      return { value: readExpression(scope, inner, use), star: 2, span };
    }
    const value = readExpression(scope, child, wanted);
    return isStarred(scope, child) ? { value, star: 1, span } : { value, span };
  });
}

function readSequence(
  scope: ScopeBuilder,
  node: SyntaxNode,
  type: 'tuple' | 'list' | 'set',
  use: number,
): Expression {
  const items = operandsOf(node).map((child) => rowOfData(readExpression(scope, child, use)));
  return { kind: 'sequence', type, items, span: scope.span(node) };
}

/** `a + b + …` and `a or b or …`, walked without recursion on their left side. */
function readOperatorChain(scope: ScopeBuilder, node: SyntaxNode, use: number): Expression {
  const links: { node: SyntaxNode; operator: string; right: SyntaxNode }[] = [];
  let first = node;
  while (first.type === node.type) {
    const operands = operandsOf(first);
    if (operands.length !== 2) break;
    links.push({ node: first, operator: operatorOf(first), right: operands[1]! });
    first = operands[0]!;
  }
  if (links.length === 0) return readOther(scope, node);
  const short = node.type === 'boolean_operator';
  let expression = readExpression(scope, first, use);
  const tooLong = links.length > MAX_CHAIN;
  for (let index = links.length - 1; index >= 0; index--) {
    const link = links[index]!;
    const right = short
      ? scope.maybe(link.right, () => readExpression(scope, link.right, use))
      : readExpression(scope, link.right, use);
    if (tooLong) continue;
    expression = {
      kind: short ? 'boolean' : 'binary',
      operator: link.operator,
      left: expression,
      right,
      span: scope.span(link.node),
    };
  }
  return tooLong ? { kind: 'other', syntax: node.type, span: scope.span(node) } : expression;
}

function readComparison(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const operands = operandsOf(node);
  if (operands.length !== 2) return readOther(scope, node);
  const left = readExpression(scope, operands[0]!);
  const right = readExpression(scope, operands[1]!);
  const operator = operatorOf(node);
  return { kind: 'comparison', operator, left, right, span: scope.span(node) };
}

function readSubscript(scope: ScopeBuilder, node: SyntaxNode, use: number): Expression {
  const [baseNode, ...rest] = operandsOf(node);
  if (baseNode === undefined || rest.length === 0) return readOther(scope, node);
  const base = readExpression(scope, unstarred(baseNode), use);
  const indexNodes = rest[0]!.type === 'type_parameter' ? operandsOf(rest[0]!) : rest;
  const items = indexNodes.map((child) => readExpression(scope, child, use));
  const first = items[0];
  const last = items[items.length - 1];
  const span = spanBehindStar(scope, node);
  if (first === undefined || last === undefined) {
    return { kind: 'other', syntax: node.type, span };
  }
  const index: Expression =
    items.length === 1
      ? first
      : { kind: 'sequence', type: 'tuple', items, span: [first.span[0], last.span[1]] };
  return { kind: 'subscript', base, index, span };
}

function readConditional(scope: ScopeBuilder, node: SyntaxNode, use: number): Expression {
  const [thenNode, testNode, otherwiseNode] = operandsOf(node);
  if (thenNode === undefined || testNode === undefined || otherwiseNode === undefined) {
    return readOther(scope, node);
  }
  const test = readExpression(scope, testNode);
  const then = scope.maybe(thenNode, () => readExpression(scope, thenNode, use));
  const otherwise = scope.maybe(otherwiseNode, () => readExpression(scope, otherwiseNode, use));
  return { kind: 'conditional', test, then, otherwise, span: scope.span(node) };
}

function readUnary(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const argument = childOf(node, 'argument');
  if (argument === undefined) return readOther(scope, node);
  const value = readExpression(scope, argument);
  return value.kind === 'number' && operatorOf(node) === '-'
    ? { kind: 'number', text: `-${value.text}`, span: scope.span(node) }
    : { kind: 'other', syntax: node.type, span: scope.span(node) };
}

function readWalrus(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const name = childOf(node, 'name');
  const valueNode = childOf(node, 'value');
  if (name === undefined || valueNode === undefined) return readOther(scope, node);
  const value = readExpression(scope, valueNode);
  const span = scope.span(node);
  const target: Expression = { kind: 'name', name: scope.textOf(name), span: scope.span(name) };
  scope.emit({ kind: 'assign', span, targets: [target], value, augmented: false });
  return { kind: 'other', syntax: node.type, inner: value, span };
}

function readLambda(scope: ScopeBuilder, node: SyntaxNode): Expression {
  const list = childOfType(node, 'lambda_parameters');
  const parameters = list === undefined ? [] : readParameters(scope, list, readExpression);
  const body = childOf(node, 'body');
  const text = ownCopy(scope.textOf(node));
  const inner = new ScopeBuilder(scope.reading, 'lambda', node.start, text);
  if (body !== undefined) {
    const value = readExpression(inner, body, Use.value, 'returned');
    inner.emit({ kind: 'return', span: inner.span(body), value });
  }
  if (inner.broken) scope.broken = true;
  const child = scope.children.length;
  scope.children.push({ start: node.start - scope.origin, scope: inner.finish({ parameters }) });
  return { kind: 'lambda', child, span: scope.span(node) };
}
