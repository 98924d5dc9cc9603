import { dependencyFolder } from '../../deployment/dependency-folder.ts';
import { type FilePath, fileName, folderOf, relativeTo } from '../../facts/file-path.ts';
import { driverExtras } from '../../knowledge/driver-extras.ts';
import { type FrameworkDriver, frameworkDrivers } from '../../knowledge/framework-drivers.ts';
import { type Library, libraries, libraryName } from '../../knowledge/libraries.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type {
  DeploymentView,
  KnownVersion,
  ModuleView,
  ProgramView,
  ProjectDependency,
  ProjectView,
} from '../../project/model.ts';
import { tellsOfDriver } from './backend-uses.ts';
import { addressedDrivers } from './driver-uses.ts';
import { heldRow } from './library-row.ts';
import { importsBelow, isSetUpIn } from './library-setup.ts';

/** A line that brings a library which a framework loads into a program of greenlets it stops. */
export interface DriverDependency {
  readonly dependency: ProjectDependency;
  readonly row: Library;
  readonly driver: FrameworkDriver;
  readonly program: ProgramView;
  /** What is known of the version that this line installs. */
  readonly known: KnownVersion | undefined;
  /** False: the version is not known, and the row is that of the newest one. */
  readonly certain: boolean;
}

/**
 * The lines of one dependency file that install what blocks, or is not set up, where a program of
 * that project runs in greenlets and uses the framework that loads it. Silent where code uses the
 * library itself: what rules say of it they say there. Lock files, and what is installed for tests
 * or development only, are left out.
 */
export function* driverDependencies(
  deployment: DeploymentView,
  project: ProjectView,
): Iterable<DriverDependency> {
  if (!project.usesGevent) return;
  const said = new Set<string>();
  for (const dependency of project.dependencies) {
    if (dependency.path !== deployment.path || !isInstalled(dependency)) continue;
    for (const [driver, rows] of driversOf(dependency)) {
      if (said.has(driver.library) || !speaksFor(dependency, driver, project)) continue;
      const found = judged(dependency, driver, rows, project);
      if (found === undefined) continue;
      said.add(driver.library);
      yield found;
    }
  }
}

type Driver = readonly [driver: FrameworkDriver, rows: readonly Library[]];

/** What a line installs that some framework loads: by its name, or by an extra. */
function driversOf(dependency: ProjectDependency): Driver[] {
  return frameworkDrivers.flatMap((driver): Driver[] => {
    const rows = libraries.filter((row) => libraryName(row) === driver.library);
    const isBrought =
      rows.some(({ distributions }) => distributions.includes(dependency.name)) ||
      isBroughtByExtra(driver, dependency);
    return isBrought ? [[driver, rows]] : [];
  });
}

/** Whether an extra of the line installs the driver. Of an unknown version the newest one counts. */
function isBroughtByExtra(driver: FrameworkDriver, dependency: ProjectDependency): boolean {
  const { name, extras, version, specifier } = dependency;
  return driverExtras.some((row) => {
    if (row.library !== driver.library || row.distribution !== name) return false;
    if (!extras.includes(row.extra)) return false;
    const holds = rangeHolds(row.versions ?? '', { version, specifier });
    return holds === 'yes' || (holds === 'unknown' && row.versions?.startsWith('>=') === true);
  });
}

const reported = new Set(['blocks', 'cooperates-with-setup', 'incompatible']);

function judged(
  dependency: ProjectDependency,
  driver: FrameworkDriver,
  rows: readonly Library[],
  project: ProjectView,
): DriverDependency | undefined {
  const { path, version, specifier, name, extras } = dependency;
  const folder = dependencyFolder(path);
  if (isUsedInCode(rows, folder, project) || hasRival(driver, folder, project)) return undefined;
  const itself = rows.some(({ distributions }) => distributions.includes(name));
  const place = { path, span: dependency.span, message: `${name} is asked for here` };
  const own: KnownVersion = { version, specifier, place };
  const known = itself && version === undefined ? project.versionOf(name, dependency) : own;
  for (const program of project.programs) {
    if (!belongsTo(program.entry, folder, project) || !patches(program)) continue;
    if (!uses(program, driver) || !runsGreenlets(program, project)) continue;
    if (driver.framework === 'SQLAlchemy' && isAddressed(program, driver, project)) continue;
    if (driver.framework === 'Django' && tellsOfDriver(program, driver.library, project)) continue;
    const held = heldRow(
      rows,
      program.entry,
      project,
      itself ? { ...(known ?? own), extras } : undefined,
    );
    if (held === undefined || !reported.has(held.row.verdict)) continue;
    // A lock file may be older than the line, which asks for another version by now.
    if (itself && rangeHolds(held.row.versions ?? '', own) === 'no') continue;
    if (isSetUpIn(held.row, program, project)) continue;
    return { dependency, row: held.row, driver, program, known, certain: held.certain };
  }
  return undefined;
}

/** Groups and extras that a service is installed with; others are for development, or a choice. */
const serviceGroup = /^(?:main|default|prod|production|deploy|deployment|server|web|worker)$/;
/** Files beside those of the program itself: `requirements-dev.txt`, `constraints.txt`. */
const otherFile =
  /(?:^|[-_.])(?:constraints?|dev|devel|development|tests?|testing|lint|docs?|ci|local|build)(?:[-_.]|$)/;
/** A marker that leaves no Linux out: every other one may keep the line from the program. */
const everywhere =
  /^(?:(?:sys_platform|platform_system|os_name)\s*!=\s*["'](?:win32|Windows|nt|cygwin|darwin)["']|python_version\s*>=?\s*["'][\d.]+["'])$/;

function isInstalled({ kind, group, marker, path }: ProjectDependency): boolean {
  if (kind !== 'declared' || otherFile.test(fileName(path))) return false;
  if (group !== undefined && !serviceGroup.test(group)) return false;
  return (marker ?? '')
    .split(/\s+and\s+/)
    .every((one) => one === '' || everywhere.test(one.trim()));
}

/** Of several files of one folder that install it, the one that people write by hand speaks. */
function speaksFor(
  dependency: ProjectDependency,
  { library }: FrameworkDriver,
  project: ProjectView,
): boolean {
  const folder = dependencyFolder(dependency.path);
  const lines = project.dependencies.filter(
    (other) =>
      isInstalled(other) &&
      dependencyFolder(other.path) === folder &&
      driversOf(other).some(([driver]) => driver.library === library),
  );
  const [first] = lines.sort((a, b) => Number(isCompiled(a.path)) - Number(isCompiled(b.path)));
  return first?.path === dependency.path && first.span[0] === dependency.span[0];
}

/** pip-tools makes `requirements.txt` of `requirements.in`. */
function isCompiled(path: FilePath): boolean {
  return path.endsWith('.txt');
}

/** Whether code of the project calls the library itself. */
function isUsedInCode(
  rows: readonly Library[],
  folder: FilePath,
  { modules }: ProjectView,
): boolean {
  const names = rows.flatMap((row) => row.modules);
  return modules.some(
    (module) =>
      !module.isTest &&
      relativeTo(folder, module.path) !== undefined &&
      keptFor(module, `calls below ${names[0]}`, () =>
        module.calls.some(({ path }) => names.some((name) => path?.startsWith(`${name}.`))),
      ),
  );
}

function hasRival(
  { rivals = [] }: FrameworkDriver,
  folder: FilePath,
  { dependencies }: ProjectView,
): boolean {
  return dependencies.some(
    (other) =>
      other.kind === 'declared' &&
      rivals.includes(other.name) &&
      dependencyFolder(other.path) === folder,
  );
}

/** Whether the dependency files of `folder` are the nearest ones of a program. */
function belongsTo(entry: ModuleView, folder: FilePath, { dependencies }: ProjectView): boolean {
  if (relativeTo(folder, entry.path) === undefined) return false;
  return !dependencies.some(({ path, kind }) => {
    const nearer = dependencyFolder(path);
    const isBelow = nearer !== folder && relativeTo(folder, nearer) !== undefined;
    return kind === 'declared' && isBelow && relativeTo(nearer, folderOf(entry.path)) !== undefined;
  });
}

function patches({ finalState }: ProgramView): boolean {
  return finalState === 'after' || finalState === 'partly';
}

function uses({ order }: ProgramView, { modules }: FrameworkDriver): boolean {
  return order.some(
    (module) => !module.isTest && modules.some((name) => importsBelow(module, name)),
  );
}

/** Whether the addresses in the code tell which driver is loaded: rules speak there. */
function isAddressed(
  { order }: ProgramView,
  { library }: FrameworkDriver,
  project: ProjectView,
): boolean {
  const { libraries: named, open } = addressedDrivers(order, project);
  return !open || named.has(library);
}

/** Whether many greenlets work at once: those of a worker, or of a server or pool in the code. */
function runsGreenlets(program: ProgramView, project: ProjectView): boolean {
  if (program.greenlets === 'yes') return true;
  return program.order.some(
    (module) =>
      !module.isTest && module.scopes.some((scope) => project.greenletReach(scope)?.many === true),
  );
}
