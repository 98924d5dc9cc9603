import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { BlockView, CallView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';

/** A `gevent.Timeout` that runs while a call does. */
export interface TimeoutAround {
  /** The with statement, or the try statement whose `finally` ends the timeout. */
  readonly block: BlockView;
  /** The manager, or what starts the timeout. */
  readonly span: Span;
  /** Where it is made; undefined where it was made before the statement. */
  readonly call: CallView | undefined;
}

/**
 * The nearest `with gevent.Timeout(…)` around a call, in the same function, or
 * `timeout = gevent.Timeout.start_new(…); try: … finally: timeout.cancel()`.
 */
export function timeoutAround(
  { block, unit }: CallView,
  project: ProjectView,
): TimeoutAround | undefined {
  for (let at: BlockView | undefined = block; at !== undefined; at = at.parent) {
    const started = at.block.kind === 'try' ? startedBefore(at, unit) : undefined;
    if (started !== undefined) return started;
    const manager = at.block.managers?.find((one) => isTimeout(one, unit, project));
    if (manager === undefined) continue;
    const { start } = unit;
    return {
      block: at,
      span: [start + manager.span[0], start + manager.span[1]],
      call: manager.kind === 'call' ? unit.calls[manager.call] : undefined,
    };
  }
  return undefined;
}

function isTimeout(manager: Expression, unit: CallView['unit'], project: ProjectView): boolean {
  const call = manager.kind === 'call' ? unit.calls[manager.call] : undefined;
  if (call !== undefined)
    return /^gevent\.(?:timeout\.)?Timeout(?:\.start_new)?$/.test(call.path ?? '');
  const value = project.valueOf(manager, unit);
  return value.kind === 'external-instance' && /^gevent\.(?:timeout\.)?Timeout$/.test(value.path);
}

/** A timeout that is started above a try statement, and cancelled in its `finally`. */
function startedBefore(block: BlockView, unit: CallView['unit']): TimeoutAround | undefined {
  const ending = unit.calls.find(
    (call) =>
      /^gevent\.(?:timeout\.)?Timeout\.(?:cancel|close)$/.test(call.path ?? '') &&
      call.block?.block.kind === 'finally' &&
      call.block.block.parent === block.block.parent &&
      call.span[0] > block.span[1],
  );
  const name = ending && receiverOf(ending);
  if (name === undefined) return undefined;
  for (const { event } of unit.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
    if (!event.targets.some((target) => dottedPath(target) === name)) continue;
    const call = unit.calls[event.value.call];
    const path = call?.path?.replace('gevent.timeout.', 'gevent.');
    if (call === undefined || call.span[0] > block.span[0]) continue;
    const starts =
      path === 'gevent.Timeout.start_new' ||
      (path === 'gevent.Timeout' &&
        unit.calls.some(
          (one) =>
            one.path?.endsWith('Timeout.start') === true &&
            receiverOf(one) === name &&
            one.span[0] < (ending?.span[0] ?? 0),
        ));
    if (starts) return { block, span: call.span, call };
  }
  return undefined;
}

function receiverOf({ call: { callee } }: CallView): string | undefined {
  return callee.kind === 'attribute' ? dottedPath(callee.base) : undefined;
}

/** `Timeout(2, False)`: nothing is raised, and the code goes on below the statement. */
export function isSilentTimeout(timeout: CallView | undefined): boolean {
  const given = timeout?.call.arguments.find(
    ({ keyword }, index) => keyword === 'exception' || (keyword === undefined && index === 1),
  );
  return given?.value.kind === 'constant' && given.value.value === 'False';
}
