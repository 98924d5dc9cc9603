import { dottedPath, type Expression } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { EventQuery } from '../../project/event-query.ts';
import { callsWithRow, externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  Place,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { callsInGreenlets } from '../blocking/greenlet-calls.ts';
import { runsAtImport } from '../early/import-time.ts';
import { maySwitch } from '../early/switching.ts';
import { isInside } from '../inside-block.ts';
import { connectionKind, isPolled } from './connections.ts';

/** What a wait of multiprocessing does, for its words and its cure. */
export type ProcessWait = 'result' | 'lock' | 'message' | 'join' | 'pool' | 'queue' | 'manager';

/** A wait for another process that stops the loop, or kills it. */
export interface ProcessPrimitive {
  readonly span: Span;
  /** `multiprocessing.Queue.get`. */
  readonly path: string;
  /** `results.get`, as the program spells it. */
  readonly spelled: string;
  readonly wait: ProcessWait;
  readonly related: readonly Place[];
  /** Entered by a `with`, not called. */
  readonly entered: boolean;
}

/** Waits in greenlets that stop all others until the other process does its part. */
export function* blockingPrimitives(
  module: ModuleView,
  project: ProjectView,
): Iterable<ProcessPrimitive> {
  for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT209')) {
    if (givesUp(call, row.path, project)) continue;
    yield primitive(call, row.path, waitOf(row.path), reach.chain);
  }
  for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT221')) {
    if (!isReceive(row.path) || connectionKind(call, project) !== 'one-way') continue;
    if (!isPolled(call)) yield primitive(call, row.path, 'message', reach.chain);
  }
  if (module.isTest || !project.usesGevent) return;
  yield* spawnedJoins(module, project);
  yield* heldLocks(module, project);
}

/** Waits that never return, or raise, once threads and sockets are patched. */
export function* hangingPrimitives(
  module: ModuleView,
  project: ProjectView,
): Iterable<ProcessPrimitive> {
  if (module.isTest || !project.usesGevent) return;
  const seen = new Map<ScopeView, Set<string>>();
  const hanging = (path: string) => {
    const row = standardLibraryCall(path);
    return row?.rule === 'GVT221' ? row : undefined;
  };
  for (const { call, row } of callsWithRow(module, hanging)) {
    if (isDead(call) || !isPatched(call, project)) continue;
    const { path } = row;
    if (isReceive(path)) {
      if (connectionKind(call, project) !== 'duplex' || isPolled(call)) continue;
    } else {
      // The first wait of a pool hangs; those behind it are never reached.
      const kinds = seen.get(call.scope) ?? new Set();
      seen.set(call.scope, kinds);
      const kind = waitOf(path);
      if (kinds.has(kind)) continue;
      kinds.add(kind);
    }
    const reach = project.greenletReach(call.scope);
    yield primitive(call, path, waitOf(path), reach?.chain ?? []);
  }
}

function primitive(
  { span, call }: CallView,
  path: string,
  wait: ProcessWait,
  related: readonly Place[],
): ProcessPrimitive {
  return { span, path, spelled: spelledCallee(call.callee, path), wait, related, entered: false };
}

function spelledCallee(callee: Expression, path: string): string {
  const words = dottedPath(callee) ?? `….${path.slice(path.lastIndexOf('.') + 1)}`;
  return words.length <= 30 ? words : `…${words.slice(-29)}`;
}

function isReceive(path: string): boolean {
  return /Connection\.recv(?:_bytes)?$/.test(path);
}

function waitOf(path: string): ProcessWait {
  if (isReceive(path)) return 'message';
  if (/\.acquire$/.test(path)) return 'lock';
  if (/JoinableQueue\.join$/.test(path)) return 'queue';
  if (/^multiprocessing\.(?:Manager$|managers\.)/.test(path)) return 'manager';
  return path.startsWith('multiprocessing.pool.') ? 'pool' : 'result';
}

/** Told not to wait; and of a queue, told how long: then it polls, which lets others run. */
function givesUp({ call, unit }: CallView, path: string, project: ProjectView): boolean {
  const given = call.arguments;
  if (given.some(({ star }) => star !== undefined)) return true;
  const [first] = given;
  if (first === undefined) return false;
  if (/Queue\.get$/.test(path)) {
    return given.length > 1 || first.keyword === 'timeout' || isFalse(first.value, unit, project);
  }
  return isFalse(first.value, unit, project);
}

function isFalse(expression: Expression, unit: UnitView, project: ProjectView): boolean {
  const value = project.valueOf(expression, unit);
  return (
    (value.kind === 'constant' && value.value === 'False') ||
    (value.kind === 'number' && Number(value.text) === 0)
  );
}

const ownMethod = 'multiprocessing.context.SpawnProcess.join';

/** `process.join()` of a spawned process. */
function* spawnedJoins(module: ModuleView, project: ProjectView): Iterable<ProcessPrimitive> {
  const joins = (path: string) => path === ownMethod || path === 'multiprocessing.Process.join';
  for (const call of externalCalls(module, joins)) {
    if (givesUp(call, call.path ?? '', project)) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    if (isDead(call) || !(call.path === ownMethod || spawnsProcesses(project))) continue;
    yield primitive(call, 'multiprocessing.Process.join', 'join', reach.chain);
  }
}

const locks = /^multiprocessing\.(?:Lock|RLock|Semaphore|BoundedSemaphore|Condition)$/;

/**
 * `with lock:` over something that switches: another greenlet that wants the lock meanwhile stops
 * the loop, and so the holder. Held for a moment only, it is no finding.
 */
function* heldLocks(module: ModuleView, project: ProjectView): Iterable<ProcessPrimitive> {
  for (const { event, unit, scope } of entered.in(module)) {
    if (event.kind !== 'enter') continue;
    const at = unit.start + event.manager.span[0];
    const value = project.valueOf(event.manager, unit, at);
    if (value.kind !== 'external-instance' || !locks.test(value.path)) continue;
    const reach = project.greenletReach(scope);
    if (reach === undefined || project.inThreadPool(scope)) continue;
    const parts = new Set(
      project.patchedAt(module, 0).flatMap(({ program }) => [...(program.finalParts ?? [])]),
    );
    const block = unit.blocks.find(
      (one) => one.block.kind === 'with' && one.block.managers?.includes(event.manager),
    );
    const held = unit.calls.find(
      (call) => isInside(call.block, block) && maySwitch(call, parts, project),
    );
    if (block === undefined || held === undefined) continue;
    const { path } = module;
    const message = 'The lock is held over this wait';
    yield {
      span: [at, unit.start + event.manager.span[1]],
      path: value.path,
      spelled: spelledCallee(event.manager, value.path),
      wait: 'lock',
      related: [...reach.chain, { path, span: held.span, message }],
      entered: true,
    };
  }
}

const entered = new EventQuery((event) => event.kind === 'enter');

/** Whether the program chooses the start method spawn, and no other anywhere. */
function spawnsProcesses(project: ProjectView): boolean {
  const chosen = keptForAll(project, 'start methods', () => startMethods(project));
  return chosen.length > 0 && chosen.every((method) => method === 'spawn');
}

function startMethods(project: ProjectView): readonly string[] {
  return project.modules.flatMap((module) =>
    module.isTest
      ? []
      : module.calls.flatMap(({ path, call, unit }) => {
          if (path !== 'multiprocessing.set_start_method') return [];
          const value = call.arguments[0] && project.valueOf(call.arguments[0].value, unit);
          return [value?.kind === 'string' ? value.value : ''];
        }),
  );
}

/** Calls followed upwards to the script that makes them. */
const maxDepth = 5;

/**
 * Whether the call certainly runs with patched threads: in a greenlet, or called by the script
 * of a program behind its patch.
 */
function isPatched({ scope, span }: CallView, project: ProjectView, depth = 0): boolean {
  if (depth > maxDepth || project.inThreadPool(scope)) return false;
  const verdicts = project.patchedAt(scope.module, span[0]);
  if (runsAtImport(scope)) {
    return verdicts.some(
      ({ state, parts }) => /^(?:after|partly)$/.test(state) && parts?.has('thread') === true,
    );
  }
  if (!verdicts.some(({ program }) => program.finalParts?.has('thread') === true)) return false;
  if (project.greenletReach(scope) !== undefined) return true;
  return project.callers(scope).some((caller) => isPatched(caller, project, depth + 1));
}
