import type { FilePath } from '../facts/file-path.ts';
import { lineStartsOf } from '../syntax/line-index.ts';
import type { Finding } from './finding.ts';
import { shiftFindings } from './kept-findings.ts';
import type { OpenBuffer } from './open-buffer.ts';
import type { DocumentChange, OpenDocument } from './service.ts';

/** An open deployment file. */
export class OpenDeployment implements OpenBuffer {
  readonly path: FilePath;
  version: number;
  revision = 0;
  text: string;
  dirty = true;
  settled = true;
  shown: readonly Finding[] = [];
  inProject = false;
  unread = false;
  #lineStarts: readonly number[] | undefined;

  constructor(document: OpenDocument) {
    this.path = document.path;
    this.version = document.version;
    this.text = document.text;
  }

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.text);
    return this.#lineStarts;
  }

  change(version: number, changes: readonly DocumentChange[]): void {
    this.version = version;
    this.revision += 1;
    this.dirty = true;
    this.settled = false;
    this.shown = shiftFindings(this.shown, changes);
    this.#lineStarts = undefined;
    for (const { span, text } of changes) {
      this.text =
        span === undefined ? text : this.text.slice(0, span[0]) + text + this.text.slice(span[1]);
    }
  }

  saved(): void {
    this.settled = true;
    this.dirty ||= this.unread;
  }

  dispose(): void {}
}
