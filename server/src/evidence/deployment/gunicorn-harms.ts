import type { ModuleView, ProjectView } from '../../project/model.ts';
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
  const preloads = /^true$/i.test(launch.options.preload?.value ?? '');
  for (const one of earlyInLaunch(program, project)) {
    const root = program.chainTo(one.module)[0]?.path ?? one.module.path;
    const ofApplication = root === program.entry.path || isPackageOf(root, program.entry);
    (preloads && ofApplication ? preloaded : configured).push(one);
  }
  return { preloaded, configured };
}

function isPackageOf(path: string, { path: entry }: ModuleView): boolean {
  const folder = path.endsWith('/__init__.py') ? path.slice(0, -'__init__.py'.length) : undefined;
  return folder !== undefined && entry.startsWith(folder);
}
