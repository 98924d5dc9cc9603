import { dottedPath } from '../../facts/expression.ts';
import { folderOf } from '../../facts/file-path.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  ProgramView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import {
  configuresDjango,
  settingsClassNamedIn,
  settingsNamedIn,
} from '../../project/names/django-set-up.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { DictionaryView, Entry } from '../../project/settings/dictionary.ts';
import {
  dictionaryIn,
  dictionaryNamed,
  dictionaryOf,
} from '../../project/settings/read-dictionary.ts';

/** The settings of a Django process, wherever they stand. */
export interface DjangoSettings {
  /** A setting that is a dictionary; `unbound` where it is certainly not set. */
  dictionary(name: string): DictionaryView | 'unbound' | undefined;
}

/**
 * The settings of a program that uses Django: the module that DJANGO_SETTINGS_MODULE names for its
 * process, or the first that its code names; in it the class that DJANGO_CONFIGURATION names; else
 * what the code gives `settings.configure()`. Undefined where that is not known.
 */
export function djangoSettings(
  program: ProgramView,
  project: ProjectView,
): DjangoSettings | undefined {
  const { launch, order } = program;
  if (launch?.options.settings === undefined && firstNamed(order, nameOfModule) === undefined) {
    return configuredSettings(order, project);
  }
  const module = settingsModule(program, project);
  if (module === undefined) return undefined;
  const classes = module.script.children.filter((scope) => isConfiguration(scope, project));
  if (classes.length === 0) {
    return settingsAt(module.script, project, (name) => dictionaryNamed(name, module, project));
  }
  const option = launch?.options['settings-class'];
  const named = option === undefined ? firstNamed(order, nameOfClass) : option.value;
  const chosen = classes.find(({ name }) => name === named);
  return chosen && settingsAt(chosen, project, (name) => inherited(chosen, name, project, 0));
}

/** The same object for all programs whose settings stand there. */
function settingsAt(
  place: ScopeView | CallView,
  project: ProjectView,
  dictionary: DjangoSettings['dictionary'],
): DjangoSettings {
  const known = keptForAll(project, 'settings of Django', () => new Map<unknown, DjangoSettings>());
  const settings = known.get(place) ?? { dictionary };
  known.set(place, settings);
  return settings;
}

/** The settings module of a program; undefined where that is not known. */
function settingsModule(
  { launch, order, entry }: ProgramView,
  { modules }: ProjectView,
): ModuleView | undefined {
  const option = launch?.options.settings;
  const dotted = option === undefined ? firstNamed(order, nameOfModule) : option.value;
  if (dotted === undefined) return undefined;
  const loaded = order.find((module) => isNamed(module, dotted));
  if (loaded !== undefined) return loaded;
  // Another project of the workspace may have settings of the same name.
  const [only, ...others] = modules.filter((module) => isNamed(module, dotted));
  return others.length === 0 && entry !== only ? only : undefined;
}

function nameOfModule(module: ModuleView): string | undefined {
  return keptFor(module, 'settings named', () => [settingsNamedIn(module)])[0];
}

function nameOfClass(module: ModuleView): string | undefined {
  return keptFor(module, 'class of settings named', () => [settingsClassNamedIn(module)])[0];
}

function firstNamed(
  order: readonly ModuleView[],
  nameIn: (module: ModuleView) => string | undefined,
): string | undefined {
  for (const module of order) {
    const named = nameIn(module);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** Also where the process starts in a folder above the known roots. */
function isNamed({ name, path, isPackage }: ModuleView, dotted: string): boolean {
  if (name === dotted) return true;
  const file = isPackage ? folderOf(path) : path.replace(/\.py$/, '');
  return file.endsWith(`/${dotted.replaceAll('.', '/')}`);
}

/** What the only `settings.configure()` of a program's code is given. */
function configuredSettings(
  order: readonly ModuleView[],
  project: ProjectView,
): DjangoSettings | undefined {
  const [only, ...others] = order.flatMap((module) => {
    const calls = keptFor(module, 'calls of settings.configure', () =>
      module.calls.filter(configuresDjango),
    );
    return calls.filter((call) => !isDead(call));
  });
  if (only === undefined || others.length > 0) return undefined;
  return settingsAt(only, project, (name) => givenTo(only, name, project));
}

function givenTo(
  { call, unit, span }: CallView,
  name: string,
  project: ProjectView,
): DictionaryView | 'unbound' | undefined {
  let found: DictionaryView | 'unbound' | undefined = 'unbound';
  for (const { value, keyword, star } of call.arguments) {
    if (keyword === name) return dictionaryOf(value, unit, project, span[0]);
    if (keyword !== undefined) continue;
    // Settings that others build upon, or a dictionary of them.
    const all = star === 2 ? dictionaryOf(value, unit, project, span[0]) : undefined;
    const entry = all?.entries.get(name);
    if (entry !== undefined) return entry.dictionary;
    if (all === undefined || all.open) found = undefined;
  }
  return found;
}

/** Bases of settings are not followed deeper than that. */
const deepest = 8;

/** Whether a class holds settings for django-configurations. */
function isConfiguration(scope: ScopeView, project: ProjectView, depth = 0): boolean {
  const { kind, facts, outer } = scope;
  if (kind !== 'class' || facts === undefined || outer === undefined || depth > deepest)
    return false;
  return facts.bases.some(({ value, keyword }) => {
    if (keyword !== undefined || dottedPath(value) === undefined) return false;
    const base = project.valueOf(value, outer);
    if (base.kind === 'external')
      return /^configurations\.(?:\w+\.)?Configuration$/.test(base.path);
    return base.kind === 'class' && isConfiguration(base.scope, project, depth + 1);
  });
}

/** What a class, or the first of its bases that does, binds a name to. */
function inherited(
  scope: ScopeView,
  name: string,
  project: ProjectView,
  depth: number,
): DictionaryView | 'unbound' | undefined {
  // A property makes it when it is asked for.
  if (scope.children.some((child) => child.name === name) || depth > deepest) return undefined;
  const own = dictionaryIn(scope, name, project);
  if (own !== 'unbound') return own;
  const { facts, outer } = scope;
  for (const { value, keyword } of facts?.bases ?? []) {
    if (keyword !== undefined || outer === undefined) continue;
    const base = project.valueOf(value, outer);
    if (base.kind === 'external' && /^(?:configurations|builtins)\./.test(base.path)) continue;
    if (base.kind !== 'class') return undefined;
    const found = inherited(base.scope, name, project, depth + 1);
    if (found !== 'unbound') return found;
  }
  return 'unbound';
}

/** A setting that holds a dictionary of dictionaries: `DATABASES`, `CACHES`. */
export interface NamedSettings {
  /** What stands under each name that is known; without `settings` where it is no dictionary. */
  readonly known: readonly {
    readonly entry: Entry;
    readonly settings: DictionaryView | undefined;
  }[];
  /** Whether there may be more, or other ones. */
  readonly open: boolean;
}

/**
 * Such a setting as Django finds it in the end. Where the settings leave it out, Django's own counts,
 * provided that they have databases: else they stand where nobody looks.
 */
export function namedSettings(setting: string, settings: DjangoSettings): NamedSettings {
  const found = settings.dictionary(setting);
  if (found === 'unbound') {
    const databases = settings.dictionary('DATABASES');
    return { known: [], open: databases === undefined || databases === 'unbound' };
  }
  if (found === undefined) return { known: [], open: true };
  const entries = [...found.entries.values()];
  return {
    known: entries.map((entry) => ({ entry, settings: entry.dictionary })),
    open: found.open,
  };
}
