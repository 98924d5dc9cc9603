import type { Scope } from './scope.ts';
import { TextMap } from './text-map.ts';

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
  #units = new TextMap<UnitRecord>();
  #next = new TextMap<UnitRecord>();
  #functions: TextMap<FunctionRecord> | undefined;

  /** How many top-level statements are remembered. */
  get size(): number {
    return this.#units.size;
  }

  /** A statement with exactly that part of `source` as text, free of errors, if there was one. */
  unit(source: string, start: number, end: number): UnitRecord | undefined {
    const found = this.#next.get(source, start, end) ?? this.#units.get(source, start, end);
    return found === undefined || found.unit.broken ? undefined : found;
  }

  /** A function with exactly that text, at any depth of any statement, if there was one. */
  function(source: string, start: number, end: number): FunctionRecord | undefined {
    if (this.#functions === undefined) {
      this.#functions = new TextMap();
      for (const record of this.#units) this.#learn(record.functions);
    }
    return this.#functions.get(source, start, end);
  }

  /** Keeps a statement; answers the one to use, an older equal one if it can. */
  keep(record: UnitRecord): Scope {
    const kept = this.#next.get(record.text);
    if (kept !== undefined) {
      return kept === record || sameFacts(kept.unit, record.unit) ? kept.unit : record.unit;
    }
    const old = this.#units.get(record.text);
    const chosen =
      old !== undefined && old !== record && sameFacts(old.unit, record.unit) ? old : record;
    this.#next.add(chosen);
    return chosen.unit;
  }

  /** Ends an extraction: what it did not keep is forgotten. */
  turn(): void {
    this.#units = this.#next;
    this.#next = new TextMap();
    this.#functions = undefined;
  }

  #learn(records: readonly FunctionRecord[]): void {
    for (const record of records) {
      this.#functions?.add(record);
      this.#learn(record.inner);
    }
  }
}

function sameFacts(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
