import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView } from '../model.ts';
import { possibleNames } from '../names/name-hints.ts';
import type { Value } from '../value.ts';
import { bodiesOf, functionsReturnedBy, methods } from './bodies.ts';
import { calledBackBy } from './called-back.ts';
import { keptCallables } from './kept-callables.ts';

/** A call of first-party code, resolved. */
export interface CallEdge {
  readonly call: CallView;
  readonly callee: ScopeView;
}

/** Who calls whom inside the workspace, found on demand and kept. */
export class CallGraph {
  readonly #project: LinkingView;
  readonly #callees = new Map<ScopeView, readonly CallEdge[]>();
  readonly #callers = new Map<string, ReadonlyMap<ScopeView, readonly CallView[]>>();
  #derived: ReadonlyMap<ScopeView, readonly ScopeView[]> | undefined;
  readonly #wrappers = new Map<ScopeView, readonly ScopeView[]>();
  #subclasses: ReadonlyMap<ScopeView, ReadonlySet<string>> | undefined;
  #byName: ReadonlyMap<string, readonly CallView[]> | undefined;

  constructor(project: LinkingView) {
    this.#project = project;
  }

  /** The resolved calls that stand directly in `scope`, `with` on first-party managers included. */
  callees(scope: ScopeView): readonly CallEdge[] {
    let edges = this.#callees.get(scope);
    if (edges === undefined) {
      edges = scope.calls.flatMap((call) => this.#edgesOf(call));
      this.#callees.set(scope, edges);
    }
    return edges;
  }

  #edgesOf(call: CallView): CallEdge[] {
    const { target } = call;
    const bodies = bodiesOf(target, this.#project);
    if (call.call.usage === 'with' && target.kind === 'class') {
      bodies.push(...methods(target.scope, this.#project, '__enter__', '__exit__'));
    }
    bodies.push(...calledBackBy(call, bodies, this.#project));
    if (bodies.length === 0 && isUntold(target)) {
      const { callee } = call.call;
      const kept = keptCallables(callee, call.unit, this.#project, this);
      bodies.push(...new Set(kept.map(({ body }) => body)));
    }
    return bodies.map((callee) => ({ call, callee }));
  }

  /** The calls that resolve to `scope`; for `__init__` those of its class. In the order of modules. */
  callers(scope: ScopeView): readonly CallView[] {
    if (scope.name !== '__init__' || scope.parent === undefined) {
      return this.#callersByName(scope.name).get(scope) ?? [];
    }
    this.#subclasses ??= this.#inheritance();
    const names = new Set([scope.parent.name, ...(this.#subclasses.get(scope.parent) ?? [])]);
    return [...names].flatMap((name) => this.#callersByName(name).get(scope) ?? []);
  }

  /** The calls of an `__init__` by name, as subclasses make them: `super().__init__(job)`. */
  callsOfInit(scope: ScopeView): readonly CallView[] {
    return scope.name === '__init__' ? (this.#callersByName(scope.name).get(scope) ?? []) : [];
  }

  /** The calls that make an instance of this very class, which has no `__init__` of its own. */
  constructions(owner: ScopeView): readonly CallView[] {
    return this.callsNamed(owner.name).filter(
      ({ target }) => target.kind === 'class' && target.scope === owner,
    );
  }

  /** The resolved calls whose callee may have this name, by what they run. */
  #callersByName(name: string): ReadonlyMap<ScopeView, readonly CallView[]> {
    const kept = this.#callers.get(name);
    if (kept !== undefined) return kept;
    const callers = new Map<ScopeView, CallView[]>();
    for (const call of this.callsNamed(name)) {
      for (const body of bodiesOf(call.target, this.#project)) {
        const list = callers.get(body);
        if (list === undefined) callers.set(body, [call]);
        else list.push(call);
      }
    }
    this.#callers.set(name, callers);
    return callers;
  }

  /** The names of the subclasses of each class. */
  #inheritance(): ReadonlyMap<ScopeView, ReadonlySet<string>> {
    const subclasses = new Map<ScopeView, Set<string>>();
    for (const { scopes } of this.#project.modules) {
      for (const scope of scopes) {
        if (scope.kind !== 'class' || scope.facts?.bases.length === 0) continue;
        for (const ancestor of this.#project.lineageOf(scope).classes) {
          const names = subclasses.get(ancestor);
          if (names === undefined) subclasses.set(ancestor, new Set([scope.name]));
          else names.add(scope.name);
        }
      }
    }
    return subclasses;
  }

  /** The methods `name` that classes which derive from `owner` define themselves. */
  overriding(owner: ScopeView, name: string): readonly ScopeView[] {
    return this.derivedFrom(owner).flatMap(({ children }) =>
      children.filter((child) => child.kind === 'function' && child.name === name),
    );
  }

  /** The classes of the workspace that derive from `owner`. */
  derivedFrom(owner: ScopeView): readonly ScopeView[] {
    this.#derived ??= this.#derivedClasses();
    return this.#derived.get(owner) ?? [];
  }

  #derivedClasses(): ReadonlyMap<ScopeView, readonly ScopeView[]> {
    const derived = new Map<ScopeView, ScopeView[]>();
    for (const scope of this.#project.modules.flatMap(({ scopes }) => scopes)) {
      if (scope.kind !== 'class' || scope.facts?.bases.length === 0) continue;
      for (const ancestor of this.#project.lineageOf(scope).classes) {
        if (ancestor === scope) continue;
        const known = derived.get(ancestor);
        if (known === undefined) derived.set(ancestor, [scope]);
        else known.push(scope);
      }
    }
    return derived;
  }

  /** The functions that decorators of the workspace put around one, and that call it. */
  wrappers(scope: ScopeView): readonly ScopeView[] {
    let wrappers = this.#wrappers.get(scope);
    if (wrappers === undefined) {
      wrappers = (scope.facts?.decorators ?? []).flatMap((decorator) => {
        const { outer } = scope;
        const value = outer && this.#project.valueOf(decorator, outer, scope.span[0]);
        return value?.kind === 'function' ? wrappersMadeBy(value.scope) : [];
      });
      this.#wrappers.set(scope, wrappers);
    }
    return wrappers;
  }

  /** Calls whose callee may be called `name` at its home. */
  callsNamed(name: string): readonly CallView[] {
    this.#byName ??= indexByName(this.#project.modules);
    return this.#byName.get(name) ?? [];
  }
}

/** Whether nothing tells what is called, or only that it can be. */
function isUntold(target: Value): boolean {
  return (
    target.kind === 'unknown' ||
    (target.kind === 'external-instance' && /\.(?:Any|Callable|object)$/.test(target.path))
  );
}

/** The functions inside a decorator that it returns by name and that call what it is given. */
function wrappersMadeBy(decorator: ScopeView): readonly ScopeView[] {
  const first = decorator.facts?.parameters[0];
  if (first === undefined || first.star !== 0) return [];
  return functionsReturnedBy(decorator).filter(({ facts }) =>
    facts?.calls.some(({ callee }) => callee.kind === 'name' && callee.name === first.name),
  );
}

function indexByName(modules: readonly ModuleView[]): ReadonlyMap<string, readonly CallView[]> {
  const index = new Map<string, CallView[]>();
  for (const module of modules) {
    for (const scope of module.scopes) {
      for (const unit of scope.units) {
        unit.facts.calls.forEach((fact, at) => {
          for (const name of possibleNames(module, fact.callee)) {
            const call = unit.calls[at];
            if (call === undefined) continue;
            const list = index.get(name);
            if (list === undefined) index.set(name, [call]);
            else list.push(call);
          }
        });
      }
    }
  }
  return index;
}
