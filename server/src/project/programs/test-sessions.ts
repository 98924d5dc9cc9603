import { type FilePath, fileName, folderOf, relativeTo } from '../../facts/file-path.ts';
import type { ModuleView, PatchSite } from '../model.ts';
import type { ProgramStart } from './program-start.ts';

/**
 * Test sessions that patch: pytest runs every conftest.py, the outermost first, then collects
 * the test modules, in the order of their paths. One session for each outermost conftest.py.
 */
export function testSessions(
  modules: readonly ModuleView[],
  patchSites: (module: ModuleView) => readonly PatchSite[],
): readonly ProgramStart[] {
  const conftests = modules.filter(({ path }) => path.endsWith('/conftest.py'));
  return conftests.flatMap((conftest) => {
    const folder = folderOf(conftest.path);
    const isOutermost = conftests.every(
      (other) => other === conftest || relativeTo(folderOf(other.path), folder) === undefined,
    );
    if (!isOutermost) return [];
    const own = conftests.filter((other) => relativeTo(folder, other.path) !== undefined);
    const patching = own.find((one) =>
      patchSites(one).some((site) => site.placement !== 'function'),
    );
    if (patching === undefined) return [];
    return [sessionOf(patching, collectedBelow(folder, modules))];
  });
}

/** What pytest runs below a folder: every conftest.py, the outermost first, then the tests. */
export function collectedBelow(
  folder: FilePath,
  modules: readonly ModuleView[],
): readonly ModuleView[] {
  const below = modules.filter((module) => relativeTo(folder, module.path) !== undefined);
  const conftests = below.filter((module) => fileName(module.path) === 'conftest.py');
  return [...conftests.sort(outermostFirst), ...below.filter(isTestModule)];
}

/** What pytest collects unless it is told otherwise. */
function isTestModule({ path }: ModuleView): boolean {
  return /^(?:test_.*|.*_test)\.py$/.test(fileName(path));
}

function sessionOf(entry: ModuleView, modules: readonly ModuleView[]): ProgramStart {
  const message = 'pytest runs `conftest.py` before it collects the tests';
  return {
    entry,
    main: undefined,
    phases: modules.map((module) => ({ kind: 'module', module })),
    launch: undefined,
    learnt: [{ path: entry.path, span: [0, 0], message }],
    greenlets: 'no',
    certain: true,
  };
}

function outermostFirst(a: ModuleView, b: ModuleView): number {
  return depthOf(a) - depthOf(b) || (a.path < b.path ? -1 : 1);
}

function depthOf({ path }: ModuleView): number {
  return path.split('/').length;
}
