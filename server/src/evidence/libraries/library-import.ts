import type { Event } from '../../facts/scope.ts';
import { type Library, librariesOfModule, libraryName } from '../../knowledge/libraries.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { GreenletLibraryCall } from './library-calls.ts';

/** The statement that brings a library into a program in which it stops greenlets. */
export interface LibraryImport {
  readonly row: Library;
  /** Where it is imported: the part of the statement that names it. */
  readonly span: Span;
  /** At least one call of it in a greenlet, in the order of the program's modules. */
  readonly calls: readonly [GreenletLibraryCall, ...GreenletLibraryCall[]];
  /** The program; undefined where no known one runs the module. */
  readonly program: ProgramView | undefined;
  /** False: the version is not known, and the row is that of the newest one. */
  readonly certain: boolean;
}

/**
 * The libraries that `module` is the first to import in a program whose greenlets they stop, for
 * rows that concern the whole program: one entry for each library.
 */
export function* libraryImports(
  module: ModuleView,
  project: ProjectView,
  callsOf: (module: ModuleView) => Iterable<GreenletLibraryCall>,
): Iterable<LibraryImport> {
  if (!project.usesGevent || module.isTest) return;
  const own = importsOf(module);
  if (own.size === 0) return;
  const around = project.programs.filter(({ order }) => order.includes(module));
  for (const [library, span] of own) {
    for (const program of around.length === 0 ? [undefined] : around) {
      const loaded = (program?.order ?? [module]).filter((one) => importsOf(one).has(library));
      if (loaded[0] !== module) continue;
      const everywhere = program?.order ?? [module];
      const calls = everywhere.flatMap((one) => concerning(library, callsOf(one)));
      const [first, ...more] = calls;
      if (first === undefined) continue;
      const certain = calls.every((call) => call.certain);
      yield { row: first.row, span, calls: [first, ...more], program, certain };
      break;
    }
  }
}

function concerning(
  library: string,
  calls: Iterable<GreenletLibraryCall>,
): readonly GreenletLibraryCall[] {
  return [...calls].filter(({ row }) => row.concerns === 'program' && libraryName(row) === library);
}

/** The libraries that a module imports and that some row concerns as a whole, with where it first does. */
function importsOf(module: ModuleView): ReadonlyMap<string, Span> {
  return keptFor(module, 'libraries imported', () => {
    const found = new Map<string, Span>();
    for (const scope of module.scopes) {
      for (const { event, unit, block } of scope.events) {
        const test = block?.block.kind === 'if' ? block.block.test : undefined;
        if (test?.kind === 'name' && test.name === 'TYPE_CHECKING') continue;
        for (const { name, span } of importedBy(event)) {
          for (const row of librariesOfModule(name)) {
            const library = libraryName(row);
            if (row.concerns !== 'program' || found.has(library)) continue;
            found.set(library, [span[0] + unit.start, span[1] + unit.start]);
          }
        }
      }
    }
    return found;
  });
}

/** The modules that a statement may import, each with the part of it that says so. */
function importedBy(event: Event): readonly { readonly name: string; readonly span: Span }[] {
  if (event.kind === 'import') {
    return event.names.map(({ module, span }) => ({ name: module, span }));
  }
  if (event.kind !== 'from-import' || event.level > 0) return [];
  if (event.star) return [{ name: event.module, span: event.span }];
  return event.names.map(({ name, span }) => ({ name: `${event.module}.${name}`, span }));
}
