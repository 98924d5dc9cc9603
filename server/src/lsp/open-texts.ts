import type { DocumentChange, OpenDocument } from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';

/** The open documents as the analysis knows them, to tell them again to the next one. */
export class OpenTexts {
  readonly #documents = new Map<FilePath, OpenDocument>();

  get(path: FilePath): OpenDocument | undefined {
    return this.#documents.get(path);
  }

  all(): readonly OpenDocument[] {
    return [...this.#documents.values()];
  }

  open(document: OpenDocument): void {
    this.#documents.set(document.path, document);
  }

  close(path: FilePath): void {
    this.#documents.delete(path);
  }

  /** Applies the changes in order, each on the text that the one before it left. */
  change(path: FilePath, version: number, changes: readonly DocumentChange[]): void {
    const before = this.#documents.get(path);
    if (before === undefined) return;
    let { text } = before;
    for (const change of changes) {
      text =
        change.span === undefined
          ? change.text
          : text.slice(0, change.span[0]) + change.text + text.slice(change.span[1]);
    }
    this.#documents.set(path, { ...before, version, text });
  }
}
