import type { LaunchOption } from '../../deployment/launch.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';

/** A script that runs gunicorn's gevent worker by a class of its own. */
export interface ServedScript {
  readonly program: ProgramView;
  /** Where its settings choose the worker. */
  readonly worker: LaunchOption;
}

/** The scripts whose worker is chosen in this module. */
export function servedScripts(
  { path }: ModuleView,
  { programs }: ProjectView,
): readonly ServedScript[] {
  return programs.flatMap((program) => {
    const { launch, entry } = program;
    const worker = launch?.options['worker-class'];
    if (launch?.launcher !== 'gunicorn' || worker?.path !== path) return [];
    // Where gunicorn's own command starts it, a phase that runs a script is none of the launch.
    // A gunicorn.conf.py that tells of itself is no script either.
    const isOwn = launch.path === entry.path && launch.options.config?.path !== launch.path;
    const isScript = isOwn || launch.phases.some(({ kind }) => kind === 'run');
    return isScript ? [{ program, worker }] : [];
  });
}
