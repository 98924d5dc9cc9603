import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';

/** A program with what is patched in it in the end, by itself or by whoever starts it. */
export interface PatchedProgram {
  readonly program: ProgramView;
  readonly parts: ReadonlySet<string>;
}

/** Whether import-time code at `offset` runs before the patch of this program. */
export function isBefore(
  module: ModuleView,
  offset: number,
  { program }: PatchedProgram,
  project: ProjectView,
): boolean {
  return stateAt(module, offset, program, project) === 'before';
}

/** Whether import-time code at `offset` runs after the patch of this program. */
export function isAfter(
  module: ModuleView,
  offset: number,
  { program }: PatchedProgram,
  project: ProjectView,
): boolean {
  const state = stateAt(module, offset, program, project);
  return state === 'after' || state === 'partly';
}

function stateAt(
  module: ModuleView,
  offset: number,
  program: ProgramView,
  project: ProjectView,
): string | undefined {
  return project.patchedAt(module, offset).find((verdict) => verdict.program === program)?.state;
}
