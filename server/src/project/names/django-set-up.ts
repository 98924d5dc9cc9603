import type { Event } from '../../facts/scope.ts';
import { CallQuery } from '../call-query.ts';
import { EventQuery } from '../event-query.ts';
import type { CallView, ModuleView } from '../model.ts';
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
