import type { FilePath } from '../facts/file-path.ts';
import type { Finding } from './finding.ts';
import type { FindingsEvent } from './service.ts';

/** The one place that findings leave by: nothing is said twice, and nothing stays said. */
export class Publisher {
  readonly #listeners: ((event: FindingsEvent) => void)[] = [];
  readonly #last = new Map<FilePath, { readonly event: FindingsEvent; readonly text: string }>();
  #count = 0;

  onFindings(listener: (event: FindingsEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** How many findings are shown at the moment. */
  get count(): number {
    return this.#count;
  }

  /** What was last said of each file that has findings. */
  get events(): readonly FindingsEvent[] {
    return [...this.#last.values()]
      .map(({ event }) => event)
      .filter((event) => event.findings.length > 0);
  }

  findings(path: FilePath): readonly Finding[] {
    return this.#last.get(path)?.event.findings ?? [];
  }

  /** Says what a file's findings are now, if that is new. */
  publish(event: FindingsEvent): void {
    const last = this.#last.get(event.path);
    const text = JSON.stringify(event.findings);
    const same = (last?.text ?? '[]') === text;
    // An open file is told about each version, so that the editor never shows an older one's.
    if (same && (event.version === null || last?.event.version === event.version)) return;
    this.#count += event.findings.length - (last?.event.findings.length ?? 0);
    if (event.findings.length === 0 && event.version === null) this.#last.delete(event.path);
    else this.#last.set(event.path, { event, text });
    for (const listener of this.#listeners) listener(event);
  }

  /** A file has no findings any more. */
  clear(path: FilePath): void {
    if (this.#last.has(path)) this.publish({ path, version: null, findings: [], lineStarts: [0] });
    this.#last.delete(path);
  }
}
