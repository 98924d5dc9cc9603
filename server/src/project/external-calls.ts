import { keptFor } from './kept-answers.ts';
import type { CallView, ModuleView } from './model.ts';

/** A call of something outside the workspace, with what a table says of its path. */
export interface CallWithRow<Row> {
  readonly call: CallView;
  readonly row: Row;
}

/**
 * The calls of a module whose path outside the workspace has a row, in the order of
 * `module.calls`. A module has few such paths and many calls: rules ask for them by path.
 */
export function callsWithRow<Row>(
  module: ModuleView,
  rowOf: (path: string) => Row | undefined,
): readonly CallWithRow<Row>[] {
  const found: (PlacedCall & CallWithRow<Row>)[] = [];
  let paths = 0;
  for (const [path, calls] of callsByPath(module)) {
    const row = rowOf(path);
    if (row === undefined) continue;
    for (const { call, place } of calls) found.push({ call, place, row });
    paths++;
  }
  return paths > 1 ? found.sort((a, b) => a.place - b.place) : found;
}

/** As `callsWithRow`, where the path alone is asked for. */
export function externalCalls(
  module: ModuleView,
  test: (path: string) => boolean,
): readonly CallView[] {
  return callsWithRow(module, (path) => test(path) || undefined).map(({ call }) => call);
}

/** Whether a module calls something outside the workspace whose path passes a test. */
export function callsExternal(module: ModuleView, test: (path: string) => boolean): boolean {
  for (const path of callsByPath(module).keys()) if (test(path)) return true;
  return false;
}

interface PlacedCall {
  readonly call: CallView;
  /** In `module.calls`. */
  readonly place: number;
}

function callsByPath(module: ModuleView): ReadonlyMap<string, readonly PlacedCall[]> {
  return keptFor(module, 'calls by path', () => {
    const found = new Map<string, PlacedCall[]>();
    module.calls.forEach((call, place) => {
      const { path } = call;
      if (path === undefined) return;
      const known = found.get(path);
      if (known === undefined) found.set(path, [{ call, place }]);
      else known.push({ call, place });
    });
    return found;
  });
}
