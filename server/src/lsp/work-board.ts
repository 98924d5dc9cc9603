import { contentHash } from '../analysis/deadly-texts.ts';
import type { AnalysisWork } from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';

/** What a thread worked on when it was last heard of. */
export interface WorkNote {
  readonly path: FilePath;
  /** `contentHash` of the text. */
  readonly hash: string;
}

/** Bytes of shared memory that a board needs: a length and a note of up to 8 KB. */
export const WORK_BOARD_BYTES = 4 + 8192;

/**
 * A note in memory that two threads share. It outlives the thread that wrote it, whatever way
 * that died: a message sent right before the end may never arrive.
 */
export class WorkBoard {
  readonly #length: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.#length = new Int32Array(memory, 0, 1);
    this.#bytes = new Uint8Array(memory, 4);
  }

  write(work: AnalysisWork | undefined): void {
    if (work === undefined) {
      Atomics.store(this.#length, 0, 0);
      return;
    }
    const note = new TextEncoder().encode(JSON.stringify(noteOf(work)));
    if (note.length > this.#bytes.length) return;
    this.#bytes.set(note);
    Atomics.store(this.#length, 0, note.length);
  }

  read(): WorkNote | undefined {
    const length = Atomics.load(this.#length, 0);
    if (length === 0) return undefined;
    // NOTE: TextDecoder refuses shared memory in browsers, hence the copy.
    return JSON.parse(new TextDecoder().decode(this.#bytes.slice(0, length))) as WorkNote;
  }
}

/** What is written down about a file before it is worked on: enough to know it again after a death. */
export function noteOf(work: AnalysisWork): WorkNote {
  return { path: work.path, hash: contentHash(work.text) };
}
