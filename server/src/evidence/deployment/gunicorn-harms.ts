import type { Launch } from '../../deployment/launch.ts';
import type { ModuleView, ProgramView, ProjectView, ScopeView } from '../../project/model.ts';
import { earlyInLaunch, type HarmInModule, harmsBefore } from '../early/early-in-launch.ts';
import { librariesOfCall } from '../early/early-libraries.ts';
import { isBelow, latePatchOf } from '../early/late-patch.ts';
import type { StartedProgram } from './started-program.ts';

/** What gunicorn's master takes, makes or imports before a worker patches. */
export interface GunicornHarms {
  /** Because it preloads the application. */
  readonly preloaded: readonly HarmInModule[];
  /** Because its config file, or what else it loads for itself, imports it. */
  readonly configured: readonly HarmInModule[];
}

/** The harms of a gunicorn whose worker patches, by who is at fault. */
export function gunicornHarms(
  { launch, program }: StartedProgram,
  project: ProjectView,
): GunicornHarms {
  const preloaded: HarmInModule[] = [];
  const configured: HarmInModule[] = [];
  if (launch.launcher !== 'gunicorn') return { preloaded, configured };
  for (const one of earlyInLaunch(program, project)) {
    const ofApplication = preloads(launch) && isOfApplication(one.module, program);
    (ofApplication ? preloaded : configured).push(one);
  }
  const { outsidePatch } = program;
  if (outsidePatch === undefined) {
    return { preloaded, configured: beforeOwnPatch(program, project) };
  }
  const patched = { program, parts: outsidePatch.parts };
  for (const scope of hooksBeforePatch(program)) {
    const { module } = scope;
    for (const harm of librariesOfCall(scope, project, patched)) configured.push({ module, harm });
  }
  return { preloaded, configured };
}

/**
 * What the config file takes, makes or imports before the application patches by itself. What
 * comes too early inside the application is said where it stands.
 */
function beforeOwnPatch(program: ProgramView, project: ProjectView): readonly HarmInModule[] {
  const late = latePatchOf(program);
  if (late === undefined) return [];
  return program.order
    .filter((module) => !isBelow(module, late) && !isOfApplication(module, program))
    .flatMap((module) => harmsBefore(module, project, late));
}

/** The hooks of the config file that run before anything patches: `on_starting`, `post_fork`. */
function hooksBeforePatch(program: ProgramView): readonly ScopeView[] {
  const steps = program.steps();
  const patch = steps.findIndex(({ kind, certain }) => kind === 'patch' && certain);
  const before = patch < 0 ? steps : steps.slice(0, patch);
  return before.flatMap((step) => (step.kind === 'call' ? [step.scope] : []));
}

/** Whether the master imports the application. */
export function preloads({ options }: Launch): boolean {
  return /^true$/i.test(options.preload?.value ?? '');
}

/** Whether a module runs because the application is imported, rather than for the config file. */
export function isOfApplication(module: ModuleView, program: ProgramView): boolean {
  const root = program.chainTo(module)[0]?.path ?? module.path;
  return root === program.entry.path || isPackageOf(root, program.entry);
}

function isPackageOf(path: string, { path: entry }: ModuleView): boolean {
  const folder = path.endsWith('/__init__.py') ? path.slice(0, -'__init__.py'.length) : undefined;
  return folder !== undefined && entry.startsWith(folder);
}
