import type { Scope } from './scope.ts';

/** A function that was read, with the text it was read from. */
export interface FunctionRecord {
  readonly text: string;
  readonly scope: Scope;
  /** Where it stood in its parent, counted from the parent's start. */
  readonly start: number;
  /**
   * The names that its header loads in the parent, where that is all that happens there; undefined
   * where a default, annotation or decorator calls something or reads an attribute.
   */
  readonly headerUses: readonly (readonly [name: string, bits: number])[] | undefined;
  /** The functions inside, in order. */
  readonly inner: readonly FunctionRecord[];
}

/** A top-level statement that was read. */
export interface UnitRecord {
  readonly text: string;
  readonly unit: Scope;
  readonly functions: readonly FunctionRecord[];
}

/**
 * Remembers what the last extraction of one file read, by text, so that the next one reads only
 * what changed and gives the same objects for what did not. It never holds more than one
 * extraction's units.
 */
export class FactsMemory {
  #units = new Map<string, UnitRecord>();
  #next = new Map<string, UnitRecord>();
  #functions: Map<string, FunctionRecord> | undefined;

  /** How many top-level statements are remembered. */
  get size(): number {
    return this.#units.size;
  }

  /** A statement with exactly this text, free of errors, if there was one. */
  unit(text: string): UnitRecord | undefined {
    const found = this.#next.get(text) ?? this.#units.get(text);
    return found === undefined || found.unit.broken ? undefined : found;
  }

  /** A function with exactly this text, at any depth of any statement, if there was one. */
  function(text: string): FunctionRecord | undefined {
    if (this.#functions === undefined) {
      this.#functions = new Map();
      for (const record of this.#units.values()) this.#learn(record.functions);
    }
    return this.#functions.get(text);
  }

  /** Keeps a statement; answers the one to use, an older equal one if it can. */
  keep(record: UnitRecord): Scope {
    let kept = this.#next.get(record.text);
    if (kept === undefined) {
      kept = record;
      const old = this.#units.get(record.text);
      if (old !== undefined && old !== record && sameFacts(old.unit, record.unit)) kept = old;
      this.#next.set(kept.text, kept);
    } else if (kept !== record && !sameFacts(kept.unit, record.unit)) {
      return record.unit;
    }
    return kept.unit;
  }

  /** Ends an extraction: what it did not keep is forgotten. */
  turn(): void {
    this.#units = this.#next;
    this.#next = new Map();
    this.#functions = undefined;
  }

  #learn(records: readonly FunctionRecord[]): void {
    for (const record of records) {
      this.#functions?.set(record.text, record);
      this.#learn(record.inner);
    }
  }
}

function sameFacts(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
