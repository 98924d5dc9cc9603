import type { Expression } from '../../facts/expression.ts';
import type { UnitView } from '../model.ts';

/** What stands under one key of a dictionary. */
export interface Entry {
  readonly value: Expression;
  /** What the value is read against. */
  readonly unit: UnitView;
  /** Where it is a dictionary itself, as it is in the end. */
  readonly dictionary: Dictionary | undefined;
}

/** What a dictionary certainly holds. */
export interface DictionaryView {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Whether there may be further keys that nobody can see from here. */
  readonly open: boolean;
}

/** A dictionary while the code that fills it is followed. */
export class Dictionary implements DictionaryView {
  readonly entries = new Map<string, Entry>();
  open = false;

  set(key: string, entry: Entry): void {
    this.entries.set(key, entry);
  }

  /** The key may hold anything, or be gone. */
  doubt(key: string): void {
    this.entries.delete(key);
    this.open = true;
  }

  /** Anything may have happened to it. */
  lose(): void {
    this.entries.clear();
    this.open = true;
  }

  /** Takes over what another one holds; undefined: what that is is not known. */
  merge(other: Dictionary | undefined): void {
    if (other === undefined || other.open) this.lose();
    for (const [key, entry] of other?.entries ?? []) this.entries.set(key, entry);
  }
}
