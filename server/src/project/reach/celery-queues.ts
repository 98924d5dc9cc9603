import type { Launch } from '../../deployment/launch.ts';

/**
 * Whether workers of one Celery application share its tasks by queues, and this other one has no
 * greenlets: which tasks run where is then not known.
 */
export function takesOtherTasks(other: Launch, { launcher, options }: Launch): boolean {
  if (launcher !== 'celery' || other.launcher !== 'celery' || other.greenlets === 'yes')
    return false;
  const { app, command, queues } = other.options;
  if (command?.value !== 'worker' || app?.value !== options.app?.value) return false;
  return queues !== undefined && options.queues !== undefined;
}
