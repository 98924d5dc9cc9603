import type { CallView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { isInside, type Placed } from '../inside-block.ts';
import { codeOfJob } from '../threads/job-code.ts';

/** Calls of the function that forks, followed upwards. */
const deepest = 3;

/** What a process does beside a child that it forks, and whether it is the child. */
export interface Beside {
  /** The call that forks. */
  readonly fork: CallView;
  /** Whether a place of the function that forks runs in the child. */
  readonly inChild: (at: Placed) => boolean;
  /** The functions that run in the child. */
  readonly code: ReadonlySet<ScopeView>;
}

/**
 * Whether the process that forked runs a place while the child may run: behind the fork and before
 * it waits for the child, or in a greenlet that is not the child's.
 */
export function parentRuns(
  beside: Beside,
  project: ProjectView,
): (scope: ScopeView, at: Placed) => boolean {
  const { fork, inChild, code } = beside;
  const inline = new Map<ScopeView, CallView>();
  const called = new Set<ScopeView>();
  const follow = (call: CallView, depth: number): void => {
    const { scope } = call;
    if (inline.has(scope)) return;
    inline.set(scope, call);
    for (const one of scope.calls) {
      if (!isBehind(one, call) || (call === fork && inChild(one))) continue;
      for (const step of codeOfJob(one.target)) called.add(step.scope);
    }
    if (depth === deepest || isWaitedFor(call)) return;
    for (const caller of project.callers(scope)) {
      if (!caller.scope.module.isTest) follow(caller, depth + 1);
    }
  };
  follow(fork, 0);
  const isChilds = ({ path, span }: Place): boolean =>
    [...code].some(
      (scope) => scope.module.path === path && scope.span[0] <= span[0] && span[1] <= scope.span[1],
    );
  /** Whether what starts greenlets here leaves them alive beside the child; undefined if not known. */
  const startsBeside = ({ path, span }: Place): boolean | undefined => {
    for (const [scope, call] of inline) {
      const start = scope.calls.find((one) => scope.module.path === path && isAt(one, span));
      if (start === undefined) continue;
      if (start.span[0] > call.span[1]) return isBehind(start, call);
      return !scope.calls.some(
        (one) => one.span[1] >= span[1] && one.span[1] <= call.span[0] && waitsForGreenlets(one),
      );
    }
    return undefined;
  };
  return (scope, at) => {
    const call = inline.get(scope);
    if (call !== undefined && isBehind(at, call) && !(call === fork && inChild(at))) return true;
    if (called.has(scope)) return true;
    const reach = project.greenletReach(scope);
    const [start] = reach?.chain ?? [];
    if (reach === undefined || start === undefined || reach.onlyOnce) return false;
    if (isChilds(start) || (scope === fork.scope && inChild(at))) return false;
    // Requests of the program that forks: by a server that it starts itself, or that runs the fork.
    const unknown = !reach.serves || project.greenletReach(fork.scope) !== undefined;
    return startsBeside(start) ?? unknown;
  };
}

/** Whether a place comes after a call, with nothing between that waits for the child. */
function isBehind({ span, block }: Placed, call: CallView): boolean {
  if (span[0] < call.span[1]) return false;
  return !call.scope.calls.some(
    (one) =>
      one.span[0] >= call.span[1] &&
      one.span[1] <= span[0] &&
      waitsForChild(one) &&
      (one.block === undefined || isInside(block, one.block)),
  );
}

/** Whether a call waits until a child has ended. */
export function waitsForChild({
  path = '',
  call: { callee, arguments: given },
}: CallView): boolean {
  if (/^(?:os|gevent\.os)\.wait(?:pid|id|3|4)?$/.test(path)) return true;
  if (callee.kind !== 'attribute' || callee.name !== 'join' || given.length > 0) return false;
  return path === '' || /^multiprocessing\./.test(path);
}

/** Whether the function of a call always waits for the child before it returns. */
function isWaitedFor(call: CallView): boolean {
  return call.scope.calls.some(
    (one) =>
      one.span[0] >= call.span[1] &&
      waitsForChild(one) &&
      (one.block === undefined || isInside(call.block, one.block)),
  );
}

function waitsForGreenlets({ path = '' }: CallView): boolean {
  return /^gevent\.(?:joinall|wait|Greenlet\.(?:join|get)|pool\.(?:Group|Pool)\.join)$/.test(path);
}

function isAt({ span }: CallView, place: readonly [number, number]): boolean {
  return span[0] === place[0] && span[1] === place[1];
}
