import type { Launch, LaunchOption } from '../../deployment/launch.ts';

/** How many connections or tasks a launcher lets one process work on at once. */
export interface LaunchConnections {
  /** What allows them, as messages begin: `gunicorn`, `--concurrency`. */
  readonly what: string;
  /** Undefined where it is not known. */
  readonly count: number | undefined;
  /** Where it is set; undefined where the launcher's default counts. */
  readonly option: LaunchOption | undefined;
}

/** gunicorn's default for `worker-connections`. */
const GUNICORN_DEFAULT = 1000;

/** The bound that a launch sets to the greenlets of one of its processes. */
export function launchConnections({ launcher, options }: Launch): LaunchConnections {
  const [what, option] = connectionsOf(launcher, options);
  const unasked = launcher === 'gunicorn' && option === undefined;
  return { what, count: unasked ? GUNICORN_DEFAULT : numberOf(option), option };
}

function connectionsOf(
  launcher: string,
  options: Readonly<Record<string, LaunchOption>>,
): readonly [what: string, option: LaunchOption | undefined] {
  switch (launcher) {
    case 'gunicorn':
      return ['gunicorn', options['worker-connections']];
    case 'celery':
      return ['--concurrency', options.concurrency];
    case 'uwsgi':
      return ['uWSGI', options.gevent];
    case 'huey':
      return ['huey', options.workers];
    default:
      return [launcher, undefined];
  }
}

/** The number that an option holds; undefined where it is none, or not known. */
export function numberOf(option: LaunchOption | undefined): number | undefined {
  return /^\d{1,9}$/.test(option?.value ?? '') ? Number(option?.value) : undefined;
}
