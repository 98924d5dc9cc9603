import type { Expression } from '../../facts/expression.ts';
import type { ModuleView } from '../model.ts';
import { configuresDjango } from '../names/django-set-up.ts';

/** A setting of Django that names modules to load, or code that requests run. */
interface NamingSetting {
  readonly name: string;
  /** The methods of a class that it names which requests run (see `matchesMethod`). */
  readonly methods?: readonly string[];
  /** Requests run the functions that it names, or what those return: `(get_response) -> middleware`. */
  readonly functions?: 'run' | 'return';
}

/** Read in django 5.2.19 (`BaseHandler.load_middleware`, `django.contrib.auth`) and rest_framework's documentation. */
const namingSettings: readonly NamingSetting[] = [
  { name: 'AUTHENTICATION_BACKENDS', methods: ['authenticate', 'get_*', 'has_*'] },
  ...['400', '403', '404', '500'].map(
    (status): NamingSetting => ({ name: `handler${status}`, functions: 'run' }),
  ),
  { name: 'MIDDLEWARE', methods: ['__call__', 'process_*'], functions: 'return' },
  { name: 'REST_FRAMEWORK', functions: 'run' },
  { name: 'ROOT_URLCONF' },
];

const names: ReadonlySet<string> = new Set(namingSettings.map(({ name }) => name));

/** The settings that name code which requests run. */
export const runningSettings = namingSettings.filter(
  ({ methods, functions }) => methods !== undefined || functions !== undefined,
);

/** Whether a setting of this name leads to other modules. */
export function isNamingSetting(name: string): boolean {
  return names.has(name);
}

/**
 * What a module assigns to such settings, in its script or in classes (django-configurations), or
 * gives to `settings.configure()`.
 */
export function settingTexts({ script, calls }: ModuleView, only?: string): readonly string[] {
  const isMeant = (name: string): boolean => names.has(name) && (only ?? name) === name;
  const bodies = script.children.filter(({ kind }) => kind === 'class');
  const assigned = [script, ...bodies].flatMap(({ units }) =>
    units.flatMap(({ facts }) =>
      facts.events.flatMap((event) => (event.kind === 'assign' ? event : [])),
    ),
  );
  return [
    ...assigned.flatMap(({ targets, value }) =>
      targets.some((one) => one.kind === 'name' && isMeant(one.name)) ? textsOf(value) : [],
    ),
    ...calls
      .filter(configuresDjango)
      .flatMap(({ call }) =>
        call.arguments.flatMap(({ keyword = '', value }) =>
          isMeant(keyword) ? textsOf(value) : [],
        ),
      ),
  ];
}

function textsOf(value: Expression): readonly string[] {
  if (value.kind === 'string') return [value.value];
  if (value.kind === 'sequence') return value.items.flatMap(textsOf);
  if (value.kind === 'dictionary') return value.values.flatMap(textsOf);
  return value.kind === 'binary' ? [...textsOf(value.left), ...textsOf(value.right)] : [];
}
