import type { Expression } from '../../facts/expression.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';

/** Constructors of pools of native threads. */
const pools: ReadonlySet<string> = new Set([
  'gevent.threadpool.ThreadPool',
  'gevent.threadpool.ThreadPoolExecutor',
]);

/** `pool` of `pool` and of `self.pool`: what a maker may have assigned it to. */
export function lastName(expression: Expression): string | undefined {
  return expression.kind === 'name' || expression.kind === 'attribute'
    ? expression.name
    : undefined;
}

/**
 * The calls that make what is called `name`: those of the module itself, and of all others where
 * it has none (it is imported then, or handed over).
 */
export function makersOf(
  name: string,
  module: ModuleView,
  project: ProjectView,
): readonly CallView[] {
  const own = makersIn(module, name);
  return own.length > 0 ? own : project.modules.flatMap((other) => makersIn(other, name));
}

function makersIn(module: ModuleView, name: string): readonly CallView[] {
  return module.scopes.flatMap((scope) =>
    scope.events.flatMap(({ event, unit }) => {
      if (event.kind !== 'assign' && event.kind !== 'enter') return [];
      const value = event.kind === 'assign' ? event.value : event.manager;
      const targets = event.kind === 'assign' ? event.targets : event.target ? [event.target] : [];
      if (value.kind !== 'call' || !targets.some((target) => lastName(target) === name)) return [];
      const call = unit.calls[value.call];
      return call?.path !== undefined && pools.has(call.path) ? [call] : [];
    }),
  );
}
