import { type Expression, isFunctionTable } from '../../facts/expression.ts';
import type { Call, Event, Scope } from '../../facts/scope.ts';
import { sitesOf } from './binding-sites.ts';
import { fillingOf } from './filled-dictionaries.ts';
import { argumentsLookedAt } from './looked-at-arguments.ts';

/** Longer chains of expressions than this are resolved by nobody. */
export const deepestExpression = 130;

/**
 * The local names of a function that code outside it can depend on: those that lead to what it
 * returns, to attributes and globals that it sets, and to the scopes inside it. What else it
 * binds is its own business. `around`: what decorators around it call their functions.
 */
export function neededNames(
  scope: Scope,
  around: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const needed = new Set<string>([...scope.globals, ...scope.nonlocals]);
  for (const { scope: child } of scope.children) {
    addUses(child, needed);
    for (const decorator of child.decorators) addNames(decorator, scope, needed);
    for (const base of child.bases) addNames(base.value, scope, needed);
    for (const { annotation } of child.parameters) {
      if (annotation) addNames(annotation, scope, needed);
    }
    if (child.returns) addNames(child.returns, scope, needed);
  }
  for (const event of scope.events) {
    const gives = event.kind === 'return' || event.kind === 'yield';
    if (gives && event.value) addNames(event.value, scope, needed);
  }
  for (const { arguments: given } of callsOfDecorated(scope, around)) {
    for (const { value } of given) addNames(value, scope, needed);
  }
  // A name that is needed needs the names that it is bound to.
  for (let size = -1; size !== needed.size; ) {
    size = needed.size;
    for (const event of scope.events) {
      if (!bindsNeeded(event, needed, scope)) continue;
      for (const source of sourcesOf(event)) addNames(source, scope, needed);
    }
  }
  return needed;
}

/** With the first parameter of one more function: what a decorator calls its function. */
export function withFirstParameter(
  around: ReadonlySet<string>,
  { kind, parameters }: Scope,
): ReadonlySet<string> {
  const [first] = parameters;
  if (kind !== 'function' || first === undefined || around.has(first.name)) return around;
  return new Set([...around, first.name]);
}

/** The calls that may tell what a decorated function is given (see `injected.ts`). */
export function callsOfDecorated({ calls }: Scope, around: ReadonlySet<string>): readonly Call[] {
  if (around.size === 0) return [];
  return calls.filter(({ callee }) => callee.kind === 'name' && around.has(callee.name));
}

/** Whether an event of `scope` binds one of `names`, or an attribute of anything, or fills a dictionary. */
export function bindsNeeded(event: Event, names: ReadonlySet<string>, scope: Scope): boolean {
  switch (event.kind) {
    case 'assign':
      return event.targets.some((target) => isNeeded(target, names)) || fills(event, names, scope);
    case 'enter':
      return event.target !== undefined && isNeeded(event.target, names);
    case 'iterate':
    case 'delete':
      return isNeeded(event.target, names);
    case 'bind':
      return names.has(event.name);
    case 'import':
      return event.names.some(({ module, as }) => names.has(as ?? module.split('.', 1)[0]!));
    case 'from-import':
      return event.star || event.names.some(({ name, as }) => names.has(as ?? name));
    default:
      return true;
  }
}

/** Whether something is put into a dictionary that code outside can see. */
function fills(event: Event, names: ReadonlySet<string>, scope: Scope): boolean {
  const container = fillingOf(event)?.container;
  if (container === undefined) return false;
  if (container.kind !== 'name' || names.has(container.name)) return true;
  return !sitesOf(scope).byName.has(container.name);
}

function isNeeded(target: Expression, names: ReadonlySet<string>): boolean {
  if (target.kind === 'name') return names.has(target.name);
  if (target.kind === 'sequence') return target.items.some((item) => isNeeded(item, names));
  return target.kind === 'attribute';
}

function sourcesOf(event: Event): readonly Expression[] {
  switch (event.kind) {
    case 'assign':
      return [event.value, ...event.targets, ...(event.annotation ? [event.annotation] : [])];
    case 'declare':
      return [event.annotation];
    case 'enter':
      return event.target ? [event.manager, event.target] : [event.manager];
    case 'iterate':
      return [event.iterable];
    default:
      return [];
  }
}

function addUses(scope: Scope, into: Set<string>): void {
  for (const name of Object.keys(scope.uses)) into.add(name);
  for (const name of scope.nonlocals) into.add(name);
  for (const { scope: child } of scope.children) addUses(child, into);
}

/** Adds the names that resolving an expression looks up. */
function addNames(expression: Expression, scope: Scope, into: Set<string>, depth = 0): void {
  if (depth > deepestExpression) return;
  const add = (inner: Expression): void => addNames(inner, scope, into, depth + 1);
  switch (expression.kind) {
    case 'name':
      into.add(expression.name);
      break;
    case 'attribute':
      add(expression.base);
      break;
    case 'subscript':
      add(expression.base);
      add(expression.index);
      break;
    case 'call': {
      const call = scope.calls[expression.call];
      if (!call) break;
      add(call.callee);
      for (const { value } of argumentsLookedAt(call)) add(value);
      break;
    }
    case 'sequence':
      for (const item of expression.items) add(item);
      break;
    case 'binary':
      add(expression.left);
      add(expression.right);
      break;
    case 'dictionary':
      if (!isFunctionTable(expression)) break;
      for (const value of expression.values) add(value);
      break;
    case 'other':
      if (expression.inner) add(expression.inner);
      break;
    case 'conditional':
      add(expression.then);
      add(expression.otherwise);
      break;
    case 'boolean':
      add(expression.left);
      add(expression.right);
      break;
    default:
  }
}
