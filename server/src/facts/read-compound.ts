import { childOf, childOfType, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { operandsOf } from './operands.ts';
import { readExpression } from './read-expression.ts';
import { readPattern } from './read-pattern.ts';
import { readTarget } from './read-target.ts';
import { Use } from './scope.ts';
import type { MutableBlock, ScopeBuilder } from './scope-builder.ts';

type ReadBlock = (scope: ScopeBuilder, block: SyntaxNode) => void;

const LEAVING: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'continue_statement',
  'break_statement',
]);

function lastStatement(block: SyntaxNode | undefined): SyntaxNode | undefined {
  return block?.children.findLast((child) => child.type !== 'comment' && child.type !== ';');
}

/** Whether nothing after the block runs once it was entered: it holds a return, raise, … */
function leaves(block: SyntaxNode | undefined): boolean {
  return block?.children.some(isLeaving) === true;
}

/** Whether nothing behind the statement runs in its block: a return, an if that always does so. */
export function isLeaving(statement: SyntaxNode): boolean {
  if (LEAVING.has(statement.type)) return true;
  if (statement.type !== 'if_statement') return false;
  const alternatives = statement.children.filter((child) => child.field === 'alternative');
  return (
    alternatives.at(-1)?.type === 'else_clause' &&
    leaves(childOf(statement, 'consequence')) &&
    alternatives.every((child) => leaves(childOf(child, 'consequence') ?? childOf(child, 'body')))
  );
}

/** Reads a compound statement other than a definition; false if it is none. */
export function readCompound(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): boolean {
  switch (node.type) {
    case 'if_statement':
      readIf(scope, node, readBlock);
      return true;
    case 'for_statement':
      readFor(scope, node, readBlock);
      return true;
    case 'while_statement':
      readWhile(scope, node, readBlock);
      return true;
    case 'try_statement':
      readTry(scope, node, readBlock);
      return true;
    case 'with_statement':
      readWith(scope, node, readBlock);
      return true;
    case 'match_statement':
      readMatch(scope, node, readBlock);
      return true;
    default:
      return false;
  }
}

function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  return childOf(node, 'body') ?? childOf(node, 'consequence') ?? childOfType(node, 'block');
}

/** Each `elif` is an `if` inside the `else` of the one before it. */
function readIf(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const outer = scope.block;
  const clauses = [node, ...node.children.filter((child) => child.field === 'alternative')];
  const elses: MutableBlock[] = [];
  let otherwise = false;
  for (const [index, clause] of clauses.entries()) {
    const condition = childOf(clause, 'condition');
    const body = bodyOf(clause);
    if (condition === undefined) {
      otherwise = true;
      elses.at(-1)!.leaves = leaves(body);
      if (body !== undefined) readBlock(scope, body);
      continue;
    }
    const test = readExpression(scope, condition);
    const end = body?.end ?? clause.end;
    const span = scope.span({ ...clause, end });
    scope.inside({ kind: 'if', span, test, leaves: leaves(body) }, () => {
      if (body !== undefined) readBlock(scope, body);
    });
    const next = clauses[index + 1];
    if (next !== undefined) {
      const rest = scope.span({ ...next, end: node.end });
      elses.push(scope.open({ kind: 'else', span: rest, test, leaves: false }));
    }
  }
  // An `else` that holds an `elif` leaves if each of its branches does.
  if (otherwise) {
    for (let index = elses.length - 2; index >= 0; index--) {
      const branch = clauses[index + 1]!;
      elses[index]!.leaves = elses[index + 1]!.leaves === true && leaves(bodyOf(branch));
    }
  }
  scope.block = outer;
}

function readLoopElse(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const clause = childOf(node, 'alternative');
  const body = clause === undefined ? undefined : bodyOf(clause);
  if (clause === undefined || body === undefined) return;
  scope.inside({ kind: 'loop-else', span: scope.span(clause) }, () => readBlock(scope, body));
}

function readFor(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const body = bodyOf(node);
  if (left === undefined || right === undefined) return;
  const iterable = readExpression(scope, right, Use.value, 'iterated');
  const span = scope.span({ ...node, end: body?.end ?? node.end });
  scope.inside({ kind: 'for', span, test: iterable }, () => {
    const target = readTarget(scope, left, readExpression);
    const header = scope.span({ ...node, end: right.end });
    scope.emit({ kind: 'iterate', span: header, iterable, target });
    if (body !== undefined) readBlock(scope, body);
  });
  readLoopElse(scope, node, readBlock);
}

function readWhile(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const condition = childOf(node, 'condition');
  const body = bodyOf(node);
  const span = scope.span({ ...node, end: body?.end ?? node.end });
  scope.inside({ kind: 'while', span }, (block) => {
    if (condition !== undefined) block.test = readExpression(scope, condition);
    if (body !== undefined) readBlock(scope, body);
  });
  readLoopElse(scope, node, readBlock);
}

function readTry(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const body = childOf(node, 'body');
  const exceptions: Expression[] = [];
  const span = scope.span({ ...node, end: body?.end ?? node.end });
  let opened: MutableBlock | undefined;
  scope.inside({ kind: 'try', span, exceptions, bareExcept: false }, (block) => {
    opened = block;
    if (body !== undefined) readBlock(scope, body);
  });
  for (const clause of node.children) {
    const handled = bodyOf(clause);
    const part = { span: scope.span(clause) };
    const inner = () => handled !== undefined && readBlock(scope, handled);
    if (clause.type === 'else_clause') scope.inside({ kind: 'try-else', ...part }, inner);
    else if (clause.type === 'finally_clause') scope.inside({ kind: 'finally', ...part }, inner);
    else if (clause.type === 'except_clause' || clause.type === 'except_group_clause') {
      const reraises = lastStatement(handled)?.type === 'raise_statement';
      scope.inside({ kind: 'except', ...part, leaves: reraises }, (block) => {
        const own = readExceptions(scope, clause);
        block.exceptions = own;
        exceptions.push(...own);
        if (own.length === 0 && opened !== undefined) opened.bareExcept = true;
        inner();
      });
    }
  }
}

/** The classes of a handler, tuples taken apart; binds the name after `as`. */
function readExceptions(scope: ScopeBuilder, clause: SyntaxNode): Expression[] {
  const found: Expression[] = [];
  let alias: SyntaxNode | undefined;
  let afterAs = false;
  for (const child of clause.children) {
    if (child.type === 'block') break;
    if (child.type === 'as') afterAs = true;
    else if (afterAs && child.type === 'identifier') alias = child;
  }
  for (const operand of operandsOf(clause)) {
    if (operand.type === 'block' || operand === alias) continue;
    let classes = operand;
    if (operand.type === 'as_pattern') {
      alias = childOf(operand, 'alias');
      classes = operandsOf(operand)[0] ?? operand;
    } else if (operand.type === 'list_splat') {
      classes = operandsOf(operand)[0] ?? operand; // `except* E`
      if (classes.type === 'as_pattern') {
        alias = childOf(classes, 'alias');
        classes = operandsOf(classes)[0] ?? classes;
      }
    }
    const expression = readExpression(scope, classes, Use.except);
    if (expression.kind === 'sequence') found.push(...expression.items);
    else found.push(expression);
  }
  if (alias !== undefined) {
    scope.emit({ kind: 'bind', span: scope.span(alias), name: scope.textOf(alias) });
  }
  return found;
}

function readWith(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const clause = childOfType(node, 'with_clause');
  const managers: Expression[] = [];
  for (const item of clause?.children ?? []) {
    if (item.type !== 'with_item') continue;
    const value = childOf(item, 'value') ?? operandsOf(item)[0];
    if (value === undefined) continue;
    const alias = value.type === 'as_pattern' ? childOf(value, 'alias') : undefined;
    const written = value.type === 'as_pattern' ? operandsOf(value)[0] : value;
    if (written === undefined) continue;
    const manager = readExpression(scope, written, Use.value, 'with');
    managers.push(manager);
    const span = scope.span(item);
    if (alias === undefined) scope.emit({ kind: 'enter', span, manager });
    else {
      const target = readTarget(scope, alias, readExpression);
      scope.emit({ kind: 'enter', span, manager, target });
    }
  }
  const body = bodyOf(node);
  scope.inside({ kind: 'with', span: scope.span(node), managers }, () => {
    if (body !== undefined) readBlock(scope, body);
  });
}

function readMatch(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  for (const child of node.children) {
    if (child.field === 'subject') readExpression(scope, child);
  }
  const cases = (childOf(node, 'body') ?? node).children;
  for (const clause of cases) {
    if (clause.type !== 'case_clause') continue;
    scope.inside({ kind: 'match-case', span: scope.span(clause) }, () => {
      for (const child of clause.children) {
        if (child.type === 'case_pattern') readPattern(scope, child);
        if (child.type !== 'if_clause') continue;
        for (const condition of operandsOf(child)) readExpression(scope, condition);
      }
      const body = bodyOf(clause);
      if (body !== undefined) readBlock(scope, body);
    });
  }
}
