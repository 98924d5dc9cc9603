import { Use } from '../../facts/scope.ts';
import type { EarlyObject } from '../../knowledge/early-objects.ts';
import type { PatchedName } from '../../knowledge/patched-names.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  Place,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { type EarlyHarm, quieter } from './early-harm.ts';
import { type Holder, holderOf, reachOfUsers } from './holders.ts';
import { runsAtImport } from './import-time.ts';
import { attributeUses, importersOf, nameUses } from './name-uses.ts';
import { isAfter, type PatchedProgram } from './patched-program.ts';
import { switchUnderLock } from './switching.ts';

/** What a name taken early does, once it is shown that it does. */
export type NameHarm = Pick<EarlyHarm, 'effect' | 'severity' | 'shownBy'>;

/** A use of the name, in its own module or in one that imports it from there. */
interface LiveUse {
  readonly unit: UnitView;
  readonly bits: number;
  /** Calls of the name itself in this unit. */
  readonly calls: readonly CallView[];
}

/**
 * The harm of a name that `module` binds to what `row` describes; undefined where the name is
 * not used after the patch, means something else by then, or where what else the harm needs
 * (`when` of the row) is not shown.
 */
export function harmOfName(
  row: PatchedName,
  module: ModuleView,
  local: string,
  project: ProjectView,
  late: PatchedProgram,
): NameHarm | undefined {
  const uses = liveUses(row, module, local, project, late, new Set());
  if (uses.length === 0) return undefined;
  const { effect } = row;
  const severity = row.severity ?? 'warning';
  const gated = row.pythonMax === undefined ? 0 : 1;
  switch (row.when) {
    case undefined:
      return { effect, severity: quieter(severity, gated), shownBy: [] };
    case 'contended': {
      const under = firstOf(madeLater(uses), (holder) =>
        switchUnderLock(holder, project, late.parts),
      );
      return under && { effect, severity, shownBy: [heldOver(under)] };
    }
    case 'shared': {
      const holders = [...madeLater(uses), ...instancesOf(uses, row, project)];
      const reach = firstOf(holders, (holder) => reachOfUsers(holder, project));
      return reach && { effect, severity, shownBy: reach.chain };
    }
    case 'keyed': {
      const key = uses.flatMap(({ calls }) => calls).find(isKey);
      return key && { effect, severity: quieter(severity, gated), shownBy: [] };
    }
    case 'joined': {
      const joined = joinOf(module, project);
      return (
        joined && { effect, severity: quieter(severity, joined.steps), shownBy: joined.places }
      );
    }
    case 'waited': {
      const waited = keptForAll(project, 'something waits for a child', () =>
        project.modules.some(
          (one) => !one.isTest && one.calls.some((call) => call.path === 'os.waitpid'),
        ),
      );
      return waited ? { effect, severity, shownBy: [] } : undefined;
    }
  }
}

/** The harm of a class derived early from what `row` describes. */
export function harmOfSubclass(
  row: EarlyObject,
  derived: ScopeView,
  project: ProjectView,
  late: PatchedProgram,
): NameHarm | undefined {
  const { effect } = row;
  const severity = row.severity ?? 'warning';
  if (row.condition === 'joined') {
    const joined = joinOf(derived.module, project);
    return joined && { effect, severity: quieter(severity, joined.steps), shownBy: joined.places };
  }
  if (row.condition !== undefined) return undefined;
  if (row.path === 'threading.local' || row.path === '_thread._local') {
    const reach = firstOf(instancesOfClass(derived, project), (holder) =>
      reachOfUsers(holder, project),
    );
    return reach && { effect, severity, shownBy: reach.chain };
  }
  const used = isClassUsed(derived, project, late);
  return used
    ? { effect, severity: quieter(severity, row.pythonMax ? 1 : 0), shownBy: [] }
    : undefined;
}

function isClassUsed(derived: ScopeView, project: ProjectView, late: PatchedProgram): boolean {
  const { module, name } = derived;
  if (derived.parent?.kind !== 'module') return true;
  const later = (unit: UnitView): boolean =>
    !runsAtImport(unit.scope) || isAfter(unit.scope.module, endOf(unit), late, project);
  for (const { unit } of nameUses(module, name)) if (later(unit)) return true;
  for (const { unit } of classImports(derived, project)) if (later(unit)) return true;
  for (const unit of attributeUses(project, module, name)) if (later(unit)) return true;
  return false;
}

function* classImports(derived: ScopeView, project: ProjectView): Iterable<{ unit: UnitView }> {
  for (const importer of importersOf(project, derived.module, derived.name)) {
    yield* nameUses(importer.module, importer.local);
  }
}

/** Whether, and where, threads are joined. `steps`: how much weaker than shown, versions included. */
function joinOf(
  module: ModuleView,
  project: ProjectView,
): { readonly steps: number; readonly places: readonly Place[] } | undefined {
  const certain = keptForAll(project, 'a thread is joined', () => certainJoin(project));
  if (certain !== undefined) return { steps: 1, places: [joinPlace(certain)] };
  const likely = module.calls.find(
    ({ call, target }) =>
      call.callee.kind === 'attribute' &&
      call.callee.name === 'join' &&
      target.kind === 'unknown' &&
      call.arguments.every(
        ({ keyword, value }) => keyword === 'timeout' || value.kind === 'number',
      ),
  );
  return likely && { steps: 2, places: [joinPlace(likely)] };
}

const threadEnds: ReadonlySet<string> = new Set([
  'threading.Thread.join',
  'threading.Thread.is_alive',
  'threading.Timer.join',
  'threading.Timer.is_alive',
]);

function certainJoin(project: ProjectView): CallView | undefined {
  for (const one of project.modules) {
    if (one.isTest) continue;
    const call = one.calls.find(({ path }) => path !== undefined && threadEnds.has(path));
    if (call !== undefined) return call;
  }
  return undefined;
}

function joinPlace(call: CallView): Place {
  return { path: call.scope.module.path, span: call.span, message: 'A thread is waited for here' };
}

/** Says that a lock is held over a call that may switch. */
export function heldOver(call: CallView): Place {
  const message = 'Other greenlets may run here while the lock is held';
  return { path: call.scope.module.path, span: call.span, message };
}

/** The uses of a name that matter after the patch: its calls there, and where its value is kept. */
function liveUses(
  row: PatchedName,
  module: ModuleView,
  local: string,
  project: ProjectView,
  late: PatchedProgram,
  seen: Set<ModuleView>,
): readonly LiveUse[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const found: LiveUse[] = [];
  for (const { unit, bits } of nameUses(module, local)) {
    if (!stillMeans(row, unit, local, project)) continue;
    const inScript = runsAtImport(unit.scope);
    const calls = unit.calls.filter(({ call: { callee } }) => {
      return callee.kind === 'name' && callee.name === local;
    });
    const kept = bits & (row.kind === 'class' ? keepsClass : keepsFunction);
    if (inScript && kept === 0 && !isAfter(module, endOf(unit), late, project)) continue;
    if (!inScript && project.inThreadPool(unit.scope)) continue;
    const harmful = calls.filter((call) => !neverWaits(row, call));
    if (kept === 0 && harmful.length === 0 && (calls.length > 0 || row.kind !== 'class')) continue;
    if (kept === 0 && (bits & Use.call) === 0) continue;
    found.push({ unit, bits, calls: inScript && kept !== 0 ? [] : harmful });
  }
  // One use shows the harm, unless more must be known: then all that is made with the name counts.
  if (found.length > 0 && row.when === undefined) return found;
  for (const importer of importersOf(project, module, local)) {
    found.push(...liveUses(row, importer.module, importer.local, project, late, seen));
  }
  for (const unit of attributeUses(project, module, local)) {
    const later =
      !runsAtImport(unit.scope) || isAfter(unit.scope.module, endOf(unit), late, project);
    if (later) found.push({ unit, bits: Use.value, calls: [] });
  }
  return found;
}

const keepsFunction = Use.value | Use.default | Use.decorator;
/** The value of a class is often just a type; deriving from it and defaults keep it. */
const keepsClass = Use.base | Use.default;

function endOf(unit: UnitView): number {
  return unit.start + unit.facts.length;
}

/** Whether the name still stands for what was taken where this code ends. */
function stillMeans(
  row: PatchedName,
  unit: UnitView,
  local: string,
  project: ProjectView,
): boolean {
  const end = unit.facts.length;
  const value = project.valueOf({ kind: 'name', name: local, span: [end, end] }, unit);
  return value.kind === 'external' && value.path === `${row.module}.${row.name}`;
}

/** Calls that return at once: a select with timeout 0, a waitpid with WNOHANG. */
function neverWaits(row: PatchedName, { call }: CallView): boolean {
  if (row.module === 'select' && row.name === 'select') {
    const timeout = call.arguments[3]?.value;
    return timeout?.kind === 'number' && Number(timeout.text) === 0;
  }
  if (row.module === 'os' && row.name === 'waitpid') {
    const options = call.arguments[1]?.value;
    return options !== undefined && !(options.kind === 'number' && Number(options.text) === 0);
  }
  return false;
}

/** What keeps the objects that are made with the name after the patch. */
function madeLater(uses: readonly LiveUse[]): readonly Holder[] {
  return uses.flatMap(({ unit, calls }) =>
    calls.flatMap((call) => holderOf(unit, call.call.span) ?? []),
  );
}

/** What keeps instances of the classes that derive from the name. */
function instancesOf(
  uses: readonly LiveUse[],
  row: PatchedName,
  project: ProjectView,
): readonly Holder[] {
  return uses
    .filter(({ bits }) => (bits & Use.base) !== 0)
    .flatMap(({ unit }) =>
      unit.scope.children.filter(
        (child) =>
          child.kind === 'class' &&
          child.facts?.bases.some((base) => {
            const value = project.valueOf(base.value, unit);
            return value.kind === 'external' && value.path === `${row.module}.${row.name}`;
          }),
      ),
    )
    .flatMap((derived) => instancesOfClass(derived, project));
}

function instancesOfClass(derived: ScopeView, project: ProjectView): readonly Holder[] {
  const calls = keptForAll(project, 'calls of own classes', () => callsOfClasses(project));
  return (calls.get(derived) ?? []).flatMap((call) => holderOf(call.unit, call.call.span) ?? []);
}

function callsOfClasses(project: ProjectView): ReadonlyMap<ScopeView, readonly CallView[]> {
  const made = new Map<ScopeView, CallView[]>();
  for (const module of project.modules) {
    if (module.isTest) continue;
    for (const one of module.calls) {
      const { call, target } = one;
      if (call.callee.kind === 'call' || target.kind !== 'class') continue;
      const known = made.get(target.scope);
      if (known === undefined) made.set(target.scope, [one]);
      else known.push(one);
    }
  }
  return made;
}

/** Whether the value of a call is used as a key: `d[get_ident()]`, `d.get(get_ident())`. */
function isKey({ unit, call: { span } }: CallView): boolean {
  const within = (outer: readonly [number, number]): boolean =>
    outer[0] <= span[0] && span[1] <= outer[1];
  return (
    unit.facts.events.some(
      (event) =>
        event.kind === 'assign' &&
        event.targets.some((target) => target.kind !== 'name' && within(target.span)),
    ) ||
    unit.facts.calls.some(
      ({ callee, arguments: given }) =>
        callee.kind === 'attribute' &&
        ['get', 'setdefault', 'pop'].includes(callee.name) &&
        given[0] !== undefined &&
        within(given[0].span),
    )
  );
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
