import type { Expression } from '../../facts/expression.ts';
import type { CallView, ProjectView, UnitView } from '../../project/model.ts';
import { assignedTo } from './known-size.ts';

const deepest = 8;

/**
 * Whether a shell command certainly runs in the background, as `"backup.sh %s &" % folder` does:
 * the shell that is waited for ends at once.
 */
export function runsInBackground(call: CallView, project: ProjectView): boolean {
  const command = call.call.arguments[0]?.value;
  const end = command && endOf(command, call.unit, project);
  return end !== undefined && /(?:^|[^&\\])&\s*$/.test(end);
}

/**
 * The text that a string ends with, as far as the code tells it: of a format the end of the format,
 * which is text where it is no placeholder.
 */
function endOf(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
  depth = 0,
): string | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'string') return expression.value;
  if (expression.kind === 'other') return expression.tail;
  if (expression.kind === 'binary') {
    if (expression.operator === '+') return endOf(expression.right, unit, project, depth + 1);
    return expression.operator === '%'
      ? endOf(expression.left, unit, project, depth + 1)
      : undefined;
  }
  if (expression.kind === 'call') {
    const callee = unit.facts.calls[expression.call]?.callee;
    if (callee?.kind !== 'attribute' || callee.name !== 'format') return undefined;
    return endOf(callee.base, unit, project, depth + 1);
  }
  const value = project.valueOf(expression, unit);
  if (value.kind === 'string') return value.value;
  const assigned = assignedTo(expression, unit);
  return assigned && endOf(assigned.expression, assigned.unit, project, depth + 1);
}
