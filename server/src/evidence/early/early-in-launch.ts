import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import type { EarlyHarm } from './early-harm.ts';
import { earlyLibraries } from './early-libraries.ts';
import { earlyNames } from './early-names.ts';
import { earlyObjectsMade } from './early-objects.ts';
import { isBefore, type PatchedProgram } from './patched-program.ts';

/** A harm with the module that it stands in. */
export interface HarmInModule {
  readonly module: ModuleView;
  readonly harm: EarlyHarm;
}

/**
 * What the modules of a program take, make or import before its launcher patches, in the order in
 * which they run: gunicorn's `--preload`, uWSGI without its early patch. Nothing for a program
 * that no launcher patches.
 */
export function* earlyInLaunch(program: ProgramView, project: ProjectView): Iterable<HarmInModule> {
  const { outsidePatch } = program;
  if (outsidePatch === undefined) return;
  const patched = { program, parts: outsidePatch.parts };
  for (const module of program.order) yield* harmsBefore(module, project, patched);
}

/** What one module takes, makes or imports before this program patches. */
export function harmsBefore(
  module: ModuleView,
  project: ProjectView,
  patched: PatchedProgram,
): readonly HarmInModule[] {
  if (!isBefore(module, 0, patched, project)) return [];
  return [
    ...earlyObjectsMade(module, project, patched),
    ...earlyNames(module, project, patched),
    ...earlyLibraries(module, project, patched),
  ].map((harm) => ({ module, harm }));
}
