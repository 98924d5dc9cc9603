import type { Expression } from '../../facts/expression.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
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
  if (own.length > 0) return own;
  return keptForAll(project, `pools called ${name}`, () =>
    project.modules.flatMap((other) => makersIn(other, name)),
  );
}

function makersIn(module: ModuleView, name: string): readonly CallView[] {
  return makersOfModule(module).flatMap(({ call, names }) => (names.includes(name) ? [call] : []));
}

interface PoolMaker {
  readonly call: CallView;
  /** What it is assigned to. */
  readonly names: readonly (string | undefined)[];
}

function makersOfModule(module: ModuleView): readonly PoolMaker[] {
  return keptFor(module, 'makers of pools', () =>
    module.scopes.flatMap((scope) =>
      scope.events.flatMap(({ event, unit }) => {
        if (event.kind !== 'assign' && event.kind !== 'enter') return [];
        const value = event.kind === 'assign' ? event.value : event.manager;
        const target = event.kind === 'assign' ? event.targets : event.target ? [event.target] : [];
        const call = value.kind === 'call' ? unit.calls[value.call] : undefined;
        if (target.length === 0 || call?.path === undefined || !pools.has(call.path)) return [];
        return [{ call, names: target.map(lastName) }];
      }),
    ),
  );
}
