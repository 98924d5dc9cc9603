import type { Expression } from '../../facts/expression.ts';
import type { ProjectView, UnitView } from '../../project/model.ts';
import { mentionsAttribute } from '../early/holders.ts';
import type { SharedLock } from './patched-locks.ts';

/** Whether nothing but jobs of thread pools names the lock, as far as the workspace shows. */
export function isTakenInPoolOnly(lock: SharedLock, project: ProjectView): boolean {
  const { scope } = lock.maker;
  const users = lock.units.filter((unit) => unit !== lock.maker.unit || names(unit, lock));
  if (!users.every((unit) => project.inThreadPool(unit.scope))) return false;
  // Of an attribute only uses in its own module are resolved: any of that name counts elsewhere.
  if (lock.perInstance === undefined && scope.kind !== 'class') return true;
  return project.modules.every(
    (module) =>
      module === scope.module ||
      module.scopes.every((other) =>
        other.units.every((unit) => !mentionsAttribute(unit, lock.name)),
      ),
  );
}

function names(unit: UnitView, lock: SharedLock): boolean {
  const is = (expression: Expression) => lock.matches(expression, unit);
  return (
    unit.facts.events.some(
      (event) =>
        (event.kind === 'enter' && is(event.manager)) ||
        (event.kind === 'read' && is(event.expression)),
    ) ||
    unit.facts.calls.some(
      ({ callee, arguments: given }) =>
        (callee.kind === 'attribute' && is(callee.base)) || given.some(({ value }) => is(value)),
    )
  );
}
