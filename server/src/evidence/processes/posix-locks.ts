import type { Expression } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import { threadPoolCall } from '../../knowledge/thread-pool-calls.ts';
import { EventQuery } from '../../project/event-query.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  GreenletReach,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { flagWords } from '../blocking/flag-words.ts';
import { opensFiles } from '../blocking/opened-files.ts';
import { maySwitch } from '../early/switching.ts';
import { isInside } from '../inside-block.ts';

/**
 * The call that lets other greenlets run while `lock`, a call of `lockf()`, holds a lock of the process
 * that keeps none of them out; undefined where one greenlet asks for it, nothing switches meanwhile, or
 * another lock is held besides.
 */
export function excludesNobody(
  lock: CallView,
  { many }: GreenletReach,
  project: ProjectView,
): CallView | undefined {
  if (!many || !isExclusive(lock, project) || takesAnotherLock(lock.scope, project)) {
    return undefined;
  }
  return switchWhileHeld(lock, project);
}

const exclusive: ReadonlySet<string> = new Set(['fcntl.LOCK_EX', 'os.F_LOCK', 'os.F_TLOCK']);

function isExclusive({ call, unit }: CallView, project: ProjectView): boolean {
  const flags = call.arguments[1];
  if (flags === undefined || call.arguments.some(({ star }) => star !== undefined)) return false;
  const words = flagWords(flags.value, unit, project);
  return words !== undefined && [...words].some((word) => exclusive.has(word));
}

const locks = /^(?:threading|_thread|gevent\.lock|multiprocessing)\.\w+$/;

function takesAnotherLock(scope: ScopeView, project: ProjectView): boolean {
  return (
    scope.calls.some(
      ({ call: { callee } }) => callee.kind === 'attribute' && callee.name === 'acquire',
    ) ||
    scope.events.some(({ event, unit }) => {
      if (event.kind !== 'enter') return false;
      const value = project.valueOf(event.manager, unit);
      const entered = value.kind === 'unknown' ? calledBy(event.manager, unit) : undefined;
      if (entered?.facts?.isGenerator === true) return takesAnotherLock(entered, project);
      return (
        (value.kind === 'unknown' && !isOpenedInPool(event.manager, unit, project)) ||
        (value.kind === 'external-instance' && locks.test(value.path))
      );
    })
  );
}

/** `gevent.get_hub().threadpool.apply(open, …)`: a file, and no lock. */
function isOpenedInPool(manager: Expression, unit: UnitView, project: ProjectView): boolean {
  const call = manager.kind === 'call' ? unit.calls[manager.call] : undefined;
  const row = call?.path === undefined ? undefined : threadPoolCall(call.path);
  const callable = call && row && argumentAt(call, row.callable)?.value;
  const value = callable && project.valueOf(callable, unit);
  return value?.kind === 'external' && opensFiles(value.path);
}

/** A call behind the lock that lets other greenlets run, before it is given back. */
function switchWhileHeld(lock: CallView, project: ProjectView): CallView | undefined {
  const parts = partsPatched(lock, project);
  for (const call of lock.unit.calls) {
    if (call.span[0] < lock.span[1]) continue;
    if (/\.lockf$/.test(call.path ?? '') && !isYieldedBefore(lock, call)) return undefined;
    if (maySwitch(call, parts, project)) return call;
    if (/\.lockf$/.test(call.path ?? '')) break;
  }
  return switchInside(lock, parts, project);
}

function partsPatched({ scope }: CallView, project: ProjectView): ReadonlySet<string> {
  return new Set(
    project.patchedAt(scope.module, 0).flatMap(({ program }) => [...(program.finalParts ?? [])]),
  );
}

/** Whether the function hands over to a `with` between the two. */
function isYieldedBefore(lock: CallView, next: CallView): boolean {
  return lock.scope.events.some(
    ({ event, span }) =>
      event.kind === 'yield' && span[0] > lock.span[1] && span[1] <= next.span[0],
  );
}

/**
 * A call that lets other greenlets run in a `with` whose manager takes the lock: `__enter__()`, or a
 * generator that yields behind it.
 */
function switchInside(
  lock: CallView,
  parts: ReadonlySet<string>,
  project: ProjectView,
): CallView | undefined {
  const { scope, span } = lock;
  const manager = scope.name === '__enter__' ? scope.parent : scope;
  const yields = scope.events.some(
    ({ event, span: at }) => event.kind === 'yield' && at[0] > span[1],
  );
  if (manager === undefined || (manager === scope && !yields)) return undefined;
  for (const { unit, event } of entered(project).get(manager) ?? []) {
    const { scope: user } = unit;
    if (project.greenletReach(user)?.many !== true || takesAnotherLock(user, project)) continue;
    const block = unit.blocks.find(
      (one) => one.block.managers?.some(({ span: at }) => at[0] === event.manager.span[0]) === true,
    );
    const found = unit.calls.find(
      (call) => block && isInside(call.block, block) && maySwitch(call, parts, project),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Entered {
  readonly unit: UnitView;
  readonly event: Extract<Event, { readonly kind: 'enter' }>;
}

const entries = new EventQuery(({ kind }) => kind === 'enter');

/** The `with` statements of the workspace, by the class or generator function that they enter. */
function entered(project: ProjectView): ReadonlyMap<ScopeView, readonly Entered[]> {
  return keptForAll(project, 'managers that are entered', () => {
    const index = new Map<ScopeView, Entered[]>();
    for (const module of project.modules) {
      for (const { event, unit, span } of entries.in(module)) {
        if (event.kind !== 'enter') continue;
        const manager = managerOf(event.manager, unit, span[0], project);
        if (manager === undefined) continue;
        index.set(manager, [...(index.get(manager) ?? []), { unit, event }]);
      }
    }
    return index;
  });
}

function managerOf(
  expression: Expression,
  unit: UnitView,
  before: number,
  project: ProjectView,
): ScopeView | undefined {
  const value = project.valueOf(expression, unit, before);
  if (value.kind === 'instance') return value.scope;
  return calledBy(expression, unit);
}

/** The function of the workspace that an expression calls. */
function calledBy(expression: Expression, unit: UnitView): ScopeView | undefined {
  const call = expression.kind === 'call' ? unit.calls[expression.call] : undefined;
  return call?.target.kind === 'function' ? call.target.scope : undefined;
}
