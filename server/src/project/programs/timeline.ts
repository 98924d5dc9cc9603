import { fileName } from '../../facts/file-path.ts';
import { shift } from '../../syntax/span.ts';
import type { ImportTarget } from '../linking-view.ts';
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
import type { ProgramStart, StartPhase } from './program-start.ts';
import type { ScriptSteps, Step } from './script-steps.ts';
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

/** Runs the import-time scripts of a program as Python would. */
export function runTimeline(
  start: ProgramStart,
  steps: ScriptSteps,
  allParts: ReadonlySet<string>,
): Timeline {
  return new Walk(start, steps, allParts).run();
}

interface MutableRun extends ScriptRun {
  certain: boolean;
  transitions: Transition[];
  from: ScriptRun['from'];
}

/** Code that is running: a script, or a class body or function that one runs. */
interface Activation {
  readonly kind: 'activation';
  readonly scope: ScopeView;
  readonly steps: readonly Step[];
  next: number;
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
  readonly #allParts: ReadonlySet<string>;
  readonly #runs = new Map<ModuleView, MutableRun>();
  /** By serial: modules that certainly ran. */
  readonly #settled: boolean[] = [];
  readonly #stack: (Activation | Start)[] = [];
  readonly #followed = new Map<ScopeView, boolean>();
  readonly #sites: PatchSite[] = [];
  #progress: PatchProgress = { patched: 'no', parts: new Set() };
  #patch: PatchSite | undefined;
  #outsidePatch: OutsidePatch | undefined;
  #patchedByImport: string | undefined;
  #startsGreenlets: CallView | undefined;
  readonly #moments: Moment[] = [];

  constructor(begin: ProgramStart, steps: ScriptSteps, allParts: ReadonlySet<string>) {
    this.#begin = begin;
    this.#steps = steps;
    this.#allParts = allParts;
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
    this.#stack.push({
      kind: 'activation',
      scope,
      steps: this.#steps.of(scope),
      next: 0,
      certain: true,
      run,
      depth: 1,
      links: [],
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
      const step = top.steps[top.next++];
      if (step === undefined) this.#stack.pop();
      else this.#take(step, top);
    }
  }

  #start({ module, certain, from }: Start): void {
    let run = this.#runs.get(module);
    if (run === undefined) {
      run = { module, certain, transitions: [], from };
      this.#runs.set(module, run);
    } else if (!run.certain && certain && this.#isAsAtStart(run) && !this.#isRunning(run)) {
      // It may have run already; but no more is patched by now, so what is said of it holds.
      this.#runs.delete(module);
      this.#runs.set(module, run);
      run.certain = true;
      run.transitions = [];
      run.from = from;
    } else {
      return;
    }
    this.#settled[(module as LinkedModule).serial] = run.certain;
    run.transitions.push({ after: undefined, ...this.#progress });
    this.#stack.push({
      kind: 'activation',
      scope: module.script,
      steps: this.#steps.of(module.script),
      next: 0,
      certain,
      run,
      depth: 0,
      links: [],
    });
  }

  /** Whether nothing was patched since the script first started. */
  #isAsAtStart({ transitions: [start] }: ScriptRun): boolean {
    const { patched, parts } = this.#progress;
    return start?.patched === patched && (patched === 'no' || start.parts === parts);
  }

  #isRunning(run: ScriptRun): boolean {
    return this.#stack.some((item) => item.kind === 'activation' && item.run === run);
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
          this.#patched(certain, this.#allParts);
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
        this.#enter(step.scope, at, certain, at.depth, at.links);
        return;
      case 'call':
        this.#call(step.callee, step.view, at, certain);
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

  #import(
    view: EventView,
    targets: readonly ImportTarget[],
    at: Activation,
    certain: boolean,
  ): void {
    for (let index = targets.length - 1; index >= 0; index--) {
      const target = targets[index];
      if (target === undefined) continue;
      const { module, span } = target;
      // Most imports are of what has run.
      if (this.#settled[(module as LinkedModule).serial] === true) continue;
      const message = (): string =>
        `\`${label(at.scope.module)}\` imports \`${module.name ?? fileName(module.path)}\` here`;
      const link = { view, part: shift(span, -view.span[0]), message };
      const from = { run: at.run, links: [...at.links, link] };
      this.#stack.push({ kind: 'start', module, certain, from });
    }
  }

  #call(callee: ScopeView, view: EventView, at: Activation, certain: boolean): void {
    if (at.depth >= MAX_CALL_DEPTH) return;
    // A second run of the same function imports nothing new, unless the first was not certain.
    const followed = this.#followed.get(callee);
    if (followed === true || (followed === false && !certain)) return;
    this.#followed.set(callee, certain);
    const message = (): string =>
      `\`${label(at.scope.module)}\` calls \`${callee.qualifiedName}()\` here`;
    const link: Link = { view, message };
    this.#enter(callee, at, certain, at.depth + 1, [...at.links, link]);
  }

  #enter(
    scope: ScopeView,
    at: Activation,
    certain: boolean,
    depth: number,
    links: readonly Link[],
  ): void {
    const steps = this.#steps.of(scope);
    if (steps.length === 0) return;
    this.#stack.push({
      kind: 'activation',
      scope,
      steps,
      next: 0,
      certain,
      run: at.run,
      depth,
      links,
    });
  }

  #patched(certain: boolean, parts: ReadonlySet<string> | undefined): void {
    const { patched, parts: known } = this.#progress;
    if (certain) {
      const before = patched === 'yes' ? known : new Set<string>();
      this.#progress = {
        patched: 'yes',
        parts: before === undefined || parts === undefined ? undefined : union(before, parts),
      };
    } else if (patched === 'no') {
      this.#progress = { patched: 'maybe', parts: undefined };
    } else if (patched === 'yes' && known !== undefined) {
      const more = parts === undefined || [...parts].some((part) => !known.has(part));
      if (more) this.#progress = { patched: 'yes', parts: undefined };
    }
    for (const item of this.#stack) {
      if (item.kind !== 'activation' || !runsInScriptText(item)) continue;
      const step = item.steps[item.next - 1];
      if (step !== undefined) {
        item.run.transitions.push({ after: step.view, ...this.#progress });
      }
    }
  }

  /** Whether greenlets that start here make the entry a gevent program by its own text. */
  #startsInEntry(at: Activation, serves: boolean): boolean {
    const { main, launch, phases } = this.#begin;
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
    return script.steps[script.next - 1]?.asImported === 'no';
  }
}

/** A script itself, or class bodies in it: their steps lie where their code runs. */
function runsInScriptText(item: Activation): boolean {
  return item.depth === 0 && item.scope.module === item.run.module;
}

function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a, ...b]);
}

/** How a module is called in a sentence about its statements. */
function label(module: ModuleView): string {
  const name = fileName(module.path);
  if (!name.startsWith('__')) return name;
  const folders = module.path.split('/');
  return folders.slice(-2).join('/');
}
