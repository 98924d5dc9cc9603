import type { Expression } from '../../facts/expression.ts';
import type { BlockView, CallView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';

/** A `with gevent.Timeout(…)` around a call. */
export interface TimeoutAround {
  /** The with statement. */
  readonly block: BlockView;
  /** The manager. */
  readonly span: Span;
  /** Where it is made; undefined where it was made before the statement. */
  readonly call: CallView | undefined;
}

/** The nearest `with gevent.Timeout(…)` around a call, in the same function. */
export function timeoutAround(
  { block, unit }: CallView,
  project: ProjectView,
): TimeoutAround | undefined {
  for (let at: BlockView | undefined = block; at !== undefined; at = at.parent) {
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
