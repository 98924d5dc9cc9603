import type { Expression } from '../../facts/expression.ts';
import type { CallView, EventView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';

/**
 * The functions of the workspace that run with a function although it does not call them by name:
 * wrappers that its decorators put around it, the properties that it reads, `__enter__` and
 * `__exit__` of its managers, and the functions that it gives to what it calls.
 */
export function* codeRunBy(scope: ScopeView, project: ProjectView): Iterable<ScopeView> {
  yield* wrappersOf(scope, project);
  for (const { call, unit } of scope.calls) {
    for (const given of call.arguments.flatMap(({ value }) => flat(value))) {
      const value = project.valueOf(given, unit);
      if (value.kind === 'function') yield value.scope;
    }
  }
  for (const event of scope.events) yield* runByEvent(event, project);
}

/** The expressions in tuples, lists and tables, and any other as it is. */
export function flat(expression: Expression): readonly Expression[] {
  if (expression.kind === 'sequence') return expression.items.flatMap(flat);
  return expression.kind === 'dictionary' ? expression.values.flatMap(flat) : [expression];
}

/**
 * The other calls on the object that a method is called on, or whose method is given away: what
 * they were given, it may call (`curl.setopt(pycurl.WRITEFUNCTION, write)`, then `curl.perform()`).
 * `method`: the attribute; `scope`: where it stands.
 */
export function callsOnSameObject(method: Expression, scope: ScopeView): readonly CallView[] {
  const receiver = method.kind === 'attribute' ? written(method.base) : undefined;
  if (receiver === undefined) return [];
  const owner = scope.parent?.kind === 'class' ? scope.parent.children : [];
  const scopes = new Set([scope, ...owner, scope.module.script]);
  return [...scopes].flatMap(({ calls }) =>
    calls.filter(
      ({ call: { callee } }) =>
        callee.kind === 'attribute' &&
        callee.name !== (method.kind === 'attribute' ? method.name : '') &&
        written(callee.base) === receiver,
    ),
  );
}

function written(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return undefined;
  const base = written(expression.base);
  return base === undefined ? undefined : `${base}.${expression.name}`;
}

/** The functions inside the decorators of a function: one of them stands in its place. */
function* wrappersOf(scope: ScopeView, project: ProjectView): Iterable<ScopeView> {
  const { outer } = scope;
  if (outer === undefined) return;
  for (const decorator of scope.facts?.decorators ?? []) {
    const value =
      decorator.kind === 'call'
        ? outer.calls[decorator.call]?.target
        : project.valueOf(decorator, outer);
    if (value?.kind === 'function') yield* functionsIn(value.scope);
  }
}

function* functionsIn(scope: ScopeView): Iterable<ScopeView> {
  for (const child of scope.children) {
    if (child.kind !== 'function') continue;
    yield child;
    yield* functionsIn(child);
  }
}

function* runByEvent({ event, unit }: EventView, project: ProjectView): Iterable<ScopeView> {
  if (event.kind === 'enter') {
    const manager = project.valueOf(event.manager, unit);
    if (manager.kind !== 'instance') return;
    for (const child of manager.scope.children) {
      if (/^__(?:enter|exit)__$/.test(child.name)) yield child;
    }
  } else if (event.kind === 'read') yield* propertiesIn(event.expression, unit, project);
}

/** The properties in a chain of attributes (`order.total.net`). */
function* propertiesIn(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
): Iterable<ScopeView> {
  for (let part = expression; part.kind === 'attribute'; part = part.base) {
    const owner = project.valueOf(part.base, unit);
    if (owner.kind !== 'instance') continue;
    const { name } = part;
    const read = owner.scope.children.find((child) => child.name === name);
    const isProperty = read?.facts?.decorators.some((decorator) =>
      /(?:^|\.)(?:cached_)?property$/.test(written(decorator) ?? ''),
    );
    if (read !== undefined && isProperty) yield read;
  }
}
