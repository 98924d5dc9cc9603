import type { Span } from '../syntax/span.ts';
import { childOf, childOfType, type SyntaxNode } from '../syntax/syntax-node.ts';
import { COMPOUND, headersAreClean, indentAt, isTorn } from './belief.ts';
import type { Expression } from './expression.ts';
import { operandsOf } from './operands.ts';
import { isLeaving, readCompound } from './read-compound.ts';
import { readDefinition } from './read-definition.ts';
import { readExpression } from './read-expression.ts';
import { readFromImport, readImport } from './read-import.ts';
import { readTarget } from './read-target.ts';
import { Use } from './scope.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** Reads one statement, if it can be believed; false if not. */
export function readStatement(scope: ScopeBuilder, node: SyntaxNode): boolean {
  const compound = COMPOUND.has(node.type);
  const doubtful =
    node.start >= scope.reading.openString ||
    (node.hasError
      ? !compound || !headersAreClean(node)
      : !compound && isTorn(node, scope.text, scope.origin));
  if (doubtful) {
    scope.doubt(node);
    return false;
  }
  if (!compound) {
    readSimple(scope, node);
    return true;
  }
  const read = scope.deeper(() => {
    if (!readCompound(scope, node, readBlock)) readDefinition(scope, node, readBlock);
    return true;
  });
  if (read === undefined) scope.doubt(node);
  return read ?? false;
}

/**
 * Reads the statements of a block. Where a syntax error stands in it, only those are believed
 * that begin where the block's lines begin and do not follow the error directly.
 */
export function readBlock(scope: ScopeBuilder, block: SyntaxNode): void {
  if (!block.hasError) {
    const statements = block.children.filter(({ type }) => type !== 'comment' && type !== ';');
    readWhole(scope, statements, block.end);
    return;
  }
  const first = block.children.find((child) => child.type !== 'ERROR' && child.type !== 'comment');
  const column = first === undefined ? -1 : indentAt(scope.text, first.start - scope.origin);
  let afterError = false;
  let believed = true;
  for (const child of block.children) {
    if (child.type === 'comment' || child.type === ';') continue;
    if (child.type === 'ERROR') {
      scope.doubt(child);
      afterError = true;
      believed = false;
      continue;
    }
    const indent = indentAt(scope.text, child.start - scope.origin);
    believed = indent === -1 ? believed : indent === column && !afterError;
    afterError = false;
    if (believed) believed = readStatement(scope, child);
    else scope.doubt(child);
  }
}

/** What stands behind a `return` never runs, as if it stood under `if False`. */
function readWhole(scope: ScopeBuilder, statements: readonly SyntaxNode[], end: number): void {
  const leaving = statements.findIndex(isLeaving);
  const behind = leaving < 0 ? undefined : statements[leaving + 1];
  const running = behind === undefined ? statements : statements.slice(0, leaving + 1);
  for (const statement of running) readStatement(scope, statement);
  if (behind === undefined) return;
  const span = scope.span({ ...behind, end });
  const test = { kind: 'constant', value: 'False', span: [span[0], span[0]] } as const;
  scope.inside({ kind: 'if', span, test, leaves: false }, () => {
    for (const statement of statements.slice(leaving + 1)) readStatement(scope, statement);
  });
}

function readSimple(scope: ScopeBuilder, node: SyntaxNode): void {
  const span = scope.span(node);
  switch (node.type) {
    case 'expression_statement':
      readExpressionStatement(scope, node);
      break;
    case 'import_statement':
      readImport(scope, node);
      break;
    case 'import_from_statement':
    case 'future_import_statement':
      readFromImport(scope, node);
      break;
    case 'return_statement': {
      const [operand] = operandsOf(node);
      if (operand === undefined) scope.emit({ kind: 'return', span });
      else {
        const value = readExpression(scope, operand, Use.value, 'returned');
        scope.emit({ kind: 'return', span, value });
      }
      break;
    }
    case 'delete_statement':
      for (const operand of operandsOf(node)) {
        const targets = operand.type === 'expression_list' ? operandsOf(operand) : [operand];
        for (const target of targets) {
          scope.emit({ kind: 'delete', span, target: readTarget(scope, target, readExpression) });
        }
      }
      break;
    case 'global_statement':
      for (const name of operandsOf(node)) scope.globals.push(scope.textOf(name));
      break;
    case 'nonlocal_statement':
      for (const name of operandsOf(node)) scope.nonlocals.push(scope.textOf(name));
      break;
    case 'assert_statement':
      scope.maybe(node, () => {
        for (const operand of operandsOf(node)) readExpression(scope, operand);
        return { kind: 'other', syntax: node.type, span };
      });
      break;
    case 'type_alias_statement':
      readTypeAlias(scope, node);
      break;
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
      break;
    default: // raise, print, exec
      for (const operand of operandsOf(node)) readExpression(scope, operand);
      if (node.type === 'raise_statement') endScript(scope, span);
  }
}

/** A `raise` at the top level ends the script, as an empty branch would that is always taken. */
function endScript(scope: ScopeBuilder, span: Span): void {
  if (scope.kind !== 'statement' || scope.block !== -1) return;
  const test = { kind: 'constant', value: 'True', span: [span[0], span[0]] } as const;
  scope.inside({ kind: 'if', span: [span[1], span[1]], test, leaves: true }, () => {});
}

function readExpressionStatement(scope: ScopeBuilder, node: SyntaxNode): void {
  const operands = operandsOf(node);
  const [operand] = operands;
  if (operand === undefined) return;
  if (operand.type === 'assignment') {
    readAssignment(scope, operand);
    return;
  }
  if (operand.type === 'augmented_assignment') {
    readAugmented(scope, operand);
    return;
  }
  const span = scope.span(node);
  const values = operands.map((each) => readExpression(scope, each, Use.value, 'statement'));
  const first = values[0]!;
  const value: Expression =
    values.length > 1 ? { kind: 'sequence', type: 'tuple', items: values, span } : first;
  const called = value.kind === 'await' ? value.value : value;
  if (called.kind !== 'call') scope.emit({ kind: 'expression', span, value });
}

/** `a = b = c` and `a: T = c`: the value first, then the targets from left to right. */
function readAssignment(scope: ScopeBuilder, node: SyntaxNode): void {
  const lefts: SyntaxNode[] = [];
  let valueNode: SyntaxNode | undefined = node;
  const annotations: SyntaxNode[] = [];
  while (valueNode?.type === 'assignment') {
    const left = childOf(valueNode, 'left');
    const type = childOf(valueNode, 'type');
    if (left !== undefined) lefts.push(left);
    if (type !== undefined) annotations.push(type);
    valueNode = childOf(valueNode, 'right');
  }
  // A value may itself be `x += 1` in the grammar, never in Python.
  const value = valueNode === undefined ? undefined : readExpression(scope, valueNode);
  const targets =
    value === undefined ? [] : lefts.map((left) => readTarget(scope, left, readExpression));
  const span = scope.span(node);
  // Where the grammar finds several, the text is no Python.
  const [annotation] = annotations.map((one) => readExpression(scope, one, Use.annotation));
  if (value !== undefined) {
    const assign = { kind: 'assign', span, targets, value, augmented: false } as const;
    scope.emit(annotation === undefined ? assign : { ...assign, annotation });
  } else if (annotation !== undefined && lefts[0] !== undefined) {
    const target = readTarget(scope, lefts[0], readExpression);
    scope.emit({ kind: 'declare', span, target, annotation });
  }
}

/** `x += …`: the target is loaded before the value is computed. */
function readAugmented(scope: ScopeBuilder, node: SyntaxNode): void {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left === undefined || right === undefined) return;
  const target = readExpression(scope, left);
  const value = readExpression(scope, right);
  scope.emit({ kind: 'assign', span: scope.span(node), targets: [target], value, augmented: true });
}

/** `type X = …` binds X; the value is not evaluated now. */
function readTypeAlias(scope: ScopeBuilder, node: SyntaxNode): void {
  const [left, right] = node.children.filter(
    (child) => child.type === 'type' && child.children.length > 0,
  );
  let name = left;
  while (name !== undefined && name.type !== 'identifier') {
    name = childOfType(name, 'identifier') ?? operandsOf(name)[0];
  }
  if (right !== undefined) readExpression(scope, right, Use.annotation);
  if (name !== undefined) {
    scope.emit({ kind: 'bind', span: scope.span(name), name: scope.textOf(name) });
  }
}
