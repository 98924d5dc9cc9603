import type { Launch } from '../../deployment/launch.ts';
import { type FilePath, folderOf, relativeTo } from '../../facts/file-path.ts';
import type { ModuleView, PatchSite } from '../model.ts';
import { mainGuard } from './entry-traits.ts';
import type { ProgramStart } from './program-start.ts';
import { collectedBelow, isConftest, isTestModule, suiteFolder } from './test-collection.ts';

type PatchSites = (module: ModuleView) => readonly PatchSite[];

/**
 * Test sessions that patch: pytest runs conftest.py before the test modules of its folder, which
 * it collects in the order of their paths, all of them before the first test runs. One session
 * for each outermost conftest.py, where one patches; else one for each suite of several modules
 * where a test module does, unless one of `launches` patches before it collects.
 */
export function testSessions(
  modules: readonly ModuleView[],
  patchSites: PatchSites,
  launches: readonly Launch[],
): readonly ProgramStart[] {
  const conftests = modules.filter(isConftest);
  const sessions = conftests.flatMap((conftest) => {
    const folder = folderOf(conftest.path);
    const isOutermost = conftests.every(
      (other) => other === conftest || relativeTo(folderOf(other.path), folder) === undefined,
    );
    if (!isOutermost) return [];
    const patching = conftests
      .filter((other) => relativeTo(folder, other.path) !== undefined)
      .sort(outermostFirst)
      .find((one) => patchSites(one).some((site) => site.placement !== 'function'));
    if (patching === undefined) return [];
    const message = 'pytest runs `conftest.py` before it collects the tests';
    return [sessionOf(patching, collectedBelow(folder, modules), message)];
  });
  return [...sessions, ...sessionsOfTestModules(modules, patchSites, launches)];
}

/** Suites where no conftest.py patches in any way, and a test module does when it is imported. */
function sessionsOfTestModules(
  modules: readonly ModuleView[],
  patchSites: PatchSites,
  launches: readonly Launch[],
): readonly ProgramStart[] {
  const patching = modules.filter(
    (module) => isTestModule(module) && patchSites(module).some(isInScript),
  );
  if (patching.length === 0 || launches.some((launch) => mayPatchFirst(launch, modules))) return [];
  const modulesIn = new Map<FilePath, ModuleView[]>();
  for (const module of modules) {
    const folder = folderOf(module.path);
    const inside = modulesIn.get(folder);
    if (inside === undefined) modulesIn.set(folder, [module]);
    else inside.push(module);
  }
  const folders = new Set(patching.map((module) => suiteFolder(module, modulesIn)));
  return [...folders].flatMap((folder) => sessionIn(folder, modules, patchSites, launches));
}

function sessionIn(
  folder: FilePath,
  modules: readonly ModuleView[],
  patchSites: PatchSites,
  launches: readonly Launch[],
): readonly ProgramStart[] {
  const collected = collectedBelow(folder, modules);
  if (collected.some((one) => isConftest(one) && patchSites(one).length > 0)) return [];
  const tests = collected.filter(isTestModule);
  const entry = tests.find((one) => patchSites(one).some(isInScript));
  if (entry === undefined || tests.length === 1) return [];
  // Files that nothing says pytest collects may be meant to run one by one.
  const isCollected =
    collected.some((one) => isConftest(one) || importsPytest(one)) ||
    launches.some(({ launcher }) => launcher === 'pytest');
  if (!isCollected && mainGuard(entry) !== undefined) return [];
  return [sessionOf(entry, collected, 'pytest collects all tests before it runs the first')];
}

/** Whether a command tells pytest to load what may patch before conftest.py: a wrapper, a plugin. */
function mayPatchFirst({ launcher, phases }: Launch, modules: readonly ModuleView[]): boolean {
  if (launcher !== 'pytest') return false;
  return phases.some(
    (phase) =>
      phase.kind === 'patch' ||
      (phase.target.kind === 'module' &&
        modules.some(({ name }) => phase.target.kind === 'module' && name === phase.target.module)),
  );
}

function isInScript({ placement, parts }: PatchSite): boolean {
  return placement === 'script' && parts?.size !== 0;
}

function importsPytest({ script }: ModuleView): boolean {
  return script.units.some(({ facts }) =>
    facts.events.some(
      (event) =>
        (event.kind === 'import' && event.names.some(({ module }) => module === 'pytest')) ||
        (event.kind === 'from-import' && event.level === 0 && event.module === 'pytest'),
    ),
  );
}

function sessionOf(
  entry: ModuleView,
  modules: readonly ModuleView[],
  message: string,
): ProgramStart {
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
