import type { Call, Scope } from '../facts/scope.ts';
import { FactsQuery } from './facts-query.ts';
import type { CallView, ModuleView } from './model.ts';

/** Finds the calls of modules that pass a test of their text. */
export class CallQuery {
  readonly #query: FactsQuery;

  /** `test` must look at nothing but its arguments. */
  constructor(test: (call: Call, facts: Scope) => boolean) {
    this.#query = new FactsQuery((facts) =>
      facts.calls.flatMap((call, index) => (test(call, facts) ? index : [])),
    );
  }

  /** The calls of all scopes of the module, in the order of its scopes. */
  in(module: ModuleView): readonly CallView[] {
    const found: CallView[] = [];
    for (const { unit, places } of this.#query.in(module)) {
      for (const place of places) found.push(unit.calls[place]!);
    }
    return found;
  }

  /** Whether the module has such a call. */
  isIn(module: ModuleView): boolean {
    return this.#query.isIn(module);
  }
}
