import type { Expression } from '../../facts/expression.ts';
import type { Scope } from '../../facts/scope.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, Place, ScopeView } from '../model.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt } from './callable-argument.ts';
import { fieldsOf } from './fields.ts';
import { givenBodies } from './given-callables.ts';

/**
 * A function of the workspace that passes a parameter of its own on to somebody who calls it; or a
 * class that is made with its fields in order.
 */
export interface Forwarder {
  readonly scope: ScopeView;
  /** Index of the parameter, or of the field. */
  readonly parameter: number;
  /** The method that is called of what it is given: `start` of `spawn(service.start)`. */
  readonly method?: string;
}

/** A function that is given to a forwarder. */
export interface Given {
  readonly body: ScopeView;
  /** Where it is given, as the texts are now. */
  readonly place: () => Place;
  /** By a decorator: then every call of the function goes through the forwarder. */
  readonly decorated: boolean;
}

/**
 * Whose parameter the callable of a call is: that of `fn` in `def background(fn): spawn(fn)`, also
 * from within the functions inside, through `functools.partial(fn, …)` and `lambda: fn(…)`; and of
 * `service` in `def start(service): spawn(service.run)`.
 */
export function forwarderOf(call: CallView, value: Expression): Forwarder | undefined {
  const { unit } = call;
  if (value.kind === 'name') return parameterOf(value.name, call.scope);
  if (value.kind === 'attribute' && value.base.kind === 'name') {
    const owner = parameterOf(value.base.name, call.scope);
    const isOwnObject = owner?.parameter === 0 && owner.scope.parent?.kind === 'class';
    return owner === undefined || isOwnObject ? undefined : { ...owner, method: value.name };
  }
  if (value.kind === 'call') {
    const inner = unit.calls[value.call];
    const first = inner?.call.arguments[0];
    if (inner?.path !== 'functools.partial' || first?.value.kind !== 'name') return undefined;
    return parameterOf(first.value.name, call.scope);
  }
  if (value.kind !== 'lambda') return undefined;
  const lambda = unit.children[value.child];
  for (const { callee } of lambda?.facts?.calls ?? []) {
    const owner = callee.kind === 'name' && lambda && parameterOf(callee.name, lambda);
    if (owner) return owner;
  }
  return undefined;
}

/** Whose parameter a function calls that stands in `scope`: that of `every` in `def loop(): task()`. */
export function forwarderWithin(body: ScopeView, scope: ScopeView): Forwarder | undefined {
  if (body.parent !== scope || scope.kind !== 'function') return undefined;
  for (const { callee } of body.facts?.calls ?? []) {
    const owner = callee.kind === 'name' ? parameterOf(callee.name, body) : undefined;
    if (owner?.scope === scope) return owner;
  }
  return undefined;
}

/** The function around `scope`, or itself, that has `name` as a parameter which nobody rebinds. */
export function parameterOf(name: string, scope: ScopeView): Forwarder | undefined {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    const { facts } = at;
    if (facts === undefined || at.kind === 'class') continue;
    const parameter = facts.parameters.findIndex((one) => one.name === name && one.star === 0);
    if (binds(facts, name)) return undefined;
    if (parameter >= 0) return at.kind === 'function' ? { scope: at, parameter } : undefined;
    if (facts.parameters.some((one) => one.name === name)) return undefined;
  }
  return undefined;
}

function binds(facts: Scope, name: string): boolean {
  return facts.events.some(
    (event) =>
      (event.kind === 'assign' &&
        event.targets.some((target) => target.kind === 'name' && target.name === name)) ||
      (event.kind === 'define' && facts.children[event.child]?.scope.name === name),
  );
}

/** How often what is given may be a parameter again: `def every(task): self.add(task)`. */
const MOST_STEPS = 4;

/** The functions that calls and decorators give to a forwarder, also through other forwarders. */
export function givenTo(
  { scope, parameter, method }: Forwarder,
  project: LinkingView,
  graph: CallGraph,
  steps = 0,
): readonly Given[] {
  const { name: keyword, first } = parameterAt(scope, parameter);
  const given: Given[] = [];
  const calls =
    scope.kind === 'class'
      ? graph.constructions(scope)
      : [...graph.callers(scope), ...graph.callsOfInit(scope)];
  for (const call of calls) {
    const isOwn =
      call.target.kind === 'function' ? call.target.bound : call.target.kind === 'class';
    const position = parameter - (isOwn ? first : 0);
    const argument = argumentAt(call, { position, ...(keyword === undefined ? {} : { keyword }) });
    if (argument === undefined) continue;
    const { value } = argument;
    const further =
      steps < MOST_STEPS && value.kind === 'name' && parameterOf(value.name, call.scope);
    if (further) {
      const asked = method === undefined ? further : { ...further, method };
      given.push(...givenTo(asked, project, graph, steps + 1));
    }
    const run: Expression =
      method === undefined
        ? value
        : { kind: 'attribute', base: value, name: method, span: value.span };
    for (const body of givenBodies(run, call.unit, project, call.span[0])) {
      given.push({ body, place: () => placeOf(call.scope, call.span, scope), decorated: false });
    }
  }
  for (const { body, bound } of byDecorator(project, graph).get(scope) ?? []) {
    // `@pool.wrap`: the method's own object comes first.
    if (method !== undefined || parameter !== (bound ? 1 : 0)) continue;
    given.push({ body, place: () => placeOf(body, body.nameSpan, scope), decorated: true });
  }
  return given;
}

/** A parameter's keyword, and how many come before those that callers of a bound function give. */
function parameterAt(
  { kind, facts }: ScopeView,
  parameter: number,
): { readonly name: string | undefined; readonly first: number } {
  if (kind !== 'class') return { name: facts?.parameters[parameter]?.name, first: 1 };
  return { name: facts && fieldsOf(facts)[parameter]?.name, first: 0 };
}

interface Decorated {
  readonly body: ScopeView;
  /** Whether the decorator is a method of an object. */
  readonly bound: boolean;
}

const decorated = new WeakMap<CallGraph, ReadonlyMap<ScopeView, readonly Decorated[]>>();

/** The decorated functions of the workspace by the functions that decorate them. */
function byDecorator(
  project: LinkingView,
  graph: CallGraph,
): ReadonlyMap<ScopeView, readonly Decorated[]> {
  const known = decorated.get(graph);
  if (known !== undefined) return known;
  const index = new Map<ScopeView, Decorated[]>();
  for (const body of project.modules.flatMap(({ scopes }) => scopes)) {
    const { facts, outer } = body;
    if (facts === undefined || outer === undefined || body.kind !== 'function') continue;
    for (const decorator of facts.decorators) {
      const value = project.valueOf(decorator, outer, body.span[0]);
      if (value.kind !== 'function') continue;
      const list = index.get(value.scope);
      const one = { body, bound: value.bound };
      if (list === undefined) index.set(value.scope, [one]);
      else list.push(one);
    }
  }
  decorated.set(graph, index);
  return index;
}

function placeOf({ module }: ScopeView, span: Place['span'], forwarder: ScopeView): Place {
  const { name, parent } = forwarder;
  const named = name === '__init__' && parent !== undefined ? parent.name : name;
  return { path: module.path, span, message: `\`${named}\` is given it here` };
}
