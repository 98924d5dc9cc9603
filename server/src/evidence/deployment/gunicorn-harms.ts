import type { Launch } from '../../deployment/launch.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { earlyInLaunch, type HarmInModule } from '../early/early-in-launch.ts';
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
  return { preloaded, configured };
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
