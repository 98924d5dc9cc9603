import type { LaunchOption } from '../../deployment/launch.ts';
import type { ProjectView } from '../../project/model.ts';
import { preloads } from './gunicorn-harms.ts';
import { type StartedProgram, startedPrograms } from './started-program.ts';

/** A server with greenlets that loads the application once, and then forks its workers. */
export interface ForkingServer extends StartedProgram {
  readonly server: 'gunicorn' | 'uWSGI';
  /** The option that makes it so; of uWSGI one beside which `lazy-apps` can be written. */
  readonly option: LaunchOption;
  /** False where only one worker is known of: what replaces it shares with it all the same. */
  readonly several: boolean;
}

/** gunicorn with `--preload`, and uWSGI without `lazy-apps`, one for each program. */
export function forkingServers(project: ProjectView): readonly ForkingServer[] {
  const servers: ForkingServer[] = [];
  for (const deployment of project.deployments) {
    for (const started of startedPrograms(deployment, project)) {
      const server = forkingServer(started);
      if (server !== undefined && !servers.some(({ program }) => program === started.program)) {
        servers.push(server);
      }
    }
  }
  return servers;
}

function forkingServer(started: StartedProgram): ForkingServer | undefined {
  const { launch } = started;
  const { options } = launch;
  if (launch.greenlets !== 'yes') return undefined;
  const { workers } = options;
  const several = workers !== undefined && !/^[01]$/.test(workers.value ?? '');
  if (launch.launcher === 'gunicorn' && preloads(launch) && options.preload !== undefined) {
    return { ...started, server: 'gunicorn', option: options.preload, several };
  }
  const option = options.gevent ?? options.loop;
  // With one process and no master uWSGI forks nothing.
  if (launch.launcher !== 'uwsgi' || option === undefined || !several) return undefined;
  const lazy = options['lazy-apps'];
  const eager = lazy === undefined || /^(?:false|0|no|off)$/i.test(lazy.value ?? '');
  return eager ? { ...started, server: 'uWSGI', option, several } : undefined;
}
