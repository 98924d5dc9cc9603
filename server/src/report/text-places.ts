import type { FilePath } from '../facts/file-path.ts';
import { lineStartsOf, positionAt } from '../syntax/line-index.ts';
import type { Span } from '../syntax/span.ts';

/** A place as people and tools count it: both from 1, columns in Unicode characters. */
export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}

/** A half-open range of text. */
export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

/** The texts that a report speaks of, and the names that it calls them by. */
export class TextPlaces {
  readonly #texts: Map<FilePath, string>;
  readonly #nameOf: (path: FilePath) => string;
  readonly #lineStarts = new Map<FilePath, readonly number[]>();

  constructor(texts: ReadonlyMap<FilePath, string>, nameOf: (path: FilePath) => string) {
    this.#texts = new Map(texts);
    this.#nameOf = nameOf;
  }

  /** Whether positions in this file can be told. */
  knows(path: FilePath): boolean {
    return this.#texts.has(path);
  }

  /** Brings the text of one more file. */
  add(path: FilePath, text: string): void {
    this.#texts.set(path, text);
  }

  /** The path as the report shows it: relative to the working folder where it lies below. */
  name(path: FilePath): string {
    return this.#nameOf(path);
  }

  /** Where `offset` lies; the file's start where its text is not known. */
  position(path: FilePath, offset: number): ReportPosition {
    const text = this.#texts.get(path);
    if (text === undefined) return { line: 1, column: 1 };
    const { line, character } = positionAt(this.#startsOf(path, text), offset);
    const start = offset - character;
    return { line: line + 1, column: characters(text.slice(start, offset)) + 1 };
  }

  range(path: FilePath, span: Span): ReportRange {
    return { start: this.position(path, span[0]), end: this.position(path, span[1]) };
  }

  /** The text of a line (counted from 1), without its line break. */
  line(path: FilePath, line: number): string | undefined {
    const text = this.#texts.get(path);
    if (text === undefined) return undefined;
    const starts = this.#startsOf(path, text);
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    return text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
  }

  #startsOf(path: FilePath, text: string): readonly number[] {
    let starts = this.#lineStarts.get(path);
    if (starts === undefined) {
      starts = lineStartsOf(text);
      this.#lineStarts.set(path, starts);
    }
    return starts;
  }
}

/** How many Unicode characters (code points) a text has. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
