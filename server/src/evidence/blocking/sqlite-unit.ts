import type { Expression } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  GreenletReach,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Value } from '../../project/value.ts';
import type { GivenArguments } from './cpu-cost.ts';
import { jobRefusal } from './thread-pool-refusals.ts';

/** What one function asks of sqlite. */
export interface SqliteWork {
  /** The first call that can wait for a lock or work long. */
  readonly first: CallView;
  /** `sqlite3.Connection.execute`. */
  readonly path: string;
  /** Whether it certainly takes the lock that only one may have. */
  readonly writes: boolean;
}

/** The sqlite work of a function; undefined where it has none, or only on databases in memory. */
export function sqliteWork(scope: ScopeView, project: ProjectView): SqliteWork | undefined {
  const waits = scope.calls.flatMap((call) => {
    const path = waitingPath(call);
    return path === undefined ? [] : [{ call, path }];
  });
  const first = waits.find(({ path }) => !/\.fetch\w+$/.test(path)) ?? waits[0];
  if (first === undefined || isInMemory(scope, project)) return undefined;
  // Told not to wait for locks, it writes or raises at once.
  if (waits.every(({ call, path }) => isWrite(call, path, project)) && neverWaits(scope, project))
    return undefined;
  const writes = waits.some(({ call, path }) => isWrite(call, path, project));
  return { first: first.call, path: first.path, writes };
}

/** The same for a method of a connection or cursor that is given to a spawn as it is. */
export function spawnedSqlite(
  path: string,
  given: GivenArguments,
  scope: ScopeView,
  project: ProjectView,
): Pick<SqliteWork, 'writes'> | undefined {
  if (path === 'sqlite3.connect' || isInMemory(scope, project)) return undefined;
  return { writes: isWriteOf(path, given.at({ position: 0 }), given.unit, project) };
}

function waitingPath({ path }: CallView): string | undefined {
  if (path === undefined || path === 'sqlite3.connect') return undefined;
  return standardLibraryCall(path)?.rule === 'GVT207' ? path : undefined;
}

const writing = /^\s*(?:insert|update|delete|replace|create|drop|alter|begin|vacuum|reindex)\b/i;

function isWrite(call: CallView, path: string, project: ProjectView): boolean {
  return isWriteOf(path, call.call.arguments[0]?.value, call.unit, project);
}

function isWriteOf(
  path: string,
  sql: Expression | undefined,
  unit: UnitView,
  project: ProjectView,
): boolean {
  if (/\.(?:commit|executemany|backup)$/.test(path)) return true;
  const value = sql && project.valueOf(sql, unit);
  return value?.kind === 'string' && writing.test(value.value);
}

function nameOf({ call: { callee } }: CallView): string {
  return callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
}

/** The calls that may have opened what the function uses: its own, its module's, all. */
function connectsFor(scope: ScopeView, project: ProjectView): readonly CallView[] {
  // The name is looked at first: what a call stands for takes time to find out.
  const connectsOf = (calls: readonly CallView[]) =>
    calls.filter((call) => /connect$/i.test(nameOf(call)) && call.path === 'sqlite3.connect');
  let connects = connectsOf(scope.calls);
  if (connects.length === 0) connects = connectsOf(scope.module.calls);
  if (connects.length === 0) {
    connects = keptForAll(project, 'connections of sqlite3', () =>
      project.modules.flatMap(({ calls }) => connectsOf(calls)),
    );
  }
  return connects;
}

/** Whether all connections that the function can mean are opened with `timeout=0`. */
function neverWaits(scope: ScopeView, project: ProjectView): boolean {
  const connects = connectsFor(scope, project);
  return (
    connects.length > 0 &&
    connects.every((call) => {
      const limit = argumentAt(call, { position: 1, keyword: 'timeout' });
      return limit?.value.kind === 'number' && Number(limit.value.text) === 0;
    })
  );
}

/** Whether a connection that the function can mean may be used by other threads than its own. */
export function servesAllThreads(scope: ScopeView, project: ProjectView): boolean {
  return connectsFor(scope, project).some((call) => {
    const checked = argumentAt(call, { position: 4, keyword: 'check_same_thread' });
    return checked?.value.kind === 'constant' && checked.value.value === 'False';
  });
}

/** Whether all databases that the function can mean live in memory. */
export function isInMemory(scope: ScopeView, project: ProjectView): boolean {
  const connects = connectsFor(scope, project);
  return (
    connects.length > 0 &&
    connects.every(({ call, unit }) => {
      const database = call.arguments.find(
        ({ keyword }, index) => keyword === 'database' || (index === 0 && keyword === undefined),
      );
      const value = database && project.valueOf(database.value, unit);
      return (
        value?.kind === 'string' &&
        /^(?:$|:memory:|file::memory:|file:.*mode=memory)/.test(value.value)
      );
    })
  );
}

/**
 * The calls after which the function's whole sqlite work runs in the thread pool, from connect
 * to close: all that reach it from greenlets. Empty where that would not do: the connection is
 * made elsewhere or outlives the function, the function is spawned itself, or it must not move.
 */
export function callsOfSqliteUnit(
  scope: ScopeView,
  reach: GreenletReach,
  project: ProjectView,
): readonly CallView[] {
  if (scope.kind !== 'function' || !scope.calls.some(({ path }) => path === 'sqlite3.connect')) {
    return [];
  }
  if (connectionOutlives(scope, project)) return [];
  const self: Value = { kind: 'function', scope, bound: false };
  if (jobRefusal(self, scope.qualifiedName, project) !== undefined) return [];
  const callers = project.callers(scope);
  const last = reach.chain.at(-1);
  const isCalled = callers.some(
    ({ scope: { module }, span }) => module.path === last?.path && span.join() === last.span.join(),
  );
  if (!isCalled) return [];
  return callers.filter(
    (call) =>
      !call.scope.module.isTest &&
      project.greenletReach(call.scope) !== undefined &&
      !project.inThreadPool(call.scope),
  );
}

/** Whether a connection or cursor may be met after the function has returned. */
function connectionOutlives(scope: ScopeView, project: ProjectView): boolean {
  const shared = new Set([...(scope.facts?.globals ?? []), ...(scope.facts?.nonlocals ?? [])]);
  return scope.events.some(({ event, unit }) => {
    const isBound = (expression: Expression | undefined): boolean => {
      if (expression === undefined) return false;
      if (expression.kind === 'sequence') return expression.items.some(isBound);
      const value = project.valueOf(expression, unit);
      return (
        value.kind === 'external-instance' && /^sqlite3\.(?:Connection|Cursor)$/.test(value.path)
      );
    };
    switch (event.kind) {
      case 'assign':
        return (
          isBound(event.value) &&
          event.targets.some((target) => target.kind !== 'name' || shared.has(target.name))
        );
      case 'return':
        return isBound(event.value) || event.value?.kind === 'lambda';
      case 'call': {
        const call = unit.facts.calls[event.call];
        if (call?.callee.kind !== 'attribute') return false;
        const keeps = /^(?:append|add|put|put_nowait|setdefault|insert|extend|set|setattr)$/;
        return keeps.test(call.callee.name) && call.arguments.some(({ value }) => isBound(value));
      }
      default:
        return false;
    }
  });
}
