import type { Expression } from '../../facts/expression.ts';
import { librariesOfCall } from '../../knowledge/libraries.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { threadPoolHazard } from '../../knowledge/thread-pool-hazards.ts';
import type { CallView, EventView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import type { Value } from '../../project/value.ts';
import { callsOnSameObject, codeRunBy, flat } from './code-run-by.ts';

/** Why a call must not move to the hub's thread pool. */
export type ThreadPoolReason =
  | 'logs'
  | 'locks'
  | 'forks'
  | 'loses-status'
  | 'request-state'
  | 'uses-greenlets'
  | 'generator'
  | 'async'
  | 'keeps-gil'
  | 'bound-to-thread'
  | 'fills-the-pool'
  | 'runs-own-code'
  | 'unknown-callee'
  | 'too-large';

/** A refusal with a sentence for people. */
export interface ThreadPoolRefusal {
  readonly reason: ThreadPoolReason;
  /** What was met: `logging.Logger.info`, the function's name. */
  readonly subject: string;
  /** One sentence: what would happen over there. */
  readonly message: string;
}

/** How many first-party functions are looked through before the answer is "too large". */
const mostScopes = 200;

const sentences: Readonly<Record<ThreadPoolReason, string>> = {
  logs: 'logs: two threads of the pool that log can hang for good',
  locks: 'takes a patched lock: two threads of the pool lose its wake-ups and hang',
  forks: 'starts a process, which raises TypeError in the thread pool',
  'loses-status': 'loses its exit status in the thread pool',
  'request-state': 'reads state of the caller (request, thread-local, context), which is not there',
  'uses-greenlets': "uses greenlets, which belong to the loop's thread",
  generator: 'is a generator: its body would still run on the loop',
  async: 'is a coroutine, not a call that a thread can make',
  'keeps-gil': 'keeps the interpreter lock, so that a thread gains nothing; use a process',
  'bound-to-thread': 'belongs to the thread that made it: open, use and close it in one function',
  'fills-the-pool': "can fill the hub's pool with waiters and deadlock",
  'runs-own-code': 'runs code of this program, which could not be followed',
  'unknown-callee': 'could not be followed',
  'too-large': 'calls too much to be followed',
};

/**
 * Whether wrapping this call in the thread pool must be refused, and why. First-party callees
 * are looked through with all that they call, as far as it can be told. Undefined: nothing
 * speaks against it.
 */
export function threadPoolRefusal(
  call: CallView,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  const name = spelled(call.call.callee);
  if (call.call.awaited) return refusal('async', name);
  return jobRefusal(call.target, name, project) ?? givenRefusal(call, call.call.callee, project);
}

/**
 * What speaks against what a call passes on to `callee`, which is the call's own or one of its
 * arguments: what belongs to the thread that made it or to one request, and functions of this
 * program, which run over there. What stands in a tuple or table (`args=(connection,)`) is looked at,
 * too, and what `callee`'s object was given earlier.
 */
export function givenRefusal(
  call: CallView,
  callee: Expression,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  for (const one of [call, ...callsOnSameObject(callee, call.scope)]) {
    const earlier = one !== call;
    for (const expression of one.call.arguments.flatMap(({ value }) => flat(value))) {
      const given = generatorMadeBy(expression, one.unit) ?? project.valueOf(expression, one.unit);
      const refused = refusalOfGiven(given, spelled(expression), earlier, project);
      if (refused !== undefined) return refused;
    }
  }
  return undefined;
}

function refusalOfGiven(
  given: Value,
  name: string,
  earlier: boolean,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  if (!earlier && isBoundToThread(given)) return refusal('bound-to-thread', name);
  if (given.kind === 'external' || given.kind === 'external-instance') {
    const hazard = threadPoolHazard(given.path);
    // The caller's request itself, not what was read of it; and methods that would be called over there.
    const harms =
      (hazard?.reason === 'request-state' && hazard.path === given.path) ||
      (given.kind === 'external' && /^(?:logs|locks|uses-greenlets)$/.test(hazard?.reason ?? ''));
    return hazard !== undefined && harms ? refusal(hazard.reason, given.path) : undefined;
  }
  if (given.kind !== 'function') return undefined;
  return refusalOfCode(given.scope, project);
}

/** The function behind `rows(order)`, if what it gives runs when somebody iterates over it. */
function generatorMadeBy(expression: Expression, unit: UnitView): Value | undefined {
  const made = expression.kind === 'call' ? unit.calls[expression.call]?.target : undefined;
  return made?.kind === 'function' && made.scope.facts?.isGenerator ? made : undefined;
}

/**
 * The same question for a callable that is given to a pool by name, as in `submit(work)`.
 * `name`: how the program spells it.
 */
export function jobRefusal(
  job: Value,
  name: string,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  if (job.kind === 'external') return refusalOfPath(job.path, true);
  const scope = scopeCalled(job);
  if (scope === 'harmless') return undefined;
  if (scope === undefined) return refusal('unknown-callee', name);
  return refusalOfFunction(scope, project);
}

function refusal(reason: ThreadPoolReason, subject: string): ThreadPoolRefusal {
  return { reason, subject, message: `\`${subject}\` ${sentences[reason]}.` };
}

/** What speaks against an external callable: `direct` where it is itself what would be wrapped. */
function refusalOfPath(path: string, direct: boolean): ThreadPoolRefusal | undefined {
  const hazard = threadPoolHazard(path);
  if (hazard !== undefined) return refusal(hazard.reason, path);
  const row = standardLibraryCall(path) ?? librariesOfCall(path).find(({ pool }) => pool);
  if (row?.pool === 'unit') return direct ? refusal('bound-to-thread', path) : undefined;
  if (row?.pool !== 'refused') return undefined;
  const reason = row.poolReason ?? 'unknown-callee';
  // Part of a larger unit may keep the lock for a while, or make a generator and use it up there.
  const onlyDirect = ['keeps-gil', 'generator', 'runs-own-code'].includes(reason);
  return direct || !onlyDirect ? refusal(reason, path) : undefined;
}

function scopeCalled(target: Value): ScopeView | 'harmless' | undefined {
  const method = (scope: ScopeView, name: string) =>
    scope.children.find((child) => child.kind === 'function' && child.name === name);
  if (target.kind === 'function') return target.scope;
  if (target.kind === 'class') return method(target.scope, '__init__') ?? 'harmless';
  if (target.kind === 'instance') return method(target.scope, '__call__');
  return undefined;
}

function refusalOfFunction(start: ScopeView, project: ProjectView): ThreadPoolRefusal | undefined {
  if (start.facts?.isGenerator) return refusal('generator', start.qualifiedName);
  return refusalOfCode(start, project);
}

/** What speaks against running a function's body over there, with all that runs in it. */
function refusalOfCode(start: ScopeView, project: ProjectView): ThreadPoolRefusal | undefined {
  const seen = new Set<ScopeView>([start]);
  let opens = false;
  let usesBound: string | undefined;
  for (const scope of seen) {
    if (seen.size > mostScopes) return refusal('too-large', start.qualifiedName);
    if (scope.facts?.isAsync) return refusal('async', scope.qualifiedName);
    for (const call of scope.calls) {
      const { path, target } = call;
      if (path !== undefined) {
        const refused = refusalOfPath(path, false);
        if (refused !== undefined) return refused;
        if (isOpening(path)) opens = true;
        else if (standardLibraryCall(path)?.pool === 'unit') usesBound ??= path;
      }
      const callee = scopeCalled(target);
      if (callee !== undefined && callee !== 'harmless') seen.add(callee);
    }
    for (const other of codeRunBy(scope, project)) seen.add(other);
    for (const event of scope.events) {
      const refused = refusalOfEvent(event, scope === start, project);
      if (refused !== undefined) return refused;
    }
  }
  return usesBound !== undefined && !opens ? refusal('bound-to-thread', usesBound) : undefined;
}

function refusalOfEvent(
  { event, unit }: EventView,
  outermost: boolean,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  if (event.kind === 'enter') return hazardOf(event.manager, unit, project);
  if (event.kind === 'read') return hazardOf(event.expression, unit, project);
  if (event.kind === 'assign') {
    for (const target of event.targets) {
      if (target.kind !== 'attribute' && target.kind !== 'subscript') continue;
      const refused = hazardOf(target.base, unit, project);
      if (refused !== undefined) return refused;
      if (isBoundToThread(project.valueOf(event.value, unit))) {
        return refusal('bound-to-thread', spelled(target));
      }
    }
  }
  if (event.kind === 'return' && outermost && event.value !== undefined) {
    if (isBoundToThread(project.valueOf(event.value, unit))) {
      return refusal('bound-to-thread', spelled(event.value));
    }
  }
  return undefined;
}

/** What an expression is, or what its chain of attributes starts from, if it is a hazard. */
function hazardOf(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
): ThreadPoolRefusal | undefined {
  for (let part: Expression | undefined = expression; part !== undefined; ) {
    const value = project.valueOf(part, unit);
    if (value.kind === 'external' || value.kind === 'external-instance') {
      // A class that is only named (`except subprocess.TimeoutExpired`) does nothing.
      const hazard = threadPoolHazard(value.path);
      const touches = value.kind === 'external-instance' || hazard?.reason === 'request-state';
      if (hazard !== undefined && touches) return refusal(hazard.reason, value.path);
    }
    part = part.kind === 'attribute' || part.kind === 'subscript' ? part.base : undefined;
  }
  return undefined;
}

/** A call that makes what its thread then owns. */
function isOpening(path: string): boolean {
  return standardLibraryCall(path)?.pool === 'unit' && /\.(?:connect|open)$/.test(path);
}

/** Whether a value belongs to the thread that made it: one of its methods is known to want a unit. */
function isBoundToThread(value: Value): boolean {
  if (value.kind !== 'external-instance') return false;
  return ['execute', 'sync', 'fetchall'].some(
    (method) => standardLibraryCall(`${value.path}.${method}`)?.pool === 'unit',
  );
}

function spelled(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'attribute') return `${spelled(expression.base)}.${expression.name}`;
  return expression.kind === 'call' ? '…()' : '…';
}
