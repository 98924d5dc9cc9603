import type { PatchPart } from '../../knowledge/patch-part.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { runsAtImport } from '../early/import-time.ts';
import { programsLoading } from '../loading-programs.ts';

/**
 * Whether a part of the standard library is patched when this call runs: in all programs that
 * run its module (`certainly`), in some, or in none that is known.
 */
export function patchedFor(
  call: CallView,
  part: PatchPart,
  project: ProjectView,
): 'certainly' | 'in-some' | 'no' {
  const { module } = call.scope;
  const answers = runsAtImport(call.scope)
    ? project
        .patchedAt(module, call.span[0])
        .map(({ state, parts }) => isPatched(state, parts, part))
    : programsLoading(module, project).map(({ finalState, finalParts }) =>
        isPatched(finalState, finalParts, part),
      );
  if (!answers.includes(true)) return 'no';
  return answers.every((patched) => patched) ? 'certainly' : 'in-some';
}

/**
 * As `patchedFor`; what no start-up imports, as Django's views, runs in whichever program serves
 * requests in greenlets.
 */
export function patchedWhereItRuns(
  call: CallView,
  part: PatchPart,
  project: ProjectView,
): ReturnType<typeof patchedFor> {
  const { module } = call.scope;
  if (programsLoading(module, project).length > 0) {
    return patchedFor(call, part, project);
  }
  const serving = project.programs.filter(({ greenlets }) => greenlets === 'yes');
  const patched = serving.map(({ finalParts }) => finalParts?.has(part) === true);
  if (!patched.includes(true)) return 'no';
  return patched.every(Boolean) ? 'certainly' : 'in-some';
}

function isPatched(state: string, parts: ReadonlySet<string> | undefined, part: string): boolean {
  return (state === 'after' || state === 'partly') && parts?.has(part) === true;
}
