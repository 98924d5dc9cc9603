import type { CallView, GreenletReach, ProjectView, ScopeView } from './model.ts';

/** Stands in until greenlet reach is linked: nothing is known to run in a greenlet. */
export class GreenletReachIndex {
  readonly #project: Pick<ProjectView, 'modules'>;

  constructor(project: Pick<ProjectView, 'modules'>) {
    this.#project = project;
  }

  reach(_scope: ScopeView): GreenletReach | undefined {
    return undefined;
  }

  inThreadPool(_scope: ScopeView): boolean {
    return false;
  }

  callers(scope: ScopeView): readonly CallView[] {
    return this.#project.modules
      .flatMap((module) => module.calls)
      .filter(({ target }) => target.kind === 'function' && target.scope === scope);
  }
}
