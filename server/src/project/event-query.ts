import type { Event, Scope } from '../facts/scope.ts';
import { FactsQuery } from './facts-query.ts';
import type { EventView } from './model.ts';

/** Finds the events of modules that pass a test of their text. */
export class EventQuery extends FactsQuery<Event, EventView> {
  /** `test` must look at nothing but its arguments, and not at the scopes inside. */
  constructor(test: (event: Event, facts: Scope) => boolean) {
    super(
      test,
      ({ events }) => events,
      ({ events }) => events,
    );
  }
}
