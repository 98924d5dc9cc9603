import type { Event } from '../../facts/scope.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { ModuleView, ProjectView } from '../../project/model.ts';
import { importStatements } from '../../project/names/import-statements.ts';

/** A `from owner import …` of a module, wherever in it. */
export interface FromImport {
  readonly module: ModuleView;
  readonly event: Extract<Event, { kind: 'from-import' }>;
}

/** What one module imports. */
interface ModuleImports {
  /** By the dotted name of what is imported from. */
  readonly from: readonly { readonly owner: string; readonly event: FromImport['event'] }[];
  /** Last parts of what a name of the module may stand for: `b` of `import a.b`, `from a import b`. */
  readonly lasts: ReadonlySet<string>;
  readonly hasStar: boolean;
}

/** What imports each module of a workspace. */
interface Importing {
  readonly from: ReadonlyMap<string, readonly FromImport[]>;
  readonly byLast: ReadonlyMap<string, readonly ModuleView[]>;
  readonly withStar: readonly ModuleView[];
  /** The dotted names of all packages. */
  readonly packages: ReadonlySet<string>;
}

/**
 * The from-imports out of a module by its dotted name, in the order of modules; tests are left out.
 * Modules of the same service may call it by a shorter one: `shop.db` of `services.api.shop.db`,
 * where the folder of the service is on the path.
 */
export function fromImportsOf(owner: string, project: ProjectView): readonly FromImport[] {
  const { from, packages } = importing(project);
  const found = [...(from.get(owner) ?? [])];
  for (let dot = owner.indexOf('.'); dot >= 0; dot = owner.indexOf('.', dot + 1)) {
    const prefix = owner.slice(0, dot + 1);
    // Inside of a package nothing has a shorter name.
    if (packages.has(owner.slice(0, dot))) break;
    const shorter = from.get(owner.slice(dot + 1)) ?? [];
    found.push(...shorter.filter(({ module }) => module.name?.startsWith(prefix) === true));
  }
  return found;
}

/**
 * The modules in which a name may stand for a module called `last` (without its packages): all
 * that import something of that name, or everything of a module. Tests are left out.
 */
export function modulesNaming(last: string, project: ProjectView): readonly ModuleView[] {
  const { byLast, withStar } = importing(project);
  return [...new Set([...(byLast.get(last) ?? []), ...withStar])];
}

function importing(project: ProjectView): Importing {
  return keptForAll(project, 'what imports each module', () => {
    const from = new Map<string, FromImport[]>();
    const byLast = new Map<string, ModuleView[]>();
    const withStar: ModuleView[] = [];
    for (const module of project.modules) {
      if (module.isTest) continue;
      const imports = importsOf(module);
      for (const { owner, event } of imports.from) add(from, owner, { module, event });
      for (const last of imports.lasts) add(byLast, last, module);
      if (imports.hasStar) withStar.push(module);
    }
    const packages = new Set(
      project.modules.flatMap(({ isPackage, name }) => (isPackage && name ? [name] : [])),
    );
    return { from, byLast, withStar, packages };
  });
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

function importsOf(module: ModuleView): ModuleImports {
  return keptFor(module, 'imports by name', () => {
    const from: { owner: string; event: FromImport['event'] }[] = [];
    const lasts = new Set<string>();
    let hasStar = false;
    for (const { event } of importStatements.in(module)) {
      if (event.kind === 'import') {
        for (const one of event.names) lasts.add(lastPart(one.module));
      } else if (event.kind === 'from-import') {
        const owner = ownerOf(module, event);
        if (owner !== undefined) from.push({ owner, event });
        for (const { name } of event.names) lasts.add(name);
        hasStar ||= event.star;
      }
    }
    return { from, lasts, hasStar };
  });
}

/** The dotted name that a from-import imports from; undefined where it leads out of the roots. */
function ownerOf(
  module: ModuleView,
  event: { readonly level: number; readonly module: string },
): string | undefined {
  if (event.level === 0) return event.module;
  if (module.name === undefined) return undefined;
  const parts = module.name.split('.');
  const up = event.level - (module.isPackage ? 1 : 0);
  if (up > parts.length) return undefined;
  return [...parts.slice(0, parts.length - up), event.module]
    .filter((part) => part !== '')
    .join('.');
}

/** `c` of `a.b.c`. */
export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}
