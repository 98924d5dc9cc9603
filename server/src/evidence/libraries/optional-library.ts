import { dottedPath } from '../../facts/expression.ts';
import { type Library, librariesOfModule } from '../../knowledge/libraries.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { BlockView, ModuleView, ProjectView } from '../../project/model.ts';
import { importedBy } from './library-import.ts';

/**
 * Whether code of `module` only supports a library where others installed it: each of its imports
 * there copes with the library's absence, and nothing asks for it. Nobody knows then whether a
 * call of it ever runs.
 */
export function isOptional(row: Library, module: ModuleView, project: ProjectView): boolean {
  return keptForAll(project, `optional ${row.library} ${module.path}`, () => {
    if (isAskedFor(row, module, project)) return false;
    const imports = module.scopes
      .flatMap(({ events }) => events)
      .filter(({ event }) =>
        importedBy(event).some(({ name }) => librariesOfModule(name).includes(row)),
      );
    return imports.length > 0 && imports.every(({ block }) => copesWithAbsence(block));
  });
}

function isAskedFor({ distributions }: Library, module: ModuleView, project: ProjectView): boolean {
  return (
    project.dependencies.some(({ name }) => distributions.includes(name)) ||
    distributions.some((name) => project.versionOf(name, module) !== undefined)
  );
}

const absence = /^(?:ImportError|ModuleNotFoundError|Exception)$/;

/** Within a `try` whose handler for the missing library lets the program go on. */
function copesWithAbsence(start: BlockView | undefined): boolean {
  for (let at = start; at !== undefined; at = at.parent) {
    const { kind, bareExcept, exceptions = [] } = at.block;
    if (kind !== 'try') continue;
    const caught = exceptions.flatMap((one) => (one.kind === 'sequence' ? one.items : [one]));
    const handles =
      bareExcept === true || caught.some((one) => absence.test(dottedPath(one) ?? ''));
    if (handles && !handlersOf(at).some(({ block }) => block.leaves)) return true;
  }
  return false;
}

/** The handlers of a `try`. */
function handlersOf(start: BlockView): readonly BlockView[] {
  const { blocks } = start.unit;
  const behind = blocks.slice(blocks.indexOf(start) + 1);
  const found: BlockView[] = [];
  for (const one of behind) {
    if (one.parent !== start.parent) continue;
    if (one.block.kind !== 'except') break;
    found.push(one);
  }
  return found;
}
