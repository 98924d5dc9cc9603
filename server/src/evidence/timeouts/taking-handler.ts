import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { BlockView, CallView, ProjectView } from '../../project/model.ts';
import { handlersOf } from '../handlers.ts';

/**
 * The handler around a block, in the same function, that takes a timeout. `timeout`: the call that
 * makes it, where it is told what to raise.
 */
export function takingHandler(
  block: BlockView | undefined,
  timeout: CallView | undefined,
  project: ProjectView,
): BlockView | undefined {
  const own = timeout && exceptionOf(timeout);
  // The try statement itself, where the timeout is started before it.
  for (let at = block; at !== undefined; at = at.parent) {
    if (at.block.kind !== 'try') continue;
    const handler = handlersOf(at).find((one) => takesTimeout(one, own, project));
    if (handler !== undefined) return handler;
  }
  return undefined;
}

/** `Timeout(2, Slow)`, `Timeout(2, Slow("…"))`: the class that is raised in its place. */
function exceptionOf({ call, unit }: CallView): Expression | undefined {
  const given = call.arguments.find(
    ({ keyword, star }, index) =>
      star === undefined && (keyword === 'exception' || (keyword === undefined && index === 1)),
  )?.value;
  const made = given?.kind === 'call' ? unit.facts.calls[given.call] : undefined;
  return made?.callee ?? given;
}

function takesTimeout(
  { block, unit }: BlockView,
  own: Expression | undefined,
  project: ProjectView,
): boolean {
  const classes = block.exceptions ?? [];
  const raised = own && dottedPath(own);
  return (
    classes.length === 0 ||
    classes.some((one) => {
      if (own !== undefined && raised !== undefined && dottedPath(one) === raised) return true;
      const value = project.valueOf(one, unit);
      const path = value.kind === 'external' ? value.path : '';
      if (path === 'builtins.BaseException' || named(one)) return true;
      return own === undefined && path === 'gevent.Timeout';
    })
  );
}

function named(caught: Expression): boolean {
  return caught.kind === 'name' && caught.name === 'BaseException';
}
