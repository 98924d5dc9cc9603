import type { Expression } from '../../facts/expression.ts';
import { CallQuery } from '../../project/call-query.ts';
import { EventQuery } from '../../project/event-query.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { ModuleView, ProjectView, UnitView } from '../../project/model.ts';
import { settingsGiven } from '../../project/programs/given-settings.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';

/** What a setting of a Flask application is given. */
export interface FlaskSetting {
  readonly expression: Expression;
  readonly unit: UnitView;
}

/**
 * What the code of a module gives a setting of Flask: `app.config["NAME"] = …`,
 * `app.config.update(NAME=…)` and its dictionaries, `from_mapping(…)`, `app.config = {…}`, and
 * attributes of classes that `from_object()` is given.
 */
export function flaskSettings(
  name: string,
  module: ModuleView,
  project: ProjectView,
): readonly FlaskSetting[] {
  return [
    ...keptFor(module, `settings ${name}`, () => [
      ...assigned(name, module),
      ...updates
        .in(module)
        .flatMap(({ call, unit }) => named(settingsGiven(call, unit.facts), name, unit)),
    ]),
    ...ofClasses(name, module, project),
  ];
}

function assigned(name: string, module: ModuleView): readonly FlaskSetting[] {
  return assignments.in(module).flatMap(({ event, unit }): readonly FlaskSetting[] => {
    if (event.kind !== 'assign') return [];
    const { value, targets } = event;
    if (targets.some((target) => itemSet(target) === name)) return [{ expression: value, unit }];
    if (value.kind !== 'dictionary' || !targets.some(isConfig)) return [];
    const pairs = value.values.map((one, at) => [value.keys?.[at] ?? '', one] as const);
    return named(pairs, name, unit);
  });
}

/** What may set something: all names are asked for in turn. */
const assignments = new EventQuery(
  (event) =>
    event.kind === 'assign' &&
    event.targets.some((target) => itemSet(target) !== undefined || isConfig(target)),
);

/** The key of `app.config["NAME"]`. */
function itemSet(target: Expression): string | undefined {
  const isItem = target.kind === 'subscript' && target.index.kind === 'string';
  return isItem ? target.index.value : undefined;
}

function named(
  pairs: readonly (readonly [key: string, value: Expression])[],
  name: string,
  unit: UnitView,
): readonly FlaskSetting[] {
  return pairs.flatMap(([key, expression]) => (key === name ? [{ expression, unit }] : []));
}

/** `app.config.update(…)`, `app.config.from_mapping(…)`. */
const updates = new CallQuery(
  ({ callee }) =>
    callee.kind === 'attribute' &&
    (callee.name === 'update' || callee.name === 'from_mapping') &&
    isConfig(callee.base),
);

/** `app.config`. */
function isConfig(expression: Expression): boolean {
  return expression.kind === 'attribute' && expression.name === 'config';
}

/** `class Config: NAME = …`, where the class itself or one derived from it is given by its name. */
function ofClasses(
  name: string,
  module: ModuleView,
  project: ProjectView,
): readonly FlaskSetting[] {
  const found = keptFor(module, `classes with ${name}`, () =>
    module.scopes.flatMap((scope) =>
      scope.kind !== 'class'
        ? []
        : scope.events.flatMap(({ event, unit }) =>
            event.kind === 'assign' &&
            event.targets.some((target) => target.kind === 'name' && target.name === name)
              ? [{ owner: scope, expression: event.value, unit }]
              : [],
          ),
    ),
  );
  if (found.length === 0) return [];
  const given = project.modules.flatMap((other) => (other.isTest ? [] : objectsGiven.in(other)));
  return found.filter(({ owner }) =>
    given.some((call) => {
      const value = argumentAt(call, { position: 0, keyword: 'obj' })?.value;
      const known = value && project.valueOf(value, call.unit, call.span[0]);
      return (known?.kind === 'class' || known?.kind === 'instance') && known.scope === owner;
    }),
  );
}

/** `app.config.from_object(…)`. */
const objectsGiven = new CallQuery(
  ({ callee }) =>
    callee.kind === 'attribute' && callee.name === 'from_object' && isConfig(callee.base),
);
