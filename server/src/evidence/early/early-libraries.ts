import type { Event } from '../../facts/scope.ts';
import { type EarlyImport, earlyImport } from '../../knowledge/early-imports.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import type { ModuleView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { certaintyAt } from '../../project/programs/block-certainty.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { type EarlyHarm, quieter, quoted } from './early-harm.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { isHarmfullyUsed } from './library-uses.ts';
import { isBefore, type PatchedProgram } from './patched-program.ts';

/**
 * Libraries that import-time code of `module` imports before this program patches, and that keep
 * unpatched parts which the program then uses: one entry for each library, at its first import.
 */
export function* earlyLibraries(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  const libraries = new Set<string>();
  for (const unit of importTimeUnits(module)) {
    for (const event of unit.facts.events) {
      const imported = importedBy(event);
      if (imported.length === 0) continue;
      const start = unit.start + event.span[0];
      if (!isBefore(module, start, late, project)) continue;
      if (!certainlyRuns(unit, unit.blocks[event.block], start, module === late.program.main)) {
        continue;
      }
      const harm = worstOf(imported, unit, project, late);
      if (harm === undefined || libraries.has(harm.subject)) continue;
      libraries.add(harm.subject);
      yield harm;
    }
  }
}

/**
 * The libraries that a function certainly imports when it is called, where it is called before
 * this program patches: a hook of the server.
 */
export function* librariesOfCall(
  scope: ScopeView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  for (const unit of scope.units) {
    for (const event of unit.facts.events) {
      const start = unit.start + event.span[0];
      const imported = importedBy(event);
      if (imported.length === 0) continue;
      if (certaintyAt(unit, unit.blocks[event.block], start, false) !== 'yes') continue;
      const harm = worstOf(imported, unit, project, late);
      if (harm === undefined) continue;
      yield { ...harm, lead: `${harm.lead} by ${scope.name}()` };
    }
  }
}

/** A module that a statement may import; `bound` is the name by which it can be asked for. */
interface Imported {
  readonly module: string;
  readonly bound: string;
  readonly span: Span;
}

/** `import a.b`: a.b; `from a import b`: a.b, since b may be a module. */
function importedBy(event: Event): readonly Imported[] {
  if (event.kind === 'import') {
    return event.names.map(({ module, as, span }) => ({
      module,
      bound: as ?? module.split('.', 1)[0] ?? module,
      span,
    }));
  }
  if (event.kind !== 'from-import' || event.level > 0) return [];
  if (event.star) return [{ module: event.module, bound: '', span: event.span }];
  return event.names.map(({ name, as, span }) => ({
    module: `${event.module}.${name}`,
    bound: as ?? name,
    span,
  }));
}

function worstOf(
  imported: readonly Imported[],
  unit: UnitView,
  project: ProjectView,
  late: PatchedProgram,
): EarlyHarm | undefined {
  for (const one of imported) {
    const row = earlyImport(one.module);
    if (row === undefined || !concerns(row, late) || isFirstParty(one, unit, project)) continue;
    if (!isHarmedHere(row, unit.scope.module, project)) continue;
    if (!isHarmfullyUsed(row, late.program, project)) continue;
    return {
      span: shift(one.span, unit.start),
      subject: row.module,
      lead: `${quoted(row.module)} is imported`,
      effect: effectOf(row),
      severity: quieter(row.severity, row.pythonMax === undefined ? 0 : 1),
      shownBy: [],
    };
  }
  return undefined;
}

function concerns({ parts }: EarlyImport, late: PatchedProgram): boolean {
  return parts.length === 0 || parts.some((part) => late.parts.has(part));
}

/** Whether the library and gevent may be of versions that the row is about. */
function isHarmedHere(
  { versions = '', gevent = '', distribution }: EarlyImport,
  module: ModuleView,
  project: ProjectView,
): boolean {
  return (
    rangeHolds(gevent, project.versionOf('gevent', module)) !== 'no' &&
    rangeHolds(versions, project.versionOf(distribution, module)) !== 'no'
  );
}

/** A module of the workspace may have the library's name. */
function isFirstParty({ bound, span }: Imported, unit: UnitView, project: ProjectView): boolean {
  if (bound === '') return false;
  const at = unit.start + unit.facts.length;
  const value = project.valueOf({ kind: 'name', name: bound, span }, unit, at);
  return value.kind !== 'external' && value.kind !== 'unknown';
}

function effectOf({ effect, pythonMax }: EarlyImport): string {
  return pythonMax === undefined ? effect : `${effect} on Python ${pythonMax} and older`;
}
