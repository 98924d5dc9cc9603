import type { Expression } from '../../facts/expression.ts';
import { isPlainClass, plainResult } from '../../knowledge/plain-results.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { CallView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { calledThrough, type Value } from '../../project/value.ts';

/** What a call gives that can not be called. */
export interface PlainGift {
  readonly what: 'none' | 'object' | 'coroutine' | 'generator';
  /** False: the function waits and returns what looks like data. */
  readonly certain: boolean;
  /** The function of the workspace that is called. */
  readonly scope?: ScopeView;
}

/** Deeper chains of calls than this are not followed. */
const deepest = 6;

/**
 * Tells what `call` gives if that is no callable; undefined where it may be one: factories,
 * decorated functions, `partial`, classes with `__call__`, anything unknown.
 */
export function plainGift(call: CallView, project: ProjectView, depth = 0): PlainGift | undefined {
  if (call.call.awaited || depth > deepest) return undefined;
  const target = calledThrough(call.target);
  if (target.kind === 'external') {
    const row = plainResult(target.path);
    return row && { what: row.gives === 'None' ? 'none' : 'object', certain: true };
  }
  if (target.kind === 'class') {
    return isPlainOwnClass(target.scope)
      ? { what: 'object', certain: true, scope: target.scope }
      : undefined;
  }
  if (target.kind !== 'function' || target.scope.kind !== 'function') return undefined;
  const gift = giftOfFunction(target.scope, project, depth);
  if (gift === undefined || depth > 0) return gift;
  return isMethod(target.scope) && mayBeOverridden(target.scope, project) ? undefined : gift;
}

function giftOfFunction(
  scope: ScopeView,
  project: ProjectView,
  depth: number,
): PlainGift | undefined {
  const { facts } = scope;
  if (facts === undefined || facts.broken || !facts.decorators.every(isBinding)) return undefined;
  if (facts.isAsync) return { what: 'coroutine', certain: true, scope };
  if (facts.isGenerator) return { what: 'generator', certain: true, scope };
  if (isStub(scope)) return undefined;
  let onlyNone = true;
  let certain = true;
  for (const { event, unit } of scope.events) {
    if (event.kind !== 'return' || event.value === undefined) continue;
    if (event.value.kind !== 'constant' || event.value.value !== 'None') {
      const gift =
        event.value.kind === 'call' ? callGift(event.value, unit, project, depth) : undefined;
      if (gift?.what !== 'none') onlyNone = false;
    }
    if (isPlain(event.value, unit, project, depth)) continue;
    if (!waits(scope) || !looksLikeData(event.value, unit, project)) return undefined;
    certain = false;
  }
  return { what: onlyNone ? 'none' : 'object', certain, scope };
}

function callGift(
  expression: Extract<Expression, { kind: 'call' }>,
  unit: UnitView,
  project: ProjectView,
  depth: number,
): PlainGift | undefined {
  const call = unit.calls[expression.call];
  return call && plainGift(call, project, depth + 1);
}

const plainSyntax: ReadonlySet<string> = new Set([
  'dictionary',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'string',
  'concatenated_string',
]);

/** Whether an expression's value can certainly not be called. */
function isPlain(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
  depth: number,
): boolean {
  const both = (one: Expression, other: Expression) =>
    isPlain(one, unit, project, depth) && isPlain(other, unit, project, depth);
  switch (expression.kind) {
    case 'constant':
    case 'number':
    case 'string':
    case 'sequence':
    case 'dictionary':
    case 'not':
    case 'comparison':
      return true;
    case 'boolean':
    case 'binary':
      return both(expression.left, expression.right);
    case 'conditional':
      return both(expression.then, expression.otherwise);
    case 'other':
      return plainSyntax.has(expression.syntax);
    case 'call': {
      const gift = callGift(expression, unit, project, depth);
      return gift?.certain === true;
    }
    case 'name':
    case 'attribute': {
      const value = project.valueOf(expression, unit, unit.start + expression.span[0]);
      // None is what holds a place until somebody, anywhere, puts a callable there.
      if (value.kind === 'constant' && value.value === 'None') {
        return expression.kind === 'name' && isOwnVariable(expression.name, unit.scope);
      }
      return isPlainValue(value);
    }
    default:
      return false;
  }
}

/** A variable of the function itself, which no function inside it binds. */
function isOwnVariable(name: string, scope: ScopeView): boolean {
  if (scope.facts?.globals.includes(name) || scope.facts?.nonlocals.includes(name)) return false;
  if (scope.children.some((child) => child.facts?.nonlocals.includes(name))) return false;
  return scope.events.some(
    ({ event }) =>
      event.kind === 'assign' &&
      event.targets.some((target) => target.kind === 'name' && target.name === name),
  );
}

function isPlainValue(value: Value): boolean {
  if (value.kind === 'external-instance') return isPlainClass(value.path);
  return value.kind === 'constant' || value.kind === 'string' || value.kind === 'number';
}

/** `response.json()`, `response.headers["x"]`: asked of an object that holds data. */
function looksLikeData(expression: Expression, unit: UnitView, project: ProjectView): boolean {
  if (expression.kind !== 'call' && expression.kind !== 'subscript') return false;
  for (let part: Expression | undefined = expression; part !== undefined; ) {
    if (part !== expression) {
      const value = project.valueOf(part, unit, unit.start + part.span[0]);
      if (value.kind === 'external-instance') {
        return isPlainClass(value.path) && !value.path.startsWith('builtins.');
      }
      if (part.kind === 'call') {
        const path: string | undefined = unit.calls[part.call]?.path;
        const gives: string | undefined = path === undefined ? undefined : plainResult(path)?.gives;
        if (gives !== undefined) return gives !== 'None' && !gives.startsWith('builtins.');
      }
    }
    if (part.kind === 'call') part = unit.calls[part.call]?.call.callee;
    else part = part.kind === 'attribute' || part.kind === 'subscript' ? part.base : undefined;
  }
  return false;
}

/** Whether the function itself waits for something: then it is work, no factory. */
function waits(scope: ScopeView): boolean {
  return scope.calls.some(({ path }) => {
    if (path === undefined) return false;
    const kind = standardLibraryCall(path)?.kind;
    return (
      switchingCall(path) !== undefined ||
      path.startsWith('requests.') ||
      (kind !== undefined && kind !== 'cpu')
    );
  });
}

function isBinding(decorator: Expression): boolean {
  return (
    decorator.kind === 'name' &&
    (decorator.name === 'staticmethod' || decorator.name === 'classmethod')
  );
}

/** A body for subclasses to fill: nothing but a docstring, `pass`, or NotImplementedError. */
function isStub(scope: ScopeView): boolean {
  if (scope.facts?.uses.NotImplementedError !== undefined) return true;
  return scope.events.every(({ event }) => event.kind === 'expression');
}

function isMethod(scope: ScopeView): boolean {
  return scope.parent?.kind === 'class';
}

/** Another class of the workspace has a method of that name which may return a callable. */
function mayBeOverridden(method: ScopeView, project: ProjectView): boolean {
  return project.modules.some((module) =>
    module.scopes.some(
      (scope) =>
        scope !== method &&
        scope.kind === 'function' &&
        scope.name === method.name &&
        isMethod(scope) &&
        giftOfFunction(scope, project, 1) === undefined,
    ),
  );
}

/** A class of the workspace without bases, metaclass or decorators, and without `__call__`. */
function isPlainOwnClass(scope: ScopeView): boolean {
  const { facts } = scope;
  if (facts === undefined || facts.broken || facts.decorators.length > 0) return false;
  const bare = facts.bases.every(
    ({ value, keyword, star }) =>
      keyword === undefined &&
      star === undefined &&
      value.kind === 'name' &&
      value.name === 'object',
  );
  if (!bare || scope.children.some(({ name }) => name === '__call__' || name === '__new__')) {
    return false;
  }
  return scope.events.every(
    ({ event }) =>
      event.kind !== 'assign' ||
      event.targets.every((target) => target.kind !== 'name' || target.name !== '__call__'),
  );
}
