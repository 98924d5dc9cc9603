import { folderOf } from '../../facts/file-path.ts';
import type { Event } from '../../facts/scope.ts';
import { type Span, shift } from '../../syntax/span.ts';
import type { ImportTarget } from '../linking-view.ts';
import type { EventView } from '../model.ts';
import type { LinkedModule } from '../views.ts';
import { setsUpDjango, settingsClassNamedIn, settingsNamedIn } from './django-set-up.ts';
import { dynamicImport } from './dynamic-import.ts';
import { importSource } from './imports.ts';
import { installedModules, settingsLayers } from './installed-apps.ts';
import type { Found } from './module-index.ts';
import type { Resolving } from './resolving.ts';

/**
 * The first-party modules that an import statement runs; see `LinkingView.importTargets`.
 * `looksAt` is told of the modules whose names the answer depends on.
 */
export function importTargetsOf(
  resolver: Resolving,
  view: EventView,
  looksAt: (module: LinkedModule) => void,
): readonly ImportTarget[] {
  const { event } = view;
  const from = view.scope.module as LinkedModule;
  const targets: ImportTarget[] = [];
  const { index } = resolver.imports;
  const add = (chain: readonly Found[] | undefined, span: Span): void => {
    for (const { file } of chain ?? []) {
      const module = file === undefined ? undefined : resolver.imports.moduleAt(file);
      if (module && targets.every((target) => target.module !== module)) {
        targets.push({ module, span: shift(span, view.unit.start) });
      }
    }
  };
  if (event.kind === 'call') {
    const call = view.unit.calls[event.call];
    if (call !== undefined && setsUpDjango(call)) {
      addSettings(resolver, from, event, add, looksAt);
      return targets;
    }
    const asked = call && dynamicImport(call);
    if (asked === undefined) return targets;
    const { level, module } = asked;
    add(
      level > 0 ? index.relative(from.path, level, module) : index.absolute(from, module),
      event.span,
    );
  } else if (event.kind === 'import') {
    for (const { module, span } of event.names) add(index.absolute(from, module), span);
  } else if (event.kind === 'from-import') {
    const { level, module } = event;
    const chain =
      level > 0 ? index.relative(from.path, level, module) : index.absolute(from, module);
    add(chain, event.span);
    for (const { name, span } of event.names) {
      const source = importSource(resolver, from, level, module, name);
      if (source.kind === 'module') {
        const owner = source.module as LinkedModule;
        looksAt(owner);
        const bound = owner !== from && owner.globals.names.has(name);
        if (!owner.isPackage || bound) continue;
        const found = index.inside(folderOf(owner.path), name);
        add(found && [found], span);
      } else if (source.kind === 'namespace') {
        const found = index.inside(source.folder, name);
        add(found && [found], span);
      }
    }
    if (event.star) addListed(resolver, from, event, add, looksAt);
  }
  return targets;
}

/** The settings that the module names, then the apps that these install. */
function addSettings(
  resolver: Resolving,
  from: LinkedModule,
  event: Event,
  add: (chain: readonly Found[] | undefined, span: Span) => void,
  looksAt: (module: LinkedModule) => void,
): void {
  const name = settingsNamedIn(from);
  const { imports } = resolver;
  const chainOf = (dotted: string): readonly Found[] | undefined =>
    imports.index.absolute(from, dotted);
  const find = (dotted: string): readonly LinkedModule[] | undefined =>
    chainOf(dotted)?.flatMap(({ file }) =>
      file === undefined ? [] : (imports.moduleAt(file) ?? []),
    );
  const chain = name === undefined ? undefined : chainOf(name);
  const settings = name === undefined ? undefined : find(name)?.at(-1);
  if (settings === undefined) return;
  add(chain, event.span);
  const chosen = settingsClassNamedIn(from);
  // What these assign decides: the list, and the names of the apps.
  for (const layer of settingsLayers(settings, find, chosen)) looksAt(layer as LinkedModule);
  for (const module of installedModules(settings, find, chosen)) {
    looksAt(module as LinkedModule);
    add([{ file: module.path }], event.span);
  }
}

/** A star import runs the submodules that the package's `__all__` names. */
function addListed(
  resolver: Resolving,
  from: LinkedModule,
  event: Event & { kind: 'from-import' },
  add: (chain: readonly Found[] | undefined, span: Span) => void,
  looksAt: (module: LinkedModule) => void,
): void {
  const source = importSource(resolver, from, event.level, event.module);
  if (source.kind !== 'module') return;
  const owner = source.module as LinkedModule;
  looksAt(owner);
  if (owner === from || !owner.isPackage) return;
  for (const name of listedNames(owner)) {
    if (owner.globals.names.has(name)) continue;
    const found = resolver.imports.index.inside(folderOf(owner.path), name);
    add(found && [found], event.span);
  }
}

/** The names that a module's `__all__` spells out. */
export function listedNames({ script }: LinkedModule): readonly string[] {
  return script.units.flatMap(({ facts }) =>
    facts.events.flatMap((event) => {
      if (event.kind !== 'assign' || event.value.kind !== 'sequence') return [];
      if (!event.targets.some((one) => one.kind === 'name' && one.name === '__all__')) return [];
      return event.value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
    }),
  );
}
