import type { Expression } from '../../facts/expression.ts';
import { type Library, type LibraryVerdict, librariesOfModule } from '../../knowledge/libraries.ts';
import { driverOfUrl } from '../../knowledge/url-drivers.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { ModuleView, Place, ProgramView, ProjectView, UnitView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { flaskSettings } from './flask-settings.ts';
import { importsLibrary } from './library-import.ts';
import { heldRow } from './library-row.ts';
import { isSetUp, isSetUpIn } from './library-setup.ts';

/** The address of a database, or a framework's setting, that loads a driver which stops greenlets. */
export interface DriverUse {
  readonly row: Library;
  /** What the string in the code is: an `address`, or the key of the setting: `ENGINE`. */
  readonly named: string;
  /** The string. */
  readonly span: Span;
  readonly programs: readonly ProgramView[];
  /** Where the programs ask databases in greenlets. */
  readonly related: readonly Place[];
  /** False: a version is not known, and the verdict is that of the newest one. */
  readonly certain: boolean;
}

/**
 * The addresses of databases in `module` whose drivers have one of these verdicts, in programs
 * that ask them in greenlets: those of a launcher with greenlets, and those in which calls of
 * SQLAlchemy run in one. A driver that some module imports itself is not spoken of here.
 */
export function* driverUses(
  module: ModuleView,
  project: ProjectView,
  ...verdicts: readonly LibraryVerdict[]
): Iterable<DriverUse> {
  if (!project.usesGevent || module.isTest) return;
  for (const { expression, unit } of addresses(module, project)) {
    const value = project.valueOf(expression, unit);
    const driver = value.kind === 'string' ? driverOfUrl(value.value) : undefined;
    if (driver === undefined) continue;
    const known = project.versionOf('sqlalchemy', module);
    const holds = rangeHolds(driver.versions ?? '', known);
    if (holds === 'no') continue;
    const rows = librariesOfModule(driver.library).filter((row) => verdicts.includes(row.verdict));
    const held = heldRow(rows, module, project);
    if (held === undefined || isSetUp(held.row, module, project)) continue;
    const programs = project
      .programsOf(module)
      .filter(
        (program) =>
          !program.order.some((one) => importsLibrary(one, driver.library)) &&
          !isSetUpIn(held.row, program, project),
      );
    const asking = programs.flatMap((program) => {
      const related = asksInGreenlets(program, project);
      return related === undefined ? [] : [{ program, related }];
    });
    const [first] = asking;
    if (first === undefined) continue;
    yield {
      row: held.row,
      named: 'address',
      span: [expression.span[0] + unit.start, expression.span[1] + unit.start],
      programs: asking.map(({ program }) => program),
      related: first.related,
      certain: held.certain && holds === 'yes',
    };
  }
}

/**
 * What is known of the addresses of databases in some modules: the drivers that they name, and
 * whether more may stand where nobody can read them.
 */
export function addressedDrivers(
  modules: readonly ModuleView[],
  project: ProjectView,
): { readonly libraries: ReadonlySet<string>; readonly open: boolean } {
  const values = modules.flatMap((module) =>
    module.isTest
      ? []
      : addresses(module, project).map(({ expression, unit }) => project.valueOf(expression, unit)),
  );
  const texts = values.flatMap((value) => (value.kind === 'string' ? [value.value] : []));
  return {
    libraries: new Set(texts.flatMap((text) => driverOfUrl(text)?.library ?? [])),
    open: texts.length === 0 || texts.length < values.length,
  };
}

interface Address {
  readonly expression: Expression;
  readonly unit: UnitView;
}

const takingAddresses: ReadonlySet<string> = new Set([
  'sqlalchemy.create_engine',
  'sqlalchemy.engine.create_engine',
]);

/** What engines are made of, and what Flask-SQLAlchemy is told. */
function addresses(module: ModuleView, project: ProjectView): readonly Address[] {
  return [
    ...keptFor(module, 'addresses of engines', () =>
      externalCalls(module, (path) => takingAddresses.has(path)).flatMap((call) => {
        const first = call.call.arguments[0];
        const given = first?.star === undefined && first?.keyword === undefined ? first : undefined;
        return given === undefined ? [] : [{ expression: given.value, unit: call.unit }];
      }),
    ),
    ...flaskSettings('SQLALCHEMY_DATABASE_URI', module, project),
  ];
}

/** Where a program is seen to ask databases in greenlets; undefined where it is not. */
function asksInGreenlets(program: ProgramView, project: ProjectView): readonly Place[] | undefined {
  if (program.launch?.greenlets === 'yes') return program.learnt;
  for (const module of program.order) {
    if (module.isTest) continue;
    for (const call of callsOfSqlAlchemy(module)) {
      const reach = project.greenletReach(call.scope);
      if (reach === undefined || project.inThreadPool(call.scope)) continue;
      const message = 'The database is asked here, in a greenlet';
      return [...reach.chain, { path: module.path, span: call.span, message }];
    }
  }
  return undefined;
}

const asking =
  /^sqlalchemy\.(?:engine\.\w+|orm\.\w+)\.(?:connect|begin|execute|scalars?|query|commit|flush|get)$/;

function callsOfSqlAlchemy(module: ModuleView) {
  return externalCalls(module, (path) => asking.test(path));
}
