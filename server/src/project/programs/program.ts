import type { Launch } from '../../deployment/launch.ts';
import type {
  ModuleView,
  OutsidePatch,
  PatchSite,
  PatchState,
  PatchVerdict,
  Place,
  ProgramStep,
  ProgramView,
  ScopeView,
} from '../model.ts';
import { certaintyIn, isDead, scriptEnd } from './block-certainty.ts';
import { allPatchParts } from './patched-parts.ts';
import { launcherImports } from './program-knowledge.ts';
import type { ProgramStart } from './program-start.ts';
import { programSteps } from './program-steps.ts';
import { type PatchProgress, placeOf, type ScriptRun, type Timeline } from './timeline-record.ts';

/** One program: how it starts and what its run showed. */
export class Program implements ProgramView {
  readonly entry: ModuleView;
  readonly launch: Launch | undefined;
  readonly learnt: readonly Place[];
  readonly greenlets: ProgramStart['greenlets'];
  readonly called: readonly ScopeView[];
  readonly outsidePatch: OutsidePatch | undefined;
  readonly patch: PatchSite | undefined;
  readonly patchedByImport: string | undefined;
  readonly uncertain: boolean;
  readonly order: readonly ModuleView[];
  readonly sites: readonly PatchSite[];
  readonly finalState: PatchState;
  readonly finalParts: ReadonlySet<string> | undefined;
  /** Whether gevent has anything to do with it. */
  readonly isGevent: boolean;
  /** The module that runs as `__main__`. */
  readonly main: ModuleView | undefined;
  readonly #timeline: Timeline;

  constructor(
    start: ProgramStart,
    timeline: Timeline,
    sitesOf: (module: ModuleView) => readonly PatchSite[],
  ) {
    const { final, order, startsGreenlets } = timeline;
    this.#timeline = timeline;
    this.main = start.main;
    this.entry = start.entry;
    this.launch = start.launch;
    this.learnt = start.learnt;
    this.greenlets = start.greenlets;
    this.called = start.phases.flatMap((phase) => (phase.kind === 'call' ? [phase.scope] : []));
    this.outsidePatch = timeline.outsidePatch;
    this.patch = timeline.patch;
    this.patchedByImport = timeline.patchedByImport;
    this.order = order;
    this.sites = timeline.sites;
    const followed = new Set(timeline.sites);
    const mayPatchLater = (): boolean =>
      order.some((one) =>
        sitesOf(one).some((site) => !followed.has(site) && mayRunLater(site, start.main)),
      );
    this.uncertain = final.patched === 'maybe' || (final.patched === 'no' && mayPatchLater());
    this.finalParts = final.patched === 'yes' ? final.parts : undefined;
    if (final.patched === 'yes') this.finalState = stateAfter(final);
    else {
      const runsGreenlets = startsGreenlets !== undefined || start.greenlets === 'yes';
      this.finalState = !this.uncertain && runsGreenlets ? 'never' : 'unknown';
    }
    this.isGevent =
      final.patched !== 'no' ||
      startsGreenlets !== undefined ||
      start.greenlets === 'yes' ||
      (start.certain && order.some((one) => one.importsGevent));
  }

  chainTo(module: ModuleView): readonly Place[] {
    const chain: Place[] = [];
    for (let run = this.#timeline.runs.get(module); run?.from !== undefined; run = run.from.run) {
      chain.unshift(...run.from.links.map(placeOf));
    }
    return chain;
  }

  steps(): readonly ProgramStep[] {
    return programSteps(this.#timeline, (run) =>
      this.#stateAt(run, run.transitions[0] ?? { patched: 'no', parts: new Set() }),
    );
  }

  /** Undefined where this program does not run the code at `offset` of the module's script. */
  verdictAt(module: ModuleView, offset: number): PatchVerdict | undefined {
    const run = this.#timeline.runs.get(module);
    if (run === undefined || this.#leavesOut(module, offset)) return undefined;
    const progress = progressAt(run, offset);
    const state = this.#stateAt(run, progress);
    const parts = state === 'after' || state === 'partly' ? progress.parts : undefined;
    return parts === undefined ? { state, program: this } : { state, program: this, parts };
  }

  #stateAt(run: ScriptRun, progress: PatchProgress): PatchState {
    if (progress.patched === 'yes') return stateAfter(progress);
    if (progress.patched === 'maybe' || !run.certain) return 'unknown';
    const { final } = this.#timeline;
    if (final.patched === 'no') return this.finalState;
    if (final.patched === 'maybe') return 'unknown';
    // Some libraries' own command imports them ahead of the user's file; nobody says which runs it.
    const mayBeEarlier =
      this.launch === undefined &&
      this.patchedByImport !== undefined &&
      launcherImports(this.patchedByImport);
    return mayBeEarlier ? 'unknown' : 'before';
  }

  /** Under a condition that is false in this program (the main guard of an imported module), or
   * behind the end of the script. */
  #leavesOut(module: ModuleView, offset: number): boolean {
    const isMain = module === this.main;
    // What is asked about the end of the file is how its script leaves things.
    if (offset < module.facts.length && offset >= scriptEnd(module, isMain)) return true;
    const unit = module.script.units.find(
      ({ start, facts }) => start <= offset && offset <= start + facts.length,
    );
    return (
      unit?.blocks.some(
        (block) =>
          block.span[0] <= offset && offset < block.span[1] && certaintyIn(block, isMain) === 'no',
      ) ?? false
    );
  }
}

/** Not for `patch_sys()` and the like, which do nothing, nor in dead code, nor below another module's main guard. */
function mayRunLater(site: PatchSite, main: ModuleView | undefined): boolean {
  if (site.parts?.size === 0 || isDead(site.call)) return false;
  return site.placement !== 'main-guard' || site.call.scope.module === main;
}

function progressAt(run: ScriptRun, offset: number): PatchProgress {
  let progress: PatchProgress = { patched: 'no', parts: new Set() };
  for (const transition of run.transitions) {
    const start = transition.after?.span[1] ?? 0;
    if (start <= offset) progress = transition;
  }
  return progress;
}

function stateAfter({ parts }: PatchProgress): 'after' | 'partly' {
  if (parts === undefined) return 'partly';
  return [...allPatchParts()].every((part) => parts.has(part)) ? 'after' : 'partly';
}
