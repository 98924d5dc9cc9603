import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import { CallQuery } from '../call-query.ts';
import { EventQuery } from '../event-query.ts';
import type { CallView, ModuleView, ScopeView } from '../model.ts';
import { possibleNames } from './name-hints.ts';

/** The environment variable that names the settings module of a Django process. */
const settingsVariable = 'DJANGO_SETTINGS_MODULE';

/** The variable that names the class which holds the settings, in django-configurations. */
const classVariable = 'DJANGO_CONFIGURATION';

/** Last names of the functions that load the settings, and with them the installed apps. */
export const djangoSetUpNames: ReadonlySet<string> = new Set([
  'get_wsgi_application',
  'get_asgi_application',
  'setup',
]);

/**
 * Where these functions stand (django 5.2.19: both `get_…_application` call `django.setup()`; those
 * of django-configurations call Django's own).
 */
const setUps: ReadonlySet<string> = new Set([
  'configurations.wsgi.get_wsgi_application',
  'configurations.asgi.get_asgi_application',
  'configurations.setup',
  'django.core.wsgi.get_wsgi_application',
  'django.core.asgi.get_asgi_application',
  'django.setup',
]);

/** Whether a call loads Django's settings and installed apps unless that has happened. */
export function setsUpDjango(call: CallView): boolean {
  // Resolving a target costs; most calls cannot be one by their mere name.
  const names = possibleNames(call.scope.module, call.call.callee);
  return (
    names.some((name) => djangoSetUpNames.has(name)) &&
    call.path !== undefined &&
    setUps.has(call.path)
  );
}

/** Whether a call gives Django its settings: `settings.configure(DATABASES=…)`. */
export function configuresDjango(call: CallView): boolean {
  const { callee } = call.call;
  if (callee.kind !== 'attribute' || callee.name !== 'configure') return false;
  return call.path === 'django.conf.settings.configure';
}

/** The settings that `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")` names. */
export function defaultSettings(
  { call }: Pick<CallView, 'call'>,
  variable = settingsVariable,
): string | undefined {
  const [name, value] = call.arguments;
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'setdefault') return undefined;
  if (name?.value.kind !== 'string' || name.value.value !== variable) return undefined;
  return value?.value.kind === 'string' ? value.value.value : undefined;
}

/** The settings that `os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"` names. */
export function assignedSettings(event: Event, variable = settingsVariable): string | undefined {
  if (event.kind !== 'assign' || event.value.kind !== 'string') return undefined;
  const named = event.targets.some(
    (target) =>
      target.kind === 'subscript' &&
      target.index.kind === 'string' &&
      target.index.value === variable,
  );
  return named ? event.value.value : undefined;
}

/** The settings module that a module names for itself, wherever it does: an assignment counts more. */
export function settingsNamedIn(module: ModuleView): string | undefined {
  return namedIn(module, settingsVariable);
}

/** The class of settings that it names in the same way, for django-configurations. */
export function settingsClassNamedIn(module: ModuleView): string | undefined {
  return namedIn(module, classVariable);
}

function namedIn(module: ModuleView, variable: string): string | undefined {
  for (const { event } of settingsAssigned.in(module)) {
    const settings = assignedSettings(event, variable);
    if (settings !== undefined) return settings;
  }
  for (const call of settingsGiven.in(module)) {
    const settings = defaultSettings(call, variable);
    if (settings !== undefined) return settings;
  }
  return undefined;
}

const variables = [settingsVariable, classVariable];
const settingsAssigned = new EventQuery((event) =>
  variables.some((variable) => assignedSettings(event, variable) !== undefined),
);
const settingsGiven = new CallQuery((call) =>
  variables.some((variable) => defaultSettings({ call }, variable) !== undefined),
);

type FromImport = Event & { readonly kind: 'from-import' };

/** A module by its dotted name, behind the packages around it; undefined: not of the workspace. */
type FindModules = (dotted: string) => readonly ModuleView[] | undefined;

/**
 * What `django.setup()` imports once the settings are there, first-party modules alone: each app
 * with its `apps` module in the order of INSTALLED_APPS, then the `models` of all of them
 * (django 5.2.19, `Apps.populate`). Empty unless the list is made of literals.
 */
export function installedModules(settings: ModuleView, find: FindModules): readonly ModuleView[] {
  const apps: ModuleView[] = [];
  const models: ModuleView[] = [];
  for (const entry of installedApps(settings, find)) {
    const whole = find(entry);
    if (whole !== undefined) {
      apps.push(...whole, ...(find(`${entry}.apps`) ?? []));
      models.push(...(find(`${entry}.models`) ?? []));
      continue;
    }
    // `shop.apps.ShopConfig`: a class, which names its app.
    const dot = entry.lastIndexOf('.');
    const around = dot < 0 ? undefined : find(entry.slice(0, dot));
    const home = around?.at(-1);
    if (around === undefined || home === undefined) continue;
    const app = appOf(home, entry.slice(dot + 1));
    apps.push(...around, ...(app === undefined ? [] : (find(app) ?? [])));
    if (app !== undefined) models.push(...(find(`${app}.models`) ?? []));
  }
  return [...apps, ...models];
}

/**
 * The `ready()` that Django calls last of all for each of these apps' modules, in their order
 * (django 5.2.19, `Apps.populate`). None of a module with several configurations: which of them
 * counts is not looked up.
 */
export function readyMethods(modules: readonly ModuleView[]): readonly ScopeView[] {
  return modules.flatMap((module) => {
    const configurations = module.script.children.filter(
      ({ kind, facts }) =>
        kind === 'class' &&
        facts?.bases.some(({ value }) => dottedPath(value)?.split('.').at(-1) === 'AppConfig'),
    );
    const [only, ...others] = configurations;
    if (only === undefined || others.length > 0) return [];
    return only.children.filter(({ kind, name }) => kind === 'function' && name === 'ready');
  });
}

/** The dotted names of the installed apps, those of classes brought to the app they name. */
export function installedAppNames(settings: ModuleView, find: FindModules): readonly string[] {
  return installedApps(settings, find).flatMap((entry) => {
    if (find(entry) !== undefined) return [entry];
    const dot = entry.lastIndexOf('.');
    const home = dot < 0 ? undefined : find(entry.slice(0, dot))?.at(-1);
    return (home && appOf(home, entry.slice(dot + 1))) ?? [];
  });
}

/** Settings that take theirs from others, which take theirs from others: nobody goes deeper. */
const DEEPEST = 5;

/** The modules of settings that decide which apps are installed: its own, and those it imports. */
export function settingsLayers(settings: ModuleView, find: FindModules): readonly ModuleView[] {
  const layers = new Set<ModuleView>();
  listNamed(settings, appsList, find, layers);
  return [...layers];
}

const appsList = 'INSTALLED_APPS';

/** The entries of the list that the settings end with, as far as they are known. */
function installedApps(settings: ModuleView, find: FindModules): readonly string[] {
  return listNamed(settings, appsList, find, new Set()) ?? [];
}

/**
 * The texts of a list that a module binds at its top level: of the last unconditional value, and
 * what is added to it for certain. Other lists (`BASE + [...]`) and those of the modules that it
 * imports (`from .base import *`) are followed. Undefined where it binds no such name.
 */
function listNamed(
  module: ModuleView,
  name: string,
  find: FindModules,
  seen: Set<ModuleView>,
  depth = 0,
): readonly string[] | undefined {
  seen.add(module);
  if (depth > DEEPEST) return undefined;
  let entries: readonly string[] | undefined;
  const textsOf = (value: Expression): readonly string[] => {
    if (value.kind === 'sequence') {
      return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
    }
    if (value.kind === 'binary' && value.operator === '+') {
      return [...textsOf(value.left), ...textsOf(value.right)];
    }
    if (value.kind !== 'name') return [];
    if (value.name === name) return entries ?? [];
    return listNamed(module, value.name, find, seen, depth + 1) ?? [];
  };
  for (const { event, block } of module.script.events) {
    if (event.kind === 'from-import') {
      const taken = event.star
        ? name
        : event.names.find((one) => (one.as ?? one.name) === name)?.name;
      const source = taken === undefined ? undefined : find(sourceOf(event, module))?.at(-1);
      if (taken === undefined || source === undefined || source === module) continue;
      const found = listNamed(source, taken, find, seen, depth + 1);
      if (found !== undefined) entries = block === undefined ? found : [];
      continue;
    }
    if (event.kind !== 'assign') continue;
    if (!event.targets.some((target) => target.kind === 'name' && target.name === name)) continue;
    if (event.augmented) {
      if (block === undefined) entries = [...(entries ?? []), ...textsOf(event.value)];
    } else entries = block === undefined ? textsOf(event.value) : [];
  }
  return entries;
}

/** The dotted name of what a from-import of a module names. */
function sourceOf(
  { level, module: named }: FromImport,
  { name = '', isPackage }: ModuleView,
): string {
  if (level === 0) return named;
  const around = name.split('.');
  const kept = around.slice(0, around.length - level + (isPackage ? 1 : 0));
  return [...kept, ...(named === '' ? [] : [named])].join('.');
}

/** The `name` that an AppConfig gives its app. */
function appOf(module: ModuleView, className: string): string | undefined {
  const scope = module.script.children.find(
    ({ kind, name }) => kind === 'class' && name === className,
  );
  for (const { event } of scope?.events ?? []) {
    if (event.kind !== 'assign' || event.value.kind !== 'string') continue;
    if (event.targets.some((target) => target.kind === 'name' && target.name === 'name')) {
      return event.value.value;
    }
  }
  return undefined;
}
