import type { LinkingView } from './linking-view.ts';
import type { CallView, ModuleView, ScopeView } from './model.ts';
import { possibleNames } from './name-hints.ts';
import { calledThrough, type Value } from './value.ts';

/** A call of first-party code, resolved. */
export interface CallEdge {
  readonly call: CallView;
  readonly callee: ScopeView;
}

/** Who calls whom inside the workspace, found on demand and kept. */
export class CallGraph {
  readonly #project: LinkingView;
  readonly #callees = new Map<ScopeView, readonly CallEdge[]>();
  #classes: readonly ScopeView[] | undefined;
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
    return bodies.map((callee) => ({ call, callee }));
  }

  /** The calls that resolve to `scope`; for `__init__` those of its class. In the order of modules. */
  callers(scope: ScopeView): readonly CallView[] {
    const names = scope.name === '__init__' ? this.#inheritors(scope.parent) : [scope.name];
    const candidates = names.flatMap((name) => this.callsNamed(name));
    return candidates.filter((call) => bodiesOf(call.target, this.#project).includes(scope));
  }

  /** The names of a class and of its subclasses. */
  #inheritors(owner: ScopeView | undefined): readonly string[] {
    if (owner === undefined) return [];
    this.#classes ??= this.#project.modules.flatMap((module) =>
      module.scopes.filter(({ kind }) => kind === 'class'),
    );
    const names = this.#classes
      .filter((one) => one === owner || this.#project.lineageOf(one).classes.includes(owner))
      .map(({ name }) => name);
    return [...new Set(names)];
  }

  /** Calls whose callee may be called `name` at its home. */
  callsNamed(name: string): readonly CallView[] {
    this.#byName ??= indexByName(this.#project.modules);
    return this.#byName.get(name) ?? [];
  }
}

/** The functions whose bodies run when `value` is called. */
export function bodiesOf(value: Value, project: LinkingView): ScopeView[] {
  const called = calledThrough(value);
  if (called.kind === 'function') return [called.scope];
  if (called.kind === 'class') return methods(called.scope, project, '__init__');
  return called.kind === 'instance' ? methods(called.scope, project, '__call__') : [];
}

/** The methods of a class by these names, inherited ones included, as far as they are found. */
export function methods(
  owner: ScopeView,
  project: LinkingView,
  ...names: readonly string[]
): ScopeView[] {
  const { classes } = project.lineageOf(owner);
  return names.flatMap((name) => {
    for (const { children } of classes) {
      const method = children.find((child) => child.kind === 'function' && child.name === name);
      if (method !== undefined) return [method];
    }
    return [];
  });
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
