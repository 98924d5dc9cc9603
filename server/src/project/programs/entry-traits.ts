import { fileName, isNamedWithoutEnding } from '../../facts/file-path.ts';
import { EventQuery } from '../event-query.ts';
import { keptFor } from '../kept-answers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { BlockView, ModuleView } from '../model.ts';
import { djangoSetUpNames } from '../names/django-set-up.ts';
import type { LinkedModule } from '../views.ts';
import { certaintyIn } from './block-certainty.ts';
import { importsApplicationClass } from './gunicorn-applications.ts';
import { keptPatchSites } from './patch-sites.ts';

/** What the text of a module says about being a program, and what that hangs on. */
export interface EntryTraits {
  /** The other modules that it imports, anywhere in its file. */
  readonly imported: readonly ModuleView[];
  /**
   * It imports gevent, what patches with it, or what runs gunicorn from a script, or it patches,
   * anywhere in its file.
   */
  readonly usesGevent: boolean;
  /** It patches when it is imported or run. */
  readonly patches: boolean;
  /** See `isScript`. */
  readonly isScript: boolean;
}

/** The traits of a module, kept while its facts and what was resolved in it stay. */
export function entryTraits(module: ModuleView, project: LinkingView): EntryTraits {
  return keptFor(module, 'entry traits', () => {
    const sites = keptPatchSites(module);
    return {
      imported: importedBy(module, project),
      usesGevent:
        module.importsGevent ||
        sites.length > 0 ||
        (module as LinkedModule).importsPatchingLibrary ||
        importsApplicationClass(module),
      patches: sites.some((site) => site.placement !== 'function'),
      isScript: isScript(module),
    };
  });
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

/** The block that runs only where the module is the main one. */
export function mainGuard(module: ModuleView): BlockView | undefined {
  for (const unit of module.script.units) {
    // Views of blocks are made when asked for: most statements have none.
    if (unit.facts.blocks.length === 0) continue;
    const guard = unit.blocks.find(
      (block) => certaintyIn(block, true) !== 'no' && certaintyIn(block, false) === 'no',
    );
    if (guard !== undefined) return guard;
  }
  return undefined;
}

function importedBy(module: ModuleView, project: LinkingView): readonly ModuleView[] {
  const targets = new Set<ModuleView>();
  for (const event of imports.in(module)) {
    for (const target of project.importTargets(event)) targets.add(target.module);
  }
  targets.delete(module);
  return [...targets];
}

/**
 * What can import: statements, and calls of what may be an importer by its name and arguments. A
 * plain name may be an alias of one.
 */
const imports = new EventQuery((event, { calls }) => {
  if (event.kind !== 'call') return event.kind === 'import' || event.kind === 'from-import';
  const { callee, arguments: given } = calls[event.call]!;
  if (callee.kind === 'name') return given.length === 0 || given[0]?.value.kind === 'string';
  return (
    callee.kind === 'attribute' &&
    (callee.name === 'import_module' ||
      callee.name === '__import__' ||
      djangoSetUpNames.has(callee.name))
  );
});
