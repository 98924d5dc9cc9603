import type { LaunchOption } from '../../deployment/launch.ts';
import type { Expression } from '../../facts/expression.ts';
import {
  type ForkArgument,
  type ForkedConnection,
  forkedConnection,
} from '../../knowledge/forked-connections.ts';
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
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Span } from '../../syntax/span.ts';
import { forkingServers } from '../deployment/forking-servers.ts';
import { type Holder, holderOf, type Reference, referencesTo } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';
import { isModule } from '../early/name-uses.ts';
import { startOf } from '../early/runs-at-start.ts';
import { forkedChildren } from '../processes/forked-children.ts';

/** What forks a program while its clients are alive. */
export interface Fork {
  readonly program: ProgramView;
  readonly by: 'gunicorn' | 'uWSGI' | 'multiprocessing';
  /** Whether two processes or more are known to come of it. */
  readonly several: boolean;
  /** The setting that makes a server do so. */
  readonly option: LaunchOption | undefined;
  readonly place: Place;
  /** Whether the forked processes run this code. */
  readonly runs: (scope: ScopeView) => boolean;
}

/** A client that is alive when a program forks, and that the forked processes use on. */
export interface ConnectionBeforeFork {
  /** Where it is made. */
  readonly call: CallView;
  readonly row: ForkedConnection;
  readonly fork: Fork;
  /** What makes the program fork, what connects it, and a use of it in the forked processes. */
  readonly related: readonly Place[];
}

/** How many steps from what is made of a client to what is made of that. */
const DEEPEST = 2;

/** What gives a connection up, or makes it anew: then somebody has thought of it. */
const renews =
  /^(?:close|close_all|closeall|connect|destroy|disconnect|dispose|logout|quit|reconnect|reset|shutdown|stop|term|terminate)$/;

/** The clients that import-time code of `module` makes, once for each call. */
export function* connectionsBeforeFork(
  module: ModuleView,
  project: ProjectView,
): Iterable<ConnectionBeforeFork> {
  if (module.isTest) return;
  const made = keptFor(module, 'connections that forks share', () => clientCalls(module));
  if (made.length === 0) return;
  const all = forksOf(project).filter(({ program }) => !looksAtForks(program.order));
  for (const { call, row } of made) {
    if (!mayBeAlive(call, row, project)) continue;
    for (const fork of all) {
      const { order } = fork.program;
      if (!order.includes(module)) continue;
      const start = startOf(call, order, project);
      const holder = start === undefined ? undefined : keptBy(call, start);
      const uses = holder && usesOf(holder, call, row, fork, project);
      if (uses === undefined) continue;
      yield { call, row, fork, related: [fork.place, ...uses] };
      break;
    }
  }
}

/** Everything that is known to fork a program: servers first, then its own code. */
function forksOf(project: ProjectView): readonly Fork[] {
  const servers = forkingServers(project).map(({ program, server, option, several }): Fork => {
    const loads = server === 'gunicorn' ? 'The master imports' : 'uWSGI loads';
    const message = `${loads} the application, and then forks the workers`;
    const { path, span } = option;
    const runs = (scope: ScopeView) =>
      program.order.includes(scope.module) && project.greenletReach(scope) !== undefined;
    return { program, by: server, several, option, place: { path, span, message }, runs };
  });
  const own = project.modules
    .flatMap((module) => [...forkedChildren(module, project)])
    .map(({ program, call, code, certain }): Fork => {
      const place = placeOf(call, 'These processes are forked, each with the client in it');
      const runs = (scope: ScopeView) => code.has(scope);
      return { program, by: 'multiprocessing', several: certain, option: undefined, place, runs };
    });
  return [...servers, ...own];
}

function clientCalls(module: ModuleView) {
  return module.calls.flatMap((call) => {
    const row = call.path === undefined ? undefined : forkedConnection(call.path);
    return row === undefined || isDead(call) ? [] : [{ call, row }];
  });
}

/** Somebody has the client made anew in each process: `os.register_at_fork(after_in_child=…)`. */
function looksAtForks(modules: readonly ModuleView[]): boolean {
  return modules.some((module) =>
    module.calls.some(
      ({ path, call }) =>
        path === 'os.register_at_fork' &&
        call.arguments.some(({ keyword }) => keyword === undefined || keyword === 'after_in_child'),
    ),
  );
}

/** Whether its arguments are known to give a live one. */
function mayBeAlive(call: CallView, row: ForkedConnection, project: ProjectView): boolean {
  const conditions = [...(row.onlyWith ? [row.onlyWith] : []), ...(row.unless ?? [])];
  if (conditions.length > 0 && call.call.arguments.some(({ star }) => star !== undefined)) {
    return false;
  }
  if (row.onlyWith !== undefined && holds(call, row.onlyWith, project) !== true) return false;
  return (row.unless ?? []).every((one) => holds(call, one, project) === false);
}

/** Whether an argument is as a row says; undefined where it is not known. */
function holds(call: CallView, place: ForkArgument, project: ProjectView): boolean | undefined {
  const argument = argumentAt(call, place);
  if (argument === undefined) return false;
  if (place.is === undefined && place.begins === undefined) return true;
  const value = project.valueOf(argument.value, call.unit);
  if (place.begins !== undefined) {
    return value.kind === 'string' ? value.value.startsWith(place.begins) : undefined;
  }
  if (value.kind === 'constant') return value.value === place.is;
  return value.kind === 'number' ? value.text === place.is : undefined;
}

/** What keeps the client beyond the import; an attribute only of an object that is kept itself. */
function keptBy(call: CallView, start: CallView): Holder | undefined {
  const holder = holderOf(call.unit, call.call.span);
  if (holder?.kind !== 'attribute' || runsAtImport(call.scope)) return holder;
  return holderOf(start.unit, start.call.span)?.kind === 'global' ? holder : undefined;
}

/**
 * The places that show that the client is alive before the fork and used after it; undefined
 * where that is not known, or where anything in the program gives it up or binds it anew.
 */
function usesOf(
  holder: Holder,
  call: CallView,
  row: ForkedConnection,
  fork: Fork,
  project: ProjectView,
): readonly Place[] | undefined {
  const { order } = fork.program;
  const references = referencesTo(holder, project);
  if (isBoundAgain(holder, call, project) || isRenewed(holder, row, references, project)) {
    return undefined;
  }
  const isLazy = row.opens !== undefined || row.openedBy !== undefined;
  const opened = isLazy ? openingCall(references, row, order, project) : undefined;
  if (isLazy && opened === undefined) return undefined;
  const used = useInWorkers(holder, fork, project);
  if (used === undefined) return undefined;
  const connects = 'This connects it while the module is imported';
  return [...(opened === undefined ? [] : [placeOf(opened, connects)]), used];
}

function placeOf({ scope, span }: CallView, message: string): Place {
  return { path: scope.module.path, span, message };
}

/** Whether anybody closes it, or makes it connect anew; also one who imports it in a function. */
function isRenewed(
  holder: Holder,
  { opens = [] }: ForkedConnection,
  references: readonly Reference[],
  project: ProjectView,
): boolean {
  const renewed = ({ calls }: UnitView, matches: Reference['matches']): boolean =>
    calls.some(({ call: { callee } }) => {
      if (callee.kind !== 'attribute' || opens.includes(callee.name)) return false;
      return renews.test(callee.name) && matches(callee.base);
    });
  if (references.some(({ unit, matches }) => renewed(unit, matches))) return true;
  return project.modules.some(({ scopes }) =>
    scopes.some(({ units }) =>
      units.some((unit) =>
        unit.facts.events.some(
          (event) =>
            event.kind === 'from-import' &&
            event.names.some(
              ({ name, as = name }) =>
                name === holder.name && renewed(unit, (at) => at.kind === 'name' && at.name === as),
            ),
        ),
      ),
    ),
  );
}

/** Whether anything but the call that makes it binds its place, as code of each worker may. */
function isBoundAgain(holder: Holder, call: CallView, project: ProjectView): boolean {
  const { name } = holder;
  const isPlace = (target: Expression, unit: UnitView): boolean => {
    if (target.kind === 'sequence') return target.items.some((item) => isPlace(item, unit));
    if (target.kind === 'attribute' && target.name === name) {
      return holder.kind === 'attribute'
        ? unit.scope.module === holder.owner.module
        : holder.kind === 'global' && isModule(project, target.base, unit, holder.module);
    }
    const declared = unit.facts.globals.includes(name) || unit.scope.kind === 'module';
    const own = holder.kind === 'global' && unit.scope.module === holder.module && declared;
    return own && target.kind === 'name' && target.name === name;
  };
  const modules = holder.kind === 'global' ? project.modules : [call.scope.module];
  return modules.some(({ scopes }) =>
    scopes.some(({ units }) =>
      units.some((unit) =>
        unit.facts.events.some(
          (event) =>
            event.kind === 'assign' &&
            !(unit === call.unit && event.value.span.join() === call.call.span.join()) &&
            event.targets.some((target) => isPlace(target, unit)),
        ),
      ),
    ),
  );
}

/** The import-time call that connects a client which its own call does not connect. */
function openingCall(
  references: readonly Reference[],
  { opens = [], openedBy = [] }: ForkedConnection,
  order: readonly ModuleView[],
  project: ProjectView,
): CallView | undefined {
  for (const { unit, matches } of references) {
    for (const call of unit.calls) {
      const { callee } = call.call;
      if (callee.kind !== 'attribute') continue;
      const opened =
        (opens.includes(callee.name) && matches(callee.base)) ||
        (openedBy.includes(callee.name) && call.call.arguments.some(({ value }) => matches(value)));
      if (opened && startOf(call, order, project) !== undefined) return call;
    }
  }
  return undefined;
}

/**
 * A use in code that the forked processes run: of what is kept, or of what import-time code
 * makes of it (`cursor = connection.cursor()`, `Session = sessionmaker(engine)`).
 */
function useInWorkers(
  holder: Holder,
  fork: Fork,
  project: ProjectView,
  depth = 0,
): Place | undefined {
  const derived: Holder[] = [];
  for (const { unit, matches } of referencesTo(holder, project)) {
    const uses = ({ call }: CallView): boolean =>
      matches(call.callee) ||
      (call.callee.kind === 'attribute' && matches(call.callee.base)) ||
      call.arguments.some(({ value }) => matches(value));
    const call = unit.calls.find(uses);
    if (runsAtImport(unit.scope)) {
      const made = call && holderOf(unit, call.call.span);
      if (made !== undefined) derived.push(made);
      continue;
    }
    if (!fork.runs(unit.scope)) continue;
    const workers = fork.by === 'multiprocessing' ? 'children' : 'workers';
    const message = `The ${workers} use it here`;
    if (call !== undefined) return placeOf(call, message);
    const at = managerOf(unit, matches) ?? returned(unit, matches);
    if (at === undefined) continue;
    const span: Span = [unit.start + at[0], unit.start + at[1]];
    return { path: unit.scope.module.path, span, message };
  }
  if (depth === DEEPEST) return undefined;
  for (const made of derived) {
    const used = useInWorkers(made, fork, project, depth + 1);
    if (used !== undefined) return used;
  }
  return undefined;
}

function managerOf({ facts }: UnitView, matches: Reference['matches']): Span | undefined {
  return facts.blocks.flatMap(({ managers = [] }) => managers).find(matches)?.span;
}

function returned({ facts }: UnitView, matches: Reference['matches']): Span | undefined {
  for (const event of facts.events) {
    if (event.kind === 'return' && event.value && matches(event.value)) return event.value.span;
  }
  return undefined;
}
