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
    const bodies = bodiesOf(target);
    if (call.call.usage === 'with') {
      if (target.kind === 'class') bodies.push(...methods(target.scope, '__enter__', '__exit__'));
    }
    return bodies.map((callee) => ({ call, callee }));
  }

  /** The calls that resolve to `scope`; for `__init__` those of its class. In the order of modules. */
  callers(scope: ScopeView): readonly CallView[] {
    const name = scope.name === '__init__' ? (scope.parent?.name ?? '') : scope.name;
    const candidates = this.callsNamed(name);
    return candidates.filter((call) => bodiesOf(call.target).includes(scope));
  }

  /** Calls whose callee may be called `name` at its home. */
  callsNamed(name: string): readonly CallView[] {
    this.#byName ??= indexByName(this.#project.modules);
    return this.#byName.get(name) ?? [];
  }
}

/** The functions whose bodies run when `value` is called. */
export function bodiesOf(value: Value): ScopeView[] {
  const called = calledThrough(value);
  if (called.kind === 'function') return [called.scope];
  if (called.kind === 'class') return methods(called.scope, '__init__');
  return called.kind === 'instance' ? methods(called.scope, '__call__') : [];
}

function methods(owner: ScopeView, ...names: readonly string[]): ScopeView[] {
  return owner.children.filter((child) => child.kind === 'function' && names.includes(child.name));
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
