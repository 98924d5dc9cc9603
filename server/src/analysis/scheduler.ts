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
  readonly #listeners = new Set<() => void>();
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
      this.look();
    });
  }

  /** Resolves with `work`, or once somebody looked and `token` was cancelled; work itself goes on. */
  async unlessCancelled(
    work: Promise<void>,
    token: { readonly cancelled: boolean },
  ): Promise<void> {
    let listener = () => {};
    const cancelled = new Promise<void>((resolve) => {
      listener = () => {
        if (token.cancelled) resolve();
      };
    });
    this.#listeners.add(listener);
    listener();
    try {
      await Promise.race([work, cancelled]);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Lets who may be cancelled look whether he was; each slice that ends does so by itself. */
  look(): void {
    for (const listener of [...this.#listeners]) listener();
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
