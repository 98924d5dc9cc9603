import type { BlockView, ModuleView, ScopeView, UnitView } from '../../project/model.ts';
import { certaintyAt } from '../../project/programs/block-certainty.ts';

/** The pieces of code that run while a module is imported: its script and the class bodies in it. */
export function* importTimeUnits(module: ModuleView): Iterable<UnitView> {
  for (const scope of module.scopes) if (runsAtImport(scope)) yield* scope.units;
}

/** Whether a scope's body runs when its module is imported: no function around it. */
export function runsAtImport(scope: ScopeView): boolean {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    if (at.kind === 'function' || at.kind === 'lambda') return false;
  }
  return true;
}

/**
 * Whether import-time code at the absolute offset `start` certainly runs: no condition, loop or
 * handler around it that could leave it out. `isMain`: whether its module is the entry script.
 */
export function certainlyRuns(
  unit: UnitView,
  block: BlockView | undefined,
  start: number,
  isMain: boolean,
): boolean {
  if (certaintyAt(unit, block, start, isMain) !== 'yes') return false;
  const { scope } = unit;
  if (scope.kind !== 'class' || scope.outer === undefined) return true;
  return certainlyRuns(scope.outer, blockAround(scope), scope.span[0], isMain);
}

/** The block that a function or class statement stands in. */
export function blockAround(scope: ScopeView): BlockView | undefined {
  const { outer } = scope;
  const event = outer?.facts.events.find(
    (candidate) =>
      candidate.kind === 'define' &&
      outer.start + (outer.facts.children[candidate.child]?.start ?? -1) === scope.span[0],
  );
  return event === undefined ? undefined : outer?.blocks[event.block];
}
