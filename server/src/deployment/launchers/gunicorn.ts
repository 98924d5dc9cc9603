import { type WorkerClass, workerClass } from '../../knowledge/worker-classes.ts';
import type { LaunchOption, Phase } from '../launch.ts';
import { GunicornSettings } from './gunicorn-settings.ts';
import {
  definedOptions,
  folderInside,
  type Invocation,
  importsOwner,
  type Launched,
  loadsApplication,
  patches,
  variableOption,
} from './launcher.ts';

/**
 * gunicorn. The order of its steps was measured with 27.0.1: config file, worker class,
 * nworkers_changed, the application if it is preloaded, on_starting, when_ready, pre_fork, the
 * fork, post_fork, the worker's patch, the application otherwise, post_worker_init.
 */
export function gunicorn(call: Invocation): Launched | undefined {
  const settings = new GunicornSettings(call);
  const worker = settings.get('worker-class');
  const kind = workerKind(worker, settings);
  const preload = settings.get('preload');
  const preloaded = isTrue(preload, settings.mayBeHidden('preload'));
  const application = applicationOf(settings);
  const patching: readonly Phase[] =
    kind.patches === 'never'
      ? []
      : [
          patches(
            worker ?? call.at,
            "gunicorn's gevent worker",
            kind.patches === 'after-fork' && preloaded !== undefined,
          ),
        ];
  const folder = settings.get('chdir')?.value;
  return {
    launcher: 'gunicorn',
    ...(folder !== undefined && { folder: folderInside(call.folder, folder) }),
    phases: [
      ...settings.configPhases,
      ...classModule(settings.get('logger-class')),
      ...classModule(worker),
      ...settings.hooks('nworkers_changed'),
      ...(preloaded === true ? application : []),
      ...settings.hooks('on_starting', 'when_ready', 'pre_fork', 'post_fork'),
      ...patching,
      ...(preloaded === true ? [] : application),
      ...settings.hooks('post_worker_init'),
    ],
    greenlets: kind.greenlets,
    options: definedOptions({
      'worker-class': worker,
      preload,
      'worker-connections': settings.get('worker-connections'),
      workers: settings.get('workers') ?? variableOption(call.environment, 'WEB_CONCURRENCY'),
      threads: settings.get('threads'),
      config: settings.config,
      'log-config': settings.get('log-config'),
    }),
  };
}

/** What is known of the worker; sync, and gthread with several threads, where none is named. */
function workerKind(
  worker: LaunchOption | undefined,
  settings: GunicornSettings,
): Pick<WorkerClass, 'greenlets' | 'patches'> {
  const unknown = { greenlets: 'unknown', patches: 'unknown' } as const;
  if (worker === undefined) {
    return settings.open ? unknown : { greenlets: 'no', patches: 'never' };
  }
  if (worker.value === undefined) return unknown;
  // A class of one's own may derive from gunicorn's gevent worker, or from any other.
  return workerClass('gunicorn', worker.value) ?? unknown;
}

/** The master imports the module of a class that is named with its path, before it forks. */
function classModule(option: LaunchOption | undefined): readonly Phase[] {
  if (option === undefined || option.value?.startsWith('gunicorn.') === true) return [];
  return importsOwner(option, option.value);
}

/** The first free word, or the setting wsgi_app; both may call a factory. */
function applicationOf(settings: GunicornSettings): readonly Phase[] {
  const named = settings.line.free.find(({ text }) => text !== undefined);
  if (named !== undefined) return loadsApplication(named, named.text, 'application');
  // A word that is not known may be the application.
  if (settings.line.free.length > 0) return [];
  const option = settings.get('wsgi-app');
  return option === undefined ? [] : loadsApplication(option, option.value, 'application');
}

/** Undefined: not known. */
function isTrue(option: LaunchOption | undefined, hidden: boolean): boolean | undefined {
  if (option === undefined) return hidden ? undefined : false;
  return option.value === undefined ? undefined : /^true$/i.test(option.value);
}
