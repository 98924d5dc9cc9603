import { folderOf } from '../../facts/file-path.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { settingsNamedIn } from '../../project/names/django-set-up.ts';
import type { DictionaryView, Entry } from '../../project/settings/dictionary.ts';
import { dictionaryNamed } from '../../project/settings/read-dictionary.ts';

/**
 * The settings module of a program that uses Django: the one that DJANGO_SETTINGS_MODULE names for
 * its process, or the first that its code names. Undefined where that is not known.
 */
export function settingsModule(
  { launch, order, entry }: ProgramView,
  { modules }: ProjectView,
): ModuleView | undefined {
  const option = launch?.options.settings;
  const dotted = option === undefined ? namedFirst(order) : option.value;
  if (dotted === undefined) return undefined;
  const loaded = order.find((module) => isNamed(module, dotted));
  if (loaded !== undefined) return loaded;
  // Another project of the workspace may have settings of the same name.
  const [only, ...others] = modules.filter((module) => isNamed(module, dotted));
  return others.length === 0 && entry !== only ? only : undefined;
}

function namedFirst(order: readonly ModuleView[]): string | undefined {
  for (const module of order) {
    const [named] = keptFor(module, 'settings named', () => [settingsNamedIn(module)]);
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
 * provided that they have databases: else they stand where nobody looks, in classes or calls.
 */
export function namedSettings(
  setting: string,
  settings: ModuleView,
  project: ProjectView,
): NamedSettings {
  const found = dictionaryNamed(setting, settings, project);
  if (found === 'unbound') {
    const databases = dictionaryNamed('DATABASES', settings, project);
    return { known: [], open: databases === undefined || databases === 'unbound' };
  }
  if (found === undefined) return { known: [], open: true };
  const entries = [...found.entries.values()];
  return {
    known: entries.map((entry) => ({ entry, settings: entry.dictionary })),
    open: found.open,
  };
}
