import type { FilePath } from '../facts/file-path.ts';

/** Milliseconds without typing after which files that nobody types in are looked at again. */
const quietTime = 300;

/** Which files are to be checked, and in which order: what is typed in comes first. */
export class CheckAgenda {
  readonly #urgent = new Set<FilePath>();
  readonly #stale = new Set<FilePath>();
  #quietUntil = 0;

  /** How many files are out of date. */
  get size(): number {
    return this.#urgent.size + this.#stale.size;
  }

  /** Somebody types in the file or waits for it. */
  urgent(path: FilePath): void {
    this.#stale.delete(path);
    this.#urgent.add(path);
  }

  /** What the file depends on may have changed. */
  stale(paths: Iterable<FilePath>): void {
    for (const path of paths) if (!this.#urgent.has(path)) this.#stale.add(path);
  }

  /** Somebody typed at `now`: the others wait a little. */
  typed(now: number): void {
    this.#quietUntil = now + quietTime;
  }

  forget(path: FilePath): void {
    this.#urgent.delete(path);
    this.#stale.delete(path);
  }

  done(path: FilePath): void {
    this.forget(path);
  }

  /** The next file that is typed in. */
  nextUrgent(): FilePath | undefined {
    return first(this.#urgent);
  }

  /** The next other file that `wanted` answers true for. */
  nextStale(wanted: (path: FilePath) => boolean): FilePath | undefined {
    for (const path of this.#stale) if (wanted(path)) return path;
    return undefined;
  }

  /** Milliseconds until other files are due. */
  quietFor(now: number): number {
    return Math.max(0, this.#quietUntil - now);
  }
}

function first<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value;
  return undefined;
}
