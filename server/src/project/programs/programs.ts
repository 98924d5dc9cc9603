import { keptFor } from '../kept-answers.ts';
import type { LinkingView } from '../linking-view.ts';
import type {
  ModuleView,
  PatchSite,
  PatchState,
  PatchVerdict,
  Place,
  ProgramView,
} from '../model.ts';
import { certaintyIn } from './block-certainty.ts';
import { type EntryPoint, findEntryPoints } from './entry-points.ts';
import { findPatchSites } from './patch-sites.ts';
import { allPatchParts } from './patched-parts.ts';
import { launcherImports } from './program-knowledge.ts';
import { ScriptSteps } from './script-steps.ts';
import {
  type PatchProgress,
  placeOf,
  runTimeline,
  type ScriptRun,
  type Timeline,
} from './timeline.ts';

/**
 * The gevent programs of a project and where each of them patches. Everything is computed when
 * first asked for and kept: throw the object away when a module or its linking changed.
 */
export class Programs {
  readonly #project: LinkingView;
  readonly #sites = new Map<ModuleView, readonly PatchSite[]>();
  #programs: readonly Program[] | undefined;
  #running: Map<ModuleView, Program[]> | undefined;

  constructor(project: LinkingView) {
    this.#project = project;
  }

  /** The programs, in the order of the project's modules. */
  get programs(): readonly ProgramView[] {
    return this.#linked();
  }

  /** Every call of a patching function in this file, wherever it stands, in text order. */
  patchSites(module: ModuleView): readonly PatchSite[] {
    let sites = this.#sites.get(module);
    if (sites === undefined) {
      sites = keptFor(module, 'patch sites', () => findPatchSites(module));
      this.#sites.set(module, sites);
    }
    return sites;
  }

  /**
   * The verdicts of all programs that run the code of the module's script at `offset`; none
   * where no known program does. Code of functions runs later: see `ProgramView.finalState`.
   */
  patchedAt(module: ModuleView, offset: number): readonly PatchVerdict[] {
    const programs = this.#runningPrograms().get(module) ?? [];
    return programs.flatMap((program) => program.verdictAt(module, offset) ?? []);
  }

  /** The programs that run this module's script; a test's program counts for tests alone. */
  programsOf(module: ModuleView): readonly ProgramView[] {
    return this.#runningPrograms().get(module) ?? [];
  }

  #linked(): readonly Program[] {
    if (this.#programs === undefined) {
      const sitesOf = (module: ModuleView): readonly PatchSite[] => this.patchSites(module);
      const steps = new ScriptSteps(this.#project, sitesOf);
      this.#programs = findEntryPoints(this.#project, sitesOf)
        .map((entry) => {
          const timeline = runTimeline(entry.module, entry.packages, steps, allPatchParts());
          return new Program(entry, timeline, sitesOf);
        })
        .filter((program) => program.isGevent);
    }
    return this.#programs;
  }

  #runningPrograms(): Map<ModuleView, Program[]> {
    if (this.#running === undefined) {
      this.#running = new Map();
      for (const program of this.#linked()) {
        for (const module of program.order) {
          if (program.entry.isTest && !module.isTest) continue;
          const list = this.#running.get(module);
          if (list === undefined) this.#running.set(module, [program]);
          else list.push(program);
        }
      }
    }
    return this.#running;
  }
}

/** One program: an entry point and what its run showed. */
class Program implements ProgramView {
  readonly entry: ModuleView;
  readonly launch: undefined;
  readonly learnt: readonly Place[] = [];
  readonly outsidePatch: undefined;
  readonly patch: PatchSite | undefined;
  readonly patchedByImport: string | undefined;
  readonly uncertain: boolean;
  readonly order: readonly ModuleView[];
  readonly sites: readonly PatchSite[];
  readonly finalState: PatchState;
  readonly finalParts: ReadonlySet<string> | undefined;
  /** Whether gevent has anything to do with it. */
  readonly isGevent: boolean;
  readonly #timeline: Timeline;

  constructor(
    { module, isScript }: EntryPoint,
    timeline: Timeline,
    sitesOf: (module: ModuleView) => readonly PatchSite[],
  ) {
    const { final, order, startsGreenlets } = timeline;
    this.#timeline = timeline;
    this.entry = module;
    this.patch = timeline.patch;
    this.patchedByImport = timeline.patchedByImport;
    this.order = order;
    this.sites = timeline.sites;
    const followed = new Set(timeline.sites);
    const mayPatchLater = order.some((one) =>
      sitesOf(one).some((site) => !followed.has(site) && mayRunLater(site, module)),
    );
    this.uncertain = final.patched === 'maybe' || (final.patched === 'no' && mayPatchLater);
    this.finalParts = final.patched === 'yes' ? final.parts : undefined;
    if (final.patched === 'yes') this.finalState = stateAfter(final);
    else {
      const never = !this.uncertain && startsGreenlets !== undefined;
      this.finalState = never ? 'never' : 'unknown';
    }
    this.isGevent =
      final.patched !== 'no' ||
      startsGreenlets !== undefined ||
      (isScript && order.some((one) => one.importsGevent));
  }

  chainTo(module: ModuleView): readonly Place[] {
    const chain: Place[] = [];
    for (let run = this.#timeline.runs.get(module); run?.from !== undefined; run = run.from.run) {
      chain.unshift(...run.from.links.map(placeOf));
    }
    return chain;
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
    // Some libraries' own command imports them ahead of the user's file.
    const launched = this.patchedByImport !== undefined && launcherImports(this.patchedByImport);
    return launched ? 'unknown' : 'before';
  }

  /** Under a condition that is false in this program: a main guard of an imported module. */
  #leavesOut(module: ModuleView, offset: number): boolean {
    const isMain = module === this.entry;
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

/** Not for `patch_sys()` and the like, which do nothing, nor below another module's main guard. */
function mayRunLater(site: PatchSite, entry: ModuleView): boolean {
  if (site.parts?.size === 0) return false;
  return site.placement !== 'main-guard' || site.call.scope.module === entry;
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
