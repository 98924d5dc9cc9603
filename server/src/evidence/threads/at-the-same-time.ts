import { isInLoop } from '../../project/loops.ts';
import type {
  BlockView,
  CallView,
  GreenletReach,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import type { PoolSite } from './pool-sites.ts';

/** Why what a call gives to a pool may run in several of its threads at once. */
export interface Several {
  /** The greenlets that make the call, where that is the reason. */
  readonly reach?: GreenletReach;
}

/** Calls followed upwards in search of a loop. */
const maxDepth = 3;

/**
 * Whether a pool may run this call's job in two threads at once: it maps, several greenlets make
 * the call, or it stands in a loop and does not wait for the result.
 */
export function runsAtTheSameTime(site: PoolSite, project: ProjectView): Several | undefined {
  if (site.each) return {};
  const { scope } = site.call;
  const reach = project.greenletReach(scope);
  if (reach?.many === true && !project.inThreadPool(scope)) return { reach };
  return !site.waits && isRepeated(site.call, project, 0) ? {} : undefined;
}

/** Whether the call stands in a loop, or somebody calls its function in one. */
function isRepeated(call: CallView, project: ProjectView, depth: number): boolean {
  if (isInLoop(call.block)) return true;
  if (depth >= maxDepth || call.scope.kind !== 'function') return false;
  return project.callers(call.scope).some((caller) => isRepeated(caller, project, depth + 1));
}

/** Whether the object whose method is given to a pool is a new one in each turn of a loop. */
export function isNewEachTurn({ call, argument }: PoolSite): boolean {
  const { value } = argument;
  if (value.kind !== 'attribute') return false;
  if (value.base.kind !== 'name') return value.base.kind === 'call';
  const { name } = value.base;
  return boundIn(call.scope, name).some((block) => isInLoop(block));
}

function boundIn(scope: ScopeView, name: string): readonly (BlockView | undefined)[] {
  return scope.events.flatMap(({ event, block }) => {
    const targets =
      event.kind === 'assign' ? event.targets : event.kind === 'iterate' ? [event.target] : [];
    const binds = targets.some(
      (target) =>
        (target.kind === 'name' && target.name === name) ||
        (target.kind === 'sequence' &&
          target.items.some((item) => item.kind === 'name' && item.name === name)),
    );
    return binds ? [block] : [];
  });
}
