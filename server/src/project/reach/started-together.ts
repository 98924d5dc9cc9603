import type { Spawner } from '../../knowledge/spawners.ts';
import { loopsAround } from '../loops.ts';
import type { BlockView, CallView } from '../model.ts';

/** Whether a call of a spawner starts several greenlets that run the same, and at the same time. */
export function startsMany(call: CallView, { many }: Pick<Spawner, 'many'>): boolean {
  if (many) return true;
  const [loop] = loopsAround(call.block);
  return loop !== undefined && !endsInRound(call, loop);
}

/** Methods of a greenlet that come back when it has ended, without arguments. */
const waits = new Set(['join', 'get', 'kill']);

/** Whether the loop waits for the greenlet before it starts the next: `spawn(work).join()`. */
function endsInRound(spawn: CallView, loop: BlockView): boolean {
  const { unit } = spawn;
  const index = unit.calls.indexOf(spawn);
  const names = new Set(
    unit.facts.events.flatMap((event) =>
      event.kind === 'assign' && event.value.kind === 'call' && event.value.call === index
        ? event.targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []))
        : [],
    ),
  );
  return unit.calls.some(({ call: { callee, arguments: given }, block }) => {
    if (callee.kind !== 'attribute' || !waits.has(callee.name)) return false;
    if (given.length > 0 && callee.name !== 'kill') return false;
    const { base } = callee;
    if (
      base.kind === 'call' ? base.call !== index : base.kind !== 'name' || !names.has(base.name)
    ) {
      return false;
    }
    const [inside] = loopsAround(block);
    return inside === loop;
  });
}
