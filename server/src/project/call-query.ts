import type { Call, Scope } from '../facts/scope.ts';
import { FactsQuery } from './facts-query.ts';
import type { CallView } from './model.ts';

/** Finds the calls of modules that pass a test of their text. */
export class CallQuery extends FactsQuery<Call, CallView> {
  /** `test` must look at nothing but its arguments, and not at the scopes inside. */
  constructor(test: (call: Call, facts: Scope) => boolean) {
    super(
      test,
      ({ calls }) => calls,
      ({ calls }) => calls,
    );
  }
}
