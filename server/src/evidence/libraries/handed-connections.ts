import type { Expression } from '../../facts/expression.ts';
import type { CallView, Place, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { assignedValues } from '../../project/names/binding-sites.ts';
import { isProperty, methodKind } from '../../project/names/members.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { startsMany } from '../../project/reach/started-together.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import { argumentsOf, type GivenArguments } from '../blocking/cpu-cost.ts';
import { givenTo, startingWork } from '../blocking/spawned-callables.ts';
import type { Reference } from '../early/holders.ts';
import { clientReferences } from './client-holders.ts';
import { isMadeOnce } from './connection-keepers.ts';
import { startsOnlyOne } from './greenlet-count.ts';

/** A piece of code that can name a connection. */
export interface Sight extends Reference {
  /**
   * For code that is handed it: the way of the greenlets that are handed the same one, several at
   * once; empty where no greenlets are on the way yet. Without it any greenlet that runs the code counts.
   */
  readonly way?: readonly Place[];
  /** Each call of this function makes another one: who calls it gets one of his own. */
  readonly isOwn?: boolean;
}

/**
 * Where else the connection goes that code can name: into functions that it is handed to, into an
 * object that is made with it, and back to those who call. `way`: how several greenlets come here,
 * if they do.
 */
export function* handedOn(
  { unit, matches, isOwn, way: handed }: Sight,
  way: readonly Place[] | undefined,
  project: ProjectView,
): Iterable<Sight> {
  const { scope } = unit;
  if (handed === undefined && isOwn !== true && givesBack(unit, matches))
    yield* sightsOfCallers(scope, project);
  for (const call of unit.calls) {
    if (!call.call.arguments.some(({ value }) => isWithin(value, unit, matches))) continue;
    const { target } = call;
    if (target.kind === 'class') yield* intoObject(target.scope, call, matches, project);
    else if (target.kind === 'function') {
      const message = `\`${scope.name}\` hands it on here`;
      const place = { path: scope.module.path, span: call.span, message };
      const on = way === undefined ? [] : [...way, place];
      yield* intoFunction(target.scope, argumentsOf(call), matches, on);
    } else yield* intoGreenlets(call, way, matches, project);
  }
}

/** Itself, or an argument of `partial(work, connection)`. */
function isWithin(value: Expression, unit: UnitView, matches: Reference['matches']): boolean {
  if (matches(value)) return true;
  if (value.kind === 'sequence') return value.items.some((item) => isWithin(item, unit, matches));
  const made = value.kind === 'call' ? unit.calls[value.call] : undefined;
  return (
    made?.path === 'functools.partial' && made.call.arguments.some((one) => matches(one.value))
  );
}

/** Whether a function returns the connection, or yields it, and nothing else. */
function givesBack({ facts }: UnitView, matches: Reference['matches']): boolean {
  if (facts.kind !== 'function') return false;
  const given = facts.events.flatMap((event) =>
    (event.kind === 'return' || event.kind === 'yield') && event.value !== undefined
      ? [event.value]
      : [],
  );
  const isNone = (at: Expression): boolean => at.kind === 'constant' && at.value === 'None';
  return given.some(matches) && given.every((value) => matches(value) || isNone(value));
}

/** Everywhere that a function's result is taken. */
export function sightsOfCallers(scope: ScopeView, project: ProjectView): readonly Sight[] {
  const { parent, name, facts } = scope;
  if (parent?.kind === 'class' && facts?.decorators.some(isProperty)) {
    return clientReferences({ kind: 'attribute', owner: parent, name }, project);
  }
  const byUnit = new Map<UnitView, Set<CallView>>();
  for (const call of project.callers(scope)) {
    const calls = byUnit.get(call.unit);
    if (calls === undefined) byUnit.set(call.unit, new Set([call]));
    else calls.add(call);
  }
  return [...byUnit].map(([unit, calls]) => ({
    unit,
    matches: (at) => {
      const call = at.kind === 'call' ? unit.calls[at.call] : undefined;
      return call !== undefined && calls.has(call);
    },
  }));
}

/** The only object of a class that is made with the connection, and keeps it. */
function* intoObject(
  owner: ScopeView,
  call: CallView,
  matches: Reference['matches'],
  project: ProjectView,
): Iterable<Sight> {
  const init = owner.children.find(({ name }) => name === '__init__');
  if (init === undefined) return;
  for (const parameter of takenBy(init, argumentsOf(call), matches)) {
    for (const { event } of init.events) {
      if (event.kind !== 'assign' || event.value.kind !== 'name') continue;
      const [target] = event.targets;
      if (event.value.name !== parameter || target?.kind !== 'attribute') continue;
      if (!isMadeOnce(owner, project)) continue;
      yield* clientReferences({ kind: 'attribute', owner, name: target.name }, project);
    }
  }
}

/** The function that a call starts several greenlets with, the connection among its arguments. */
function* intoGreenlets(
  call: CallView,
  way: readonly Place[] | undefined,
  matches: Reference['matches'],
  project: ProjectView,
): Iterable<Sight> {
  const row = call.path === undefined ? undefined : startingWork(call.path);
  const argument = row && argumentAt(call, row.callable);
  if (row === undefined || argument === undefined) return;
  if (way === undefined && !startsMany(call, row)) return;
  if (startsOnlyOne(call, project)) return;
  const message = `\`${describeCall(call, argument)}\` starts a greenlet here`;
  const place = { path: call.scope.module.path, span: call.span, message };
  const given = givenTo(call, argument, row);
  for (const body of functionsOf(project.valueOf(argument.value, call.unit, call.span[0]))) {
    yield* intoFunction(body, given, matches, [...(way ?? []), place]);
  }
}

function functionsOf(value: Value): readonly ScopeView[] {
  const called = calledThrough(value);
  if (called.kind === 'function') return [called.scope];
  return called.kind === 'unknown' ? (called.oneOf ?? []).flatMap(functionsOf) : [];
}

function* intoFunction(
  scope: ScopeView,
  given: GivenArguments,
  matches: Reference['matches'],
  way: readonly Place[],
): Iterable<Sight> {
  for (const name of takenBy(scope, given, matches)) {
    for (const unit of scope.units) {
      if (assignedValues(name, unit.facts).length > 0) continue;
      yield { unit, way, matches: (at) => at.kind === 'name' && at.name === name };
    }
  }
}

/** The parameters of a function that the connection is given as. */
function* takenBy(
  scope: ScopeView,
  given: GivenArguments,
  matches: Reference['matches'],
): Iterable<string> {
  const parameters = scope.facts?.parameters ?? [];
  const own = scope.parent?.kind === 'class' && methodKind(scope) !== 'static' ? 1 : 0;
  for (const [index, { name, star, keywordOnly }] of parameters.entries()) {
    if (star !== 0 || index < own) continue;
    const position = keywordOnly ? {} : { position: index - own };
    const value = given.at({ keyword: name, ...position });
    if (value !== undefined && matches(value)) yield name;
  }
}
