import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { CallView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { descendsFrom } from '../early/holders.ts';
import { isShadowed } from '../early/name-uses.ts';

/** A callable as somebody writes it, the function that it runs, and whose code that is. */
export interface Calling {
  readonly callable: Expression;
  readonly callee: ScopeView;
  readonly caller: ScopeView;
}

/** How the caller spells what a function calls `connection`; undefined where it cannot name it. */
export function inCaller(connection: string, calling: Calling): string | undefined {
  const { callable, callee, caller } = calling;
  const own = selfOf(callee);
  const [root = ''] = connection.split('.');
  if (root === own) {
    const base = callable.kind === 'attribute' ? dottedPath(callable.base) : undefined;
    return base === undefined ? undefined : base + connection.slice(root.length);
  }
  return sharesNames(root, callee, caller) ? connection : undefined;
}

/** How the function that is called spells what its caller calls `connection`. */
export function inCallee(connection: string, calling: Calling): string | undefined {
  const { callable, callee, caller } = calling;
  const own = selfOf(callee);
  const base = callable.kind === 'attribute' ? dottedPath(callable.base) : undefined;
  if (own !== undefined && base !== undefined && connection.startsWith(`${base}.`)) {
    return own + connection.slice(base.length);
  }
  const [root = ''] = connection.split('.');
  return root !== own && sharesNames(root, callee, caller) ? connection : undefined;
}

/** The name of the object in a method: `self`, `cls`. */
function selfOf(scope: ScopeView): string | undefined {
  return scope.parent?.kind === 'class' ? scope.facts?.parameters[0]?.name : undefined;
}

/** Whether a name means the same in a function and where it is called: a global, a closed-over name. */
function sharesNames(root: string, callee: ScopeView, caller: ScopeView): boolean {
  if (callee.module !== caller.module) return false;
  for (let at: ScopeView | undefined = callee.parent; at !== undefined; at = at.parent) {
    if (at === caller && at.kind !== 'class') return true;
  }
  return !isShadowed(callee, root) && !isShadowed(caller, root);
}

/** Whether others than this function and those inside it find an object by this name. */
export function isSharedName(connection: string, scope: ScopeView): boolean {
  const [root = ''] = connection.split('.');
  if (!isShadowed(scope, root)) return true;
  return root === selfName(scope) && connection.includes('.');
}

/** `self` of the method that a scope is, or stands in. */
export function selfName(scope: ScopeView): string | undefined {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    const own = selfOf(at);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** The class whose method a scope is, or stands in. */
export function classOf(scope: ScopeView): ScopeView | undefined {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    if (at.kind === 'class') return at;
  }
  return undefined;
}

/** Whether the same name, written in two scopes of one module, may be the same connection. */
export function isSameConnection(
  connection: string,
  one: ScopeView,
  other: ScopeView,
  project: ProjectView,
): boolean {
  const [root = ''] = connection.split('.');
  if (root !== selfName(one) || !connection.includes('.')) return true;
  const [mine, yours] = [classOf(one), classOf(other)];
  if (mine === undefined || yours === undefined) return false;
  return descendsFrom(mine, yours, project) || descendsFrom(yours, mine, project);
}

/** What is called in the end: `f` of `functools.partial(f, 1)`. */
export function behindPartial(callable: Expression, unit: UnitView): Expression {
  const made = callable.kind === 'call' ? unit.calls[callable.call] : undefined;
  const first = made?.path === 'functools.partial' ? made.call.arguments[0] : undefined;
  return first === undefined ? callable : first.value;
}

/** A call of a function of the workspace; undefined for all others. */
export function callingOf({ call, scope, target }: CallView): Calling | undefined {
  if (target.kind !== 'function') return undefined;
  return { callable: call.callee, callee: target.scope, caller: scope };
}
