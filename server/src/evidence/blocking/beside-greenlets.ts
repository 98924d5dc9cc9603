import type { StandardLibraryCall } from '../../knowledge/standard-library.ts';
import { loopsAround } from '../../project/loops.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { isInside } from '../inside-block.ts';
import { threadsArePatched } from '../threads/patched-locks.ts';
import { standardLibraryCalls } from './greenlet-calls.ts';

/** A wait of the main program, and what started the greenlets that stand still meanwhile. */
export interface CallBesideGreenlets {
  readonly call: CallView;
  readonly row: StandardLibraryCall;
  readonly started: Place;
}

/**
 * The calls of one module that the standard library's table gives to the rule `code`, and that main
 * programs make while greenlets of theirs are to run.
 */
export function* callsBesideGreenlets(
  module: ModuleView,
  project: ProjectView,
  code: string,
): Iterable<CallBesideGreenlets> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, row } of standardLibraryCalls(module)) {
    if (row.rule !== code || isDead(call)) continue;
    const started = startedBeside(call, project);
    if (started !== undefined) yield { call, row, started };
  }
}

/** Calls that start what then needs the loop. */
const starts =
  /^gevent\.(?:spawn(?:_later|_raw)?|Greenlet\.(?:spawn|start)(?:_later)?|(?:pool\.)?(?:Pool|Group)\.(?:spawn|start|\w+_async)|\w+\.\w*Server\.start)$/;
/** Calls that do so where threads are patched. */
const threadStarts = /^threading\.(?:Thread|Timer)\.start$/;

/**
 * What started greenlets that stand still while something outside of greenlets waits: a start right
 * before it in the same function or script, one in the same loop, or either before a call of the
 * function. Undefined where nothing of what was started may be left.
 */
export function startedBeside(
  place: Pick<CallView, 'scope' | 'span' | 'block'>,
  project: ProjectView,
  depth = 0,
): Place | undefined {
  const { scope } = place;
  if (runsElsewhere(scope, project)) return undefined;
  const start = startBefore(place, project);
  if (start !== undefined || depth === deepest || mayEndHere(place)) return start;
  for (const caller of project.callers(scope)) {
    const above = caller.scope.module.isTest
      ? undefined
      : startedBeside(caller, project, depth + 1);
    if (above !== undefined) return above;
  }
  return undefined;
}

/** Calls of the function that waits, followed upwards. */
const deepest = 2;

/** A start in the same function or script. */
function startBefore(
  { scope, span, block }: Pick<CallView, 'scope' | 'span' | 'block'>,
  project: ProjectView,
): Place | undefined {
  const { module } = scope;
  const isStart = ({ path }: CallView): boolean =>
    path !== undefined &&
    (starts.test(path) || (threadStarts.test(path) && threadsArePatched(module, project)));
  const calls = scope.calls.filter((call) => isStart(call) || mayEnd(call));
  if (!calls.some(isStart)) return undefined;
  const before = calls.findLast((call) => call.span[1] <= span[0]);
  const inLoop = [...loopsAround(block)].map((loop) =>
    calls.findLast((call) => isInside(call.block, loop)),
  );
  const start = [before, ...inLoop].find((call) => call !== undefined && isStart(call));
  return start && { path: module.path, span: start.span, message: 'what starts here stands still' };
}

/** Whether something before it in the function waits for greenlets, or ends them. */
function mayEndHere({ scope, span }: Pick<CallView, 'scope' | 'span'>): boolean {
  return scope.calls.some((call) => call.span[1] <= span[0] && mayEnd(call));
}

/** Whether it is known to run in a greenlet, or in a native thread. */
function runsElsewhere(scope: ScopeView, project: ProjectView): boolean {
  return project.greenletReach(scope) !== undefined || project.inThreadPool(scope);
}

/** `joinall(…)`, `greenlet.get()`, `server.stop()`: behind it nothing may be left. */
function mayEnd({ call: { callee } }: CallView): boolean {
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  return /join|wait|get$|kill|stop/.test(name);
}
