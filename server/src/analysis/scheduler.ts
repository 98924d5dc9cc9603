/** Time and turns, as the host has them. */
export interface Scheduler {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Resolves after everything that is waiting (messages, input) had its turn. */
  yield(): Promise<void>;
  /** Resolves after so many milliseconds; without it nothing is put off. */
  sleep?(milliseconds: number): Promise<void>;
}

/** Longest time, in milliseconds, that work goes on before others get a turn. */
const longestSlice = 20;

/** Cuts work into slices: `pause` yields once a slice is used up, and is free before. */
export class Slices {
  readonly #scheduler: Scheduler;
  #started: number;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#started = scheduler.now();
  }

  /** Undefined, or a promise to await before going on. */
  pause(): Promise<void> | undefined {
    if (this.#scheduler.now() - this.#started < longestSlice) return undefined;
    return this.#scheduler.yield().then(() => {
      this.#started = this.#scheduler.now();
    });
  }
}

/** Runs pieces of work one after the other, in the order in which they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
