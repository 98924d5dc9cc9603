import type { LinkedModule } from '../views.ts';
import type { Step } from './script-steps.ts';

/** How far a module is in the walk of a program. */
export const notStarted = 0;
/** It runs, or has run, for all one knows. */
export const maybeStarted = 1;
/** It certainly runs, or has run. */
export const certainlyStarted = 2;

/** Stands for whatever a step does besides importing modules of the workspace: never started. */
const somethingElse = 0;

const noSteps: readonly Step[] = [];

/**
 * The steps of a script, a class body or a function, in order of execution. Nearly all steps of
 * a large program import what has long been imported: a walk passes over them without a look at
 * the steps themselves.
 */
export class ScopeSteps {
  static readonly none = new ScopeSteps(noSteps);
  readonly list: readonly Step[];
  /** For each step how many modules it imports, and their serials. */
  readonly #imports: Uint32Array;

  constructor(list: readonly Step[]) {
    this.list = list;
    this.#imports = Uint32Array.from(
      list.flatMap((step) => {
        if (step.kind !== 'import' || step.patchedBy !== undefined) return [1, somethingElse];
        const { targets } = step;
        return [targets.length, ...targets.map(({ module }) => (module as LinkedModule).serial)];
      }),
    );
  }

  /**
   * Moves `at` to the first step from there on that is not a mere import of modules that are as
   * far as `enough`, or behind the last; `started` says by serial how far each module is.
   */
  passOver(at: StepPlace, started: Uint8Array, enough: number): void {
    const imports = this.#imports;
    let { index, entry } = at;
    for (; entry < imports.length; index++) {
      const end = entry + 1 + imports[entry]!;
      let next = entry + 1;
      while (next < end && started[imports[next]!]! >= enough) next++;
      if (next < end) break;
      entry = end;
    }
    at.index = index;
    at.entry = entry;
  }

  /** The step at a place, which is then behind it. */
  take(at: StepPlace): Step | undefined {
    const step = this.list[at.index];
    at.entry += 1 + (this.#imports[at.entry] ?? 0);
    at.index++;
    return step;
  }
}

/** How far some code is in its steps. */
export interface StepPlace {
  index: number;
  /** Where the step's imports are noted. */
  entry: number;
}
