import { fileName, folderOf, inFolder, isNamedWithoutEnding } from '../../facts/file-path.ts';
import type { Event, Scope } from '../../facts/scope.ts';
import { keptFor } from '../kept-answers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { BlockView, ModuleView, PatchSite } from '../model.ts';
import { djangoSetUpNames } from '../names/django-set-up.ts';
import { certaintyIn } from './block-certainty.ts';
import { patchesOnImport } from './program-knowledge.ts';
import type { ProgramStart } from './program-start.ts';

/**
 * Programs that only the texts of modules tell of: scripts and modules that nobody imports, as
 * far as gevent or a patch can be reached from them. A test is one only if its own script patches.
 */
export function findEntryPoints(
  project: LinkingView,
  patchSites: (module: ModuleView) => readonly PatchSite[],
): readonly ProgramStart[] {
  const imports = importGraph(project);
  const interesting = project.modules.filter(
    (module) =>
      module.importsGevent || patchSites(module).length > 0 || importsPatchingLibrary(module),
  );
  const reaching = closure(interesting, imports.importers);
  return project.modules
    .filter((module) => reaching.has(module))
    .filter((module) => {
      if (module.isTest) return patchSites(module).some((site) => site.placement !== 'function');
      return isScript(module) || isRoot(module, imports, patchSites);
    })
    .map((module) => scriptStart(module, project));
}

/**
 * Whether a module says itself that it is run: by a main guard, as `__main__.py`, or by its first
 * line, without which a file that is not named as Python is no source at all.
 */
export function isScript(module: ModuleView): boolean {
  return (
    fileName(module.path) === '__main__.py' ||
    isNamedWithoutEnding(module.path) ||
    mainGuard(module) !== undefined
  );
}

/** The start of a module that is run as a script. */
export function scriptStart(module: ModuleView, project: LinkingView): ProgramStart {
  const guard = mainGuard(module);
  const message = `\`${fileName(module.path)}\` is run as a script`;
  return {
    entry: module,
    main: module,
    phases: [...packagesBefore(module, project), module].map((one) => ({
      kind: 'module',
      module: one,
    })),
    launch: undefined,
    learnt: guard === undefined ? [] : [{ path: module.path, span: guard.span, message }],
    greenlets: 'no',
    certain: isScript(module),
  };
}

interface ImportGraph {
  imported(module: ModuleView): readonly ModuleView[];
  importers(module: ModuleView): readonly ModuleView[];
}

/** Who imports whom, anywhere in a file. */
function importGraph(project: LinkingView): ImportGraph {
  const importers = new Map<ModuleView, ModuleView[]>();
  for (const module of project.modules) {
    for (const target of importedBy(module, project)) {
      const list = importers.get(target);
      if (list === undefined) importers.set(target, [module]);
      else list.push(module);
    }
  }
  return {
    imported: (module) => importedBy(module, project),
    importers: (module) => importers.get(module) ?? [],
  };
}

/** The other modules that a module imports, anywhere in its file. */
function importedBy(module: ModuleView, project: LinkingView): readonly ModuleView[] {
  return keptFor(module, 'imported modules', () => {
    const targets = new Set<ModuleView>();
    for (const scope of module.scopes) {
      // Views of events are made when asked for: most code imports nothing.
      if (!scope.units.some(({ facts }) => facts.events.some(isImport) || callsImporter(facts))) {
        continue;
      }
      for (const event of scope.events) {
        for (const target of project.importTargets(event)) targets.add(target.module);
      }
    }
    targets.delete(module);
    return [...targets];
  });
}

function isImport(event: Event): boolean {
  return event.kind === 'import' || event.kind === 'from-import';
}

function callsImporter({ calls }: Scope): boolean {
  return calls.some(
    ({ callee }) =>
      (callee.kind === 'attribute' || callee.kind === 'name') &&
      (callee.name === 'import_module' ||
        callee.name === '__import__' ||
        djangoSetUpNames.has(callee.name)),
  );
}

function closure(
  from: Iterable<ModuleView>,
  edges: (module: ModuleView) => readonly ModuleView[],
): ReadonlySet<ModuleView> {
  const reached = new Set(from);
  for (const module of reached) for (const next of edges(module)) reached.add(next);
  return reached;
}

/**
 * Imported by no other module but tests. A package's own submodules do not count, since they
 * cannot run before it; nor do, for a module that patches, those that it imports itself.
 */
function isRoot(
  module: ModuleView,
  graph: ImportGraph,
  patchSites: (module: ModuleView) => readonly PatchSite[],
): boolean {
  const folder = `${folderOf(module.path)}/`;
  const counts = (importer: ModuleView): boolean =>
    !importer.isTest && !(module.isPackage && importer.path.startsWith(folder));
  const importers = graph.importers(module);
  if (!importers.some(counts)) return true;
  if (!patchSites(module).some((site) => site.placement !== 'function')) return false;
  const below = closure([module], graph.imported);
  return importers.every((importer) => !counts(importer) || below.has(importer));
}

/** The block that runs only where the module is the main one. */
function mainGuard(module: ModuleView): BlockView | undefined {
  for (const unit of module.script.units) {
    const guard = unit.blocks.find(
      (block) => certaintyIn(block, true) !== 'no' && certaintyIn(block, false) === 'no',
    );
    if (guard !== undefined) return guard;
  }
  return undefined;
}

/**
 * `python -m` runs the packages of a module first; `python file.py` does not. Certain for
 * `__main__.py` and for a script with relative imports, which works in no other way.
 */
function packagesBefore(module: ModuleView, project: LinkingView): readonly ModuleView[] {
  const relative = module.script.events.some(
    ({ event }) => event.kind === 'from-import' && event.level > 0,
  );
  if (!relative && fileName(module.path) !== '__main__.py') return [];
  const packages: ModuleView[] = [];
  for (
    let folder = module.isPackage ? folderOf(folderOf(module.path)) : folderOf(module.path);
    ;
    folder = folderOf(folder)
  ) {
    const initialiser = project.moduleAt(inFolder(folder, '__init__.py'));
    if (initialiser === undefined || initialiser === module) return packages;
    packages.unshift(initialiser);
    if (folderOf(folder) === folder) return packages;
  }
}

function importsPatchingLibrary(module: ModuleView): boolean {
  return keptFor(module, 'imports a patching library', () =>
    module.scopes.some((scope) => scope.units.some(({ facts }) => importsOne(facts.events))),
  );
}

function importsOne(events: readonly Event[]): boolean {
  return events.some((event) => {
    if (event.kind === 'import') {
      return event.names.some((name) => patchesOnImport(name.module) !== undefined);
    }
    return (
      event.kind === 'from-import' &&
      event.level === 0 &&
      patchesOnImport(event.module) !== undefined
    );
  });
}
