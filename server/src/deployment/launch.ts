import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { Setting } from './deployment-file.ts';

/** A place that speaks: in a deployment file, or in a Python file that configures a launcher. */
export interface LaunchPlace {
  readonly path: FilePath;
  readonly span: Span;
}

/**
 * One process with Python code of the workspace in it, as its launcher will run it: what is
 * imported and what is patched, in order. What a launcher does is told by the knowledge tables
 * and was measured (docs/deployments.md).
 */
export interface Launch extends LaunchPlace {
  /** `gunicorn`, `celery`, `uwsgi`, `python`, `flask`, … */
  readonly launcher: string;
  /** The command in short, for messages: `gunicorn -k gevent shop.wsgi`, at most 60 characters. */
  readonly label: string;
  /** What the deployment file calls it: `web`. */
  readonly name: string;
  /** Where the process runs, as `Command.folder`, after what the launcher's options change. */
  readonly folder?: string;
  /** What happens, in order, up to the moment when the process serves. */
  readonly phases: readonly Phase[];
  /** Whether the launcher runs the code it loads (handlers, tasks) in greenlets. */
  readonly greenlets: 'yes' | 'no' | 'unknown';
  /**
   * Options that decide something and are set, by their long name.
   *
   * - gunicorn: `worker-class`, `preload` (`true`; a config file's `True`), `worker-connections`,
   *   `workers`, `threads`, `log-config`, `config` (`from` is `default` where it is read unasked)
   * - celery: `pool`, `concurrency`, `autoscale`, `beat`, `app`, `command`
   * - uwsgi: `gevent`, `gevent-monkey-patch`, `gevent-early-monkey-patch`, `shared-import`,
   *   `lazy-apps`, `loop`, `async`, `threads`, `workers`; of a mule `mule`
   * - huey, django's run_huey: `worker-type`, `workers`; dramatiq: `processes`, `threads`;
   *   rq: `worker-class`, `config`; locust: `locustfile`, `users`; flask: `app`, `debug`;
   *   django: `command`, `settings`, `noreload`; airflow: `worker-class`, `airflow-patch`
   * - all: `settings` (DJANGO_SETTINGS_MODULE), `settings-class` (DJANGO_CONFIGURATION),
   *   `python-path` (PYTHONPATH), `agent` (`ddtrace-run`, `opentelemetry-instrument`, `newrelic-admin`, `debugpy`; its
   *   value is the agent), `agent-patch` (the variable that makes the agent patch),
   *   `gevent-support` (debugpy: `"gevent"` of launch.json, or GEVENT_SUPPORT), `descriptors`
   *   (how many files it may open)
   */
  readonly options: Readonly<Record<string, LaunchOption>>;
}

/** An option, where it was set: the last setting that counts. */
export interface LaunchOption extends LaunchPlace {
  /** Undefined where it is set to something that is not known. */
  readonly value: string | undefined;
  /** Where it comes from: `command line`, `GUNICORN_CMD_ARGS`, `gunicorn.conf.py`. */
  readonly from: string;
}

/** A step of a launch. */
export type Phase =
  /** Runs code as `__main__`. */
  | (LaunchPlace & { readonly kind: 'run'; readonly target: Target })
  /** Imports a module (its packages first), or runs a settings file that is not `__main__`. */
  | (LaunchPlace & { readonly kind: 'import'; readonly target: Target })
  /** Calls a function of a module that an earlier phase loaded: gunicorn's hooks. */
  | (LaunchPlace & { readonly kind: 'call'; readonly target: Target; readonly name: string })
  /** The launcher patches. */
  | (LaunchPlace & {
      readonly kind: 'patch';
      /** Who does: `gunicorn's gevent worker`. */
      readonly by: string;
      /** What is patched; undefined: everything that `patch_all()` patches. */
      readonly parts?: readonly string[];
      /** False where what decides it is not known. */
      readonly certain: boolean;
    });

/** What is loaded. `folder` is where the process runs, undefined where that is not known. */
export type Target =
  | { readonly kind: 'module'; readonly module: string; readonly attribute?: string }
  /** A file relative to the process's folder, or an absolute one. */
  | { readonly kind: 'file'; readonly file: string; readonly attribute?: string };

/** What a launcher can look up while its command is read. */
export interface LaunchContext {
  /** A Python file that configures the launcher, by its path relative to the process's folder. */
  settingsFile(file: string): SettingsModule | undefined;
  /** The same by its dotted name. */
  settingsModule(module: string): SettingsModule | undefined;
  /** Whether such a module is there, and binds the name at its top level where one is given. */
  hasModule(module: string, attribute?: string): boolean;
  /** The settings module that a script names by `os.environ.setdefault('DJANGO_SETTINGS_MODULE', …)`. */
  djangoSettings(file: string): string | undefined;
  /** Whether a file without an ending is a Python script, by its path as `settingsFile`. */
  isPythonScript(file: string): boolean;
  /** The settings (`uwsgi.ini`, `locust.conf`) of another deployment file, relative to the process's folder. */
  deploymentSettings(
    file: string,
  ): { readonly path: FilePath; readonly settings: readonly Setting[] } | undefined;
}

/** The top level of a Python file that holds settings, read without running it. */
export interface SettingsModule {
  readonly path: FilePath;
  /** Last assignment of each name: text of a literal, or undefined where it is computed. */
  readonly values: ReadonlyMap<string, { readonly value: string | undefined; readonly span: Span }>;
  /** Functions that it defines at its top level. */
  readonly functions: ReadonlyMap<string, Span>;
}
