import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { Call, Event } from '../../facts/scope.ts';
import type { ModuleView, ScopeView } from '../model.ts';

type FromImport = Event & { readonly kind: 'from-import' };

/** A module by its dotted name, behind the packages around it; undefined: not of the workspace. */
type FindModules = (dotted: string) => readonly ModuleView[] | undefined;

/**
 * What `django.setup()` imports once the settings are there, first-party modules alone: each app
 * with its `apps` module in the order of INSTALLED_APPS, then the `models` of all of them
 * (django 5.2.19, `Apps.populate`). Empty unless the list is made of literals. `chosen`: the class
 * that holds the settings, in django-configurations.
 */
export function installedModules(
  settings: ModuleView,
  find: FindModules,
  chosen: string | undefined,
): readonly ModuleView[] {
  const apps: ModuleView[] = [];
  const models: ModuleView[] = [];
  for (const entry of installedApps(settings, find, chosen)) {
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
export function installedAppNames(
  settings: ModuleView,
  find: FindModules,
  chosen: string | undefined,
): readonly string[] {
  return installedApps(settings, find, chosen).flatMap((entry) => {
    if (find(entry) !== undefined) return [entry];
    const dot = entry.lastIndexOf('.');
    const home = dot < 0 ? undefined : find(entry.slice(0, dot))?.at(-1);
    return (home && appOf(home, entry.slice(dot + 1))) ?? [];
  });
}

/** Settings that take theirs from others, which take theirs from others: nobody goes deeper. */
const DEEPEST = 5;

const appsList = 'INSTALLED_APPS';

/** The modules of settings that decide which apps are installed: its own, and those it imports. */
export function settingsLayers(
  settings: ModuleView,
  find: FindModules,
  chosen: string | undefined,
): readonly ModuleView[] {
  const layers = new Set<ModuleView>();
  installedApps(settings, find, chosen, layers);
  return [...layers];
}

/** The entries of the list that the settings, or their `chosen` class, end with, as far as they are known. */
function installedApps(
  settings: ModuleView,
  find: FindModules,
  chosen: string | undefined,
  seen = new Set<ModuleView>(),
): readonly string[] {
  const ofClass = chosen === undefined ? undefined : listOfClass(settings, chosen, find, seen);
  return ofClass ?? listNamed(settings, appsList, find, seen) ?? [];
}

/**
 * The texts of a list that a module binds at its top level: of the last unconditional value, and
 * what is added to it for certain. Other lists (`BASE + [...]`, `[*BASE, ...]`) and those of the
 * modules that it imports (`from .base import *`) are followed. Undefined where it binds no such name.
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
  const named = (other: string): readonly string[] =>
    other === name ? (entries ?? []) : (listNamed(module, other, find, seen, depth + 1) ?? []);
  for (const { event, block, unit } of module.script.events) {
    if (event.kind === 'from-import') {
      const from = importedFrom(event, name, module, find);
      if (from === undefined) continue;
      const found = listNamed(from.module, from.name, find, seen, depth + 1);
      if (found !== undefined) entries = block === undefined ? found : [];
      continue;
    }
    if (event.kind === 'call') {
      const call = block === undefined ? unit.facts.calls[event.call] : undefined;
      if (call !== undefined) entries = filled(entries, name, call, named);
      continue;
    }
    if (event.kind !== 'assign') continue;
    if (!event.targets.some((target) => target.kind === 'name' && target.name === name)) continue;
    if (event.augmented) {
      if (block === undefined) entries = [...(entries ?? []), ...textsOf(event.value, named)];
    } else entries = block === undefined ? textsOf(event.value, named) : [];
  }
  return entries;
}

/** The texts that an expression lists; `named` answers for lists that it names. */
function textsOf(
  value: Expression,
  named: (list: string, owner?: Expression) => readonly string[],
): readonly string[] {
  switch (value.kind) {
    case 'sequence':
      return value.items.flatMap((item) => {
        if (item.kind === 'string') return [item.value];
        const isSplat = item.kind === 'other' && item.syntax === 'list_splat';
        return isSplat && item.inner !== undefined ? textsOf(item.inner, named) : [];
      });
    case 'binary':
      if (value.operator !== '+') return [];
      return [...textsOf(value.left, named), ...textsOf(value.right, named)];
    case 'name':
      return named(value.name);
    case 'attribute':
      return named(value.name, value.base);
    default:
      return [];
  }
}

/** A list after `list.append("shop")`, `.extend([...])`, `.insert(0, "shop")` or `.remove("shop")`. */
function filled(
  entries: readonly string[] | undefined,
  name: string,
  { callee, arguments: given }: Call,
  named: (list: string) => readonly string[],
): readonly string[] | undefined {
  if (callee.kind !== 'attribute' || entries === undefined) return entries;
  if (callee.base.kind !== 'name' || callee.base.name !== name) return entries;
  const last = given.at(-1)?.value;
  const text = last?.kind === 'string' ? last.value : undefined;
  switch (callee.name) {
    case 'append':
      return text === undefined ? entries : [...entries, text];
    case 'extend':
      return last === undefined ? entries : [...entries, ...textsOf(last, named)];
    case 'insert': {
      const place = given[0]?.value;
      if (text === undefined || place?.kind !== 'number') return entries;
      return entries.toSpliced(Number(place.text), 0, text);
    }
    case 'remove':
      return entries.filter((entry) => entry !== text);
    default:
      return entries;
  }
}

/**
 * The same of a class that holds settings (django-configurations): its own, or that of the class
 * before it; `Base.INSTALLED_APPS + [...]` is followed.
 */
function listOfClass(
  module: ModuleView,
  className: string,
  find: FindModules,
  seen: Set<ModuleView>,
  depth = 0,
): readonly string[] | undefined {
  seen.add(module);
  if (depth > DEEPEST) return undefined;
  const scope = module.script.children.find(
    ({ kind, name }) => kind === 'class' && name === className,
  );
  if (scope === undefined) {
    // It is imported from other settings.
    for (const { event } of module.script.events) {
      if (event.kind !== 'from-import') continue;
      const from = importedFrom(event, className, module, find);
      if (from === undefined) continue;
      const found = listOfClass(from.module, from.name, find, seen, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const above = (owner: string): readonly string[] | undefined =>
    owner === className ? undefined : listOfClass(module, owner, find, seen, depth + 1);
  let entries: readonly string[] | undefined;
  const named = (list: string, owner?: Expression): readonly string[] => {
    if (owner === undefined && list === appsList) return entries ?? [];
    if (owner === undefined) return listNamed(module, list, find, seen, depth + 1) ?? [];
    return owner.kind === 'name' && list === appsList ? (above(owner.name) ?? []) : [];
  };
  for (const { event, block } of scope.events) {
    if (event.kind !== 'assign') continue;
    if (!event.targets.some((one) => one.kind === 'name' && one.name === appsList)) continue;
    const texts = textsOf(event.value, named);
    if (block !== undefined) return [];
    entries = event.augmented ? [...(entries ?? []), ...texts] : texts;
  }
  if (entries !== undefined) return entries;
  for (const { value } of scope.facts?.bases ?? []) {
    const found = value.kind === 'name' ? above(value.name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Another module that a from-import may take `name` from, and what it is called there. */
function importedFrom(
  event: FromImport,
  name: string,
  module: ModuleView,
  find: FindModules,
): { readonly module: ModuleView; readonly name: string } | undefined {
  const taken = event.star ? name : event.names.find((one) => (one.as ?? one.name) === name)?.name;
  const source = taken === undefined ? undefined : find(sourceOf(event, module))?.at(-1);
  if (taken === undefined || source === undefined || source === module) return undefined;
  return { module: source, name: taken };
}

/** The dotted name of what a from-import of a module names. */
export function sourceOf(
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
