import type { Expression } from '../../facts/expression.ts';
import { type TransactionRow, transactionRow } from '../../knowledge/transactions.ts';
import { CallQuery } from '../../project/call-query.ts';
import { EventQuery } from '../../project/event-query.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type {
  BlockView,
  CallView,
  Place,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';

/** Code that runs while a transaction is open. */
export interface OpenTransaction {
  readonly row: TransactionRow;
  readonly unit: UnitView;
  /** Where it begins. */
  readonly begin: Place;
  /** Absolute offsets between which it is open. */
  readonly from: number;
  readonly to: number;
  /** Calls must stand in this block, or below it; undefined for the whole function. */
  readonly block: BlockView | undefined;
}

const isText = /^sqlalchemy\.(?:sql\.(?:expression\.)?)?text$/;
const begins = /^\s*begin\b/i;
const writes = /^\s*(?:begin|insert|update|delete|replace|select\b[\s\S]*\bfor\s+update)\b/i;

/** The transactions that code of this scope holds open, outer ones first. */
export function openTransactions(
  scope: ScopeView,
  project: ProjectView,
): readonly OpenTransaction[] {
  if (scope.kind === 'class') return [];
  const decorated = decoratedTransaction(scope, project);
  return [
    ...(decorated === undefined ? [] : [decorated]),
    ...scope.units.flatMap((unit) => [
      ...unit.blocks.flatMap((block) => enteredTransaction(block, project) ?? []),
      ...statementTransactions(unit, project),
    ]),
  ];
}

/** Whether a call is made while the transaction is open. */
export function isDuring(call: CallView, { unit, from, to, block }: OpenTransaction): boolean {
  if (call.unit !== unit || call.span[0] < from || call.span[1] > to) return false;
  return block === undefined || isBelow(call.block, block);
}

/** `@transaction.atomic`, with or without arguments, also inside `method_decorator()`. */
function decoratedTransaction(scope: ScopeView, project: ProjectView): OpenTransaction | undefined {
  const { facts, outer, module } = scope;
  const [unit] = scope.units;
  if (scope.kind !== 'function' || facts === undefined || outer === undefined) return undefined;
  if (unit === undefined || facts.isGenerator || facts.isAsync) return undefined;
  for (const decorator of facts.decorators) {
    const row = rowOfDecorator(decorator, scope, outer, project);
    if (row === undefined) continue;
    const [start, end] = decorator.span;
    const message = `The whole of \`${scope.name}()\` is one transaction`;
    const span = [start + outer.start, end + outer.start] as const;
    const begin = { path: module.path, span, message };
    return { row, unit, begin, from: scope.span[0], to: scope.span[1], block: undefined };
  }
  return undefined;
}

function rowOfDecorator(
  decorator: Expression,
  scope: ScopeView,
  outer: UnitView,
  project: ProjectView,
): TransactionRow | undefined {
  const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
  const callee = call?.call.callee ?? decorator;
  const value = project.valueOf(callee, outer, scope.span[0]);
  if (value.kind !== 'external') return undefined;
  const first = call?.call.arguments[0]?.value;
  if (value.path === 'django.utils.decorators.method_decorator' && first !== undefined) {
    return rowOfDecorator(first, scope, outer, project);
  }
  return transactionRow(value.path, 'call');
}

/** `with transaction.atomic():`, `with engine.begin() as connection:`, `with connection:`. */
function enteredTransaction(block: BlockView, project: ProjectView): OpenTransaction | undefined {
  if (block.block.kind !== 'with') return undefined;
  const { unit } = block;
  for (const manager of block.block.managers ?? []) {
    const made = manager.kind === 'call' ? unit.calls[manager.call] : undefined;
    const row = made?.path === undefined ? undefined : transactionRow(made.path, 'call');
    const span = [manager.span[0] + unit.start, manager.span[1] + unit.start] as const;
    const message = 'The transaction is open in this block';
    const begin = { path: unit.scope.module.path, span, message };
    const shared = { unit, begin, to: block.span[1], block };
    if (row !== undefined) return { row, ...shared, from: span[1] };
    const value = project.valueOf(manager, unit);
    const object =
      value.kind === 'external-instance' ? transactionRow(value.path, 'object') : undefined;
    if (object === undefined) continue;
    const first = unit.calls.find(
      (call) =>
        isBelow(call.block, block) &&
        statementRow(call, project) !== undefined &&
        !commitsItself(call, project),
    );
    if (first !== undefined) return { row: object, ...shared, from: first.span[1] };
  }
  return undefined;
}

/** From a statement that writes to the commit behind it, where both run one after the other. */
function statementTransactions(unit: UnitView, project: ProjectView): OpenTransaction[] {
  const found: OpenTransaction[] = [];
  for (const call of statementCalls(unit)) {
    const row = statementRow(call, project);
    const last = found.at(-1);
    if (row === undefined || (last !== undefined && call.span[0] < last.to)) continue;
    if (commitsItself(call, project)) continue;
    const end = unit.calls.find((other) => other.span[0] >= call.span[1] && endRow(other));
    // What nobody commits here is somebody else's transaction: where it ends is not seen.
    if (end === undefined || !isBelow(end.block, call.block, 'try')) continue;
    const message = 'The transaction begins here';
    const begin = { path: unit.scope.module.path, span: call.span, message };
    found.push({ row, unit, begin, from: call.span[1], to: end.span[0], block: call.block });
  }
  return found;
}

/** The calls of a unit that may execute SQL, in their order. */
function statementCalls(unit: UnitView): readonly CallView[] {
  const { module } = unit.scope;
  const byUnit = keptFor(module, 'calls that execute SQL', () => {
    const found = new Map<UnitView, CallView[]>();
    const executes = (path: string) =>
      transactionRow(path, 'statement') !== undefined ||
      transactionRow(path, 'write') !== undefined;
    for (const call of externalCalls(module, executes)) {
      const known = found.get(call.unit);
      if (known === undefined) found.set(call.unit, [call]);
      else known.push(call);
    }
    return found;
  });
  return byUnit.get(unit) ?? [];
}

/** The row of a call that executes SQL which writes, or says BEGIN. */
function statementRow(call: CallView, project: ProjectView): TransactionRow | undefined {
  if (call.path === undefined) return undefined;
  const written = call.call.usage === 'statement' ? transactionRow(call.path, 'write') : undefined;
  if (written !== undefined) return written;
  const row = transactionRow(call.path, 'statement');
  const sql = row && textOf(call, project);
  return sql !== undefined && writes.test(sql) ? row : undefined;
}

function endRow(call: CallView): TransactionRow | undefined {
  if (call.path === undefined) return undefined;
  const row = transactionRow(call.path, 'end');
  if (row !== undefined) return row;
  const [sql] = call.call.arguments;
  const ends =
    sql?.value.kind === 'string' && /^\s*(?:commit|end|rollback)\b/i.test(sql.value.value);
  return ends ? transactionRow(call.path, 'statement') : undefined;
}

/** The SQL that a call is given, also as `text("…")`. */
function textOf({ call, unit }: CallView, project: ProjectView): string | undefined {
  const first = call.arguments[0];
  const made = first?.value.kind === 'call' ? unit.calls[first.value.call] : undefined;
  const sql = made !== undefined && isText.test(made.path ?? '') ? made.call.arguments[0] : first;
  const value = sql && project.valueOf(sql.value, unit);
  return value?.kind === 'string' ? value.value : undefined;
}

/** Whether the connection commits each statement: `autocommit`, unless the text says BEGIN. */
function commitsItself(call: CallView, project: ProjectView): boolean {
  if (begins.test(textOf(call, project) ?? '')) return false;
  const { module } = call.scope;
  return committing.isIn(module) || setCommitting.isIn(module);
}

const committingNames = /^(?:autocommit|isolation_level)$/;
const committing = new CallQuery(({ arguments: given }) =>
  given.some(({ keyword }) => committingNames.test(keyword ?? '')),
);
const setCommitting = new EventQuery(
  (event) =>
    event.kind === 'assign' &&
    event.targets.some(
      (target) => target.kind === 'attribute' && committingNames.test(target.name),
    ),
);

/**
 * Whether `block` is `outer` or lies in it; undefined is the function's own level. `over`: where
 * `outer` is a block of this kind, what lies around it counts.
 */
function isBelow(
  block: BlockView | undefined,
  outer: BlockView | undefined,
  over?: BlockView['block']['kind'],
): boolean {
  let around = outer;
  while (over !== undefined && around?.block.kind === over) around = around.parent;
  if (around === undefined) return true;
  for (let at = block; at !== undefined; at = at.parent) {
    if (at === around || at.block === around.block) return true;
  }
  return false;
}
