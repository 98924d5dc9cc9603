import { type Expression, rootName } from '../../facts/expression.ts';
import type { BlockView, CallView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';

const lockClass =
  /^(?:threading|multiprocessing|gevent\.(?:lock|threading|thread))\.(?:R?Lock|DummySemaphore|(?:Bounded)?Semaphore|Condition)$/;
const lockName = /lock|mutex|sem|guard/i;

/**
 * Whether only one greenlet at a time gets to a call: a lock, or what may be one, is held around
 * it, by its function, by a decorator of that, or by all that call it. `spawned`: whether the
 * function itself is what greenlets are started with.
 */
export function isUnderLock(call: CallView, spawned: boolean, project: ProjectView): boolean {
  return isHeldAt(call, project) || isScopeGuarded(call.scope, spawned, project, 3);
}

function isScopeGuarded(
  scope: ScopeView,
  spawned: boolean,
  project: ProjectView,
  depth: number,
): boolean {
  if (isDecoratedWithLock(scope, project)) return true;
  if (spawned || depth === 0) return false;
  const callers = project.callers(scope);
  return (
    callers.length > 0 &&
    callers.every(
      (caller) =>
        isHeldAt(caller, project) || isScopeGuarded(caller.scope, false, project, depth - 1),
    )
  );
}

/** Within `with lock:`, or behind `lock.acquire()`. */
function isHeldAt({ unit, block, span }: CallView, project: ProjectView): boolean {
  for (let at: BlockView | undefined = block; at !== undefined; at = at.parent) {
    if (at.block.managers?.some((manager) => mayBeLock(manager, unit, project))) return true;
  }
  return unit.calls.some(
    (one) =>
      one.span[0] < span[0] &&
      one.call.callee.kind === 'attribute' &&
      one.call.callee.name === 'acquire' &&
      mayBeLock(one.call.callee.base, unit, project),
  );
}

function mayBeLock(expression: Expression, unit: UnitView, project: ProjectView): boolean {
  const value = project.valueOf(expression, unit);
  if (value.kind === 'external-instance') return lockClass.test(value.path);
  if (expression.kind === 'call') {
    const path = unit.calls[expression.call]?.path;
    return path !== undefined && lockName.test(path);
  }
  const name = expression.kind === 'attribute' ? expression.name : rootName(expression);
  return name !== undefined && lockName.test(name);
}

/** `@synchronized`, `@locked`, and decorators of the workspace that hold a lock around the call. */
function isDecoratedWithLock({ facts, outer }: ScopeView, project: ProjectView): boolean {
  return (facts?.decorators ?? []).some((decorator) => {
    if (outer === undefined) return false;
    const called = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
    const callee = called?.call.callee ?? decorator;
    const name = callee.kind === 'attribute' ? callee.name : rootName(callee);
    if (name !== undefined && /lock|synchron|serial|exclusive/i.test(name)) return true;
    const value = project.valueOf(callee, outer);
    return value.kind === 'function' && holdsLock(value.scope, project);
  });
}

/** Whether the calls of some function inside are made under a lock. */
function holdsLock(scope: ScopeView, project: ProjectView): boolean {
  return [scope, ...scope.children].some(({ calls }) =>
    calls.some((call) => isHeldAt(call, project)),
  );
}
