import type { Expression } from '../../facts/expression.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ScopeView, UnitView } from '../model.ts';
import { bodiesOf } from './bodies.ts';

/**
 * The functions whose bodies run when what is passed on is called: both branches of `a if x else
 * b`, either side of `a or b`, each item of a list that is walked over, and all values of a table
 * of functions (`HANDLERS[name]`). `before`: absolute offset at which it is read.
 */
export function givenBodies(
  expression: Expression,
  unit: UnitView,
  project: LinkingView,
  before: number,
): readonly ScopeView[] {
  return [...new Set(bodiesOf(project.valueOf(expression, unit, before), project))];
}
