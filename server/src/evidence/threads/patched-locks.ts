import type { Expression } from '../../facts/expression.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  EventView,
  ModuleView,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { type Holder, holderOf, referencesTo } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';

/** A patched lock that several threads can share, and where the program takes it. */
export interface SharedLock {
  /** The call that makes it. */
  readonly maker: CallView;
  /** `threading.Lock`. */
  readonly type: string;
  /** What it is called: `LOCK`, `self.lock` gives `lock`. */
  readonly name: string;
  /** The class whose instances each have one; undefined where there is one for all. */
  readonly perInstance: ScopeView | undefined;
  /** The function each of whose calls makes one; undefined where it outlives calls. */
  readonly perCall: ScopeView | undefined;
  /** Whether an expression of the unit stands for it. */
  matches(expression: Expression, unit: UnitView): boolean;
  /** All code that names it, as far as is known. */
  readonly units: readonly UnitView[];
}

/**
 * Locks that lose wake-ups between native threads, measured with two to eight threads of the
 * hub's pool. Those of `gevent.lock` did not.
 */
const types: ReadonlySet<string> = new Set([
  'threading.Lock',
  'threading.RLock',
  'threading.Condition',
  'threading.Semaphore',
  'threading.BoundedSemaphore',
  '_thread.allocate_lock',
]);

/** The patched locks that have a name which outlives a call, and that code of `scope` names. */
export function locksNamedIn(scope: ScopeView, project: ProjectView): readonly SharedLock[] {
  const locks = keptForAll(project, 'patched locks by what names them', () => locksByUnit(project));
  return [...new Set(scope.units.flatMap((unit) => locks.get(unit) ?? []))];
}

function locksByUnit(project: ProjectView): ReadonlyMap<UnitView, readonly SharedLock[]> {
  const found = new Map<UnitView, SharedLock[]>();
  for (const module of project.modules) {
    if (module.isTest) continue;
    for (const call of module.calls) {
      const lock = lockOf(call, project);
      if (lock === undefined) continue;
      for (const unit of new Set(lock.units)) {
        const known = found.get(unit);
        if (known === undefined) found.set(unit, [lock]);
        else known.push(lock);
      }
    }
  }
  return found;
}

function lockOf(maker: CallView, project: ProjectView): SharedLock | undefined {
  const { path: type, unit, scope } = maker;
  if (type === undefined || !types.has(type) || !isPatchedThere(maker, project)) return undefined;
  // Over a lock of its own (`Condition(native)`) it need not be a patched one.
  if (type === 'threading.Condition' && maker.call.arguments.length > 0) return undefined;
  const holder = holderOf(unit, maker.call.span);
  if (holder === undefined) return closureLock(maker, type);
  const references = referencesTo(holder, project);
  const perInstance = holder.kind === 'attribute' && scope.kind !== 'class';
  return {
    maker,
    type,
    name: holder.name,
    perCall: undefined,
    perInstance: perInstance ? ownerOf(holder) : undefined,
    units: references.map((reference) => reference.unit),
    matches: (expression, at) =>
      references.some((reference) => reference.unit === at && reference.matches(expression)),
  };
}

function ownerOf(holder: Holder): ScopeView | undefined {
  return holder.kind === 'attribute' ? holder.owner : undefined;
}

/** A local variable that functions inside use. */
function closureLock(maker: CallView, type: string): SharedLock | undefined {
  const { unit, scope } = maker;
  if (scope.kind !== 'function') return undefined;
  const name = unit.facts.events.flatMap((event) => {
    if (event.kind !== 'assign' || event.augmented || event.targets.length !== 1) return [];
    const [target] = event.targets;
    const own = event.value.kind === 'call' && unit.calls[event.value.call] === maker;
    return own && target?.kind === 'name' ? [target.name] : [];
  })[0];
  if (name === undefined) return undefined;
  const inner = below(scope).filter((child) => !binds(child, name));
  const units = [...scope.units, ...inner.flatMap((child) => child.units)];
  return {
    maker,
    type,
    name,
    perCall: scope,
    perInstance: undefined,
    units,
    matches: (expression, at) =>
      expression.kind === 'name' && expression.name === name && units.includes(at),
  };
}

function below(scope: ScopeView): readonly ScopeView[] {
  return scope.children.flatMap((child) => [child, ...below(child)]);
}

function binds({ facts, events }: ScopeView, name: string): boolean {
  if (facts?.parameters.some((parameter) => parameter.name === name)) return true;
  return events.some(
    ({ event }) =>
      event.kind === 'assign' &&
      event.targets.some((target) => target.kind === 'name' && target.name === name),
  );
}

/** Whether the lock is made after the patch in some program; before it, it is a native one. */
function isPatchedThere(maker: CallView, project: ProjectView): boolean {
  const { module } = maker.scope;
  if (!runsAtImport(maker.scope)) return threadsArePatched(module, project);
  return project
    .patchedAt(module, maker.span[0])
    .some(({ state, parts }) => /^(?:after|partly)$/.test(state) && parts?.has('thread') === true);
}

/** Whether threads, and so locks, are gevent's own in some program that runs this module. */
export function threadsArePatched(module: ModuleView, project: ProjectView): boolean {
  return project
    .patchedAt(module, 0)
    .some(({ program }) => program.finalParts?.has('thread') === true);
}

/** Where a unit takes the lock and may wait for it: `with lock`, `lock.acquire()`. */
export function takesLock(
  unit: UnitView,
  lock: SharedLock,
): { readonly span: EventView['span'] } | undefined {
  const entered = unit.events.find(
    ({ event }) => event.kind === 'enter' && lock.matches(event.manager, unit),
  );
  if (entered !== undefined) return entered;
  return unit.calls.find(({ call: { callee, arguments: given } }) => {
    if (callee.kind !== 'attribute' || callee.name !== 'acquire') return false;
    // Told not to wait, or not for ever: it gives up.
    return given.length === 0 && lock.matches(callee.base, unit);
  });
}
