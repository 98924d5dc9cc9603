import type { Expression } from '../../facts/expression.ts';
import type { CallView, ProjectView, ScopeView } from '../../project/model.ts';

/**
 * Whether the connection that a call receives from is an end of `Pipe()`, which is a patched
 * socket, or of `Pipe(False)`, which is a plain pipe; undefined where its maker is not seen.
 */
export function connectionKind(
  { call, scope }: CallView,
  project: ProjectView,
): 'duplex' | 'one-way' | undefined {
  const { callee } = call;
  const name = callee.kind === 'attribute' ? lastName(callee.base) : undefined;
  const maker = name === undefined ? undefined : makerOf(name, scope);
  if (maker === undefined) return undefined;
  const [duplex, more] = maker.call.arguments;
  if (duplex === undefined) return 'duplex';
  if (more !== undefined || duplex.star !== undefined) return undefined;
  const value = project.valueOf(duplex.value, maker.unit);
  if (value.kind !== 'constant') return undefined;
  return value.value === 'True' ? 'duplex' : 'one-way';
}

function lastName(expression: Expression): string | undefined {
  return expression.kind === 'name' || expression.kind === 'attribute'
    ? expression.name
    : undefined;
}

/** The call of `Pipe()` whose ends are bound to `name`, in the nearest scope around. */
function makerOf(name: string, start: ScopeView): CallView | undefined {
  for (let scope: ScopeView | undefined = start; scope !== undefined; scope = scope.parent) {
    const own = scope.kind === 'class' ? scope.children : [scope];
    for (const { events } of own) {
      for (const { event, unit } of events) {
        if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
        const ends = event.targets.flatMap((target) =>
          target.kind === 'sequence' ? target.items : [],
        );
        const maker = unit.calls[event.value.call];
        if (maker?.path !== 'multiprocessing.Pipe') continue;
        if (ends.some((end) => lastName(end) === name)) return maker;
      }
    }
  }
  return undefined;
}

/** Whether the function asks `poll()` or `connection.wait()` itself: then there is something. */
export function isPolled({ scope }: CallView): boolean {
  return scope.calls.some(
    ({ path }) =>
      path === 'multiprocessing.connection.Connection.poll' ||
      path === 'multiprocessing.connection.wait',
  );
}
