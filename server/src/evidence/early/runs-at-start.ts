import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { certainlyRuns, runsAtImport } from './import-time.ts';

/** How deep functions that call each other are followed. */
const DEEPEST = 3;

/**
 * The import-time call through which `call` certainly runs while one of `modules` is imported: the
 * call itself in a script, or the call of the function, or class, that it stands in. `main`: the
 * one that runs as `__main__`, where what stands under its guard counts.
 */
export function startOf(
  call: CallView,
  modules: readonly ModuleView[],
  project: ProjectView,
  main?: ModuleView,
  depth = 0,
): CallView | undefined {
  const { scope, unit, block } = call;
  if (runsAtImport(scope)) {
    const runs =
      modules.includes(scope.module) &&
      certainlyRuns(unit, block, call.span[0], scope.module === main);
    return runs ? call : undefined;
  }
  if (depth === DEEPEST || !certainlyReached(call)) return undefined;
  for (const caller of project.callers(scope)) {
    const start = startOf(caller, modules, project, main, depth + 1);
    if (start !== undefined) return start;
  }
  return undefined;
}

/** Whether a function that is called comes to this call: no condition, no return before it. */
function certainlyReached({ scope, unit, block, span }: CallView): boolean {
  const { facts } = scope;
  if (facts === undefined || facts.isAsync || facts.isGenerator) return false;
  const end = scope.events.find(({ event }) => event.kind === 'return');
  if (end !== undefined && span[0] > end.span[1]) return false;
  return certainlyRuns(unit, block, span[0], false);
}
