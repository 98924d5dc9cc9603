import { librariesOfModule } from '../../knowledge/libraries.ts';
import { type SharedConnection, sharedConnection } from '../../knowledge/shared-connections.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { patchedFor } from '../blocking/patched-for.ts';
import { type Holder, holderOf, type Reference, referencesTo } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';
import { startedGreenlets } from './greenlet-count.ts';
import { isSetUp } from './library-setup.ts';
import { isUnderLock } from './lock-guards.ts';

/** A connection of a whole module that several greenlets use. */
export interface ConnectionInGreenlets {
  /** Where it is made. */
  readonly call: CallView;
  readonly row: SharedConnection;
  /** The way from a spawn to a use of it. */
  readonly related: readonly Place[];
  /** Whether all programs are known to make its waits cooperative. */
  readonly certain: boolean;
}

/**
 * Connections that import-time code of `module` makes and keeps by a name, itself or in an object
 * that all share, and that code uses which several greenlets run at once, outside of any lock. One
 * for each connection. `onceSetUp`: a library that is taken as set up for gevent.
 */
export function* connectionsInGreenlets(
  module: ModuleView,
  project: ProjectView,
  onceSetUp?: string,
): Iterable<ConnectionInGreenlets> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, row, holder } of [
    ...keptConnections(module, project),
    ...connectionsOfObjects(module, project),
  ]) {
    const certain = cooperates(row, call, project, onceSetUp);
    if (certain === undefined) continue;
    for (const reference of referencesTo(holder, project)) {
      const related = usedByMany(reference, row, project);
      if (related === undefined) continue;
      yield { call, row, related, certain };
      break;
    }
  }
}

/**
 * A connection that several greenlets of these modules would use at the same time once the library
 * is set up: until then each waits alone, and stops the others.
 */
export function sharedOnceSetUp(
  library: string,
  modules: readonly ModuleView[],
  project: ProjectView,
): Place | undefined {
  for (const module of modules) {
    for (const { call, row } of connectionsInGreenlets(module, project, library)) {
      if (!('setUp' in row.needs) || row.needs.setUp !== library) continue;
      const message = 'Several greenlets share this connection';
      return { path: module.path, span: call.span, message };
    }
  }
  return undefined;
}

interface KeptConnection {
  readonly call: CallView;
  readonly row: SharedConnection;
  readonly holder: Holder;
}

/** The connections that a module makes when it is imported, and keeps by a name of its own. */
function keptConnections(module: ModuleView, project: ProjectView): readonly KeptConnection[] {
  return keptFor(module, 'connections of the module', () =>
    module.script.calls.flatMap((call) => {
      const holder = holderOf(call.unit, call.call.span);
      const row = holder?.kind === 'global' ? rowOf(call, project) : undefined;
      return holder === undefined || row === undefined ? [] : [{ call, row, holder }];
    }),
  );
}

/**
 * The connections that objects make for themselves when they are made, of classes of which the
 * workspace makes one object, at import, for all.
 */
function connectionsOfObjects(module: ModuleView, project: ProjectView): readonly KeptConnection[] {
  return module.scopes.flatMap((scope) => {
    const owner = scope.parent;
    if (scope.name !== '__init__' || owner?.kind !== 'class') return [];
    const kept = scope.calls.flatMap((call) => {
      const holder = holderOf(call.unit, call.call.span);
      const row = holder?.kind === 'attribute' ? rowOf(call, project) : undefined;
      return holder === undefined || row === undefined ? [] : [{ call, row, holder }];
    });
    return kept.length > 0 && isMadeOnce(owner, project) ? kept : [];
  });
}

function isMadeOnce(owner: ScopeView, project: ProjectView): boolean {
  const [only, ...others] = project.modules.flatMap((module) =>
    module.isTest
      ? []
      : module.calls.filter(({ target }) => target.kind === 'class' && target.scope === owner),
  );
  if (only === undefined || others.length > 0 || !runsAtImport(only.scope)) return false;
  return only.block === undefined && holderOf(only.unit, only.call.span)?.kind === 'global';
}

function rowOf(call: CallView, project: ProjectView): SharedConnection | undefined {
  const index = call.unit.calls.indexOf(call);
  const { span } = call.call;
  const value = project.valueOf({ kind: 'call', call: index, span }, call.unit);
  return value.kind === 'external-instance' ? sharedConnection(value.path) : undefined;
}

/** Undefined where the first greenlet to wait on it would stop all others. */
function cooperates(
  { needs }: SharedConnection,
  call: CallView,
  project: ProjectView,
  onceSetUp: string | undefined,
): boolean | undefined {
  if ('setUp' in needs) {
    if (needs.setUp === onceSetUp) return true;
    const [row] = librariesOfModule(needs.setUp);
    return row !== undefined && isSetUp(row, call.scope.module, project) ? true : undefined;
  }
  const patched = patchedFor(call, needs.part, project);
  return patched === 'no' ? undefined : patched === 'certainly';
}

function usedByMany(
  { unit, matches }: Reference,
  { uses }: SharedConnection,
  project: ProjectView,
): readonly Place[] | undefined {
  const reach = project.greenletReach(unit.scope);
  if (reach?.many !== true || project.inThreadPool(unit.scope)) return undefined;
  if (startedGreenlets(reach, project)?.count === 1) return undefined;
  for (const call of unit.calls) {
    const { span } = call;
    const { callee } = call.call;
    if (callee.kind !== 'attribute' || !uses.includes(callee.name)) continue;
    if (!matches(callee.base)) continue;
    if (isUnderLock(call, reach.chain.length <= 1, project)) continue;
    const { path } = unit.scope.module;
    return [...reach.chain, { path, span, message: 'Several greenlets use it here' }];
  }
  return undefined;
}
