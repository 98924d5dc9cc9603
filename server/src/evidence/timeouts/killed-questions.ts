import { dottedPath } from '../../facts/expression.ts';
import type {
  BlockView,
  CallView,
  ModuleView,
  Place,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { isInside, type Placed } from '../inside-block.ts';
import { codeOfJob } from '../threads/job-code.ts';
import {
  callingOf,
  classOf,
  inCaller,
  isSameConnection,
  isSharedName,
} from './connection-names.ts';
import { isGivenUp } from './given-up.ts';
import { goesOn } from './goes-on.ts';
import { isSpawn, type KilledJob, killedJobs, leadsTo } from './kills.ts';
import { binds, type Question, questions } from './questions.ts';
import { type AskedByJob, questionsOfJob } from './questions-of-job.ts';

/** A question in a greenlet that is killed, on a connection that others go on using. */
export interface KilledQuestion extends Question {
  readonly kill: CallView;
  /** What starts the greenlet. */
  readonly place: Place;
}

/**
 * Questions on connections that outlive the function, in a greenlet that somebody kills while it
 * may wait, where nothing gives the connection up and somebody asks on it again. One for each kill
 * and connection, and one for each question.
 */
export function* killedQuestions(
  module: ModuleView,
  project: ProjectView,
): Iterable<KilledQuestion> {
  if (module.isTest || questions(module).length === 0) return;
  const seen = new Map<CallView, Set<string>>();
  const told = new Set<CallView>();
  for (const job of killedJobs(project)) {
    const { kill, place } = job;
    for (const question of questionsOfJob(job.code, module, project, endsWithKill)) {
      const { call, row, connection } = question;
      const known = seen.get(kill) ?? new Set();
      seen.set(kill, known);
      if (known.has(connection) || told.has(call)) continue;
      const spelled = spelledByKill(question, job, project);
      if (spelled === undefined) continue;
      if (isFreshAtSpawn(question, job, project)) continue;
      if (!isAskedAgain(question, spelled, job, project)) continue;
      known.add(connection);
      told.add(call);
      yield { call, row, connection, kill, place };
    }
  }
}

/** Whether what stands here runs when a kill ends the function: not a handler of other exceptions. */
function endsWithKill({ block }: Placed): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    if (at.block.kind !== 'except') continue;
    const classes = at.block.exceptions ?? [];
    const names = classes.map((one) => dottedPath(one)?.replace(/^.*\./, '') ?? '');
    // One of the workspace's own may be what the kill is told to raise.
    if (names.every((name) => standard.test(name)) && names.length > 0) return false;
  }
  return true;
}

const standard =
  /^(?:Exception|OSError|IOError|EnvironmentError|error|timeout|herror|gaierror|SSLError|Timeout|TimeoutError|ConnectionError|Connection\w+Error|BrokenPipeError|EOFError|ValueError|KeyError|TypeError|RuntimeError|AttributeError|KeyboardInterrupt|SMTP\w*|Memcache\w*|Unicode\w+)$/;

/** How the function that kills spells the connection; `''` where it has no name for it. */
function spelledByKill(
  { atRoot, call }: AskedByJob,
  { kill, victim, spawn, callable, code }: KilledJob,
  project: ProjectView,
): string | undefined {
  const root = code[0]?.scope;
  if (root === undefined) return undefined;
  if (spawn === undefined || callable === undefined) {
    // A method of the greenlet itself: its own attributes, or globals.
    const self = root.facts?.parameters[0]?.name;
    const [first = ''] = atRoot.split('.');
    const own = dottedPath(victim);
    if (first === self) return own === undefined ? '' : own + atRoot.slice(first.length);
    return isSharedName(atRoot, root) ? atRoot : undefined;
  }
  const made = inCaller(atRoot, { callable, callee: root, caller: spawn.scope });
  if (made === undefined) return undefined;
  if (spawn.scope === kill.scope) return made;
  if (!isSharedName(made, spawn.scope)) return undefined;
  const owner = classOf(spawn.scope);
  const self = made.split('.')[0] ?? '';
  if (owner !== undefined && made.includes('.') && /^(?:self|cls)$/.test(self)) {
    if (victim.kind !== 'attribute') return classOf(kill.scope) === owner ? made : '';
    const base = dottedPath(victim.base);
    return base === undefined ? '' : base + made.slice(self.length);
  }
  const inModule = kill.scope.module === spawn.scope.module;
  return inModule && isSameConnection(made, kill.scope, call.scope, project) ? made : '';
}

/** Whether the function that spawns the greenlet makes the connection for it. */
function isFreshAtSpawn(
  { atRoot, row }: AskedByJob,
  { kill, spawn, callable, code }: KilledJob,
  project: ProjectView,
): boolean {
  const root = code[0]?.scope;
  if (root === undefined || spawn === undefined || callable === undefined) return false;
  const { scope, span } = spawn;
  if (scope === kill.scope || scope.name === '__init__' || scope.kind === 'module') return false;
  const made = inCaller(atRoot, { callable, callee: root, caller: scope });
  if (made === undefined) return false;
  return isGivenUp(made, row, scope, (at) => at.span[1] <= span[0], project);
}

/** Whether somebody asks on the connection once the greenlet is dead. */
function isAskedAgain(
  question: AskedByJob,
  spelled: string,
  job: KilledJob,
  project: ProjectView,
): boolean {
  const { connection, call } = question;
  const { kill, spawn } = job;
  const same = questions(call.scope.module).filter(
    (one) =>
      one.connection === connection &&
      isSameConnection(connection, call.scope, one.call.scope, project),
  );
  const askers = new Set(same.map((one) => one.call.scope));
  const { scope, span } = kill;
  const isShared = spawn === undefined || isSharedName(spelled, scope);
  // The object of a subclass that is made anew has a connection of its own.
  const isOwn = job.callable === undefined && connection.includes('.');
  const starters = new Set(isOwn || !spawn || spawn.scope.kind === 'module' ? [] : [spawn.scope]);
  const asks = (after: CallView): boolean => {
    if (askers.has(after.scope) && same.some((one) => one.call === after)) return true;
    if (isSpawn(after)) return [...askers].some((asker) => leadsTo(after, asker, project));
    return codeOfJob(after.target).some(
      (one) =>
        one.scope !== scope &&
        (askers.has(one.scope) || starters.has(one.scope)) &&
        !one.scope.events.some((event) => binds(event, connection) && !event.block),
    );
  };
  const next = afterwards({ spelled, scope, start: span[1] }, question, asks, project);
  if (next !== undefined) return next === 'asked';
  const loop = spawn?.scope === scope ? loopAround(spawn, kill) : undefined;
  if (loop !== undefined) {
    const inLoop = ({ block }: Placed): boolean => isInside(block, loop);
    return spelled === '' || !isGivenUp(spelled, question.row, scope, inLoop, project);
  }
  // That others ask says nothing where each has an object of its own.
  if (isOwn || !isShared || !goesOn(kill, project)) return false;
  if (connection.includes('.') && isMadeInGreenlets(call.scope, project)) return false;
  if (project.greenletReach(spawn?.scope ?? scope)?.many === true) return true;
  return [...askers].some((asker) => isAskedByOthers(asker, job.code, kill.scope, project));
}

/** Whether greenlets make the object whose method this is, so that it may be of one of them alone. */
function isMadeInGreenlets(method: ScopeView, project: ProjectView): boolean {
  const owner = classOf(method);
  return project.modules.some(({ isTest, calls }) =>
    calls.some((call) => {
      const { callee } = call.call;
      const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
      if (isTest || owner === undefined || name === undefined) return false;
      const { target, scope } = call;
      if (target.kind !== 'class' || target.scope !== owner) return false;
      return project.greenletReach(scope) !== undefined;
    }),
  );
}

interface Afterwards {
  /** How this function spells the connection; `''` where it has no name for it. */
  readonly spelled: string;
  readonly scope: ScopeView;
  readonly start: number;
}

/**
 * What happens to the connection first behind an offset, or behind a call of this function:
 * somebody asks on it, or gives it up. Undefined where neither is known.
 */
function afterwards(
  { spelled, scope, start }: Afterwards,
  question: Question,
  asks: (call: CallView) => boolean,
  project: ProjectView,
  depth = 0,
): 'asked' | 'given up' | undefined {
  const ask = scope.calls.find((one) => one.span[0] > start && asks(one));
  const until = ask?.span[0] ?? Number.POSITIVE_INFINITY;
  const before = (at: Placed): boolean => at.span[0] >= start && at.span[0] <= until;
  if (spelled !== '' && isGivenUp(spelled, question.row, scope, before, project)) return 'given up';
  if (ask !== undefined) return 'asked';
  if (depth === 2) return undefined;
  const outcomes = project
    .callers(scope)
    .filter((caller) => !caller.scope.module.isTest)
    .map((caller) => {
      const calling = callingOf(caller);
      const outside = (spelled !== '' && calling && inCaller(spelled, calling)) || '';
      const further = { spelled: outside, scope: caller.scope, start: caller.span[1] };
      return afterwards(further, question, asks, project, depth + 1);
    });
  return outcomes.find((one) => one === 'given up') ?? outcomes.find((one) => one === 'asked');
}

/** Whether a function that asks runs in greenlets that are not this job. */
function isAskedByOthers(
  asker: ScopeView,
  code: KilledJob['code'],
  killer: ScopeView,
  project: ProjectView,
): boolean {
  const own = new Set(code.map(({ scope }) => scope));
  const isElsewhere = (scope: ScopeView): boolean =>
    scope !== killer && project.greenletReach(scope)?.onlyOnce === false;
  if (!own.has(asker)) return isElsewhere(asker);
  const seen = new Set([asker]);
  for (const scope of seen) {
    for (const caller of project.callers(scope)) {
      if (!own.has(caller.scope)) {
        if (isElsewhere(caller.scope)) return true;
      } else seen.add(caller.scope);
    }
  }
  return false;
}

/** The innermost loop that both stand in. */
function loopAround(spawn: CallView, kill: CallView): BlockView | undefined {
  for (let at: BlockView | undefined = kill.block; at !== undefined; at = at.parent) {
    const { kind } = at.block;
    if ((kind === 'for' || kind === 'while') && isInside(spawn.block, at)) return at;
  }
  return undefined;
}
