import type { ModuleView, PatchSite, ProgramView, ProjectView } from '../../project/model.ts';
import { type UnpatchedWait, unpatchedWaits } from '../unpatched/unpatched-waits.ts';

/** A program that runs what waits in greenlets, but not the patch under a main guard. */
export interface UnreachedPatch {
  readonly program: ProgramView;
  /** What would wait cooperatively, were anything patched. */
  readonly wait: UnpatchedWait;
  /** Whether the patch stands in the module that the program starts with. */
  readonly inEntry: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * A program that loads the module of a patch under the main guard (a console script, or another
 * script that imports it), certainly patches nothing, and starts greenlets that wait: in that
 * module, or anywhere where the program starts with it.
 */
export function unreachedPatch(
  site: PatchSite,
  module: ModuleView,
  project: ProjectView,
): UnreachedPatch | undefined {
  if (site.placement !== 'main-guard' || module.isTest) return undefined;
  for (const program of project.programs) {
    const { main, entry, order, finalState, launch } = program;
    // A launcher with greenlets that does not patch is at fault itself.
    if (launch?.greenlets === 'yes') continue;
    if (main === module || entry.isTest || finalState !== 'never') continue;
    if (!order.includes(module)) continue;
    const inEntry = entry === module;
    for (const wait of unpatchedWaits(program, project, nothing)) {
      if (site.parts?.has(wait.part) !== true || (!inEntry && wait.module !== module)) continue;
      return { program, wait, inEntry };
    }
  }
  return undefined;
}
