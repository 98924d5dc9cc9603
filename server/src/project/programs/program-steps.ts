import type { PatchState, ProgramStep, StepPatch } from '../model.ts';
import { type Moment, placeOf, type ScriptRun, type Timeline } from './timeline-record.ts';

/** The run of a program as one list: modules as they start, patches and calls between them. */
export function programSteps(
  { runs, moments }: Timeline,
  stateAtStart: (run: ScriptRun) => PatchState,
): readonly ProgramStep[] {
  const depths = new Map<ScriptRun, number>();
  const depthOf = (run: ScriptRun | undefined): number => {
    if (run === undefined) return 0;
    let depth = depths.get(run);
    if (depth === undefined) {
      // From the top down: a chain of imports may be longer than the call stack.
      const above: ScriptRun[] = [];
      for (let at = run.from?.run; at !== undefined && !depths.has(at); at = at.from?.run) {
        above.push(at);
      }
      for (const one of above.reverse()) {
        depths.set(one, one.from === undefined ? 0 : (depths.get(one.from.run) ?? 0) + 1);
      }
      depth = run.from === undefined ? 0 : (depths.get(run.from.run) ?? 0) + 1;
      depths.set(run, depth);
    }
    return depth;
  };
  const steps: ProgramStep[] = [];
  let next = 0;
  let started = 0;
  const takeMoments = (): void => {
    for (let moment = moments[next]; moment !== undefined; moment = moments[next]) {
      if (moment.after > started) return;
      next += 1;
      const depth = depthOf(moment.run);
      steps.push(stepOf(moment, depth));
    }
  };
  takeMoments();
  for (const run of runs.values()) {
    const { module, certain, from } = run;
    steps.push({
      kind: 'module',
      module,
      state: stateAtStart(run),
      from: from?.links.map(placeOf) ?? [],
      depth: depthOf(run),
      certain,
    });
    started += 1;
    takeMoments();
  }
  return steps;
}

function stepOf(moment: Moment, depth: number): ProgramStep {
  const { certain } = moment;
  if (moment.kind === 'call') return { kind: 'call', scope: moment.scope, depth, certain };
  return { kind: 'patch', patch: patchOf(moment), depth, certain };
}

function patchOf(moment: Exclude<Moment, { kind: 'call' }>): StepPatch {
  switch (moment.kind) {
    case 'site':
      return { kind: 'site', site: moment.site };
    case 'outside':
      return { kind: 'outside', outside: moment.patch };
    case 'library': {
      const { library, view } = moment;
      const message = `importing \`${library}\` patches`;
      const place = { path: view.scope.module.path, span: view.span, message };
      return { kind: 'library', library, place };
    }
  }
}
