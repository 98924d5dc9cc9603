import type { Expression } from '../../facts/expression.ts';
import {
  type BackendDriver,
  backendDriver,
  backendDrivers,
  backendOfUrl,
} from '../../knowledge/backend-drivers.ts';
import { frameworkDrivers } from '../../knowledge/framework-drivers.ts';
import { type LibraryVerdict, librariesOfModule } from '../../knowledge/libraries.ts';
import { ormCall } from '../../knowledge/orm-calls.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  Place,
  ProgramView,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { djangoSettings, namedSettings } from './django-settings.ts';
import type { DriverUse } from './driver-uses.ts';
import { callsInGreenlets } from './library-calls.ts';
import { heldRow } from './library-row.ts';
import { isSetUpIn } from './library-setup.ts';

/** A backend that the settings of a program name. */
interface NamedBackend {
  readonly row: BackendDriver;
  /** The string, or what stands for it. */
  readonly expression: Expression;
  readonly unit: UnitView;
  readonly named: string;
}

/** The backends that a program's settings name. */
export interface NamedBackends {
  readonly backends: readonly NamedBackend[];
  /** The settings that may name others where nobody can read them. */
  readonly open: ReadonlySet<string>;
}

/**
 * The backends of Django's settings in `module` that load drivers with one of these verdicts, in
 * programs that serve requests or run tasks in greenlets: each driver once for a program. Where
 * code calls the driver in greenlets itself, what is to be said is said there.
 */
export function* backendUses(
  module: ModuleView,
  project: ProjectView,
  ...verdicts: readonly LibraryVerdict[]
): Iterable<DriverUse> {
  if (!project.usesGevent || module.isTest || !mayNameBackends(module)) return;
  const uses = new Map<string, DriverUse & { readonly programs: ProgramView[] }>();
  for (const program of project.programs) {
    const related = greenletsOf(program, project);
    if (related === undefined) continue;
    const said = new Set<string>();
    for (const backend of namedBackends(program, project).backends) {
      const { unit, expression, named, row } = backend;
      const home = unit.scope.module;
      const library = loadedDriver(row, home, project);
      if (library === undefined || said.has(library)) continue;
      said.add(library);
      if (home !== module) continue;
      const rows = librariesOfModule(library).filter((one) => verdicts.includes(one.verdict));
      const held = heldRow(rows, module, project);
      if (held === undefined || isSetUpIn(held.row, program, project)) continue;
      if (program.order.some((one) => callsInGreenlets(library, one, project))) continue;
      const span = [expression.span[0] + unit.start, expression.span[1] + unit.start] as const;
      const known = uses.get(`${library} ${span[0]}`);
      if (known !== undefined) known.programs.push(program);
      else
        uses.set(`${library} ${span[0]}`, { ...held, named, span, programs: [program], related });
    }
  }
  yield* uses.values();
}

/** The backends that the settings of a program name. */
export function namedBackends(program: ProgramView, project: ProjectView): NamedBackends {
  const settings = djangoSettings(program, project);
  const all = new Set(backendDrivers.map((row) => row.setting));
  if (settings === undefined) return { backends: [], open: all };
  const backends: NamedBackend[] = [];
  const open = new Set<string>();
  for (const setting of all) {
    const found = namedSettings(setting, settings);
    if (found.open) open.add(setting);
    for (const { entry, settings: one } of found.known) {
      const key = keyOf(setting);
      const text = one?.entries.get(key) ?? addressIn(entry.value, entry.unit);
      const value = text && project.valueOf(text.value, text.unit);
      if (text === undefined || value?.kind !== 'string') {
        if (one === undefined || one.open || text !== undefined) open.add(setting);
        continue;
      }
      const isAddress = one?.entries.get(key) === undefined;
      const backend = isAddress ? (backendOfUrl(value.value) ?? '') : value.value;
      const row = backendDriver(backend);
      // Django's other backends load no driver of a table; those of other people may load any.
      if (row === undefined && !backend.startsWith('django.')) open.add(setting);
      if (row?.setting !== setting) continue;
      const named = isAddress ? 'address' : key;
      backends.push({ row, expression: text.value, unit: text.unit, named });
    }
  }
  return { backends, open };
}

/** Whether the settings of a program tell that a backend loads `library`, or that none does. */
export function tellsOfDriver(
  program: ProgramView,
  library: string,
  project: ProjectView,
): boolean {
  const { backends, open } = namedBackends(program, project);
  const rows = backendDrivers.filter(({ drivers }) =>
    drivers.some((driver) => driver.library === library),
  );
  const loaded = backends
    .filter(({ row }) => rows.includes(row))
    .map(({ row, unit }) => loadedDriver(row, unit.scope.module, project));
  if (loaded.includes(library)) return true;
  return !loaded.includes(undefined) && !rows.some(({ setting }) => open.has(setting));
}

/** The first of a backend's drivers that is installed; undefined where nobody knows which that is. */
function loadedDriver(
  { framework, drivers }: BackendDriver,
  module: ModuleView,
  project: ProjectView,
): string | undefined {
  const version = project.versionOf(framework.toLowerCase(), module);
  const possible = drivers.filter(({ versions }) => rangeHolds(versions ?? '', version) !== 'no');
  const asked = possible.find(({ library }) => isAsked(distributionsOf(library), module, project));
  const [first, ...others] = possible;
  if (asked !== undefined || first === undefined) return asked?.library;
  const row = frameworkDrivers.find(
    (one) => one.framework === framework && one.library === first.library,
  );
  const isOpen = others.length > 0 || isAsked(row?.rivals ?? [], module, project);
  return isOpen ? undefined : first.library;
}

function distributionsOf(library: string): readonly string[] {
  return librariesOfModule(library).flatMap(({ distributions }) => distributions);
}

function isAsked(
  distributions: readonly string[],
  module: ModuleView,
  project: ProjectView,
): boolean {
  return distributions.some(
    (name) =>
      project.versionOf(name, module) !== undefined ||
      project.dependencies.some((dependency) => dependency.name === name),
  );
}

/**
 * Why a program serves requests, runs tasks or asks databases in greenlets; undefined where that
 * is not seen.
 */
function greenletsOf(
  { greenlets, learnt, order }: ProgramView,
  project: ProjectView,
): readonly Place[] | undefined {
  if (greenlets === 'yes') return learnt;
  const loaded = new Set(order.map(({ path }) => path));
  for (const module of project.modules) {
    if (module.isTest) continue;
    for (const scope of module.scopes) {
      const reach = project.greenletReach(scope);
      const query = reach && queryIn(scope);
      if (reach === undefined || !(reach.serves || query)) continue;
      const [start] = reach.chain;
      // Views are loaded later than the server that runs them.
      if (start === undefined || !loaded.has(start.path)) continue;
      const message = 'The database is asked here, in a greenlet';
      return [...reach.chain, ...(query ? [{ path: module.path, span: query.span, message }] : [])];
    }
  }
  return undefined;
}

function queryIn({ calls }: ScopeView): CallView | undefined {
  return calls.find(({ path }) => path !== undefined && ormCall(path) === 'queries');
}

function keyOf(setting: string): string {
  return backendDrivers.find((row) => row.setting === setting)?.key ?? '';
}

/** The address that dj-database-url is given: `config(default="mysql://…")`, `parse("mysql://…")`. */
function addressIn(value: Expression, unit: UnitView) {
  const call = value.kind === 'call' ? unit.calls[value.call] : undefined;
  if (call === undefined || call.call.arguments.some(({ keyword }) => keyword === 'engine')) {
    return undefined;
  }
  const place =
    call.path === 'dj_database_url.config'
      ? { keyword: 'default' }
      : call.path === 'dj_database_url.parse'
        ? { position: 0, keyword: 'url' }
        : undefined;
  const given = place && argumentAt(call, place);
  return given && { value: given.value, unit };
}

/** Whether something in a module looks like the settings of a backend. */
function mayNameBackends(module: ModuleView): boolean {
  return keptFor(module, 'may name backends', () =>
    module.scopes
      .flatMap(({ units }) => units)
      .some(
        ({ facts }) =>
          facts.events.some(
            (event) =>
              event.kind === 'assign' &&
              (event.targets.some(isBackendKey) || holdsBackend(event.value)),
          ) ||
          facts.calls.some(
            ({ callee, arguments: given }) =>
              (callee.kind === 'attribute' && readers.has(callee.name)) ||
              (callee.kind === 'name' && readers.has(callee.name)) ||
              given.some(
                ({ keyword, value }) => backendKeys.has(keyword ?? '') || holdsBackend(value),
              ),
          ),
      ),
  );
}

const backendKeys: ReadonlySet<string> = new Set(backendDrivers.map(({ key }) => key));
/** Last names of what reads addresses. */
const readers: ReadonlySet<string> = new Set(['config', 'parse']);

function isBackendKey(target: Expression): boolean {
  return (
    target.kind === 'subscript' &&
    target.index.kind === 'string' &&
    backendKeys.has(target.index.value)
  );
}

function holdsBackend(value: Expression): boolean {
  return (
    value.kind === 'dictionary' &&
    (value.keys?.some((key) => key !== null && backendKeys.has(key)) === true ||
      value.values.some(holdsBackend))
  );
}
