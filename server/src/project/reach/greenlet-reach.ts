import type { LinkingView } from '../linking-view.ts';
import type { CallView, GreenletReach, ModuleView, Place, ScopeView } from '../model.ts';
import { isDead } from '../programs/block-certainty.ts';
import type { Programs } from '../programs/programs.ts';
import { CallGraph } from './call-graph.ts';
import { findGreenletRoots, type GreenletRoot } from './greenlet-roots.ts';
import { ThreadPoolReach } from './thread-pool-reach.ts';

/** How a scope was reached first: by being a root, or by a call from a reached scope. */
interface Step {
  readonly root: GreenletRoot;
  readonly call: CallView | undefined;
}

/**
 * Which code runs in greenlets: everything that can be called from a function that is spawned,
 * by calls that could be resolved. Computed when first asked for; throw the object away when
 * what it read of a unit (see `unit-effects.ts`), or a program, changed.
 */
export class GreenletReachIndex {
  readonly #project: LinkingView;
  readonly #programs: Programs;
  readonly #graph: CallGraph;
  readonly #threadPool: ThreadPoolReach;
  #roots: readonly GreenletRoot[] | undefined;
  #rootScopes: ReadonlySet<ScopeView> | undefined;
  #reached: ReadonlyMap<ScopeView, Step> | undefined;
  #many: ReadonlyMap<ScopeView, Step> | undefined;
  #spawned: ReadonlyMap<ScopeView, Step> | undefined;
  #serving: ReadonlyMap<ScopeView, Step> | undefined;
  #lasting: ReadonlyMap<ScopeView, Step> | undefined;

  /** `programs`: those of the same state of the project. */
  constructor(project: LinkingView, programs: Programs) {
    this.#project = project;
    this.#programs = programs;
    this.#graph = new CallGraph(project);
    this.#threadPool = new ThreadPoolReach(project, this.#graph, (scope) => this.#isRoot(scope));
  }

  /** Why this scope's code runs in greenlets, by the shortest chain; undefined where unknown. */
  reach(scope: ScopeView): GreenletReach | undefined {
    // A class body runs with the function around it.
    if (scope.kind === 'class' && scope.parent !== undefined) return this.reach(scope.parent);
    this.#reached ??= this.#spread(this.#allRoots());
    const step = this.#reached.get(scope);
    if (step === undefined) return undefined;
    this.#many ??= this.#spread(this.#allRoots().filter(({ many }) => many));
    const many = this.#many.has(scope);
    this.#spawned ??= this.#spread(this.#allRoots().filter(({ asThread }) => !asThread));
    const onlyAsThread = !this.#spawned.has(scope);
    this.#serving ??= this.#spread(this.#allRoots().filter(({ serves }) => serves));
    const serves = this.#serving.has(scope);
    this.#lasting ??= this.#allRoots().some(({ once }) => once)
      ? this.#spread(this.#allRoots().filter(({ once }) => !once))
      : this.#reached;
    const onlyOnce = !this.#lasting.has(scope);
    const chain = chainTo(scope, this.#reached);
    const spread = this.#many;
    return {
      origin: step.root.origin,
      chain,
      many,
      manyChain: () => chainTo(scope, spread),
      serves,
      onlyAsThread,
      onlyOnce,
    };
  }

  /** Whether this code is given to a native thread pool, or called from such code alone. */
  inThreadPool(scope: ScopeView): boolean {
    return this.#threadPool.has(scope);
  }

  /** The first-party calls that resolve to this scope; for `__init__` those of its class. */
  callers(scope: ScopeView): readonly CallView[] {
    return this.#graph.callers(scope);
  }

  #allRoots(): readonly GreenletRoot[] {
    this.#roots ??= findGreenletRoots(
      this.#project,
      this.#graph,
      this.#programs.programs,
      this.#programs.deployments.flatMap(({ launches }) => launches),
      (module) => this.#threadsArePatched(module),
    );
    return this.#roots;
  }

  #isRoot(scope: ScopeView): boolean {
    this.#rootScopes ??= new Set(this.#allRoots().map((root) => root.scope));
    return this.#rootScopes.has(scope);
  }

  #threadsArePatched(module: ModuleView): boolean {
    return this.#programs
      .programsOf(module)
      .some(({ finalParts }) => finalParts?.has('thread') === true);
  }

  /** Breadth first, so that the first way to a scope is a shortest one. */
  #spread(roots: readonly GreenletRoot[]): ReadonlyMap<ScopeView, Step> {
    const reached = new Map<ScopeView, Step>();
    // A spawn in a test comes last: what the program spawns itself explains it better.
    for (const root of [...roots].sort((a, b) => Number(a.inTest) - Number(b.inTest))) {
      if (root.inTest && !root.scope.module.isTest) continue;
      if (!reached.has(root.scope)) reached.set(root.scope, { root, call: undefined });
    }
    for (const [scope, step] of reached) {
      const { root } = step;
      for (const wrapper of this.#graph.wrappers(scope)) {
        if (!reached.has(wrapper)) reached.set(wrapper, step);
      }
      for (const { call, callee } of this.#graph.callees(scope)) {
        if (reached.has(callee) || (root.inTest && !callee.module.isTest)) continue;
        if (isDead(call)) continue;
        reached.set(callee, { root, call });
      }
    }
    return reached;
  }
}

/** The way from a spawn to a scope by which it was reached first. */
function chainTo(scope: ScopeView, reached: ReadonlyMap<ScopeView, Step>): readonly Place[] {
  const chain: Place[] = [];
  const step = reached.get(scope);
  let at = step;
  while (at?.call !== undefined) {
    const { call } = at;
    const message = `\`${call.scope.qualifiedName}\` calls it here`;
    chain.unshift({ path: call.scope.module.path, span: call.span, message });
    at = reached.get(call.scope);
  }
  return [...(step?.root.places() ?? []), ...chain];
}
