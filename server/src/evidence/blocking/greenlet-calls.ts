import { type StandardLibraryCall, standardLibraryCall } from '../../knowledge/standard-library.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { CallView, GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { childPlaces, isFork } from '../processes/hand-forks.ts';

/** A call of the tables that certainly runs in a greenlet. */
export interface GreenletCall {
  readonly call: CallView;
  readonly row: StandardLibraryCall;
  readonly reach: GreenletReach;
}

/**
 * The calls of one module that the standard library's table gives to the rule `code`, and that
 * run in greenlets. Start-up code, tests, and code that runs in a native thread already are
 * left out: there a pause stops nobody.
 */
export function* callsInGreenlets(
  module: ModuleView,
  project: ProjectView,
  code: string,
): Iterable<GreenletCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, row } of standardLibraryCalls(module)) {
    if (row.rule !== code || isDead(call) || project.ownCall(call, 'cooperates')) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    if (isInForkedChild(call)) continue;
    yield { call, row, reach };
  }
}

/** Whether only a child runs it that the function has forked: the greenlets are the parent's. */
function isInForkedChild(call: CallView): boolean {
  return call.scope.calls.some(
    (fork) =>
      fork.unit === call.unit &&
      fork.path !== undefined &&
      isFork(fork.path) &&
      childPlaces(fork)?.(call) === true,
  );
}

/** A name short enough for a message's first sentence. */
export function shortName(path: string): string {
  const name = path.replace(/^builtins\./, '');
  if (name.length <= 40) return name;
  const end = name.slice(-39);
  return `…${end.slice(end.indexOf('.') + 1)}`;
}

/** All calls of the standard library's table, for whichever rule: many rules ask. */
export function standardLibraryCalls(module: ModuleView): readonly Omit<GreenletCall, 'reach'>[] {
  return keptFor(module, 'standard library calls', () => callsWithRow(module, standardLibraryCall));
}
