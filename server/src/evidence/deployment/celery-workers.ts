import type { Command } from '../../deployment/deployment-file.ts';
import type { Launch } from '../../deployment/launch.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { programsLoading } from '../loading-programs.ts';

/** A `celery worker` that a deployment file starts. */
export interface CeleryWorker {
  readonly launch: Launch;
  /** Undefined for a launch that no command line stands for. */
  readonly command: Command | undefined;
}

/** Every command that starts a worker of Celery. */
export function celeryWorkers({ deployments }: Pick<ProjectView, 'deployments'>): CeleryWorker[] {
  return deployments.flatMap(({ file, launches }) =>
    launches.flatMap((launch): CeleryWorker[] => {
      if (launch.launcher !== 'celery') return [];
      const command = file.commands.find(({ span }) => span.join() === launch.span.join());
      return wordsOf(command).includes('worker') ? [{ launch, command }] : [];
    }),
  );
}

/** The words of a command as text; those that hold variables as empty ones. */
export function wordsOf(command: Command | undefined): readonly string[] {
  return (command?.words ?? []).map(({ parts: [part, ...rest] }) =>
    part !== undefined && 'text' in part && rest.length === 0 ? part.text : '',
  );
}

/** Whether its command line makes Celery patch, or leaves that open. */
export function mayPatch({ launch }: CeleryWorker): boolean {
  return launch.phases.some(({ kind }) => kind === 'patch');
}

/** Whether anything that is known of a program may patch it. */
export function mayBePatched(program: ProgramView): boolean {
  return (
    program.outsidePatch !== undefined ||
    program.sites.length > 0 ||
    program.patchedByImport !== undefined ||
    program.uncertain
  );
}

/**
 * Whether code of `module` may run patched: in some program, or, where no program is known to
 * run it, by a patch anywhere in the workspace.
 */
export function mayRunPatched(module: ModuleView, project: ProjectView): boolean {
  const running = programsLoading(module, project);
  if (running.length > 0) return running.some(mayBePatched);
  return project.modules.some((one) => !one.isTest && project.patchSites(one).length > 0);
}
