import type { ConnectionPool } from '../../knowledge/connection-pools.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type {
  CallView,
  GreenletReach,
  Place,
  ProgramView,
  ProjectView,
} from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { knownNumber } from '../blocking/known-size.ts';
import { callAt } from '../call-at.ts';
import { launchConnections } from '../deployment/launch-connections.ts';
import { poolCalls } from './pool-places.ts';

/** How many greenlets may want connections of a pool at once. */
export interface GreenletCount {
  readonly count: number;
  /** Who lets so many work: `gunicorn`, `Pool(50)`. */
  readonly who: string;
  /** Whether somebody wrote the number; false: it is the launcher's default. */
  readonly isWritten: boolean;
  readonly places: readonly Place[];
}

/**
 * The greenlets that may use a pool in `program`: as many as its launcher lets work at once, or as
 * the pool or server of greenlets that runs the code which uses it. Undefined where that is not
 * known, or where something of at most `places` places lets fewer through.
 */
export function greenletsAround(
  row: ConnectionPool,
  program: ProgramView,
  places: number,
  project: ProjectView,
): GreenletCount | undefined {
  const found = ofLaunch(program) ?? ofCode(row, program, project);
  if (found === undefined) return undefined;
  return isBounded(program, places, project) ? undefined : found;
}

function ofLaunch({ launch, greenlets, learnt }: ProgramView): GreenletCount | undefined {
  if (launch === undefined || greenlets !== 'yes') return undefined;
  const { count, option } = launchConnections(launch);
  if (count === undefined) return undefined;
  const who = launch.launcher === 'uwsgi' ? 'uWSGI' : launch.launcher;
  const message = `${who} works on ${count} at once`;
  const places =
    option === undefined ? learnt.slice(0, 1) : [{ path: option.path, span: option.span, message }];
  return { count, who, isWritten: option !== undefined, places };
}

/** What the greenlets that use the pool are started by, where the text bounds how many there are. */
function ofCode(
  row: ConnectionPool,
  program: ProgramView,
  project: ProjectView,
): GreenletCount | undefined {
  const modules = program.order.filter(({ isTest }) => !isTest);
  // With several pools of one kind nobody knows which one the greenlets use.
  const made = modules.flatMap(poolCalls).filter((one) => one.row === row);
  if (made.length !== 1) return undefined;
  for (const module of modules) {
    for (const call of module.calls) {
      if (!row.uses.some((prefix) => call.path?.startsWith(`${prefix}.`))) continue;
      const reach = project.greenletReach(call.scope);
      if (reach?.many !== true || project.inThreadPool(call.scope)) continue;
      const count = startedGreenlets(reach, project);
      if (count !== undefined) return { ...count, isWritten: true, places: reach.chain };
    }
  }
  return undefined;
}

type Counted = Pick<GreenletCount, 'count' | 'who'>;

/** How many greenlets at once the pool or server starts that makes code run in them, if it is bounded. */
function startedGreenlets(
  { chain: [start] }: GreenletReach,
  project: ProjectView,
): Counted | undefined {
  if (start === undefined) return undefined;
  const spawn = callAt(start, project);
  return spawn && startedBy(spawn, project);
}

/** Whether the pool or server that a call starts greenlets in lets only one at a time work. */
export function startsOnlyOne(spawn: CallView, project: ProjectView): boolean {
  return startedBy(spawn, project)?.count === 1;
}

function startedBy(spawn: CallView, project: ProjectView): Counted | undefined {
  const { path = '' } = spawn;
  if (path.startsWith('gevent.pool.Pool.')) return onlyPool(spawn, project);
  if (!/^gevent\.(?:pywsgi\.WSGIServer|server\.StreamServer)$/.test(path)) return undefined;
  const bound = argumentAt(spawn, { keyword: 'spawn' })?.value;
  if (bound === undefined) return undefined;
  const count = knownNumber({ expression: bound, unit: spawn.unit }, project);
  const who = path.slice(path.lastIndexOf('.') + 1);
  if (count !== undefined) return { count, who };
  const value = project.valueOf(bound, spawn.unit);
  const isPool = value.kind === 'external-instance' && value.path === 'gevent.pool.Pool';
  return isPool ? onlyPool(spawn, project) : undefined;
}

/** The pool of greenlets of a module that makes only one. */
function onlyPool({ scope }: CallView, project: ProjectView): Counted | undefined {
  const made = scope.module.calls.filter(({ path }) => path === 'gevent.pool.Pool');
  const [first] = made;
  const count = first && made.length === 1 ? boundOf(first, project) : undefined;
  return count === undefined ? undefined : { count, who: `Pool(${count})` };
}

const bounds =
  /^(?:gevent\.pool\.Pool|(?:gevent\.lock|gevent\.threading|threading)\.(?:Bounded)?Semaphore|gevent\.threadpool\.ThreadPool)$/;

function boundOf(call: CallView, project: ProjectView): number | undefined {
  const argument = argumentAt(call, { position: 0 }) ?? argumentAt(call, { keyword: 'size' });
  const value = argument ?? argumentAt(call, { keyword: 'value' });
  return value && knownNumber({ expression: value.value, unit: call.unit }, project);
}

/** Whether something in the program may keep the greenlets to as many as the pool has places. */
function isBounded({ order }: ProgramView, places: number, project: ProjectView): boolean {
  return order.some(
    (module) =>
      !module.isTest &&
      keptFor(module, 'bounds of greenlets', () =>
        module.calls.filter(({ path }) => path !== undefined && bounds.test(path)),
      ).some((call) => {
        const count = boundOf(call, project);
        return count === undefined ? isOpen(call) : count > 0 && count <= places;
      }),
  );
}

/** A bound whose size stands elsewhere; `Semaphore()` is a lock, `Pool()` bounds nothing. */
function isOpen({ call }: CallView): boolean {
  return call.arguments.length > 0;
}
