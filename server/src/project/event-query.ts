import type { Event, Scope } from '../facts/scope.ts';
import type { EventView, ModuleView } from './model.ts';

/**
 * Finds the events of modules that pass a test of their text. What was found in a piece of facts
 * is remembered with it, so that after a keystroke only the changed function is searched.
 */
export class EventQuery {
  readonly #test: (event: Event, facts: Scope) => boolean;
  readonly #known = new WeakMap<Scope, readonly number[]>();

  /** `test` must look at nothing but its arguments. */
  constructor(test: (event: Event, facts: Scope) => boolean) {
    this.#test = test;
  }

  /** The events of all scopes of the module, in the order of its scopes. */
  in(module: ModuleView): readonly EventView[] {
    const found: EventView[] = [];
    for (const { units } of module.scopes) {
      for (const unit of units) {
        for (const place of this.#places(unit.facts)) {
          const event = unit.events[place];
          if (event !== undefined) found.push(event);
        }
      }
    }
    return found;
  }

  #places(facts: Scope): readonly number[] {
    let places = this.#known.get(facts);
    if (places === undefined) {
      places = facts.events.flatMap((event, index) => (this.#test(event, facts) ? index : []));
      this.#known.set(facts, places);
    }
    return places;
  }
}
