import type { Library, LibraryVerdict } from '../../knowledge/libraries.ts';
import type { CallView, ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { runsAtImport } from '../early/import-time.ts';
import { namedCalls } from './library-calls.ts';
import { heldRow } from './library-row.ts';
import { isSetUp, isSetUpIn } from './library-setup.ts';
import { isOptional } from './optional-library.ts';

/** A call of a library in a program that is patched when it runs, in a greenlet or not. */
export interface PatchedLibraryCall {
  readonly call: CallView;
  readonly path: string;
  readonly row: Library;
  readonly program: ProgramView;
  /** False: a version is not known, or it is not known which parts are patched. */
  readonly certain: boolean;
}

/**
 * The calls of one module that rows with this verdict name, in programs that have patched the part
 * that matters by then. Tests, code in native threads, and programs that set the library up are
 * left out.
 */
export function* libraryCallsUnderPatch(
  module: ModuleView,
  project: ProjectView,
  verdict: LibraryVerdict,
): Iterable<PatchedLibraryCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, path, rows } of namedCalls(module, project)) {
    const wanted = rows.filter((row) => row.verdict === verdict);
    if (wanted.length === 0 || isDead(call) || project.inThreadPool(call.scope)) continue;
    if (project.ownCall(call, 'cooperates') !== undefined) continue;
    const held = heldRow(wanted, module, project);
    if (held === undefined || (held.row.when === undefined && isSetUp(held.row, module, project))) {
      continue;
    }
    if (isOptional(held.row, module, project)) continue;
    const patched = patchedProgram(call, held.row, project);
    if (patched === undefined) continue;
    const certain = held.certain && patched.certain;
    yield { call, path, row: held.row, program: patched.program, certain };
  }
}

/** A program that runs this call after it has patched what the row is about. */
function patchedProgram(
  call: CallView,
  row: Library,
  project: ProjectView,
): { readonly program: ProgramView; readonly certain: boolean } | undefined {
  const { module } = call.scope;
  const atImport = runsAtImport(call.scope);
  const verdicts = atImport
    ? project.patchedAt(module, call.span[0])
    : project
        .programsOf(module)
        .map((program) => ({ program, state: program.finalState, parts: program.finalParts }));
  const { part, when } = row;
  for (const { program, state, parts } of verdicts) {
    if (when === undefined && isSetUpIn(row, program, project)) continue;
    if (state !== 'after' && state !== 'partly') continue;
    if (part !== undefined && parts !== undefined && !parts.has(part)) continue;
    return { program, certain: parts !== undefined || part === undefined };
  }
  return undefined;
}
