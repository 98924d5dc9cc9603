import type { DocumentChange, OpenDocument } from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';

interface OpenText {
  readonly document: OpenDocument;
  /** Whether the analysis was told an empty text instead, since this one kills it. */
  readonly held: boolean;
}

/** The open documents as the analysis knows them, to tell them again to the next one. */
export class OpenTexts {
  readonly #texts = new Map<FilePath, OpenText>();

  get(path: FilePath): OpenText | undefined {
    return this.#texts.get(path);
  }

  all(): readonly OpenText[] {
    return [...this.#texts.values()];
  }

  open(document: OpenDocument, held: boolean): void {
    this.#texts.set(document.path, { document, held });
  }

  close(path: FilePath): void {
    this.#texts.delete(path);
  }

  hold(path: FilePath, held: boolean): void {
    const text = this.#texts.get(path);
    if (text !== undefined && text.held !== held) this.#texts.set(path, { ...text, held });
  }

  /** Applies the changes in order, each on the text that the one before it left. */
  change(path: FilePath, version: number, changes: readonly DocumentChange[]): OpenDocument {
    const before = this.#texts.get(path);
    if (before === undefined) throw new RangeError(`${path} is not open`);
    let text = before.document.text;
    for (const change of changes) {
      text =
        change.span === undefined
          ? change.text
          : text.slice(0, change.span[0]) + change.text + text.slice(change.span[1]);
    }
    const document = { ...before.document, version, text };
    this.#texts.set(path, { document, held: before.held });
    return document;
  }
}
