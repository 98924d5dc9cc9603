import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView } from '../model.ts';
import { calledThrough, type Value } from '../value.ts';

/** The part of the call graph that is asked for calls by their names, and for subclasses. */
export interface CallsByName {
  callsNamed(name: string): readonly CallView[];
  callers(scope: ScopeView): readonly CallView[];
  callsOfInit(scope: ScopeView): readonly CallView[];
  constructions(owner: ScopeView): readonly CallView[];
  derivedFrom(owner: ScopeView): readonly ScopeView[];
}

/** Whether the code of two modules runs in one process, as far as is known. */
export type RunTogether = (a: ModuleView, b: ModuleView) => boolean;

/**
 * Which classes of the workspace have instances of their own: one that nobody makes stands for
 * those of its subclasses that are made.
 */
export class Instances {
  readonly #project: LinkingView;
  readonly #calls: CallsByName;
  readonly #runTogether: RunTogether;
  readonly #makers = new Map<ScopeView, readonly ModuleView[]>();
  #fromTables: ReadonlyMap<ScopeView, readonly ModuleView[]> | undefined;

  constructor(project: LinkingView, calls: CallsByName, runTogether: RunTogether) {
    this.#project = project;
    this.#calls = calls;
    this.#runTogether = runTogether;
  }

  /** Whether objects of this very class are made. */
  isMade(owner: ScopeView): boolean {
    return this.#makersOf(owner).length > 0;
  }

  /** The subclasses that are made where `module` runs; none where `owner` is made itself. */
  standingIn(owner: ScopeView, module: ModuleView): readonly ScopeView[] {
    const derived = this.#calls.derivedFrom(owner);
    const candidates = derived.length > 0 ? derived : this.#implementing(owner);
    if (candidates.length === 0 || this.isMade(owner)) return [];
    return candidates.filter((one) =>
      this.#makersOf(one).some((maker) => this.#runTogether(maker, module)),
    );
  }

  /** The classes that have all the methods of a `typing.Protocol`. */
  #implementing(owner: ScopeView): readonly ScopeView[] {
    const { externals } = this.#project.lineageOf(owner);
    if (!externals.some((path) => /^typing(?:_extensions)?\.Protocol$/.test(path))) return [];
    const asked = methodNames(owner);
    if (asked.length === 0) return [];
    return this.#project.modules.flatMap(({ scopes, isTest }) =>
      isTest
        ? []
        : scopes.filter((scope) => {
            if (scope.kind !== 'class' || scope === owner) return false;
            const own = methodNames(scope);
            return asked.every((name) => own.includes(name));
          }),
    );
  }

  #makersOf(owner: ScopeView): readonly ModuleView[] {
    let makers = this.#makers.get(owner);
    if (makers === undefined) {
      const calls = this.#calls.callsNamed(owner.name);
      makers = [
        ...calls.flatMap(({ target, scope: { module } }) =>
          !module.isTest && makes(target).includes(owner) ? [module] : [],
        ),
        ...(this.#tables().get(owner) ?? []),
      ];
      this.#makers.set(owner, makers);
    }
    return makers;
  }

  /** The classes that are made by calls without a name of their own: `KINDS[name]()`. */
  #tables(): ReadonlyMap<ScopeView, readonly ModuleView[]> {
    if (this.#fromTables !== undefined) return this.#fromTables;
    const found = new Map<ScopeView, ModuleView[]>();
    for (const module of this.#project.modules) {
      if (module.isTest) continue;
      for (const call of module.calls) {
        const { kind } = call.call.callee;
        const mayBeTable = kind === 'subscript' || kind === 'call' || kind === 'name';
        if (!mayBeTable) continue;
        if (kind === 'name' && call.target.kind !== 'unknown') continue;
        for (const one of makes(call.target)) {
          const known = found.get(one);
          if (known === undefined) found.set(one, [module]);
          else known.push(module);
        }
      }
    }
    this.#fromTables = found;
    return found;
  }
}

function methodNames({ children }: ScopeView): readonly string[] {
  return children.flatMap(({ kind, name }) => (kind === 'function' ? [name] : []));
}

/** The classes of which a call makes an instance, or one of which it does. */
function makes(target: Value): readonly ScopeView[] {
  if (target.kind === 'unknown') return (target.oneOf ?? []).flatMap(makes);
  const called = calledThrough(target);
  return called.kind === 'class' ? [called.scope] : [];
}
