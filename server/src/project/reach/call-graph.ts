import type { Expression } from '../../facts/expression.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView, UnitView } from '../model.ts';
import { possibleNames } from '../names/name-hints.ts';
import type { Value } from '../value.ts';
import { bodiesOf, functionsReturnedBy, methods } from './bodies.ts';
import { calledBackBy } from './called-back.ts';
import { registeredImplementations } from './generic-functions.ts';
import { implicitCalls, isPropertyScope, propertyNames, type Site } from './implicit-calls.ts';
import { Instances, type RunTogether } from './instances.ts';
import { keptCallables } from './kept-callables.ts';
import { type GivingSpawn, isSelf, PassedObjects } from './passed-objects.ts';

/** A function that a call runs. */
export interface CallEdge {
  /** The call, or what runs a method without one. */
  readonly site: Site;
  readonly callee: ScopeView;
  /** The class of the object whose method it is, where that is known. */
  readonly self?: ScopeView;
}

/** Who calls whom inside the workspace, found on demand and kept. */
export class CallGraph {
  readonly #project: LinkingView;
  readonly #callees = new Map<ScopeView, Map<ScopeView | undefined, readonly CallEdge[]>>();
  readonly #callers = new Map<string, ReadonlyMap<ScopeView, readonly CallView[]>>();
  #derived: ReadonlyMap<ScopeView, readonly ScopeView[]> | undefined;
  readonly #wrappers = new Map<ScopeView, readonly ScopeView[]>();
  #subclasses: ReadonlyMap<ScopeView, ReadonlySet<string>> | undefined;
  #generic: ReadonlyMap<ScopeView, readonly ScopeView[]> | undefined;
  #byName: ReadonlyMap<string, readonly CallView[]> | undefined;
  #methodNames: ReadonlySet<string> | undefined;
  #propertyNames: ReadonlySet<string> | undefined;
  /** What was answered before `settle`. */
  readonly #provisional = new Set<ScopeView>();
  readonly #instances: Instances;
  readonly #passed: PassedObjects;

  /** `runTogether`: whether two modules run in one process, as far as is known. */
  constructor(project: LinkingView, runTogether: RunTogether) {
    this.#project = project;
    this.#instances = new Instances(project, this, runTogether);
    this.#passed = new PassedObjects(project, this, runTogether);
  }

  /** Notes which spawns give arguments to which functions. */
  set spawns(spawns: ReadonlyMap<ScopeView, readonly GivingSpawn[]>) {
    this.#passed.spawns = spawns;
  }

  /**
   * What runs by code that stands directly in `scope`: calls, and methods that no call names.
   * `self`: the very class of the object whose method the scope is, where that is known.
   */
  callees(scope: ScopeView, self?: ScopeView): readonly CallEdge[] {
    let known = this.#callees.get(scope);
    if (known === undefined) {
      known = new Map();
      this.#callees.set(scope, known);
    }
    let edges = known.get(self);
    if (edges === undefined) {
      this.#passed.asked = false;
      edges = [
        ...scope.calls.flatMap((call) => this.#edgesOf(call, self)),
        ...this.#implicitEdges(scope, self),
      ];
      known.set(self, edges);
      if (this.#passed.asked) this.#provisional.add(scope);
    }
    return edges;
  }

  /**
   * Tells which code may run in a greenlet: what calls elsewhere pass counts no more. Answers whether
   * some of what `callees` said may be different now.
   */
  settle(isReached: (scope: ScopeView) => boolean): boolean {
    this.#passed.isReached = isReached;
    for (const scope of this.#provisional) this.#callees.delete(scope);
    return this.#provisional.size > 0;
  }

  /** Whether objects of this very class are made. */
  isMade(owner: ScopeView): boolean {
    return this.#instances.isMade(owner);
  }

  #edgesOf(call: CallView, self: ScopeView | undefined): CallEdge[] {
    const { target, unit, scope, span } = call;
    const { callee } = call.call;
    const bodies = bodiesOf(target, this.#project);
    const edges: CallEdge[] = [];
    const isOpen = target.kind === 'unknown' || (target.kind === 'function' && target.bound);
    if (callee.kind === 'attribute' && isOpen && this.#isMethodName(callee.name)) {
      const objects = this.#objects(callee.base, unit, scope, span[0], self);
      edges.push(...this.#methodsOn(objects, [callee.name], call));
    }
    const own = this.#selfOfStatic(call, self);
    const isSettled = target.kind === 'function' && edges.length > 0;
    for (const body of isSettled ? [] : bodies) {
      if (!edges.some((edge) => edge.callee === body)) edges.push(edgeTo(body, call, own));
    }
    for (const body of calledBackBy(call, bodies, this.#project)) edges.push(edgeTo(body, call));
    if (edges.length === 0 && isUntold(target)) {
      const kept = keptCallables(callee, unit, this.#project, this, { isCalled: true });
      for (const body of new Set(kept.map((one) => one.body))) edges.push(edgeTo(body, call));
    }
    return edges;
  }

  /** Whose method a call runs by its text alone: a new object's, or by `super()` the same one's. */
  #selfOfStatic({ target, call: { callee }, unit }: CallView, self: ScopeView | undefined) {
    if (target.kind === 'class') return target.scope;
    if (callee.kind !== 'attribute' || callee.base.kind !== 'call') return undefined;
    return unit.calls[callee.base.call]?.path === 'builtins.super' ? self : undefined;
  }

  /**
   * The path of what a method call runs on an object from outside the workspace that was passed;
   * undefined where nothing tells it, or where it may be this or that.
   */
  passedPath(call: CallView, selves: Iterable<ScopeView | undefined>): string | undefined {
    const { callee } = call.call;
    if (call.target.kind !== 'unknown' || callee.kind !== 'attribute') return undefined;
    const paths = new Set<string | undefined>();
    for (const self of selves) {
      for (const owner of this.#passed.valuesOf(callee.base, call.unit, call.span[0], self)) {
        const member = this.#project.memberOf(owner, callee.name);
        paths.add(member.kind === 'external' ? member.path : undefined);
      }
    }
    const [path, other] = paths;
    return other === undefined && paths.size === 1 ? path : undefined;
  }

  #implicitEdges(scope: ScopeView, self: ScopeView | undefined): readonly CallEdge[] {
    const isProperty = (name: string): boolean => {
      this.#propertyNames ??= propertyNames(this.#project);
      return this.#propertyNames.has(name);
    };
    return [...implicitCalls(scope, isProperty)].flatMap(({ object, methods, event, read }) => {
      if (!methods.some((name) => this.#isMethodName(name))) return [];
      const objects = this.#objects(object, event.unit, scope, event.span[0], self);
      const edges = this.#methodsOn(objects, methods, event);
      return read ? edges.filter(({ callee }) => isPropertyScope(callee)) : edges;
    });
  }

  /** The very classes of which an object may be. */
  #objects(
    object: Expression,
    unit: UnitView,
    scope: ScopeView,
    before: number,
    self: ScopeView | undefined,
  ): readonly ScopeView[] {
    const classes = this.#passed.classesOf(object, unit, before, self);
    if (self !== undefined && isSelf(object, scope)) return classes;
    return classes.flatMap((one) => [one, ...this.#instances.standingIn(one, scope.module)]);
  }

  #methodsOn(
    objects: readonly ScopeView[],
    names: readonly string[],
    site: Site,
  ): readonly CallEdge[] {
    return [...new Set(objects)].flatMap((self) =>
      names.flatMap((name) =>
        methods(self, this.#project, name).map((callee) => edgeTo(callee, site, self)),
      ),
    );
  }

  #isMethodName(name: string): boolean {
    this.#methodNames ??= new Set(
      this.#project.modules.flatMap(({ scopes }) =>
        scopes.flatMap((one) => (one.parent?.kind === 'class' ? one.name : [])),
      ),
    );
    return this.#methodNames.has(name);
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
      this.#generic ??= registeredImplementations(this.#project);
      const made = (scope.facts?.decorators ?? []).flatMap((decorator) => {
        const { outer } = scope;
        const value = outer && this.#project.valueOf(decorator, outer, scope.span[0]);
        return value?.kind === 'function' ? wrappersMadeBy(value.scope) : [];
      });
      wrappers = [...made, ...(this.#generic.get(scope) ?? [])];
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

function edgeTo(callee: ScopeView, site: Site, self?: ScopeView): CallEdge {
  return self === undefined ? { site, callee } : { site, callee, self };
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
