import type { FileFacts } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';

/** A thread that reads facts beside the analysis. It is thrown away after use. */
export interface FactsReader {
  /**
   * The facts of a text. Texts may be asked for before earlier answers came; they are read in
   * order. Rejects where the thread ended before it answered.
   */
  read(text: string): Promise<FileFacts>;
  close(): void;
}

/** Where such threads come from. */
export interface FactsReaders {
  /** How many can be of use at the same time. */
  readonly count: number;
  /** Resolves once the thread can parse; rejects where none can be had. */
  start(): Promise<FactsReader>;
}

/** A file whose text is to be read. */
export interface FileText {
  readonly path: FilePath;
  readonly text: string;
}

/** What the readers' work comes from and goes to. */
export interface ReadingEnds {
  /** The next file; undefined where all were given out. */
  next(): Promise<FileText | undefined>;
  /** The facts of a file; undefined where its text killed two readers. */
  done(file: FileText, facts: FileFacts | undefined): void;
  /** A reader ended over a file, or could not be started. */
  failed(message: string): void;
}

/** How many characters wait with a reader, so that it is never idle while others are busy. */
const charactersAhead = 200_000;

/** After so many deaths a reader is not started again. */
const mostDeaths = 8;

/** Reads many files with several threads. */
export class ReadingBeside {
  readonly #readers: FactsReaders;
  readonly #started: readonly Promise<FactsReader>[];
  /** Files whose reader died, to be given to another one. */
  readonly #again: FileText[] = [];
  readonly #suspects = new Set<FileText>();

  /** Starts the threads, so that they are ready when `run` is called. */
  constructor(readers: FactsReaders) {
    this.#readers = readers;
    this.#started = Array.from({ length: readers.count }, () => readers.start());
    for (const start of this.#started) start.catch(() => undefined);
  }

  /** Reads files until none is left, or no reader; ends all threads. */
  async run(ends: ReadingEnds): Promise<void> {
    await Promise.all(this.#started.map((start) => this.#lane(start, ends)));
    // The other lanes may have ended before the last one gave files back.
    if (this.#again.length > 0) await this.#lane(this.#readers.start(), ends);
  }

  /** Ends the threads that were started but are not needed. */
  close(): void {
    for (const start of this.#started) {
      start.then(
        (reader) => reader.close(),
        () => undefined,
      );
    }
  }

  async #lane(start: Promise<FactsReader>, ends: ReadingEnds): Promise<void> {
    let starting = start;
    for (let deaths = 0; deaths <= mostDeaths; deaths++) {
      const reader = await starting.catch((error: unknown) => ends.failed(messageOf(error)));
      if (reader === undefined) return;
      try {
        if (await this.#readWith(reader, ends)) return;
      } finally {
        reader.close();
      }
      if (deaths < mostDeaths) starting = this.#readers.start();
    }
  }

  /** Whether there was nothing left to read; false where the reader died. */
  async #readWith(reader: FactsReader, ends: ReadingEnds): Promise<boolean> {
    const flying: { file: FileText; answer: Promise<FileFacts> }[] = [];
    let ahead = 0;
    for (;;) {
      while (ahead < charactersAhead) {
        const file = this.#again.pop() ?? (await ends.next());
        if (file === undefined) break;
        const answer = reader.read(file.text);
        answer.catch(() => undefined);
        flying.push({ file, answer });
        ahead += file.text.length;
      }
      const first = flying.shift();
      if (first === undefined) return true;
      ahead -= first.file.text.length;
      const facts = await first.answer.catch((error: unknown) => ends.failed(messageOf(error)));
      if (facts === undefined) {
        this.#again.push(...flying.map(({ file }) => file));
        this.#blame(first.file, ends);
        return false;
      }
      ends.done(first.file, facts);
    }
  }

  /** It may have been another thing than the text: who killed a reader is tried once more. */
  #blame(file: FileText, ends: ReadingEnds): void {
    if (this.#suspects.has(file)) {
      ends.done(file, undefined);
      return;
    }
    this.#suspects.add(file);
    this.#again.push(file);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
