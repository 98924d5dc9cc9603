import { librariesOfModule } from '../../knowledge/libraries.ts';
import type { SharedConnection } from '../../knowledge/shared-connections.ts';
import type { CallView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import { patchedFor } from '../blocking/patched-for.ts';
import { connectionKeepers } from './connection-keepers.ts';
import { usedByMany } from './connection-uses.ts';
import { isSetUp } from './library-setup.ts';

/** A connection that several greenlets use. */
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
 * Connections that `module` makes and keeps, and that code uses which several greenlets run at
 * once, outside of any lock. One for each connection. `onceSetUp`: a library that is taken as set
 * up for gevent.
 */
export function* connectionsInGreenlets(
  module: ModuleView,
  project: ProjectView,
  onceSetUp?: string,
): Iterable<ConnectionInGreenlets> {
  if (!project.usesGevent || module.isTest) return;
  for (const keeper of connectionKeepers(module, project)) {
    const { call, row } = keeper;
    const certain = cooperates(row, call, project, onceSetUp);
    if (certain === undefined) continue;
    const related = usedByMany(keeper, project);
    if (related !== undefined) yield { call, row, related, certain };
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
