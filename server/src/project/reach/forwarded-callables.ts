import type { Expression } from '../../facts/expression.ts';
import type { Scope } from '../../facts/scope.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, Place, ScopeView } from '../model.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt } from './callable-argument.ts';
import { givenBodies } from './given-callables.ts';

/** A function of the workspace that passes a parameter of its own on to somebody who calls it. */
export interface Forwarder {
  readonly scope: ScopeView;
  /** Index of the parameter. */
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
  if (value.kind === 'name') return ownerOf(value.name, call.scope);
  if (value.kind === 'attribute' && value.base.kind === 'name') {
    const owner = ownerOf(value.base.name, call.scope);
    const isOwnObject = owner?.parameter === 0 && owner.scope.parent?.kind === 'class';
    return owner === undefined || isOwnObject ? undefined : { ...owner, method: value.name };
  }
  if (value.kind === 'call') {
    const inner = unit.calls[value.call];
    const first = inner?.call.arguments[0];
    if (inner?.path !== 'functools.partial' || first?.value.kind !== 'name') return undefined;
    return ownerOf(first.value.name, call.scope);
  }
  if (value.kind !== 'lambda') return undefined;
  const lambda = unit.children[value.child];
  for (const { callee } of lambda?.facts?.calls ?? []) {
    const owner = callee.kind === 'name' && lambda && ownerOf(callee.name, lambda);
    if (owner) return owner;
  }
  return undefined;
}

/** Whose parameter a function calls that stands in `scope`: that of `every` in `def loop(): task()`. */
export function forwarderWithin(body: ScopeView, scope: ScopeView): Forwarder | undefined {
  if (body.parent !== scope || scope.kind !== 'function') return undefined;
  for (const { callee } of body.facts?.calls ?? []) {
    const owner = callee.kind === 'name' ? ownerOf(callee.name, body) : undefined;
    if (owner?.scope === scope) return owner;
  }
  return undefined;
}

/** The function around `scope`, or itself, that has `name` as a parameter which nobody rebinds. */
function ownerOf(name: string, scope: ScopeView): Forwarder | undefined {
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

/** The functions that calls and decorators give to a forwarder. */
export function givenTo(
  { scope, parameter, method }: Forwarder,
  project: LinkingView,
  graph: CallGraph,
): readonly Given[] {
  const keyword = scope.facts?.parameters[parameter]?.name;
  const given: Given[] = [];
  for (const call of graph.callers(scope)) {
    const bound = call.target.kind === 'function' && call.target.bound ? 1 : 0;
    const place = { position: parameter - bound, ...(keyword === undefined ? {} : { keyword }) };
    const argument = argumentAt(call, place);
    if (argument === undefined) continue;
    const { value } = argument;
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
  return { path: module.path, span, message: `\`${forwarder.name}\` is given it here` };
}
