import { threadPoolCall, threadPoolCalls } from '../../knowledge/thread-pool-calls.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ScopeView } from '../model.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt } from './callable-argument.ts';
import { forwarderOf, givenTo } from './forwarded-callables.ts';
import { givenBodies } from './given-callables.ts';
import { keptCallables } from './kept-callables.ts';

/** Tells which code certainly runs in native threads only. */
export class ThreadPoolReach {
  readonly #project: LinkingView;
  readonly #graph: CallGraph;
  readonly #startedInGreenlet: (scope: ScopeView) => boolean;
  readonly #known = new Map<ScopeView, boolean>();
  #given: ReadonlySet<ScopeView> | undefined;
  /** Functions whose decorator gives them to a pool: whoever calls them, they run there. */
  readonly #always = new Set<ScopeView>();

  /** `startedInGreenlet`: whether a spawn names this very function. */
  constructor(
    project: LinkingView,
    graph: CallGraph,
    startedInGreenlet: (scope: ScopeView) => boolean,
  ) {
    this.#project = project;
    this.#graph = graph;
    this.#startedInGreenlet = startedInGreenlet;
  }

  /** Whether the code is given to a thread pool, or called from such code, and from nowhere else. */
  has(scope: ScopeView): boolean {
    const known = this.#known.get(scope);
    if (known !== undefined) return known;
    this.#given ??= this.#givenToPools();
    if (this.#given.size + this.#always.size === 0) return false;
    const { only, pooled } = this.#ask(scope, new Set());
    const answer = only && pooled;
    this.#known.set(scope, answer);
    return answer;
  }

  /** `only`: no caller outside pools; `pooled`: a pool was met on the way up. */
  #ask(scope: ScopeView, open: Set<ScopeView>): { only: boolean; pooled: boolean } {
    const known = this.#known.get(scope);
    if (known !== undefined) return { only: known, pooled: known };
    if (this.#always.has(scope)) return { only: true, pooled: true };
    if (open.has(scope)) return { only: true, pooled: false };
    if (scope.kind === 'module' || scope.kind === 'class' || this.#startedInGreenlet(scope)) {
      return { only: false, pooled: false };
    }
    open.add(scope);
    const given = this.#given?.has(scope) === true;
    let pooled = given;
    const callers = this.#graph.callers(scope);
    if (callers.length === 0) return { only: given, pooled };
    for (const call of callers) {
      const above = this.#ask(call.scope, open);
      if (!above.only) return { only: false, pooled };
      pooled ||= above.pooled;
    }
    return { only: true, pooled };
  }

  #givenToPools(): ReadonlySet<ScopeView> {
    const given = new Set<ScopeView>();
    const names = new Set(threadPoolCalls.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)));
    for (const call of [...names].flatMap((name) => this.#graph.callsNamed(name))) {
      const row = call.path === undefined ? undefined : threadPoolCall(call.path);
      if (row === undefined && this.#mayPool(call)) this.#addDecorated(call);
      const argument = row && argumentAt(call, row.callable);
      if (argument === undefined) continue;
      const bodies = givenBodies(argument.value, call.unit, this.#project, call.span[0]);
      for (const body of bodies) given.add(body);
      const forwarder = forwarderOf(call, argument.value);
      if (forwarder === undefined) {
        if (bodies.length > 0) continue;
        const kept = keptCallables(argument.value, call.unit, this.#project, this.#graph);
        for (const { body } of kept) given.add(body);
        continue;
      }
      for (const { body, decorated } of givenTo(forwarder, this.#project, this.#graph)) {
        given.add(body);
        if (decorated) this.#always.add(body);
      }
    }
    return given;
  }

  /** Whether a call by a pool's method name is of nobody knows what, or of a class over a pool. */
  #mayPool({ target }: CallView): boolean {
    if (target.kind === 'unknown') return true;
    const owner = target.kind === 'function' ? target.scope.parent : undefined;
    return owner?.kind === 'class' && owner.children.some(makesPool);
  }

  /** A decorator may give its function to whatever it calls `pool`: say nothing of the function. */
  #addDecorated(call: CallView): void {
    const [first] = call.call.arguments;
    if (first === undefined || first.keyword !== undefined) return;
    const forwarder = forwarderOf(call, first.value);
    if (forwarder === undefined) return;
    for (const { body, decorated } of givenTo(forwarder, this.#project, this.#graph)) {
      if (decorated) this.#always.add(body);
    }
  }
}

const pools: ReadonlySet<string> = new Set(
  threadPoolCalls.map(({ path }) => path.slice(0, path.lastIndexOf('.'))),
);

/** Whether a function makes a native thread pool. */
function makesPool({ calls }: ScopeView): boolean {
  return calls.some(({ path }) => path !== undefined && pools.has(path));
}
