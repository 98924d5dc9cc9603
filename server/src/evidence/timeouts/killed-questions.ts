import { dottedPath, type Expression } from '../../facts/expression.ts';
import { spawner } from '../../knowledge/spawners.ts';
import type {
  BlockView,
  CallView,
  ModuleView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { isInside } from '../inside-block.ts';
import { binds, isAsked, outlives, type Question, questions } from './questions.ts';

/** A question in a greenlet that is killed, on a connection that others go on using. */
export interface KilledQuestion extends Question {
  readonly spawn: CallView;
  readonly kill: CallView;
}

/**
 * Questions on connections that outlive the function, in a greenlet that the function which
 * spawned it kills while it may wait, where nothing gives the connection up and somebody asks on it
 * again. One for each kill and connection.
 */
export function* killedQuestions(
  module: ModuleView,
  project: ProjectView,
): Iterable<KilledQuestion> {
  if (module.isTest) return;
  const asked = questions(module);
  if (asked.length === 0) return;
  for (const kill of module.calls) {
    const victim = isDead(kill) ? undefined : victimOf(kill);
    if (victim === undefined) continue;
    const seen = new Set<string>();
    for (const spawn of spawnsOf(victim, kill, new Set())) {
      if (isOver(victim, spawn, kill)) continue;
      for (const question of asked) {
        const { call, row, connection } = question;
        if (!runs(spawn, call.scope, project) || seen.has(connection)) continue;
        if (!outlives(connection, call) || !isAsked(question) || isGivenUpInside(question)) {
          continue;
        }
        if (isGivenUp(question, kill.scope, kill.span[1], project)) continue;
        if (!isAskedAgain({ call, row, connection, spawn, kill }, asked, project)) continue;
        seen.add(connection);
        yield { call, row, connection, spawn, kill };
      }
    }
  }
}

/** What a call kills: greenlets, a list of them, a group. */
function victimOf({ path, call: { callee, arguments: given } }: CallView): Expression | undefined {
  const known =
    path === undefined || /^gevent\.(?:Greenlet|pool\.(?:Group|Pool))\.kill$/.test(path);
  // Of a greenlet out of a list the class is not known: that it was spawned here says enough.
  if (known) {
    return callee.kind === 'attribute' && callee.name === 'kill' ? callee.base : undefined;
  }
  return /^gevent\.kill(?:all)?$/.test(path) ? given[0]?.value : undefined;
}

/** The spawns in the same function that an expression stands for. */
function spawnsOf(victim: Expression, kill: CallView, seen: Set<string>): readonly CallView[] {
  if (victim.kind === 'sequence') return victim.items.flatMap((one) => spawnsOf(one, kill, seen));
  if (victim.kind !== 'name' || seen.has(victim.name)) return [];
  const { name } = victim;
  seen.add(name);
  return kill.scope.units.flatMap((unit) => {
    const spawns = unit.calls.filter((call) => isSpawn(call) && call.span[0] < kill.span[0]);
    const own = spawns.filter(({ call: { callee } }) => isCalledOn(callee, name));
    const handed = unit.calls.filter(
      ({ call: { callee } }) =>
        callee.kind === 'attribute' &&
        /^(?:append|add|start)$/.test(callee.name) &&
        isCalledOn(callee, name),
    );
    const spans = handed.flatMap(({ call }) => call.arguments.map(({ value }) => value));
    const more: CallView[] = [];
    for (const { event } of unit.events) {
      if (event.kind === 'assign' && event.targets.some((one) => dottedPath(one) === name)) {
        spans.push(event.value);
      }
      if (event.kind === 'iterate' && dottedPath(event.target) === name) {
        more.push(...spawnsOf(event.iterable, kill, seen));
      }
    }
    const named = spans.filter(({ kind }) => kind === 'name');
    const within = spawns.filter(({ call }) =>
      spans.some(({ span }) => span[0] <= call.span[0] && call.span[1] <= span[1]),
    );
    return [...own, ...within, ...more, ...named.flatMap((one) => spawnsOf(one, kill, seen))];
  });
}

function isSpawn({ path }: CallView): boolean {
  const row = path === undefined ? undefined : spawner(path);
  if (row === undefined || row.kind === 'server' || row.kind === 'thread') return false;
  return /\.(?:spawn|spawn_later|apply_async|map_async|imap|imap_unordered)$/.test(row.path);
}

function isCalledOn(callee: Expression, name: string): boolean {
  return callee.kind === 'attribute' && dottedPath(callee.base) === name;
}

/** Whether something waits for the end of the greenlet, without a limit, before it is killed. */
function isOver(victim: Expression, spawn: CallView, kill: CallView): boolean {
  const name = dottedPath(victim);
  return kill.scope.calls.some(({ path = '', call, span, block }) => {
    if (span[0] < spawn.span[1] || span[1] > kill.span[0]) return false;
    if (block !== undefined && !isInside(kill.block, block)) return false;
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

/** Whether a spawn runs this function. */
function runs(spawn: CallView, scope: ScopeView, project: ProjectView): boolean {
  const row = spawn.path === undefined ? undefined : spawner(spawn.path);
  const argument = row && argumentAt(spawn, row.callable);
  if (argument === undefined) return false;
  const job = calledThrough(project.valueOf(argument.value, spawn.unit, spawn.span[0]));
  return job.kind === 'function' && job.scope === scope;
}

/**
 * Whether the function that asks gives the connection up: closes it at its end, or makes it anew
 * each time. One that connects only where it has to keeps it.
 */
function isGivenUpInside(question: Question): boolean {
  const { call, connection } = question;
  const always = (block: BlockView | undefined): boolean => {
    for (let at = block; at !== undefined; at = at.parent) if (at.block.kind === 'if') return false;
    return true;
  };
  const fresh = call.scope.events.some(
    (event) => event.span[0] < call.span[0] && binds(event, connection) && always(event.block),
  );
  return fresh || isGivenUp(question, call.scope, call.span[1]);
}

/**
 * Whether a function closes the connection, binds or hands it over, from an offset on. With
 * `project` also by the functions of the workspace that it calls there.
 */
function isGivenUp(
  question: Question,
  scope: ScopeView,
  start: number,
  project?: ProjectView,
): boolean {
  const { row, connection } = question;
  const keeps = [...row.asks, ...(row.after ?? [])];
  const [holder] = connection.split('.');
  const later = <T extends { readonly span: readonly [number, number] }>(one: T): boolean =>
    one.span[0] >= start;
  const called = scope.calls.filter(later).some(({ call, target }) => {
    const { callee } = call;
    if (callee.kind === 'attribute' && isCalledOn(callee, connection)) {
      return !keeps.includes(callee.name);
    }
    const handed = call.arguments.some(({ value }) => {
      const path = dottedPath(value);
      return path === connection || (holder !== connection && path === holder);
    });
    if (handed) return true;
    if (project === undefined) return false;
    if (target.kind === 'function') {
      return target.scope !== scope && isGivenUp(question, target.scope, 0);
    }
    // A method of the same object that is not found may do anything to it.
    return holder === 'self' && isCalledOn(callee, holder);
  });
  return called || scope.events.filter(later).some((event) => binds(event, connection));
}

/** Whether somebody asks on the connection once the greenlet is dead. */
function isAskedAgain(
  { connection, spawn, kill, call: question }: KilledQuestion,
  asked: readonly Question[],
  project: ProjectView,
): boolean {
  const same = asked.filter((one) => one.connection === connection);
  const asks = (scope: ScopeView): boolean => same.some(({ call }) => call.scope === scope);
  const { scope, span } = kill;
  if (same.some(({ call }) => call.scope === scope && call.span[0] > span[1])) return true;
  const after = scope.calls.filter((one) => one.span[0] > span[1]);
  if (after.some(({ target }) => target.kind === 'function' && asks(target.scope))) return true;
  if (
    after.some((one) => isSpawn(one) && same.some(({ call }) => runs(one, call.scope, project)))
  ) {
    return true;
  }
  if (project.greenletReach(scope)?.many === true || isRepeated(spawn, kill)) return true;
  return same.some(
    ({ call }) =>
      call.scope !== question.scope &&
      call.scope !== scope &&
      project.greenletReach(call.scope) !== undefined,
  );
}

/** Whether both stand in one loop. */
function isRepeated(spawn: CallView, kill: CallView): boolean {
  for (let at: BlockView | undefined = kill.block; at !== undefined; at = at.parent) {
    const { kind } = at.block;
    if ((kind === 'for' || kind === 'while') && isInside(spawn.block, at)) return true;
  }
  return false;
}
