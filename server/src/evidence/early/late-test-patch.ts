import { folderOf, relativeTo } from '../../facts/file-path.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { isConftest, isTestModule } from '../../project/programs/test-collection.ts';
import type { EarlyHarm } from './early-harm.ts';
import { earlyLibraries } from './early-libraries.ts';
import { earlyNames } from './early-names.ts';
import { earlyObjectsMade } from './early-objects.ts';
import type { LatePatch } from './late-patch.ts';

/**
 * The patch of a test session that stands in one of the test modules: what was collected before
 * took its names already. Undefined where conftest.py or what it imports patches.
 */
export function lateTestPatchOf(program: ProgramView): LatePatch | undefined {
  const { patch, entry, main, finalParts: parts, patchedByImport } = program;
  if (patch === undefined || parts === undefined || patchedByImport !== undefined) return undefined;
  const { module } = patch.call.scope;
  if (!entry.isTest || main !== undefined || patch.placement !== 'script') return undefined;
  if (!isTestModule(module)) return undefined;
  return { program, patch, parts, top: conftestOf(program) ?? module, misplaced: 'test-module' };
}

/** The conftest.py that runs before everything else of the session and is there for all of it. */
function conftestOf({ order }: ProgramView): ModuleView | undefined {
  const [first, ...others] = order.filter((one) => isConftest(one) || isTestModule(one));
  if (first === undefined || !isConftest(first)) return undefined;
  const folder = folderOf(first.path);
  return others.every(({ path }) => relativeTo(folder, path) !== undefined) ? first : undefined;
}

/** What a test module or conftest.py takes or makes before the session's patch, to its harm. */
export function* earlyInTests(
  module: ModuleView,
  project: ProjectView,
  late: LatePatch,
): Iterable<EarlyHarm> {
  for (const harm of earlyNames(module, project, late)) {
    const shown = harm.shownBy.length > 0 || isUsedInGreenlets(harm, module, project);
    // What only the tests themselves call waits beside greenlets or alone: nobody knows.
    yield shown ? harm : { ...harm, severity: 'information' };
  }
  yield* earlyObjectsMade(module, project, late);
  yield* earlyLibraries(module, project, late);
}

function isUsedInGreenlets(
  { subject }: EarlyHarm,
  module: ModuleView,
  project: ProjectView,
): boolean {
  const taken = new Set(subject.split(', '));
  return module.scopes.some(
    (scope) =>
      scope.calls.some(({ path }) => path !== undefined && taken.has(path)) &&
      project.greenletReach(scope) !== undefined,
  );
}
