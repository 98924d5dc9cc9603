import type { Expression } from '../../facts/expression.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ScopeView, UnitView } from '../model.ts';
import type { Value } from '../value.ts';
import { bodiesOf } from './call-graph.ts';

/** Conditions in conditions and the like are followed so deep. */
const deepest = 5;

/**
 * What an expression that is passed on to be called may stand for: both branches of `a if x else
 * b`, either side of `a or b`, what a walrus binds, and all values of a table of functions
 * (`HANDLERS[name]`, `HANDLERS.get(name)`). `before`: absolute offset at which it is read.
 */
export function givenCallables(
  expression: Expression,
  unit: UnitView,
  project: LinkingView,
  before: number,
  depth = 0,
): readonly Value[] {
  const either = (...parts: readonly Expression[]): readonly Value[] =>
    depth >= deepest
      ? []
      : parts.flatMap((part) => givenCallables(part, unit, project, before, depth + 1));
  switch (expression.kind) {
    case 'conditional':
      return either(expression.then, expression.otherwise);
    case 'boolean':
      return either(...(expression.operator === 'or' ? [expression.left] : []), expression.right);
    case 'subscript':
      return valuesOf(expression.base, unit, project, before);
    case 'call': {
      const call = unit.facts.calls[expression.call];
      if (call?.callee.kind === 'attribute' && call.callee.name === 'get') {
        const values = valuesOf(call.callee.base, unit, project, before);
        const [, fallback] = call.arguments;
        if (values.length > 0) {
          return [...values, ...(fallback === undefined ? [] : either(fallback.value))];
        }
      }
      return [project.valueOf(expression, unit, before)];
    }
    case 'other': {
      if (expression.syntax !== 'named_expression') return [];
      const [start, end] = expression.span;
      const bound = unit.facts.events.find(
        ({ kind, span }) => kind === 'assign' && span[0] === start && span[1] === end,
      );
      return bound?.kind === 'assign' ? either(bound.value) : [];
    }
    default:
      return [project.valueOf(expression, unit, before)];
  }
}

/** The values of the dictionary that an expression stands for; none where it is none. */
function valuesOf(
  table: Expression,
  unit: UnitView,
  project: LinkingView,
  before: number,
): readonly Value[] {
  const value = project.valueOf(table, unit, before);
  return value.kind === 'external-instance' ? (value.holds ?? []) : [];
}

/** The functions whose bodies run when what is given is called. */
export function givenBodies(
  expression: Expression,
  unit: UnitView,
  project: LinkingView,
  before: number,
): readonly ScopeView[] {
  const bodies = givenCallables(expression, unit, project, before).flatMap((value) =>
    bodiesOf(value, project),
  );
  return [...new Set(bodies)];
}
