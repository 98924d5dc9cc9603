import { switchingCall } from '../../knowledge/switching-calls.ts';
import type {
  CallView,
  GreenletReach,
  ModuleView,
  PatchSite,
  ProgramView,
  ProjectView,
} from '../../project/model.ts';

/** A program that runs a module's functions in greenlets, but not the patch under its main guard. */
export interface UnreachedPatch {
  readonly program: ProgramView;
  /** A call of the module that would wait cooperatively, were anything patched. */
  readonly call: CallView;
  readonly reach: GreenletReach;
}

/**
 * A program that imports the module of a patch under the main guard, starts greenlets and
 * certainly patches nothing, so that a call of the module blocks all of them.
 */
export function unreachedPatch(
  site: PatchSite,
  module: ModuleView,
  project: ProjectView,
): UnreachedPatch | undefined {
  if (site.placement !== 'main-guard' || module.isTest) return undefined;
  for (const program of project.programs) {
    if (program.entry === module || program.entry.isTest) continue;
    if (program.finalState !== 'never' || !program.order.includes(module)) continue;
    for (const call of module.calls) {
      const row = call.path === undefined ? undefined : switchingCall(call.path);
      if (row === undefined || row.part === 'gevent' || site.parts?.has(row.part) !== true)
        continue;
      const reach = project.greenletReach(call.scope);
      if (reach === undefined || project.inThreadPool(call.scope)) continue;
      const spawn = reach.chain[0]?.path;
      if (spawn !== undefined && startsHere(spawn, module, program))
        return { program, call, reach };
    }
  }
  return undefined;
}

/** Whether the spawn is a part of this program, and not of the module's own. */
function startsHere(path: string, module: ModuleView, program: ProgramView): boolean {
  return path !== module.path && program.order.some((one) => one.path === path);
}
