import type { Expression } from '../../facts/expression.ts';
import type { ProjectView, ScopeView, UnitView } from '../../project/model.ts';

/** Deeper chains of names than this are not followed. */
const deepest = 5;

/**
 * The names that a flag argument is made of: `fcntl.LOCK_EX | fcntl.LOCK_NB` gives both paths,
 * numbers give themselves as text. A name that is assigned once, in the function or the module,
 * stands for its value. Undefined where any part of it is not known.
 */
export function flagWords(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
  depth = 0,
): ReadonlySet<string> | undefined {
  if (expression.kind === 'binary' && /^[|+]$/.test(expression.operator)) {
    const left = flagWords(expression.left, unit, project, depth);
    const right = left && flagWords(expression.right, unit, project, depth);
    return left && right && new Set([...left, ...right]);
  }
  const value = project.valueOf(expression, unit, unit.start + expression.span[0]);
  if (value.kind === 'external') return new Set([value.path]);
  if (value.kind === 'number') return new Set([value.text]);
  if (expression.kind !== 'name' || depth >= deepest) return undefined;
  const assigned = onlyAssignment(expression.name, unit.scope);
  return assigned && flagWords(assigned.value, assigned.unit, project, depth + 1);
}

/** The value of a name that one plain assignment binds, in this function or its module. */
function onlyAssignment(
  name: string,
  start: ScopeView,
): { value: Expression; unit: UnitView } | undefined {
  for (let scope: ScopeView | undefined = start; scope !== undefined; scope = scope.parent) {
    if (scope.kind === 'class' && scope !== start) continue;
    if (scope.facts?.parameters.some((parameter) => parameter.name === name)) return undefined;
    if (scope.facts?.globals.includes(name) || scope.facts?.nonlocals.includes(name)) continue;
    const found: { value: Expression; unit: UnitView }[] = [];
    for (const { event, unit, block } of scope.events) {
      const binds =
        (event.kind === 'bind' && event.name === name) ||
        (event.kind === 'iterate' && mentions(event.target, name)) ||
        (event.kind === 'enter' && event.target !== undefined && mentions(event.target, name));
      if (binds) return undefined;
      if (event.kind !== 'assign' || !event.targets.some((target) => mentions(target, name))) {
        continue;
      }
      const plain = event.targets.some((target) => target.kind === 'name') && !event.augmented;
      if (!plain || block !== undefined) return undefined;
      found.push({ value: event.value, unit });
    }
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

function mentions(target: Expression, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'sequence' && target.items.some((item) => mentions(item, name));
}
