import { fileName, folderOf, inFolder } from '../../facts/file-path.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ModuleView } from '../model.ts';
import { isScript, mainGuard } from './entry-traits.ts';
import type { GraphNode, ImportGraph } from './import-graph.ts';
import type { ProgramStart } from './program-start.ts';

/**
 * Programs that only the texts of modules tell of: scripts and modules that nobody imports, as
 * far as gevent or a patch can be reached from them. A test is one only if its own script patches.
 */
export function findEntryPoints(project: LinkingView, graph: ImportGraph): readonly ProgramStart[] {
  graph.update(project);
  const reaching = graph.reaching(({ traits }) => traits.usesGevent);
  return graph.nodes
    .filter((node, number) => {
      if (reaching[number] !== 1) return false;
      const { module, traits } = node;
      return module.isTest ? traits.patches : traits.isScript || isRoot(node, graph);
    })
    .map(({ module }) => module)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((module) => scriptStart(module, project));
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

/**
 * Imported by no other module but tests. A package's own submodules do not count, since they
 * cannot run before it; nor do, for a module that patches, those that it imports itself.
 */
function isRoot(node: GraphNode, graph: ImportGraph): boolean {
  const { module, importers } = node;
  const counts = (number: number): boolean => {
    const importer = graph.node(number).module;
    if (importer.isTest) return false;
    return !(module.isPackage && importer.path.startsWith(`${folderOf(module.path)}/`));
  };
  if (!importers.some(counts)) return true;
  if (!node.traits.patches) return false;
  const below = graph.below(node);
  return importers.every((number) => !counts(number) || below[number] === 1);
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
