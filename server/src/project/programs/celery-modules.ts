import type { Argument, Expression } from '../../facts/expression.ts';
import type { ModuleView } from '../model.ts';
import { settingsClassNamedIn, settingsNamedIn } from '../names/django-set-up.ts';
import { installedAppNames, installedModules, sourceOf } from '../names/installed-apps.ts';
import { isConf, takesSettings } from './celery-pool.ts';
import { settingsGiven } from './given-settings.ts';
import type { LaunchFolders } from './launch-context.ts';

/** What a Celery application says of its workers, by itself or in its configuration. */
export interface CelerySetUp {
  /** What a worker imports behind the application: its configuration, then modules of tasks. */
  readonly modules: readonly ModuleView[];
  /** The pool that the configuration chooses; undefined where it says nothing that can be read. */
  readonly pool: string | undefined;
}

/** Names of the settings, today's and the old ones. */
const settingNames: Readonly<Record<string, 'imports' | 'pool'>> = {
  imports: 'imports',
  include: 'imports',
  CELERY_IMPORTS: 'imports',
  CELERY_INCLUDE: 'imports',
  worker_pool: 'pool',
  CELERYD_POOL: 'pool',
  CELERY_WORKER_POOL: 'pool',
};

/**
 * Reads `Celery(include=[…])`, `app.config_from_object("settings")`, `app.conf.…`, and
 * `app.autodiscover_tasks([…])` of the application's module. A worker imports the modules found
 * by `autodiscover_tasks` first, then `imports` and `include` (celery 5.7.0, `import_default_modules`).
 */
export function celerySetUp(
  named: ModuleView,
  attribute: string | undefined,
  folders: LaunchFolders,
): CelerySetUp {
  const application = homeOf(named, attribute, folders);
  const configured: ModuleView[] = [];
  const discovered: string[] = [];
  const tasksNamed: string[] = [];
  let pool: string | undefined;
  const take = (name: string | undefined, value: Expression): void => {
    const setting = name === undefined ? undefined : settingNames[name];
    if (setting === 'imports') tasksNamed.push(...texts(value));
    if (setting === 'pool') pool = texts(value)[0];
  };
  const takeSettings = (module: ModuleView): void => {
    for (const { event } of module.script.events) {
      if (event.kind !== 'assign') continue;
      for (const target of event.targets) {
        if (target.kind === 'name' && module !== application) take(target.name, event.value);
        if (target.kind === 'attribute' && isConf(target.base)) take(target.name, event.value);
        if (target.kind === 'subscript' && isConf(target.base) && target.index.kind === 'string') {
          take(target.index.value, event.value);
        }
      }
    }
  };
  const find = (dotted: string) => folders.modulesNamed(dotted);
  const djangoSettings = (): ModuleView | undefined => {
    const named = settingsNamedIn(application);
    return named === undefined ? undefined : find(named)?.at(-1);
  };
  const installed = (): readonly string[] => {
    const settings = djangoSettings();
    if (settings === undefined) return [];
    const chosen = settingsClassNamedIn(application);
    configured.push(settings, ...installedModules(settings, find, chosen));
    return installedAppNames(settings, find, chosen);
  };
  takeSettings(application);
  for (const { call, unit } of application.script.calls) {
    const { callee, arguments: given } = call;
    const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
    if (name === 'Celery') for (const { keyword, value } of given) take(keyword, value);
    if (callee.kind !== 'attribute') continue;
    if (takesSettings(callee)) {
      for (const [key, value] of settingsGiven(call, unit.facts)) take(key, value);
    }
    if (name === 'config_from_object') {
      const module = moduleNamed(given[0], folders);
      configured.push(...module);
      const last = isOfDjango(given[0]) ? djangoSettings() : module.at(-1);
      if (last !== undefined) takeSettings(last);
    }
    if (name === 'autodiscover_tasks') {
      const at = (keyword: string, position: number): Argument | undefined =>
        given.find((one) => one.keyword === keyword) ??
        given.filter((one) => one.keyword === undefined)[position];
      const related = at('related_name', 1);
      const tasks = related === undefined ? 'tasks' : texts(related.value)[0];
      const packages = at('packages', 0);
      // Without packages Celery asks Django (celery 5.7.0, `DjangoFixup.autodiscover_tasks`).
      const apps = packages === undefined ? installed() : texts(packages.value);
      if (tasks !== undefined) discovered.push(...apps.map((app) => `${app}.${tasks}`));
    }
  }
  const tasks = [...discovered, ...tasksNamed].flatMap((name) => folders.modulesNamed(name) ?? []);
  return { modules: [...configured, ...tasks], pool };
}

/** Nobody hands an application on through more modules. */
const DEEPEST = 5;

/** The module that an application comes from: `from .celery import app` in a package hands it on. */
function homeOf(
  module: ModuleView,
  attribute: string | undefined,
  folders: LaunchFolders,
  depth = 0,
): ModuleView {
  for (const { event } of module.script.events) {
    if (event.kind !== 'from-import' || depth > DEEPEST) continue;
    const taken = event.names.find((one) => (one.as ?? one.name) === attribute);
    const source = taken && folders.modulesNamed(sourceOf(event, module))?.at(-1);
    if (source !== undefined && source !== module) {
      return homeOf(source, taken?.name, folders, depth + 1);
    }
  }
  return module;
}

/** `django.conf:settings`. */
function isOfDjango(argument: Argument | undefined): boolean {
  return argument?.value.kind === 'string' && /^django\.conf\b/.test(argument.value.value);
}

function moduleNamed(
  argument: Argument | undefined,
  folders: LaunchFolders,
): readonly ModuleView[] {
  if (argument?.value.kind !== 'string') return [];
  // `celeryconfig:Object` names something inside.
  return folders.modulesNamed(argument.value.value.split(':', 1)[0] ?? '') ?? [];
}

/** A literal text, or those of a literal list. */
function texts(value: Expression): readonly string[] {
  if (value.kind === 'string') return [value.value];
  if (value.kind !== 'sequence') return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}
