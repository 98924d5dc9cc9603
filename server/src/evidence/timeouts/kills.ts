import { dottedPath, type Expression } from '../../facts/expression.ts';
import { greenletClass, spawner } from '../../knowledge/spawners.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  BlockView,
  CallView,
  Place,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import { isInside } from '../inside-block.ts';
import { codeOfJob, type JobCode } from '../threads/job-code.ts';
import { behindPartial } from './connection-names.ts';
import { type Held, heldBy, valuesOf } from './held-values.ts';

/** A greenlet that somebody kills while it may wait. */
export interface KilledJob {
  /** `job.kill()`, `gevent.killall(jobs)`, `pool.kill()`. */
  readonly kill: CallView;
  /** What is killed, as the program spells it. */
  readonly victim: Expression;
  /** What starts it; of an object that derives from Greenlet, the call that makes it. */
  readonly spawn: CallView | undefined;
  /** The argument that it runs; undefined where it runs a method of its own. */
  readonly callable: Expression | undefined;
  readonly place: Place;
  /** The functions that run in it. */
  readonly code: readonly JobCode[];
}

/** The greenlets that code outside tests kills, as far as it shows what runs in them. */
export function killedJobs(project: ProjectView): readonly KilledJob[] {
  return keptForAll(project, 'killed greenlets', () =>
    project.modules.flatMap((module) =>
      module.isTest
        ? []
        : module.calls.flatMap((kill) => {
            const victim = isDead(kill) ? undefined : victimOf(kill);
            if (victim === undefined) return [];
            const jobs = jobsBehind(victim, kill, project);
            return jobs.filter(({ code }) => !code.some(({ scope }) => scope === kill.scope));
          }),
    ),
  );
}

/** What a call kills: greenlets, a list of them, a group. */
function victimOf({ path, call: { callee, arguments: given } }: CallView): Expression | undefined {
  const known =
    path === undefined || /^gevent\.(?:Greenlet|pool\.(?:Group|Pool))\.kill$/.test(path);
  // Of a greenlet out of a list the class is not known: that it was spawned here says enough.
  if (known) {
    return callee.kind === 'attribute' && callee.name === 'kill' ? callee.base : undefined;
  }
  return /^gevent\.(?:kill(?:all)?|pool\.(?:Group|Pool)\.killone)$/.test(path)
    ? given[0]?.value
    : undefined;
}

function jobsBehind(
  victim: Expression,
  kill: CallView,
  project: ProjectView,
): readonly KilledJob[] {
  const jobs: KilledJob[] = [];
  const own = kill.unit;
  const add = (call: CallView): void => {
    if (jobs.some(({ spawn }) => spawn === call) || isOver(victim, call, kill)) return;
    // A timer that is killed has hardly begun.
    const job = call.path?.endsWith('.spawn_later') ? undefined : jobOf(call, project);
    if (job === undefined) return;
    const place = placeOf(call, 'The greenlet is spawned here');
    jobs.push({ kill, victim, spawn: call, callable: job.callable, place, code: job.code });
  };
  const search = (value: Expression, unit: UnitView, seen: Set<string>): void => {
    for (const one of valuesOf(value, unit)) {
      if (one.kind === 'sequence') for (const item of one.items) search(item, unit, seen);
      for (const call of callsWithin(one, unit)) add(call);
      const held = heldBy(one, unit, project);
      if (held === undefined || seen.has(keyOf(held))) continue;
      seen.add(keyOf(held));
      for (const place of held.places) {
        for (const call of startedBy(place.spelled, place.unit)) {
          const before = place.unit !== own || call.span[0] < kill.span[0];
          if (before) add(call);
        }
        for (const given of givenTo(place.spelled, place.unit)) search(given, place.unit, seen);
      }
    }
  };
  search(victim, own, new Set());
  if (jobs.length === 0) jobs.push(...ownClass(victim, kill, project));
  return jobs;
}

/** Calls in what is assigned: `job = gevent.spawn(…)`, `jobs = [gevent.spawn(f, x) for x in xs]`. */
function callsWithin({ span }: Expression, unit: UnitView): readonly CallView[] {
  const [start, end] = [unit.start + span[0], unit.start + span[1]];
  return unit.calls.filter((call) => start <= call.span[0] && call.span[1] <= end);
}

/** `pool.spawn(f)`, where the pool is called so. */
function startedBy(spelled: string, unit: UnitView): readonly CallView[] {
  return unit.calls.filter(({ call: { callee } }) => isCalledOn(callee, spelled));
}

/** What is assigned to a name, put into a list of that name, or walked over under it. */
function* givenTo(spelled: string, unit: UnitView): Iterable<Expression> {
  const isTarget = (target: Expression): boolean => {
    let at = target;
    while (at.kind === 'subscript') at = at.base;
    return dottedPath(at) === spelled;
  };
  for (const { event } of unit.events) {
    if (event.kind === 'assign' && event.targets.some(isTarget)) yield event.value;
    if (event.kind === 'iterate' && isTarget(event.target)) yield event.iterable;
  }
  for (const { call } of unit.calls) {
    const { callee } = call;
    if (callee.kind !== 'attribute' || !isCalledOn(callee, spelled)) continue;
    if (!/^(?:append|add|start|appendleft)$/.test(callee.name)) continue;
    for (const { value } of call.arguments) yield value;
  }
}

function isCalledOn(callee: Expression, name: string): boolean {
  return callee.kind === 'attribute' && dottedPath(callee.base) === name;
}

/** What a call starts in a greenlet: a function that it is given, or the method of a subclass. */
function jobOf(
  call: CallView,
  project: ProjectView,
): Pick<KilledJob, 'callable' | 'code'> | undefined {
  const { target } = call;
  if (target.kind === 'class') {
    const code = codeOfClass({ kind: 'instance', scope: target.scope }, project);
    return code && { callable: undefined, code };
  }
  const row = isSpawn(call) ? spawner(call.path ?? '') : undefined;
  const argument = row && argumentAt(call, row.callable);
  if (argument === undefined) return undefined;
  const code = codeOfJob(calledThrough(project.valueOf(argument.value, call.unit, call.span[0])));
  if (code.length === 0) return undefined;
  return { callable: behindPartial(argument.value, call.unit), code };
}

/** Whether a call spawns what it is given. */
export function isSpawn({ path }: CallView): boolean {
  const row = path === undefined ? undefined : spawner(path);
  if (row === undefined || row.kind === 'server' || row.kind === 'thread') return false;
  return /\.(?:Greenlet|spawn|spawn_later|apply_async|map_async|imap|imap_unordered)$/.test(
    row.path,
  );
}

/** Whether a spawn runs a function, itself or by what that calls. */
export function leadsTo(spawn: CallView, scope: ScopeView, project: ProjectView): boolean {
  return jobOf(spawn, project)?.code.some((one) => one.scope === scope) === true;
}

/** The code of an object that derives from Greenlet. */
function codeOfClass(instance: Value, project: ProjectView): readonly JobCode[] | undefined {
  const kill = project.memberOf(instance, 'kill');
  const row =
    kill.kind === 'external' ? greenletClass(kill.path.replace(/\.kill$/, '')) : undefined;
  const code =
    row?.methods.flatMap((method) => codeOfJob(project.memberOf(instance, method))) ?? [];
  return code.length === 0 ? undefined : code;
}

/** A greenlet whose class is known, though not where it is made: `self.kill()`, a parameter. */
function ownClass(victim: Expression, kill: CallView, project: ProjectView): readonly KilledJob[] {
  const value = project.valueOf(victim, kill.unit, kill.span[0]);
  const code = value.kind === 'instance' ? codeOfClass(value, project) : undefined;
  if (value.kind !== 'instance' || code === undefined) return [];
  const { module, nameSpan } = value.scope;
  const message = 'The class of the greenlet';
  const place = { path: module.path, span: nameSpan, message };
  return [{ kill, victim, spawn: undefined, callable: undefined, place, code }];
}

function placeOf({ scope, span }: CallView, message: string): Place {
  return { path: scope.module.path, span, message };
}

function keyOf({ places }: Held): string {
  return places
    .map(({ spelled, unit }) => `${unit.scope.module.path} ${unit.start} ${spelled}`)
    .join();
}

/** Whether something waits for the end of the greenlet, without a limit, before it is killed. */
function isOver(victim: Expression, spawn: CallView, kill: CallView): boolean {
  const name = dottedPath(victim);
  return kill.scope.calls.some(({ path = '', call, span, block }) => {
    if (spawn.scope === kill.scope && span[0] < spawn.span[1]) return false;
    if (span[1] > kill.span[0] || !isAround(block, kill.block)) return false;
    const given = call.arguments.length;
    if (/^gevent\.(?:joinall|wait)$/.test(path)) {
      return given === 1 && dottedPath(call.arguments[0]?.value ?? call.callee) === name;
    }
    const own = name !== undefined && isCalledOn(call.callee, name);
    return (
      own &&
      given === 0 &&
      call.callee.kind === 'attribute' &&
      /^(?:join|get)$/.test(call.callee.name)
    );
  });
}

function isAround(block: BlockView | undefined, inner: BlockView | undefined): boolean {
  return block === undefined || isInside(inner, block);
}

/** Whether a kill raises what every kill does, and not what it is told to: `kill(exception=…)`. */
export function raisesGreenletExit({ path = '', call }: CallView): boolean {
  const own = /^gevent\.kill(?:all)?$|\.killone$/.test(path) ? 1 : 0;
  return !call.arguments.some(
    ({ keyword, star }, index) =>
      star !== undefined || keyword === 'exception' || (keyword === undefined && index >= own),
  );
}
