import { fileName } from '../../facts/file-path.ts';
import type {
  CallView,
  EventView,
  ModuleView,
  OutsidePatch,
  PatchSite,
  ScopeView,
} from '../model.ts';
import type { LinkedModule } from '../views.ts';
import { weaker } from './block-certainty.ts';
import { partsPatchedBy } from './program-knowledge.ts';
import type { ProgramStart, StartPhase } from './program-start.ts';
import {
  certainlyStarted,
  maybeStarted,
  notStarted,
  ScopeSteps,
  type StepPlace,
} from './scope-steps.ts';
import type { ScriptSteps, Step, StepTarget } from './script-steps.ts';
import type {
  Link,
  Moment,
  PatchProgress,
  ScriptRun,
  Timeline,
  Transition,
} from './timeline-record.ts';

type WhatHappened = Moment extends infer One
  ? One extends Moment
    ? Omit<One, 'after' | 'run' | 'certain'>
    : never
  : never;

/** Calls followed from a script into functions; deeper ones matter to no real program's imports. */
const MAX_CALL_DEPTH = 6;

const noLinks: readonly Link[] = [];

/** Runs the import-time scripts of a program as Python would. */
export function runTimeline(start: ProgramStart, steps: ScriptSteps): Timeline {
  return new Walk(start, steps).run();
}

interface MutableRun extends ScriptRun {
  certain: boolean;
  transitions: readonly Transition[];
  from: ScriptRun['from'];
  /** How much of what is on the stack runs for it. */
  active: number;
}

/** Code that is running: a script, or a class body or function that one runs. */
interface Activation extends StepPlace {
  readonly kind: 'activation';
  readonly scope: ScopeView;
  readonly steps: ScopeSteps;
  readonly certain: boolean;
  /** The script that this runs for. */
  readonly run: MutableRun;
  readonly depth: number;
  /** The calls that led here from the script. */
  readonly links: readonly Link[];
}

/** A module that is to be imported when everything above it on the stack is done. */
interface Start {
  readonly kind: 'start';
  readonly module: ModuleView;
  readonly certain: boolean;
  readonly from: ScriptRun['from'];
}

/** One run. An explicit stack, so that a long chain of imports cannot exhaust JavaScript's. */
class Walk {
  readonly #begin: ProgramStart;
  readonly #steps: ScriptSteps;
  readonly #runs = new Map<ModuleView, MutableRun>();
  /** By serial: how far each module is. */
  readonly #started: Uint8Array;
  readonly #stack: (Activation | Start)[] = [];
  readonly #followed = new Map<ScopeView, boolean>();
  readonly #sites: PatchSite[] = [];
  #progress: PatchProgress = { patched: 'no', parts: new Set() };
  /** The progress as scripts that start now find it: one for all of them. */
  #atStart: readonly Transition[] = [{ after: undefined, ...this.#progress }];
  #patch: PatchSite | undefined;
  #outsidePatch: OutsidePatch | undefined;
  #patchedByImport: string | undefined;
  #startsGreenlets: CallView | undefined;
  /** The module whose function is what the process is there for, once that runs. */
  #job: MutableRun | undefined;
  readonly #moments: Moment[] = [];

  constructor(begin: ProgramStart, steps: ScriptSteps) {
    this.#begin = begin;
    this.#steps = steps;
    this.#started = new Uint8Array(steps.serials);
  }

  run(): Timeline {
    for (const phase of this.#begin.phases) {
      this.#enterPhase(phase);
      this.#runStack();
    }
    return {
      runs: this.#runs,
      order: [...this.#runs.keys()],
      final: this.#progress,
      sites: this.#sites,
      patch: this.#patch,
      outsidePatch: this.#outsidePatch,
      patchedByImport: this.#patchedByImport,
      startsGreenlets: this.#startsGreenlets,
      moments: this.#moments,
    };
  }

  #enterPhase(phase: StartPhase): void {
    switch (phase.kind) {
      case 'module':
        this.#stack.push({ kind: 'start', module: phase.module, certain: true, from: undefined });
        return;
      case 'call': {
        const run = this.#runs.get(phase.scope.module);
        if (run === undefined) return;
        this.#noted({ kind: 'call', scope: phase.scope }, run, true);
        this.#job = phase.isJob === true ? run : undefined;
        this.#enterFunction(phase.scope, run);
        return;
      }
      case 'patch':
        this.#noted({ kind: 'outside', patch: phase.patch }, undefined, phase.certain);
        if (phase.certain && this.#progress.patched !== 'yes') this.#outsidePatch = phase.patch;
        this.#patched(phase.certain, phase.patch.parts);
    }
  }

  /** A function that the launcher calls once its module has run. */
  #enterFunction(scope: ScopeView, run: MutableRun): void {
    this.#activate(scope, run, true, 1, noLinks);
  }

  #activate(
    scope: ScopeView,
    run: MutableRun,
    certain: boolean,
    depth: number,
    links: readonly Link[],
  ): void {
    const steps = this.#steps.of(scope);
    if (steps === ScopeSteps.none) return;
    run.active++;
    this.#stack.push({
      kind: 'activation',
      scope,
      steps,
      index: 0,
      entry: 0,
      certain,
      run,
      depth,
      links,
    });
  }

  #noted(what: WhatHappened, run: ScriptRun | undefined, certain: boolean): void {
    this.#moments.push({ ...what, after: this.#runs.size, run, certain });
  }

  #runStack(): void {
    for (let top = this.#stack.at(-1); top !== undefined; top = this.#stack.at(-1)) {
      if (top.kind === 'start') {
        this.#stack.pop();
        this.#start(top);
        continue;
      }
      const enough = top.certain ? certainlyStarted : maybeStarted;
      top.steps.passOver(top, this.#started, enough);
      const step = top.steps.take(top);
      if (step === undefined) {
        this.#stack.pop();
        top.run.active--;
      } else this.#take(step, top);
    }
  }

  #start({ module, certain, from }: Start): void {
    let run = this.#runs.get(module);
    if (run === undefined) {
      run = { module, certain, transitions: this.#atStart, from, active: 0 };
      this.#runs.set(module, run);
    } else if (
      !run.certain &&
      certain &&
      run.transitions[0] === this.#atStart[0] &&
      run.active === 0
    ) {
      // It may have run already; but nothing was patched since, so what is said of it holds.
      this.#runs.delete(module);
      this.#runs.set(module, run);
      run.certain = true;
      run.transitions = this.#atStart;
      run.from = from;
    } else {
      return;
    }
    this.#started[(module as LinkedModule).serial] = certain ? certainlyStarted : maybeStarted;
    this.#activate(module.script, run, certain, 0, noLinks);
  }

  #take(step: Step, at: Activation): void {
    const isMain = at.scope.module === this.#begin.main;
    const runs = isMain ? step.asMain : step.asImported;
    if (runs === 'no') return;
    const certain = weaker(at.certain ? 'yes' : 'maybe', runs) === 'yes';
    switch (step.kind) {
      case 'import':
        if (step.patchedBy !== undefined) {
          if (certain && this.#progress.patched !== 'yes') this.#patchedByImport = step.patchedBy;
          // Every import of the library is such a step; those after the first change nothing.
          if (this.#progress.patched !== 'yes') {
            const { patchedBy: library, view } = step;
            this.#noted({ kind: 'library', library, view }, at.run, certain);
          }
          this.#patched(certain, partsPatchedBy(step.patchedBy));
        }
        if (this.#loads(step.settings)) this.#import(step.view, step.targets, at, certain);
        return;
      case 'patch':
        // patch_sys() and the like do nothing.
        if (step.site.parts?.size === 0) return;
        this.#sites.push(step.site);
        this.#noted({ kind: 'site', site: step.site }, at.run, certain);
        if (certain && this.#patchedByImport === undefined && this.#outsidePatch === undefined) {
          this.#patch ??= step.site;
        }
        this.#patched(certain, step.site.parts);
        return;
      case 'body':
        this.#activate(step.scope, at.run, certain, at.depth, at.links);
        return;
      case 'call':
        if (this.#loads(step.settings)) this.#call(step.callee, step.view, at, certain);
        return;
      case 'server':
        if (this.#startsInEntry(at, true) && this.#steps.asksForGevent(step.call)) {
          this.#startsGreenlets ??= step.call;
        }
        return;
      case 'greenlets':
        if (this.#startsInEntry(at, step.serves)) this.#startsGreenlets ??= step.call;
        return;
    }
  }

  /** A script's own Django settings are a default: what the process is given counts more. */
  #loads(settings: string | undefined): boolean {
    const given = this.#begin.launch?.options.settings;
    return settings === undefined || given === undefined || given.value === settings;
  }

  #import(view: EventView, targets: readonly StepTarget[], at: Activation, certain: boolean): void {
    for (let index = targets.length - 1; index >= 0; index--) {
      const target = targets[index];
      if (target === undefined) continue;
      const { module, part } = target;
      const started = this.#started[(module as LinkedModule).serial] ?? notStarted;
      if (started >= (certain ? certainlyStarted : maybeStarted)) continue;
      const link: Link = { view, part, to: module };
      const from = { run: at.run, links: at.links === noLinks ? [link] : [...at.links, link] };
      this.#stack.push({ kind: 'start', module, certain, from });
    }
  }

  #call(callee: ScopeView, view: EventView, at: Activation, certain: boolean): void {
    if (at.depth >= MAX_CALL_DEPTH) return;
    // A second run of the same function imports nothing new, unless the first was not certain.
    const followed = this.#followed.get(callee);
    if (followed === true || (followed === false && !certain)) return;
    this.#followed.set(callee, certain);
    const link: Link = { view, to: callee };
    this.#activate(callee, at.run, certain, at.depth + 1, [...at.links, link]);
  }

  #patched(certain: boolean, parts: ReadonlySet<string> | undefined): void {
    const { patched, parts: known } = this.#progress;
    if (patched === 'yes' && (known === undefined || isWithin(parts, known))) return;
    if (certain) {
      const before = patched === 'yes' ? known : new Set<string>();
      this.#progress = {
        patched: 'yes',
        parts: before === undefined || parts === undefined ? undefined : union(before, parts),
      };
    } else if (patched === 'no') {
      this.#progress = { patched: 'maybe', parts: undefined };
    } else if (patched === 'yes') {
      this.#progress = { patched: 'yes', parts: undefined };
    } else {
      return;
    }
    this.#atStart = [{ after: undefined, ...this.#progress }];
    for (const item of this.#stack) {
      if (item.kind !== 'activation' || !runsInScriptText(item)) continue;
      const step = item.steps.list[item.index - 1];
      if (step !== undefined) {
        const transition = { after: step.view, ...this.#progress };
        item.run.transitions = [...item.run.transitions, transition];
      }
    }
  }

  /** Whether greenlets that start here make the entry a gevent program by its own text. */
  #startsInEntry(at: Activation, serves: boolean): boolean {
    const { main, launch, phases } = this.#begin;
    if (at.run === this.#job) return true;
    const entry = main ?? this.#begin.entry;
    if (at.run.module !== entry) return false;
    // What a command starts is a program, whatever its text says of itself.
    if (serves || launch !== undefined || fileName(entry.path) === '__main__.py') return true;
    // So is what a console script calls.
    if (at.depth > 0 && phases.some(({ kind }) => kind === 'call')) return true;
    const script = this.#stack.find(
      (item) => item.kind === 'activation' && item.scope === entry.script,
    );
    if (script?.kind !== 'activation') return false;
    return script.steps.list[script.index - 1]?.asImported === 'no';
  }
}

/** A script itself, or class bodies in it: their steps lie where their code runs. */
function runsInScriptText(item: Activation): boolean {
  return item.depth === 0 && item.scope.module === item.run.module;
}

function isWithin(parts: ReadonlySet<string> | undefined, known: ReadonlySet<string>): boolean {
  return parts === known || (parts !== undefined && [...parts].every((part) => known.has(part)));
}

function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a, ...b]);
}
