import {
  isLibraryMethod,
  type Library,
  type LibraryVerdict,
  librariesOfCall,
  librariesOfModule,
  libraryName,
  namesCall,
} from '../../knowledge/libraries.ts';
import { setupsOf } from '../../knowledge/library-setups.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { calledPath } from '../../project/own-knowledge.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { flagWords } from '../blocking/flag-words.ts';
import { type Spawn, spawnedJobs } from '../blocking/spawned-callables.ts';
import { calledLibrary, mayCallLibraries } from './called-library.ts';
import { type HeldRow, heldRow } from './library-row.ts';
import { givesSetup, isSetUp, mayRunTogether } from './library-setup.ts';
import { isOptional } from './optional-library.ts';

/** A call of a library that certainly runs in a greenlet, and what is known of the library. */
export interface GreenletLibraryCall {
  /** The call; where the callable itself is spawned, the spawn. */
  readonly call: CallView;
  /** The call, or the callable that a spawn is given. */
  readonly span: Span;
  /** The spawn that is given the callable as it is; undefined where it is called. */
  readonly spawn: Spawn | undefined;
  readonly path: string;
  readonly row: Library;
  readonly reach: GreenletReach;
  /** False: the version is not known, and the row is that of the newest one. */
  readonly certain: boolean;
}

/**
 * The calls of one module that stop the other greenlets as the table of libraries says, in code
 * that runs in greenlets: those of rows with this verdict, in versions that the module runs with,
 * where nobody set the library up. Tests, and code in a native thread, are left out.
 */
export function libraryCallsInGreenlets(
  module: ModuleView,
  project: ProjectView,
  ...verdicts: readonly LibraryVerdict[]
): readonly GreenletLibraryCall[] {
  return keptForAll(project, `library calls ${verdicts} ${module.path}`, () => [
    ...greenletCalls(module, project, verdicts),
  ]);
}

function* greenletCalls(
  module: ModuleView,
  project: ProjectView,
  verdicts: readonly LibraryVerdict[],
): Iterable<GreenletLibraryCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, path, rows } of [
    ...namedCalls(module, project),
    ...passedCalls(module, project),
  ]) {
    if (!rows.some(({ verdict }) => verdicts.includes(verdict)) || isDead(call)) continue;
    if (project.ownCall(call, 'cooperates') !== undefined) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    const held = harmfulRow(path, rows, verdicts, module, project);
    if (held === undefined) continue;
    if (mayBeToldNotToWait(call, held.row, project)) continue;
    if (givesSetup(call, held.row, project)) continue;
    yield { call, span: call.span, spawn: undefined, path, reach, ...held };
  }
  for (const { call, span, spawn, path, reach } of spawnedJobs(module, project)) {
    const rows = librariesOfCall(path);
    if (rows.length === 0) continue;
    const held = harmfulRow(path, rows, verdicts, module, project);
    if (held !== undefined) yield { call, span, spawn, path, reach, ...held };
  }
}

/** Whether code of a module calls a library in greenlets where that does harm, as far as is known. */
export function callsInGreenlets(
  library: string,
  module: ModuleView,
  project: ProjectView,
): boolean {
  const harms = ['blocks', 'cooperates-with-setup'] as const;
  return (
    namedCalls(module, project).some(({ rows }) =>
      rows.some((row) => libraryName(row) === library),
    ) &&
    harms.some((verdict) =>
      [...libraryCallsInGreenlets(module, project, verdict)].some(
        ({ row }) => libraryName(row) === library,
      ),
    )
  );
}

/** The row by which a path does harm in a module; undefined where it does none. */
function harmfulRow(
  path: string,
  rows: readonly Library[],
  verdicts: readonly LibraryVerdict[],
  module: ModuleView,
  project: ProjectView,
): HeldRow | undefined {
  const held = heldRow(rowsOf(path, rows), module, project);
  if (held === undefined || !verdicts.includes(held.row.verdict)) return undefined;
  if (!namesCall(held.row, path) || mayBeMadeSetUp(path, held.row, module, project))
    return undefined;
  if (isOptional(held.row, module, project)) return undefined;
  const setUp = held.row.when === undefined && isSetUp(held.row, module, project);
  return setUp ? undefined : held;
}

/**
 * A call on an object of a library that is set up where objects are made, `connect(use_pure=True)`:
 * whether some of them are, or none is seen to be made.
 */
function mayBeMadeSetUp(
  path: string,
  row: Library,
  module: ModuleView,
  project: ProjectView,
): boolean {
  if (row.concerns !== 'program') return false;
  const making = setupsOf(row).filter(({ how }) => how === 'argument');
  if (making.length === 0 || making.some((setup) => setup.path === path)) return false;
  const made = keptForAll(project, `objects made by ${row.library}`, () =>
    project.modules.flatMap((one) =>
      one.isTest
        ? []
        : one.calls.filter((call) => making.some((setup) => setup.path === call.path)),
    ),
  ).filter((call) => mayRunTogether(call.scope.module, module, project));
  return made.length === 0 || made.some((call) => givesSetup(call, row, project));
}

/** Whether an argument holds one of the row's flags, or is made of what is not known. */
function mayBeToldNotToWait({ call, unit }: CallView, row: Library, project: ProjectView): boolean {
  const flags = row.unlessGiven;
  if (flags === undefined) return false;
  // The first argument is what is waited for.
  return call.arguments.slice(1).some(({ value, keyword }) => {
    if (keyword !== undefined && keyword !== 'flags') return false;
    const given = flagWords(value, unit, project);
    return given === undefined || [...given].some((path) => flags.includes(lastName(path)));
  });
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

interface NamedCall {
  readonly call: CallView;
  readonly path: string;
  readonly rows: readonly Library[];
}

/** All calls that some row names. */
export function namedCalls(module: ModuleView, project: ProjectView): readonly NamedCall[] {
  return keptFor(module, 'library calls', () =>
    mayCallLibraries(module, project).flatMap((call) => {
      const path = calledLibrary(call, project);
      const rows = path === undefined ? [] : librariesOfCall(path);
      return path === undefined || rows.length === 0 ? [] : [{ call, path, rows }];
    }),
  );
}

/** The calls of objects that somebody passes, where they run in greenlets. */
function passedCalls(module: ModuleView, project: ProjectView): readonly NamedCall[] {
  return keptForAll(project, `passed library calls ${module.path}`, () =>
    module.calls.flatMap((call) => {
      const { callee } = call.call;
      if (callee.kind !== 'attribute' || !isLibraryMethod(callee.name)) return [];
      const path = project.passedPath(call);
      const rows = path === undefined ? [] : librariesOfCall(path);
      return path === undefined || rows.length === 0 ? [] : [{ call, path, rows }];
    }),
  );
}

/** Those that name the call first; those of the library's other versions may say that it is fine. */
function rowsOf(path: string, rows: readonly Library[]): readonly Library[] {
  const others = librariesOfModule(path).filter(
    (row) => !rows.includes(row) && row.verdict === 'cooperates',
  );
  return [...rows, ...others];
}

/** A call that the configuration says stops the other greenlets. */
export interface OwnBlockingCall {
  readonly call: CallView;
  readonly path: string;
  readonly reach: GreenletReach;
  /** What to do instead; may be empty. */
  readonly hint: string;
}

/** The calls of one module that the configuration calls blocking, in code that runs in greenlets. */
export function* ownBlockingCalls(
  module: ModuleView,
  project: ProjectView,
): Iterable<OwnBlockingCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const call of module.calls) {
    const own = project.ownCall(call, 'blocking');
    const path = own && calledPath(call);
    if (own === undefined || path === undefined || isDead(call)) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    yield { call, path, reach, hint: own.hint };
  }
}
