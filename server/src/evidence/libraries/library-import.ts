import type { Event } from '../../facts/scope.ts';
import { type Library, librariesOfModule, libraryName } from '../../knowledge/libraries.ts';
import { EventQuery } from '../../project/event-query.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { GreenletReach, ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { GreenletLibraryCall } from './library-calls.ts';
import { isSetUpIn } from './library-setup.ts';

/** The statement that brings a library into a program in which it stops greenlets. */
export interface LibraryImport {
  readonly row: Library;
  /** Where it is imported: the part of the statement that names it. */
  readonly span: Span;
  /** At least one call of it in a greenlet, in the order of the program's modules. */
  readonly calls: readonly [GreenletLibraryCall, ...GreenletLibraryCall[]];
  /** The programs; none where no known one runs the module. */
  readonly programs: readonly ProgramView[];
  /** All modules of those programs that import it. */
  readonly importers: readonly ModuleView[];
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
  const around = project.programsOf(module);
  for (const [library, span] of own) {
    const programs: ProgramView[] = [];
    const calls = new Set<GreenletLibraryCall>();
    const importers = new Set<ModuleView>();
    const lacking = withoutSetup(library, around, project);
    for (const program of around.length === 0 ? [undefined] : lacking) {
      const importing = program === undefined ? [module] : importersOf(library, program, project);
      if (importing[0] !== module) continue;
      const loaded = program?.order ?? [module];
      const called = loaded
        .flatMap((one) => concerning(library, callsOf(one)))
        .filter(
          ({ reach }) => lacking.length === around.length || startsIn(reach, program, project),
        );
      if (called.length === 0) continue;
      if (program !== undefined) programs.push(program);
      for (const call of called) calls.add(call);
      for (const one of importing) importers.add(one);
    }
    const [first, ...more] = distinct(calls);
    if (first === undefined) continue;
    const certain = [first, ...more].every((call) => call.certain);
    const row = first.row;
    yield { row, span, calls: [first, ...more], programs, importers: [...importers], certain };
  }
}

/** The modules of a program that import a library, in the order in which they start. */
function importersOf(
  library: string,
  program: ProgramView,
  project: ProjectView,
): readonly ModuleView[] {
  const known = keptForAll(
    project,
    `importers of ${library}`,
    () => new Map<ProgramView, readonly ModuleView[]>(),
  );
  let importers = known.get(program);
  if (importers === undefined) {
    importers = program.order.filter((one) => importsOf(one).has(library));
    known.set(program, importers);
  }
  return importers;
}

/** The programs that do not set a library up. */
function withoutSetup(
  library: string,
  programs: readonly ProgramView[],
  project: ProjectView,
): readonly ProgramView[] {
  const [row] = librariesOfModule(library).filter((one) => libraryName(one) === library);
  if (row === undefined) return programs;
  return programs.filter((program) => !isSetUpIn(row, program, project));
}

/** Whether all that makes code run in a greenlet is part of a program: others may start it, too. */
function startsIn(
  { chain }: GreenletReach,
  program: ProgramView | undefined,
  project: ProjectView,
): boolean {
  return chain.every(({ path }) => {
    const module = project.moduleAt(path);
    return module === undefined || program?.order.includes(module) !== false;
  });
}

/** Each call once: several programs run the same modules. */
function distinct(calls: Iterable<GreenletLibraryCall>): readonly GreenletLibraryCall[] {
  return [...new Map([...calls].map((one) => [one.call, one])).values()];
}

function concerning(
  library: string,
  calls: Iterable<GreenletLibraryCall>,
): readonly GreenletLibraryCall[] {
  return [...calls].filter(({ row }) => row.concerns === 'program' && libraryName(row) === library);
}

/** Whether a module imports a library that some row concerns as a whole. */
export function importsLibrary(module: ModuleView, library: string): boolean {
  return importsOf(module).has(library);
}

const imports = new EventQuery((event) =>
  importedBy(event).some(({ name }) => librariesOfModule(name).length > 0),
);

/** The libraries that a module imports and that some row concerns as a whole, with where it first does. */
function importsOf(module: ModuleView): ReadonlyMap<string, Span> {
  return keptFor(module, 'libraries imported', () => {
    const found = new Map<string, Span>();
    for (const { event, unit, block } of imports.in(module)) {
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
    return found;
  });
}

/** The module that an import statement at `offset` names there, or first; undefined elsewhere. */
export function importAt(
  module: ModuleView,
  offset: number,
): { readonly name: string; readonly span: Span } | undefined {
  for (const { event, span, unit } of module.scopes.flatMap(({ events }) => events)) {
    if (offset < span[0] || offset > span[1]) continue;
    const named = importedBy(event).map(({ name, span: [from, to] }) => {
      return { name, span: [from + unit.start, to + unit.start] as const };
    });
    const found = named.find((one) => one.span[0] <= offset && offset <= one.span[1]) ?? named[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The modules that a statement may import, each with the part of it that says so. */
export function importedBy(
  event: Event,
): readonly { readonly name: string; readonly span: Span }[] {
  if (event.kind === 'import') {
    return event.names.map(({ module, span }) => ({ name: module, span }));
  }
  if (event.kind !== 'from-import' || event.level > 0) return [];
  if (event.star) return [{ name: event.module, span: event.span }];
  return event.names.map(({ name, span }) => ({ name: `${event.module}.${name}`, span }));
}
