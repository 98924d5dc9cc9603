import type { Event, Scope } from '../facts/scope.ts';
import { FactsQuery } from './facts-query.ts';
import type { EventView, ModuleView } from './model.ts';

/** Finds the events of modules that pass a test of their text. */
export class EventQuery {
  readonly #query: FactsQuery;

  /** `test` must look at nothing but its arguments. */
  constructor(test: (event: Event, facts: Scope) => boolean) {
    this.#query = new FactsQuery((facts) =>
      facts.events.flatMap((event, index) => (test(event, facts) ? index : [])),
    );
  }

  /** The events of all scopes of the module, in the order of its scopes. */
  in(module: ModuleView): readonly EventView[] {
    const found: EventView[] = [];
    for (const { unit, places } of this.#query.in(module)) {
      for (const place of places) found.push(unit.events[place]!);
    }
    return found;
  }

  /** Whether the module has such an event. */
  isIn(module: ModuleView): boolean {
    return this.#query.isIn(module);
  }
}
