/**
 * Texts that killed a parser before, each by its hash. They are left out, whatever file holds
 * them, until they change. Empty nearly always, and then it costs nothing to ask.
 */
export class DeadlyTexts {
  #hashes: Set<string>;

  constructor(hashes: Iterable<string> = []) {
    this.#hashes = new Set(hashes);
  }

  /** Whether `text` killed a parser. */
  holds(text: string): boolean {
    return this.#hashes.size > 0 && this.#hashes.has(contentHash(text));
  }

  /** The hashes, to pass on to whoever parses next. */
  get hashes(): readonly string[] {
    return [...this.#hashes];
  }

  /** Adds what `contentHash` answered for a text. */
  add(hash: string): void {
    this.#hashes.add(hash);
  }

  /** Takes the hashes that somebody else has gathered instead of its own. */
  replace(hashes: readonly string[]): void {
    this.#hashes = new Set(hashes);
  }
}

/** A short name for a text (two 32-bit FNV-1a sums and its length): tells texts apart, hides nothing. */
export function contentHash(text: string): string {
  let even = 0x811c9dc5;
  let odd = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (index & 1) odd = Math.imul(odd ^ unit, 0x01000193);
    else even = Math.imul(even ^ unit, 0x01000193);
  }
  return `${(even >>> 0).toString(16)}-${(odd >>> 0).toString(16)}-${text.length.toString(16)}`;
}
