import type { Expression } from '../../facts/expression.ts';
import type { ProjectView, ScopeView, UnitView } from '../../project/model.ts';

/** An expression and the unit that it is read against. */
export interface PlacedExpression {
  readonly expression: Expression;
  readonly unit: UnitView;
}

/** What can be seen of the amount of data that an expression gives. */
export interface KnownSize {
  /** It has at least so many characters, bytes or items; 0 where nothing is known. */
  readonly least: number;
  /** A file or a request's body, read whole, is part of it: nothing bounds its size. */
  readonly wholeFile: boolean;
}

const deepest = 12;
/** What a client sends, however much that is. */
const bodies = /^flask\.request\.(?:data|get_data|stream\.read)$/;
const nothing: KnownSize = { least: 0, wholeFile: false };

/**
 * All numbers that an expression may give, where each is known: one, or those of the branches of a
 * conditional expression. Undefined where any of them is not.
 */
export function knownNumbers(
  { expression, unit }: PlacedExpression,
  project: ProjectView,
  depth = 0,
): readonly number[] | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'conditional') {
    const branches = [expression.then, expression.otherwise].map((branch) =>
      knownNumbers({ expression: branch, unit }, project, depth + 1),
    );
    return branches.includes(undefined) ? undefined : branches.flatMap((branch) => branch ?? []);
  }
  const number = knownNumber({ expression, unit }, project);
  if (number !== undefined) return [number];
  const assigned = assignedTo(expression, unit);
  return assigned && knownNumbers(assigned, project, depth + 1);
}

/** The number that an expression certainly gives: literals, constants, arithmetic on them. */
export function knownNumber(
  { expression, unit }: PlacedExpression,
  project: ProjectView,
  depth = 0,
): number | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'number') return literalNumber(expression.text);
  if (expression.kind === 'binary') {
    const left = knownNumber({ expression: expression.left, unit }, project, depth + 1);
    const right = knownNumber({ expression: expression.right, unit }, project, depth + 1);
    if (left === undefined || right === undefined) return undefined;
    return calculated(expression.operator, left, right);
  }
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return undefined;
  const value = project.valueOf(expression, unit);
  if (value.kind === 'number') return literalNumber(value.text);
  const assigned = assignedTo(expression, unit);
  return assigned && knownNumber(assigned, project, depth + 1);
}

function literalNumber(text: string): number | undefined {
  const value = Number(text.replace(/_/g, '').toLowerCase());
  return Number.isFinite(value) ? value : undefined;
}

function calculated(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return left ** right;
    case '<<':
      return left * 2 ** right;
    default:
      return undefined;
  }
}

/** How much data an expression gives, as far as the text shows it. */
export function knownSize(
  { expression, unit }: PlacedExpression,
  project: ProjectView,
  depth = 0,
): KnownSize {
  if (depth > deepest) return nothing;
  const sizeOf = (part: Expression) => knownSize({ expression: part, unit }, project, depth + 1);
  switch (expression.kind) {
    case 'string':
      return { least: expression.value.length, wholeFile: false };
    case 'sequence':
      return {
        least: expression.items.reduce((sum, item) => sum + Math.max(1, sizeOf(item).least), 0),
        wholeFile: false,
      };
    case 'binary':
      return sizeOfBinary(expression, unit, project, depth);
    case 'call':
      return sizeOfCall(expression.call, unit, project, sizeOf);
    case 'attribute': {
      const value = project.valueOf(expression, unit);
      return { least: 0, wholeFile: value.kind === 'external' && bodies.test(value.path) };
    }
    case 'name': {
      const value = project.valueOf(expression, unit);
      if (value.kind === 'string') return { least: value.value.length, wholeFile: false };
      const assigned = assignedTo(expression, unit);
      return assigned === undefined ? nothing : knownSize(assigned, project, depth + 1);
    }
    default:
      // Bytes and formatted strings: one character at least.
      return /string$/.test(expression.kind === 'other' ? expression.syntax : '')
        ? { least: 1, wholeFile: false }
        : nothing;
  }
}

function sizeOfBinary(
  expression: Extract<Expression, { kind: 'boolean' | 'comparison' | 'binary' }>,
  unit: UnitView,
  project: ProjectView,
  depth: number,
): KnownSize {
  const { operator } = expression;
  const [left, right] = [expression.left, expression.right].map((part) => ({
    size: knownSize({ expression: part, unit }, project, depth + 1),
    number: knownNumber({ expression: part, unit }, project, depth + 1),
  })) as [Operand, Operand];
  if (operator === '*') {
    return {
      least: (left.number ?? left.size.least) * (right.number ?? right.size.least),
      wholeFile: false,
    };
  }
  if (operator !== '+') return nothing;
  return {
    least: left.size.least + right.size.least,
    wholeFile: left.size.wholeFile || right.size.wholeFile,
  };
}

interface Operand {
  readonly size: KnownSize;
  readonly number: number | undefined;
}

function sizeOfCall(
  index: number,
  unit: UnitView,
  project: ProjectView,
  sizeOf: (part: Expression) => KnownSize,
): KnownSize {
  const call = unit.calls[index];
  if (call === undefined) return nothing;
  const { callee, arguments: given } = call.call;
  const first = given[0]?.star === undefined ? given[0]?.value : undefined;
  const path = call.path ?? '';
  if (/^(?:io\.\w+\.read|pathlib\.Path\.read_(?:bytes|text))$/.test(path)) {
    return { least: 0, wholeFile: given.length === 0 || path.startsWith('pathlib') };
  }
  if (bodies.test(path)) return { least: 0, wholeFile: true };
  if (/^(?:builtins\.(?:bytes|bytearray|range|list)|os\.urandom|random\.randbytes)$/.test(path)) {
    if (first === undefined || given.length > 1) return nothing;
    const count = knownNumber({ expression: first, unit }, project);
    return count === undefined ? sizeOf(first) : { least: count, wholeFile: false };
  }
  const keepsSize =
    callee.kind === 'attribute' && /^(?:encode|decode|upper|lower)$/.test(callee.name);
  return keepsSize && callee.kind === 'attribute' ? sizeOf(callee.base) : nothing;
}

/** What a name is bound to, where one plain assignment in reach is its only binding. */
export function assignedTo(name: Expression, unit: UnitView): PlacedExpression | undefined {
  if (name.kind !== 'name') return undefined;
  for (let scope: ScopeView | undefined = unit.scope; scope !== undefined; scope = scope.parent) {
    if (scope !== unit.scope && scope.kind === 'class') continue;
    const { facts } = scope;
    if (facts?.parameters.some((parameter) => parameter.name === name.name)) return undefined;
    if (facts?.globals.includes(name.name) || facts?.nonlocals.includes(name.name))
      return undefined;
    const bindings = scope.events.filter((event) => bindsName(event.event, name.name));
    const [only, second] = bindings;
    if (only === undefined) continue;
    if (second !== undefined || only.event.kind !== 'assign' || only.event.augmented)
      return undefined;
    if (only.event.targets.some((target) => target.kind === 'sequence')) return undefined;
    return { expression: only.event.value, unit: only.unit };
  }
  return undefined;
}

function bindsName(event: UnitView['scope']['events'][number]['event'], name: string): boolean {
  const isTarget = (target: Expression | undefined): boolean =>
    target?.kind === 'name'
      ? target.name === name
      : target?.kind === 'sequence' && target.items.some(isTarget);
  switch (event.kind) {
    case 'assign':
      return event.targets.some(isTarget);
    case 'enter':
    case 'iterate':
      return isTarget(event.target);
    case 'delete':
      return isTarget(event.target);
    case 'bind':
      return event.name === name;
    case 'import':
      return event.names.some((one) => (one.as ?? one.module.split('.')[0]) === name);
    case 'from-import':
      return event.star || event.names.some((one) => (one.as ?? one.name) === name);
    default:
      return false;
  }
}
