import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { BlockView, CallView } from '../../project/model.ts';
import { isInside, type Placed } from '../inside-block.ts';

/** Calls that come back in two processes. */
const forks =
  /^(?:os\.fork|gevent\.fork|gevent\.os\.(?:fork|fork_and_watch|fork_gevent|fork_gevent_and_watch))$/;

/** Whether a call of this forks the process. */
export function isFork(path: string): boolean {
  return forks.test(path);
}

/**
 * Which places of the function that forks run in the child: what stands under `if pid == 0`, or
 * behind `if pid: return`. Undefined where the function does not ask.
 */
export function childPlaces(fork: CallView): ((at: Placed) => boolean) | undefined {
  const name = nameOf(fork);
  const { unit } = fork;
  for (const block of unit.blocks) {
    if (block.block.kind !== 'if') continue;
    const known = block.span[0] < fork.span[0] ? undefined : name;
    const asks = block.block.test && asksForChild(block.block.test, fork, known);
    if (asks === undefined) continue;
    const otherwise = elseOf(block);
    const branch = asks ? block : otherwise;
    // `if pid: return`, and the rest is the child's.
    const rest = !asks && block.block.leaves === true;
    return (at) => {
      if (branch !== undefined && isInside(at.block, branch)) return true;
      return rest && at.span[0] >= block.span[1];
    };
  }
  return undefined;
}

function nameOf({ unit, call }: CallView): string | undefined {
  for (const { event } of unit.events) {
    if (event.kind !== 'assign' || event.value.span.join() !== call.span.join()) continue;
    const [target] = event.targets;
    return target && dottedPath(target);
  }
  return undefined;
}

/** Whether a test holds in the child (true), in the parent (false), or asks something else. */
function asksForChild(
  test: Expression,
  fork: CallView,
  name: string | undefined,
): boolean | undefined {
  const isResult = (one: Expression): boolean => {
    // `(pid := os.fork())`
    if (one.kind === 'other') return one.inner !== undefined && isResult(one.inner);
    if (one.kind === 'call') return fork.unit.calls[one.call] === fork;
    return name !== undefined && dottedPath(one) === name;
  };
  if (isResult(test)) return false;
  if (test.kind === 'not') {
    const within = asksForChild(test.value, fork, name);
    return within === undefined ? undefined : !within;
  }
  if (test.kind !== 'comparison' || test.right.kind !== 'number' || !isResult(test.left)) {
    return undefined;
  }
  if (Number(test.right.text) !== 0) return undefined;
  if (test.operator === '==') return true;
  return test.operator === '!=' || test.operator === '>' ? false : undefined;
}

function elseOf(block: BlockView): BlockView | undefined {
  const { blocks } = block.unit;
  return blocks
    .slice(blocks.indexOf(block) + 1)
    .find(
      (one) =>
        one.block.kind === 'else' &&
        one.block.parent === block.block.parent &&
        one.block.test?.span.join() === block.block.test?.span.join(),
    );
}
