/** How many characters of a text go into its key; shorter texts are taken whole. */
const SAMPLES = 24;

function keyOf(source: string, start: number, end: number): number {
  const length = end - start;
  let key = length | 0;
  const step = length <= SAMPLES ? 1 : length / SAMPLES;
  for (let at = 0; at < length; at += step) {
    key = (Math.imul(key, 31) + source.charCodeAt(start + Math.floor(at))) | 0;
  }
  return length === 0 ? key : (Math.imul(key, 31) + source.charCodeAt(end - 1)) | 0;
}

/**
 * Finds records by their text. A plain Map would hash every character of every statement at each
 * keystroke; here a few of them are hashed and the candidates compared.
 */
export class TextMap<T extends { readonly text: string }> {
  readonly #buckets = new Map<number, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The record whose text is that part of `source`. */
  get(source: string, start = 0, end = source.length): T | undefined {
    const bucket = this.#buckets.get(keyOf(source, start, end));
    if (bucket === undefined) return undefined;
    const text = source.slice(start, end);
    return bucket.find((record) => record.text === text);
  }

  /** Adds a record; one with the same text that was there first stays the one that is found. */
  add(record: T): void {
    const key = keyOf(record.text, 0, record.text.length);
    const bucket = this.#buckets.get(key);
    this.#size++;
    if (bucket === undefined) this.#buckets.set(key, [record]);
    else bucket.push(record);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return [...this.#buckets.values()].flat()[Symbol.iterator]();
  }
}
