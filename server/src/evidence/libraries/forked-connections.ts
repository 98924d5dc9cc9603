import type { LaunchOption } from '../../deployment/launch.ts';
import type { Expression } from '../../facts/expression.ts';
import {
  type ForkArgument,
  type ForkedConnection,
  forkedConnection,
} from '../../knowledge/forked-connections.ts';
import { callsWithRow, externalCalls } from '../../project/external-calls.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  Place,
  ProgramView,
  ProjectView,
  UnitView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { forkingServers } from '../deployment/forking-servers.ts';
import { isOwn, type Reference } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';
import { isModule } from '../early/name-uses.ts';
import { startOf } from '../early/runs-at-start.ts';
import { forkedChildren } from '../processes/forked-children.ts';
import { type ClientHolder, clientHolderOf, clientReferences, isHolder } from './client-holders.ts';
import { type Runs, useIn } from './uses-after-fork.ts';

/** What forks a program while its clients are alive. */
export interface Fork {
  readonly program: ProgramView;
  readonly by: 'gunicorn' | 'uWSGI' | 'multiprocessing' | 'fork';
  /** Whether two processes or more are known to come of it. */
  readonly several: boolean;
  /** One child: the process that forked it runs this code beside it. Undefined of several. */
  readonly beside: Runs | undefined;
  /** The setting that makes a server do so. */
  readonly option: LaunchOption | undefined;
  readonly place: Place;
  /** Whether the forked processes run this code. */
  readonly runs: Runs;
  /** The call that forks; undefined of a server. */
  readonly call: CallView | undefined;
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
  const forks = keptForAll(project, 'what forks', () => forksOf(project));
  const all = forks.filter(({ program }) => !looksAtForks(program.order));
  for (const { call, row } of made) {
    if (!mayBeAlive(call, row, project)) continue;
    for (const fork of all) {
      const { order } = fork.program;
      if (!order.includes(module)) continue;
      const start = startOf(call, order, project, fork.call && fork.program.main);
      if (!isBefore(call, fork, project)) continue;
      const holder = start === undefined ? undefined : keptBy(call, start, project);
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
    const runs: Runs = (scope) =>
      !runsAtImport(scope) &&
      program.order.includes(scope.module) &&
      project.greenletReach(scope) !== undefined;
    const place = { path, span, message };
    const call = undefined;
    return { program, by: server, several, option, place, runs, call, beside: undefined };
  });
  const own = project.modules
    .flatMap((module) => [...forkedChildren(module, project)])
    .map(({ certain, beside, ...child }): Fork => {
      const message = beside
        ? 'A child is forked here, with the client in it'
        : 'These processes are forked, each with the client in it';
      const place = placeOf(child.call, message);
      return { ...child, several: certain, beside, option: undefined, place };
    });
  return [...servers, ...own];
}

/** Whether a call that import-time code leads to comes before the one that forks. */
function isBefore(call: CallView, { call: fork, program }: Fork, project: ProjectView): boolean {
  const { order } = program;
  const start = startOf(call, order, project, fork && program.main);
  if (fork === undefined) return start !== undefined;
  if (start === undefined) return false;
  if (call.scope === fork.scope) return call.span[0] < fork.span[0];
  const forking = startOf(fork, order, project, program.main);
  return forking?.scope !== start.scope || start.span[0] < forking.span[0];
}

function clientCalls(module: ModuleView) {
  return callsWithRow(module, forkedConnection).filter(({ call }) => !isDead(call));
}

/** Somebody has the client made anew in each process: `os.register_at_fork(after_in_child=…)`. */
function looksAtForks(modules: readonly ModuleView[]): boolean {
  return modules.some((module) =>
    externalCalls(module, (path) => path === 'os.register_at_fork').some(({ call }) =>
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
function keptBy(call: CallView, start: CallView, project: ProjectView): ClientHolder | undefined {
  const holder = clientHolderOf(call.unit, call.call.span, project);
  if (holder?.kind !== 'attribute' || runsAtImport(call.scope)) return holder;
  return clientHolderOf(start.unit, start.call.span, project)?.kind === 'global'
    ? holder
    : undefined;
}

/**
 * The places that show that the client is alive before the fork and used after it; undefined
 * where that is not known, or where anything in the program gives it up or binds it anew.
 */
function usesOf(
  holder: ClientHolder,
  call: CallView,
  row: ForkedConnection,
  fork: Fork,
  project: ProjectView,
): readonly Place[] | undefined {
  const references = clientReferences(holder, project);
  if (isBoundAgain(holder, call, project) || isRenewed(holder, row, references, project)) {
    return undefined;
  }
  const isLazy = row.opens !== undefined || row.openedBy !== undefined;
  const opened = isLazy ? openingCall(references, row, fork, project) : undefined;
  if (isLazy && opened === undefined) return undefined;
  const children = fork.call === undefined ? 'workers' : fork.beside ? 'child' : 'children';
  const verb = fork.beside ? 'uses' : 'use';
  const used = useIn(holder, fork.runs, `The ${children} ${verb} it here`, project);
  if (used === undefined) return undefined;
  // Threads stay behind whoever else uses the client; a connection is shared only by two.
  const shared = row.shares === 'connection' ? fork.beside : undefined;
  const other = shared && useIn(holder, shared, 'The process that forked uses it here', project);
  if (shared !== undefined && other === undefined) return undefined;
  const connects = 'This connects it while the module is imported';
  return [
    ...(opened === undefined ? [] : [placeOf(opened, connects)]),
    used,
    ...(other === undefined ? [] : [other]),
  ];
}

function placeOf({ scope, span }: CallView, message: string): Place {
  return { path: scope.module.path, span, message };
}

/** Whether anybody closes it, or makes it connect anew; also one who imports it in a function. */
function isRenewed(
  holder: ClientHolder,
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
function isBoundAgain(holder: ClientHolder, call: CallView, project: ProjectView): boolean {
  const { name } = holder;
  const isPlace = (target: Expression, unit: UnitView): boolean => {
    if (target.kind === 'sequence') return target.items.some((item) => isPlace(item, unit));
    if (holder.kind === 'application') return isHolder(holder, target, unit, project);
    if (target.kind === 'attribute' && target.name === name) {
      if (holder.kind === 'attribute') {
        return (
          unit.scope.module === holder.owner.module ||
          isOwn(project, target.base, unit, holder.owner)
        );
      }
      return holder.kind === 'global' && isModule(project, target.base, unit, holder.module);
    }
    const declared = unit.facts.globals.includes(name) || unit.scope.kind === 'module';
    const own = holder.kind === 'global' && unit.scope.module === holder.module && declared;
    return own && target.kind === 'name' && target.name === name;
  };
  const modules = holder.kind === 'parameter' ? [call.scope.module] : project.modules;
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
  fork: Fork,
  project: ProjectView,
): CallView | undefined {
  for (const { unit, matches } of references) {
    for (const call of unit.calls) {
      const { callee } = call.call;
      if (callee.kind !== 'attribute') continue;
      const opened =
        (opens.includes(callee.name) && matches(callee.base)) ||
        (openedBy.includes(callee.name) && call.call.arguments.some(({ value }) => matches(value)));
      if (opened && isBefore(call, fork, project)) return call;
    }
  }
  return undefined;
}
