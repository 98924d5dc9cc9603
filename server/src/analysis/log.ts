import type { LogLine } from './service.ts';

/** Where contained failures are told. */
export class Log {
  readonly #listeners: ((line: LogLine) => void)[] = [];
  readonly #said = new Set<string>();

  onLog(listener: (line: LogLine) => void): void {
    this.#listeners.push(listener);
  }

  say(line: LogLine): void {
    for (const listener of this.#listeners) listener(line);
  }

  /** Tells of a failure that costs no more than what it names, once each. */
  readonly complain = (message: string): void => {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.say({ level: 'error', message });
  };
}
