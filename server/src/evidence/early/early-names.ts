import { dottedPath, type Expression } from '../../facts/expression.ts';
import { type Event, Use } from '../../facts/scope.ts';
import { earlyBaseClass } from '../../knowledge/early-objects.ts';
import type { RowSeverity } from '../../knowledge/patch-part.ts';
import { isPatchedModule, type PatchedName, patchedName } from '../../knowledge/patched-names.ts';
import { starExports } from '../../knowledge/star-exports.ts';
import type { ModuleView, ProjectView, UnitView } from '../../project/model.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { type EarlyHarm, louder, quieter, quoted } from './early-harm.ts';
import { harmOfName, harmOfSubclass, type NameHarm } from './early-name-uses.ts';
import { holderOf, referencesTo } from './holders.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { isBefore, type PatchedProgram } from './patched-program.ts';

/**
 * What import-time code of `module` takes from patched modules before this program patches: one
 * entry for each statement that takes something harmful which is really used.
 */
export function* earlyNames(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  for (const unit of importTimeUnits(module)) {
    for (const event of unit.facts.events) {
      if (event.kind !== 'from-import' && event.kind !== 'read') continue;
      const start = unit.start + event.span[0];
      const block = unit.blocks[event.block];
      if (!isBefore(module, start, late, project)) continue;
      if (!certainlyRuns(unit, block, start, module === late.program.main)) continue;
      const harm =
        event.kind === 'read'
          ? harmOfRead(event, unit, project, late)
          : harmOfImport(event, unit, project, late);
      if (harm !== undefined) yield harm;
    }
  }
}

type FromImport = Extract<Event, { kind: 'from-import' }>;
type Read = Extract<Event, { kind: 'read' }>;

interface TakenName {
  readonly name: string;
  readonly span: Span;
  readonly harm: NameHarm;
}

function harmOfImport(
  event: FromImport,
  unit: UnitView,
  project: ProjectView,
  late: PatchedProgram,
): EarlyHarm | undefined {
  if (event.level > 0 || !isPatchedModule(event.module)) return undefined;
  const taken = event.star
    ? starNames(event, unit, project, late)
    : event.names.flatMap((imported): TakenName[] => {
        const local = imported.as ?? imported.name;
        if (isDeliberate(local, imported.name)) return [];
        const harm = takenHarm(event, imported.name, local, unit, project, late);
        return harm === undefined ? [] : [{ name: imported.name, span: imported.span, harm }];
      });
  const [first] = taken;
  if (first === undefined) return undefined;
  const worst = taken.reduce((a, b) =>
    louder(a.harm.severity, b.harm.severity) === a.harm.severity ? a : b,
  );
  return {
    span: shift(event.star ? event.span : first.span, unit.start),
    subject: taken.map(({ name }) => `${event.module}.${name}`).join(', '),
    lead: `${listed(taken.map(({ name }) => name))} taken from ${quoted(event.module)}`,
    effect: (taken.length > 1 ? `${quoted(worst.name)}: ` : '') + worst.harm.effect,
    severity: worst.harm.severity,
    shownBy: taken.flatMap(({ harm }) => harm.shownBy),
  };
}

function starNames(
  event: FromImport,
  unit: UnitView,
  project: ProjectView,
  late: PatchedProgram,
): readonly TakenName[] {
  return [...(starExports(event.module) ?? [])].flatMap((name): TakenName[] => {
    if (patchedName(`${event.module}.${name}`)?.early !== 'harmful') return [];
    const harm = takenHarm(event, name, name, unit, project, late);
    return harm === undefined ? [] : [{ name, span: event.span, harm }];
  });
}

/** The harm of one imported name: its row, if the name still means that and is used. */
function takenHarm(
  event: FromImport,
  name: string,
  local: string,
  unit: UnitView,
  project: ProjectView,
  late: PatchedProgram,
): NameHarm | undefined {
  const row = harmfulRow(`${event.module}.${name}`, late);
  return row === undefined ? undefined : harmOfName(row, unit.scope.module, local, project, late);
}

function harmfulRow(path: string, { parts }: PatchedProgram): PatchedName | undefined {
  const row = patchedName(path);
  return row?.early === 'harmful' && parts.has(row.part) ? row : undefined;
}

/** `time.sleep` as a default, an attribute, a constant, an argument; `threading.Thread` as a base. */
function harmOfRead(
  event: Read,
  unit: UnitView,
  project: ProjectView,
  late: PatchedProgram,
): EarlyHarm | undefined {
  const { expression, use } = event;
  const written = dottedPath(expression);
  if (written === undefined || expression.kind !== 'attribute') return undefined;
  if ((use & (Use.value | Use.default | Use.base)) === 0) return undefined;
  const value = project.valueOf(expression, unit);
  if (value.kind !== 'external') return undefined;
  const span = shift(expression.span, unit.start);
  const subject = value.path;
  if ((use & Use.base) !== 0) {
    const row = earlyBaseClass(value.path);
    if (row?.early !== 'harmful' || !late.parts.has(row.part)) return undefined;
    const child = unit.scope.children.find(
      (scope) =>
        scope.outer === unit &&
        scope.facts?.bases.some((base) => base.value.span === expression.span),
    );
    if (child === undefined) return undefined;
    const harm = harmOfSubclass(row, child, project, late);
    if (harm === undefined) return undefined;
    return {
      span,
      subject,
      lead: `${quoted(child.name, 20)} derives from ${quoted(written)}`,
      ...harm,
    };
  }
  const row = harmfulRow(value.path, late);
  // A class that is passed around may serve isinstance() or a type; a function is there to be called.
  if (row === undefined || row.when !== undefined || row.kind !== 'function') return undefined;
  const holder = holderOf(unit, expression.span);
  if (holder !== undefined && isDeliberate(holder.name, expression.name)) return undefined;
  if (holder?.kind === 'global' && referencesTo(holder, project).length === 0) return undefined;
  if (holder === undefined && !isPassedOn(expression, unit)) return undefined;
  const as =
    (use & Use.default) !== 0
      ? 'becomes a default'
      : holder?.kind === 'global' || holder?.kind === 'attribute'
        ? `is kept as ${quoted(holder.name, 20)}`
        : 'is taken';
  return {
    span,
    subject,
    lead: `${quoted(written)} ${as}`,
    effect: row.effect,
    severity: severityOf(row),
    shownBy: [],
  };
}

/** Whether an expression is part of what is assigned or passed, and not of a question. */
function isPassedOn({ span }: Expression, { facts }: UnitView): boolean {
  const contains = (outer: Span): boolean => outer[0] <= span[0] && span[1] <= outer[1];
  return (
    facts.calls.some((call) => call.arguments.some((argument) => contains(argument.span))) ||
    facts.events.some((event) => event.kind === 'assign' && contains(event.value.span))
  );
}

function severityOf(row: { severity?: RowSeverity; pythonMax?: string }) {
  return quieter(row.severity ?? 'warning', row.pythonMax === undefined ? 0 : 1);
}

const nativeOnPurpose =
  /(?:^|_)(?:real|native|orig|original|unpatched|raw|blocking|builtin|std|sys|os)(?:_|$)/i;

/** Names by which people keep the blocking original on purpose: `_sleep`, `real_sleep`. */
function isDeliberate(local: string, name: string): boolean {
  return local !== name && (nativeOnPurpose.test(local) || local === `_${name}`);
}

function listed(names: readonly string[]): string {
  const [first = '', second, ...more] = names;
  if (second === undefined) return `${quoted(first)} is`;
  if (more.length === 0 && first.length + second.length <= 24)
    return `${quoted(first)} and ${quoted(second)} are`;
  return `${quoted(first)} and ${more.length + 1} more are`;
}
