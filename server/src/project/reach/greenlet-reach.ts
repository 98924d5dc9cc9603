import type { LinkingView } from '../linking-view.ts';
import type { CallView, GreenletReach, ModuleView, Place, ScopeView } from '../model.ts';
import { isDead } from '../programs/block-certainty.ts';
import type { Programs } from '../programs/programs.ts';
import { CallGraph } from './call-graph.ts';
import { findGreenletRoots, type GreenletRoot } from './greenlet-roots.ts';
import type { Site } from './implicit-calls.ts';
import type { GivingSpawn } from './passed-objects.ts';
import { ThreadPoolReach } from './thread-pool-reach.ts';

/** How a scope was reached first: by being a root, or by code of a reached scope. */
interface Step {
  readonly root: GreenletRoot;
  readonly site: Site | undefined;
  /** The very classes of the objects whose method it is, each way; undefined where not known. */
  readonly selves: Set<ScopeView | undefined>;
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
    this.#graph = new CallGraph(project, (a, b) => this.#runTogether(a, b));
    this.#threadPool = new ThreadPoolReach(project, this.#graph, (scope) => this.#isRoot(scope));
  }

  /** Why this scope's code runs in greenlets, by the shortest chain; undefined where unknown. */
  reach(scope: ScopeView): GreenletReach | undefined {
    // A class body runs with the function around it.
    if (scope.kind === 'class' && scope.parent !== undefined) return this.reach(scope.parent);
    this.#reached ??= this.#settled();
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
      needsThreads: step.root.needsThreads === true,
      onlyOnce,
    };
  }

  /**
   * What a call in a greenlet runs on an object from outside the workspace that somebody passed:
   * `execute` of a connection that is a parameter. Undefined where the call tells it by itself.
   */
  passedPath(call: CallView): string | undefined {
    this.#reached ??= this.#settled();
    const selves = this.#reached.get(call.scope)?.selves;
    return selves === undefined ? undefined : this.#graph.passedPath(call, selves);
  }

  /** Whether this code is given to a native thread pool, or called from such code alone. */
  inThreadPool(scope: ScopeView): boolean {
    return this.#threadPool.has(scope);
  }

  /** The first-party calls that resolve to this scope; for `__init__` those of its class. */
  callers(scope: ScopeView): readonly CallView[] {
    return this.#graph.callers(scope);
  }

  /** Everything that is reached: first with all that anybody passes, then with what greenlets pass. */
  #settled(): ReadonlyMap<ScopeView, Step> {
    const widest = this.#spread(this.#allRoots());
    const isOpen = this.#graph.settle((scope) => widest.has(scope));
    return isOpen ? this.#spread(this.#allRoots()) : widest;
  }

  #allRoots(): readonly GreenletRoot[] {
    this.#roots ??= findGreenletRoots(
      this.#project,
      this.#graph,
      this.#programs.programs,
      this.#programs.deployments.flatMap(({ launches }) => launches),
      (module) => this.#threadsArePatched(module),
    );
    this.#graph.spawns = givingSpawns(this.#roots);
    return this.#roots;
  }

  #isRoot(scope: ScopeView): boolean {
    this.#rootScopes ??= new Set(this.#allRoots().map((root) => root.scope));
    return this.#rootScopes.has(scope);
  }

  #runTogether(a: ModuleView, b: ModuleView): boolean {
    const [around, running] = [a, b].map((one) => this.#programs.programsOf(one));
    if (a === b || !around?.length || !running?.length) return true;
    return around.some((program) => running.includes(program));
  }

  #threadsArePatched(module: ModuleView): boolean {
    return this.#programs
      .programsOf(module)
      .some(({ finalParts }) => finalParts?.has('thread') === true);
  }

  /** Breadth first, so that the first way to a scope is a shortest one. */
  #spread(roots: readonly GreenletRoot[]): ReadonlyMap<ScopeView, Step> {
    const reached = new Map<ScopeView, Step>();
    const queue: { root: GreenletRoot; scope: ScopeView; self: ScopeView | undefined }[] = [];
    const add = (
      scope: ScopeView,
      root: GreenletRoot,
      site: Site | undefined,
      self: ScopeView | undefined,
    ): void => {
      const step = reached.get(scope) ?? { root, site, selves: new Set() };
      reached.set(scope, step);
      if (step.selves.has(self)) return;
      step.selves.add(self);
      queue.push({ root, scope, self });
    };
    // A spawn in a test comes last: what the program spawns itself explains it better.
    for (const root of [...roots].sort((a, b) => Number(a.inTest) - Number(b.inTest))) {
      if (root.inTest && !root.scope.module.isTest) continue;
      add(root.scope, root, undefined, root.self);
    }
    for (const { root, scope, self } of queue) {
      const site = reached.get(scope)?.site;
      for (const wrapper of this.#graph.wrappers(scope)) add(wrapper, root, site, undefined);
      for (const edge of this.#graph.callees(scope, self)) {
        const { callee } = edge;
        if ((root.inTest && !callee.module.isTest) || isDead(edge.site)) continue;
        add(callee, root, edge.site, edge.self);
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
  while (at?.site !== undefined) {
    const { scope: caller, span }: Site = at.site;
    const message = `\`${caller.qualifiedName}\` calls it here`;
    chain.unshift({ path: caller.module.path, span, message });
    at = reached.get(caller);
  }
  return [...(step?.root.places() ?? []), ...chain];
}

/** The spawns that give arguments to functions, by these. */
function givingSpawns(
  roots: readonly GreenletRoot[],
): ReadonlyMap<ScopeView, readonly GivingSpawn[]> {
  const spawns = new Map<ScopeView, GivingSpawn[]>();
  for (const { scope, spawn } of roots) {
    if (spawn === undefined) continue;
    const known = spawns.get(scope);
    if (known === undefined) spawns.set(scope, [spawn]);
    else known.push(spawn);
  }
  return spawns;
}
