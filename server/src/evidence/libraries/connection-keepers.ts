import type { Expression } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import { type SharedConnection, sharedConnection } from '../../knowledge/shared-connections.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import { isInLoop } from '../../project/loops.ts';
import type {
  CallView,
  ModuleView,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { assignedValues } from '../../project/names/binding-sites.ts';
import { descendsFrom } from '../early/holders.ts';
import { type ClientHolder, clientHolderOf } from './client-holders.ts';

/** A name of one function: for the functions inside it, and for those that it is handed to. */
export interface LocalHolder {
  readonly kind: 'local';
  readonly scope: ScopeView;
  readonly name: string;
}

/** A function whose result is kept: `@functools.cache`, `@cached_property`. */
export interface CachedHolder {
  readonly kind: 'cached';
  readonly scope: ScopeView;
}

/** What keeps a connection. */
export type ConnectionHolder = ClientHolder | LocalHolder | CachedHolder;

/** A connection, and what keeps it. */
export interface ConnectionKeeper {
  /** Where it is made. */
  readonly call: CallView;
  readonly row: SharedConnection;
  readonly holder: ConnectionHolder;
  readonly findable: Findable;
}

/**
 * Who finds the same one. `all`: whoever asks the holder. `call`: those that one call of this
 * function starts. `object`: those that know the same object.
 */
export type Findable =
  | { readonly by: 'all' }
  | { readonly by: 'call'; readonly scope: ScopeView }
  | { readonly by: 'object'; readonly owner: ScopeView };

/** How many objects may keep each other before one that all find. */
const deepest = 3;

/**
 * The connections that code of a module makes and keeps where greenlets find the same one: by a
 * name of the module, on a class, on an object of which there is one for all, as the result of a
 * cached function, and by a name of a function, for those that it hands it to.
 */
export function connectionKeepers(
  module: ModuleView,
  project: ProjectView,
): readonly ConnectionKeeper[] {
  return keptForAll(project, `kept connections ${module.path}`, () =>
    module.scopes.flatMap(({ units }) => units.flatMap((unit) => [...keepersIn(unit, project)])),
  );
}

function* keepersIn(unit: UnitView, project: ProjectView): Iterable<ConnectionKeeper> {
  for (const event of unit.facts.events) {
    const kept = keptBy(event, unit, project);
    if (kept === undefined) continue;
    const { call, holder } = kept;
    const row = rowOf(call, project);
    const findable = row && findableBy(kept, project);
    if (row !== undefined && findable !== undefined) yield { call, row, holder, findable };
  }
}

interface Kept {
  readonly call: CallView;
  readonly holder: ConnectionHolder;
  /** The class itself keeps it, not an object of it. */
  readonly onClass: boolean;
}

/** What an assignment, or the `return` of a cached function, makes and keeps. */
function keptBy(event: Event, unit: UnitView, project: ProjectView): Kept | undefined {
  const { scope } = unit;
  if (event.kind === 'return' && event.value !== undefined && isCached(scope, project)) {
    const call = madeBy(event.value, unit);
    return call && { call, holder: { kind: 'cached', scope }, onClass: false };
  }
  if (event.kind !== 'assign' || event.augmented) return undefined;
  const call = madeBy(event.value, unit);
  if (call === undefined) return undefined;
  const holder =
    clientHolderOf(unit, event.value.span, project) ?? localHolder(event.targets, unit);
  if (holder === undefined) return undefined;
  const onClass =
    scope.kind === 'class' ||
    event.targets.some(
      (at) => at.kind === 'attribute' && project.valueOf(at.base, unit).kind === 'class',
    );
  return { call, holder, onClass };
}

/** The call that makes what is kept: also in `x or make()`, in `make() if y else z`, and a step before. */
function madeBy(value: Expression, unit: UnitView, isStep = false): CallView | undefined {
  switch (value.kind) {
    case 'call':
      return unit.calls[value.call];
    case 'boolean':
      return madeBy(value.right, unit, isStep);
    case 'conditional':
      return madeBy(value.then, unit, isStep) ?? madeBy(value.otherwise, unit, isStep);
    case 'name': {
      // `connection = connect(); self.connection = connection`
      const [made, ...others] = assignedValues(value.name, unit.facts);
      return made === undefined || others.length > 0 || isStep
        ? undefined
        : madeBy(made, unit, true);
    }
    default:
      return undefined;
  }
}

function localHolder(targets: readonly Expression[], unit: UnitView): LocalHolder | undefined {
  const { scope } = unit;
  if (scope.kind !== 'function') return undefined;
  for (const target of targets) {
    if (target.kind !== 'name' || assignedValues(target.name, unit.facts).length > 1) continue;
    return { kind: 'local', scope, name: target.name };
  }
  return undefined;
}

const caches =
  /^functools\.(?:cache|lru_cache|cached_property)$|^(?:django\.utils\.functional|werkzeug\.utils|kombu\.utils\.objects)\.cached_property$/;

/** Whether whoever asks a function gets what it returned at first: a cache, and nothing to tell callers apart. */
function isCached({ facts, outer, parent }: ScopeView, project: ProjectView): boolean {
  const { decorators = [], parameters = [] } = facts ?? {};
  if (outer === undefined || parameters.length > (parent?.kind === 'class' ? 1 : 0)) return false;
  return decorators.some((decorator) => {
    const called = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
    const value = project.valueOf(called?.call.callee ?? decorator, outer);
    return value.kind === 'external' && caches.test(value.path);
  });
}

function rowOf(call: CallView, project: ProjectView): SharedConnection | undefined {
  const index = call.unit.calls.indexOf(call);
  const { span } = call.call;
  const value = project.valueOf({ kind: 'call', call: index, span }, call.unit);
  return value.kind === 'external-instance' ? sharedConnection(value.path) : undefined;
}

/** Undefined where nobody is known to find it, or each greenlet its own. */
function findableBy(
  { call, holder, onClass }: Kept,
  project: ProjectView,
  depth = 0,
): Findable | undefined {
  switch (holder.kind) {
    case 'global':
    case 'application':
      return { by: 'all' };
    case 'parameter':
      return undefined;
    case 'local':
      return isInLoop(call.block) ? undefined : { by: 'call', scope: holder.scope };
    case 'cached': {
      const { parent } = holder.scope;
      return parent?.kind === 'class' ? onObject(parent, project, depth) : { by: 'all' };
    }
    case 'attribute': {
      const { owner } = holder;
      if (isOfEachGreenlet(owner, project)) return undefined;
      return onClass ? { by: 'all' } : onObject(owner, project, depth);
    }
  }
}

/** What an object of a class keeps is found like the object, where the workspace makes only one. */
function onObject(owner: ScopeView, project: ProjectView, depth: number): Findable {
  const several = { by: 'object', owner } as const;
  const [only, ...others] = project.modules.flatMap((module) =>
    module.isTest
      ? []
      : module.calls.filter(
          ({ target }) => target.kind === 'class' && descendsFrom(target.scope, owner, project),
        ),
  );
  if (only === undefined || others.length > 0 || depth === deepest) return several;
  if (isInLoop(only.block)) return several;
  for (const event of only.unit.facts.events) {
    const kept = keptBy(event, only.unit, project);
    if (kept?.call !== only) continue;
    const findable = findableBy(kept, project, depth + 1);
    if (findable !== undefined && findable.by !== 'object') return findable;
  }
  return several;
}

/** Whether the workspace makes one object of a class, and keeps it where all find it. */
export function isMadeOnce(owner: ScopeView, project: ProjectView): boolean {
  return onObject(owner, project, 0).by === 'all';
}

const localClasses =
  /^(?:threading|_threading_local|gevent\.local)\.local$|^_thread\._local$|^(?:werkzeug|asgiref)\.local\.Local$/;

/** Whether each greenlet sees attributes of its own on the objects of a class. */
function isOfEachGreenlet({ facts, outer }: ScopeView, project: ProjectView): boolean {
  return (facts?.bases ?? []).some(({ value }) => {
    const base = outer && project.valueOf(value, outer);
    if (base?.kind === 'class') return isOfEachGreenlet(base.scope, project);
    return base?.kind === 'external' && localClasses.test(base.path);
  });
}
