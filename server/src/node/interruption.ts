import type { AuditToken } from '../analysis/service.ts';

/** Ctrl+C: the first one asks the command to end, the second one ends it. */
export class Interruption implements AuditToken {
  readonly #listeners: (() => void)[] = [];
  #cancelled = false;

  /** Listens to the signal from here on. */
  constructor() {
    process.once('SIGINT', () => this.interrupt());
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Asks the command to end. Only the first time counts. */
  interrupt(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const listener of this.#listeners) listener();
  }

  /** Wakes who waits for something else than the analysis. */
  onInterrupt(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
