import { codeOnCommandLine } from '../../deployment/launchers/python-code.ts';
import type { ModuleView, Place, ProgramView, ProjectView } from '../../project/model.ts';
import { isAt } from '../early/late-patch.ts';

/** A program that is patched in part by something that it cannot be told to patch more. */
export interface PartlyPatched {
  readonly program: ProgramView;
  /** `` importing `grequests` ``, `the code behind -c`. */
  readonly by: string;
  /** The import, or the command, that patches. */
  readonly place: Place;
  readonly patched: ReadonlySet<string>;
}

/**
 * The programs that run `module` and are patched in part by the import of a library, or by code on
 * a command line. Other partial patches are reported where they stand. Left out are tests, programs
 * that may patch more in a way that is not followed, and those that something starts patched.
 */
export function partlyPatchedPrograms(
  module: ModuleView,
  project: ProjectView,
): readonly PartlyPatched[] {
  return project.programs.flatMap((program) => {
    const { entry, finalState, finalParts: patched, patch } = program;
    if (finalState !== 'partly' || patched === undefined || patch !== undefined) return [];
    if (entry.isTest || !program.order.includes(module)) return [];
    const who = patcherOf(program);
    if (who === undefined || mayPatchMore(program, project) || isPatchedElsewhere(program, project))
      return [];
    return [{ program, patched, ...who }];
  });
}

function patcherOf(program: ProgramView): Pick<PartlyPatched, 'by' | 'place'> | undefined {
  const { patchedByImport: library, outsidePatch } = program;
  if (outsidePatch?.by === codeOnCommandLine) {
    return { by: outsidePatch.by, place: outsidePatch.place };
  }
  if (library === undefined) return undefined;
  for (const step of program.steps()) {
    if (step.kind === 'patch' && step.certain && step.patch.kind === 'library') {
      return { by: `importing \`${library}\``, place: step.patch.place };
    }
  }
  return undefined;
}

/** A patch that its scripts do not run, but a function of theirs may. */
function mayPatchMore({ order, sites, main, finalParts }: ProgramView, project: ProjectView) {
  return order.some((module) =>
    project
      .patchSites(module)
      .some(
        (site) =>
          !sites.some((one) => isAt(one, site)) &&
          (site.placement !== 'main-guard' || module === main) &&
          (site.parts === undefined || [...site.parts].some((part) => !finalParts?.has(part))),
      ),
  );
}

/** Nobody names a command for this program, and a command starts the same script patched. */
function isPatchedElsewhere({ entry, launch }: ProgramView, { programs }: ProjectView): boolean {
  return (
    launch === undefined &&
    programs.some((other) => other.entry === entry && other.finalState === 'after')
  );
}
