import type { Expression } from '../../facts/expression.ts';
import { handlerRows } from '../../knowledge/handlers.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { keptFor } from '../kept-answers.ts';
import type { ImportTarget, LinkingView } from '../linking-view.ts';
import type { CallView, EventView, ModuleView, PatchSite, ScopeView } from '../model.ts';
import { setsUpDjango, settingsNamedIn } from '../names/django-set-up.ts';
import { readyMethods } from '../names/installed-apps.ts';
import { methods } from '../reach/bodies.ts';
import type { Value } from '../value.ts';
import { serialsOf } from '../views.ts';
import { type Certainty, certaintyAt, certaintyIn, scriptEnd } from './block-certainty.ts';
import { asksForGevent } from './gevent-servers.ts';
import { patchesOnImport, startsGreenlets } from './program-knowledge.ts';
import { ScopeSteps } from './scope-steps.ts';

/** A module that a step imports. */
export interface StepTarget {
  readonly module: ModuleView;
  /** The name that asks for it, counted from the start of the step's event. */
  readonly part: Span;
}

/** One thing that import-time code does and that matters to a program's timeline. */
export type Step = {
  /** What the step causes has happened at the end of this event's span. */
  readonly view: EventView;
  /** Whether it runs when its scope runs as, or in, the entry script. */
  readonly asMain: Certainty;
  /** The same for a module that is imported. */
  readonly asImported: Certainty;
} & (
  | {
      readonly kind: 'import';
      readonly targets: readonly StepTarget[];
      /** A library outside that patches when it is imported. */
      readonly patchedBy: string | undefined;
      /** The Django settings that are imported, unless the process is given others. */
      readonly settings?: string;
    }
  /** A call of a function of the workspace, whose body then runs; `settings` as for imports. */
  | { readonly kind: 'call'; readonly callee: ScopeView; readonly settings?: string }
  /** A class statement runs its body. */
  | { readonly kind: 'body'; readonly scope: ScopeView }
  | { readonly kind: 'patch'; readonly site: PatchSite }
  /** A call that starts greenlets: `serves` for one that serves until the program ends. */
  | { readonly kind: 'greenlets'; readonly call: CallView; readonly serves: boolean }
  /** A call that serves, with gevent where it is asked to. */
  | { readonly kind: 'server'; readonly call: CallView }
);

/**
 * Finds the steps of scopes. They are kept with their module: many programs run the same modules,
 * and an edit leaves those of all others as they are.
 */
export class ScriptSteps {
  readonly #project: LinkingView;
  readonly #sites: (module: ModuleView) => readonly PatchSite[];
  #serials: number | undefined;

  constructor(project: LinkingView, sites: (module: ModuleView) => readonly PatchSite[]) {
    this.#project = project;
    this.#sites = sites;
  }

  /** The steps of a module's script, a class body or a function, in order of execution. */
  of(scope: ScopeView): ScopeSteps {
    const kept = keptFor(scope.module, 'script steps', () => new Map<ScopeView, ScopeSteps>());
    const known = kept.get(scope);
    if (known !== undefined) return known;
    // By place: equal statements share their facts.
    const sites = new Map(this.#sites(scope.module).map((site) => [site.call.span.join(), site]));
    const steps = scope.events.flatMap((event) => [...this.#stepsOf(event, sites)]);
    const found = steps.length === 0 ? ScopeSteps.none : new ScopeSteps(steps);
    kept.set(scope, found);
    return found;
  }

  /** How long a table by the serials of the project's modules must be. */
  get serials(): number {
    this.#serials ??= serialsOf(this.#project.modules);
    return this.#serials;
  }

  /** Whether the call of a server is asked for gevent: other modules may say so. */
  asksForGevent(call: CallView): boolean {
    return asksForGevent(call, this.#project);
  }

  *#stepsOf(view: EventView, sites: ReadonlyMap<string, PatchSite>): Iterable<Step> {
    const { event } = view;
    switch (event.kind) {
      case 'import':
      case 'from-import': {
        const targets = this.#project.importTargets(view);
        const patchedBy = patchingLibrary(view, targets);
        if (targets.length === 0 && patchedBy === undefined) return;
        yield { kind: 'import', targets: within(view, targets), patchedBy, ...when(view) };
        return;
      }
      case 'call': {
        const call = view.unit.calls[event.call];
        if (call !== undefined) yield* this.#callSteps(view, call, sites);
        return;
      }
      case 'define':
        yield* this.#defineSteps(view, event.child);
        return;
      default:
    }
  }

  *#callSteps(
    view: EventView,
    call: CallView,
    sites: ReadonlyMap<string, PatchSite>,
  ): Iterable<Step> {
    const targets = this.#project.importTargets(view);
    if (targets.length > 0) {
      const settings = setsUpDjango(call) ? settingsNamedIn(view.scope.module) : undefined;
      const named = settings === undefined ? {} : { settings };
      yield {
        kind: 'import',
        targets: within(view, targets),
        patchedBy: undefined,
        ...named,
        ...when(view),
      };
      if (settings === undefined) return;
      for (const callee of readyMethods(targets.map(({ module }) => module))) {
        yield { kind: 'call', callee, settings, ...when(view) };
      }
      return;
    }
    const site = sites.get(call.span.join());
    if (site !== undefined) {
      yield { kind: 'patch', site, ...when(view) };
      return;
    }
    const { target } = call;
    if (target.kind === 'external') {
      const start = startsGreenlets(target.path);
      if (start !== undefined) {
        yield { kind: 'greenlets', call, serves: start === 'serves', ...when(view) };
      } else if (handlerRows(target.path).some(({ given }) => given !== undefined)) {
        yield { kind: 'server', call, ...when(view) };
      }
      return;
    }
    const callee = this.#runByCall(target);
    if (callee !== undefined) yield { kind: 'call', callee, ...when(view) };
  }

  *#defineSteps(view: EventView, child: number): Iterable<Step> {
    const fact = view.unit.facts.children[child];
    if (fact === undefined) return;
    const scope = view.unit.children[child];
    if (scope?.kind === 'class' && this.of(scope) !== ScopeSteps.none) {
      yield { kind: 'body', scope, ...when(view) };
    }
    for (const decorator of fact.scope.decorators) {
      const callee = this.#decoratorFunction(decorator, view);
      if (callee !== undefined) yield { kind: 'call', callee, ...when(view) };
    }
  }

  /** The function that a bare decorator (`@register`) calls; `@register()` is a call already. */
  #decoratorFunction(decorator: Expression, view: EventView): ScopeView | undefined {
    if (decorator.kind !== 'name' && decorator.kind !== 'attribute') return undefined;
    return this.#runByCall(this.#project.valueOf(decorator, view.unit, view.span[0]));
  }

  /** The body that runs in a call; calling a generator or coroutine function runs nothing yet. */
  #runByCall(target: Value): ScopeView | undefined {
    const scope =
      target.kind === 'function'
        ? target.scope
        : target.kind === 'class'
          ? methods(target.scope, this.#project, '__init__')[0]
          : undefined;
    if (scope === undefined || scope.kind !== 'function') return undefined;
    return scope.facts?.isAsync === true || scope.facts?.isGenerator === true ? undefined : scope;
  }
}

function within(view: EventView, targets: readonly ImportTarget[]): readonly StepTarget[] {
  const [start] = view.span;
  return targets.map(({ module, span }) => ({ module, part: shift(span, -start) }));
}

function when(view: EventView): Pick<Step, 'view' | 'asMain' | 'asImported'> {
  const at = (isMain: boolean): Certainty =>
    view.scope.kind === 'module'
      ? // A branch of a script that leaves it raises: then nothing more of the program runs.
        view.span[0] < scriptEnd(view.scope.module, isMain)
        ? certaintyIn(view.block, isMain)
        : 'no'
      : certaintyAt(view.unit, view.block, view.span[0], isMain);
  return { view, asMain: at(true), asImported: at(false) };
}

function patchingLibrary(
  { event }: EventView,
  targets: readonly ImportTarget[],
): string | undefined {
  if (event.kind === 'import') {
    return event.names
      .filter(({ module }) => !targets.some((target) => target.module.name === module))
      .map(({ module }) => patchesOnImport(module))
      .find((library) => library !== undefined);
  }
  if (event.kind !== 'from-import' || event.level > 0 || targets.length > 0) return undefined;
  return patchesOnImport(event.module);
}
