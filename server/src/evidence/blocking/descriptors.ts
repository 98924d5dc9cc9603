import { dottedPath, type Expression } from '../../facts/expression.ts';
import { type Descriptor, descriptorOfType, waitingDevice } from '../../knowledge/descriptors.ts';
import { spawner } from '../../knowledge/spawners.ts';
import { threadPoolCall } from '../../knowledge/thread-pool-calls.ts';
import { CallQuery } from '../../project/call-query.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { passedOn } from './blocking-work.ts';
import { argumentsOf, type GivenArguments } from './cpu-cost.ts';
import { flagWords } from './flag-words.ts';
import { assignedTo, type PlacedExpression } from './known-size.ts';
import { givenTo } from './spawned-callables.ts';

/** What a descriptor leads to, as far as it matters to whoever reads it. */
export type DescriptorTarget = Pick<Descriptor, 'what' | 'nonBlocking'> & {
  /** The type of return-types.json; missing for what was opened by its path. */
  readonly type?: string;
};

/** Longer ways from a read to where its descriptor comes from are not followed. */
const deepest = 5;

/**
 * What the descriptor that an expression gives leads to: a pipe, a terminal, a socket. Followed
 * through names, attributes, `os.dup`, and to what all callers and spawns pass. Undefined for
 * ordinary files and wherever the answer is not certain.
 */
export function descriptorTarget(
  { expression, unit }: PlacedExpression,
  project: ProjectView,
  depth = 0,
): DescriptorTarget | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'number') {
    return expression.text === '0' ? descriptorOfType('sys.stdin.descriptor') : undefined;
  }
  const value = project.valueOf(expression, unit, unit.start + expression.span[0]);
  if (value.kind === 'external-instance') {
    const known = descriptorOfType(value.path);
    if (known !== undefined) return known;
  }
  if (expression.kind === 'call') {
    const call = unit.calls[expression.call];
    return call === undefined ? undefined : targetOfCall(call, project, depth + 1);
  }
  if (expression.kind !== 'name') return undefined;
  const assigned = assignedTo(expression, unit);
  if (assigned !== undefined) return descriptorTarget(assigned, project, depth + 1);
  return passedTarget(expression.name, unit.scope, project, depth + 1);
}

/** What `os.dup(fd)` and `os.open("/dev/ttyS0", …)` give, the latter in the thread pool, too. */
function targetOfCall(
  call: CallView,
  project: ProjectView,
  depth: number,
): DescriptorTarget | undefined {
  if (call.path === 'os.open') return openedTarget('os.open', argumentsOf(call), project);
  const [first] = call.call.arguments;
  if (first === undefined || first.star !== undefined) return undefined;
  if (call.path === 'os.dup') {
    return descriptorTarget({ expression: first.value, unit: call.unit }, project, depth);
  }
  if (call.path === undefined || threadPoolCall(call.path) === undefined) return undefined;
  const job = project.valueOf(first.value, call.unit, call.span[0]);
  return job.kind === 'external' && job.path === 'os.open'
    ? openedTarget('os.open', passedOn(call, { position: 0 }), project)
    : undefined;
}

/** What a parameter of a function is given, where all who call or spawn it pass the same kind. */
function passedTarget(
  name: string,
  scope: ScopeView,
  project: ProjectView,
  depth: number,
): DescriptorTarget | undefined {
  const index = scope.facts?.parameters.findIndex((one) => one.name === name && one.star === 0);
  if (index === undefined || index < 0 || scope.kind !== 'function') return undefined;
  if (isBoundInside(name, scope)) return undefined;
  const method = scope.parent?.kind === 'class' ? 1 : 0;
  const place = { position: index - method, keyword: name };
  const given: (PlacedExpression | undefined)[] = [];
  for (const call of project.callers(scope)) {
    if (call.scope.module.isTest) continue;
    const argument = argumentAt(call, place);
    given.push(argument && { expression: argument.value, unit: call.unit });
  }
  for (const spawn of spawnsOf(scope, project)) {
    const expression = spawn.at(place);
    given.push(expression && { expression, unit: spawn.unit });
  }
  const targets = given.map((one) => one && descriptorTarget(one, project, depth));
  const [first] = targets;
  return targets.every((one) => one !== undefined && one.what === first?.what) ? first : undefined;
}

function isBoundInside(name: string, scope: ScopeView): boolean {
  return scope.events.some(
    ({ event }) =>
      (event.kind === 'assign' && event.targets.some((target) => names(target, name))) ||
      ((event.kind === 'iterate' || event.kind === 'enter') &&
        event.target !== undefined &&
        names(event.target, name)) ||
      (event.kind === 'bind' && event.name === name),
  );
}

function names(target: Expression, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'sequence' && target.items.some((item) => names(item, name));
}

/** What the spawns and pools of the workspace that are given this function pass on to it. */
function spawnsOf(scope: ScopeView, project: ProjectView): readonly GivenArguments[] {
  const spawns = keptForAll(project, 'arguments of spawns', () => {
    const all = new Map<ScopeView, GivenArguments[]>();
    for (const module of project.modules) {
      if (module.isTest) continue;
      for (const [body, given] of spawnsByBody(module, project)) {
        all.set(body, [...(all.get(body) ?? []), ...given]);
      }
    }
    return all;
  });
  return spawns.get(scope) ?? [];
}

function spawnsByBody(module: ModuleView, project: ProjectView) {
  return keptFor(module, 'arguments of spawns', () => {
    const found = new Map<ScopeView, GivenArguments[]>();
    for (const call of module.calls) {
      const row = call.path === undefined ? undefined : spawner(call.path);
      const argument = row && argumentAt(call, row.callable);
      if (row === undefined || argument === undefined) continue;
      const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
      if (job.kind !== 'function') continue;
      const given = givenTo(call, argument, row);
      found.set(job.scope, [...(found.get(job.scope) ?? []), given]);
    }
    return found;
  });
}

/**
 * What a call of `open` or `os.open` with these arguments opens, if that is a FIFO of this
 * program or a device whose reads wait. Undefined too where it is opened with `O_NONBLOCK`, or
 * with flags not known.
 */
export function openedTarget(
  opener: string,
  given: GivenArguments,
  project: ProjectView,
): DescriptorTarget | undefined {
  const path = given.at({ position: 0 });
  if (path === undefined) return undefined;
  const { unit } = given;
  const fifo = isFifo(path, unit, project);
  if (opener === 'os.open') {
    const flags = given.at({ position: 1, keyword: 'flags' });
    const words = flags && flagWords(flags, unit, project);
    if (words === undefined || /\bO_(?:NONBLOCK|NDELAY)\b/.test([...words].join()))
      return undefined;
    // Opened for both at once a FIFO has both ends, and opening does not wait.
    if (words.has('os.O_RDWR') && fifo) return undefined;
  }
  if (fifo) return { what: 'a FIFO' };
  const value = project.valueOf(path, unit, unit.start + path.span[0]);
  const device = value.kind === 'string' ? waitingDevice(value.value) : undefined;
  // Only their reads wait.
  return device === undefined || onlyWrites(opener, given, project) ? undefined : { what: device };
}

/** Whether a file is opened for nothing but writing. */
function onlyWrites(opener: string, given: GivenArguments, project: ProjectView): boolean {
  const { unit } = given;
  if (opener === 'os.open') {
    const flags = given.at({ position: 1, keyword: 'flags' });
    return flags !== undefined && flagWords(flags, unit, project)?.has('os.O_WRONLY') === true;
  }
  const mode = given.at({ position: 1, keyword: 'mode' });
  const value = mode && project.valueOf(mode, unit, unit.start + mode.span[0]);
  return value?.kind === 'string' && /^[awx][bt]?$/.test(value.value);
}

/** Whether the workspace makes a FIFO at the path that this expression gives. */
function isFifo(path: Expression, unit: UnitView, project: ProjectView): boolean {
  const { module } = unit.scope;
  const value = project.valueOf(path, unit, unit.start + path.span[0]);
  const spelled = dottedPath(path);
  return project.modules.some((other) =>
    fifosOf(other, project).some((fifo) =>
      value.kind === 'string'
        ? fifo.text === value.value
        : other === module && spelled !== undefined && fifo.spelled === spelled,
    ),
  );
}

interface Fifo {
  readonly text: string | undefined;
  readonly spelled: string | undefined;
}

function fifosOf(module: ModuleView, project: ProjectView): readonly Fifo[] {
  return keptFor(module, 'fifos', () =>
    externalCalls(module, (path) => path === 'os.mkfifo').flatMap((call) => {
      const [path] = call.call.arguments;
      if (path === undefined) return [];
      const value = project.valueOf(path.value, call.unit, call.span[0]);
      const text = value.kind === 'string' ? value.value : undefined;
      return [{ text, spelled: dottedPath(path.value) }];
    }),
  );
}

/** Calls after which a read of what is ready returns at once. */
const readiness =
  /^(?:gevent\.(?:socket|os)?\.?wait_(?:read|write|readwrite)|gevent\.socket\.wait|(?:gevent\.)?select\.(?:select|poll)|(?:gevent\.)?selectors\.\w+)$/;

/** Whether the function, or one that calls it, waits cooperatively until there is something. */
export function waitsUntilReady(scope: ScopeView, project: ProjectView): boolean {
  return [scope, ...project.callers(scope).map((call) => call.scope)].some((one) =>
    one.calls.some(({ path }) => path !== undefined && readiness.test(path)),
  );
}

/**
 * Whether the module makes descriptors non-blocking or watches them on the loop: which ones is
 * not followed, so nothing is said of any.
 */
export function handlesReadiness(module: ModuleView, project: ProjectView): boolean {
  return keptFor(
    module,
    'handles readiness',
    () =>
      watchers.isIn(module) ||
      externalCalls(module, (path) => /^os\.(?:pipe2|eventfd)$/.test(path)).some((call) =>
        mayNotBlock(call, project),
      ) ||
      externalCalls(module, (path) => nonBlocking.has(path)).length > 0,
  );
}

/** `hub.loop.io(descriptor, 1)`. */
const watchers = new CallQuery(({ callee }) => callee.kind === 'attribute' && callee.name === 'io');

const nonBlocking: ReadonlySet<string> = new Set([
  'os.set_blocking',
  'gevent.os.make_nonblocking',
  'fcntl.fcntl',
]);

function mayNotBlock(call: CallView, project: ProjectView): boolean {
  const flags = argumentAt(call, {
    position: call.path === 'os.pipe2' ? 0 : 1,
    keyword: 'flags',
  });
  if (flags === undefined) return call.call.arguments.some(({ star }) => star !== undefined);
  const words = flagWords(flags.value, call.unit, project);
  return words === undefined || /NONBLOCK/.test([...words].join());
}

/** Whether an `except BlockingIOError` stands around the call: it knows that nothing waits. */
export function expectsNothing(call: CallView): boolean {
  for (let block = call.block; block !== undefined; block = block.parent) {
    if (block.block.kind !== 'try') continue;
    const caught = block.block.exceptions ?? [];
    if (caught.some((one) => /^(?:builtins\.)?BlockingIOError$/.test(dottedPath(one) ?? ''))) {
      return true;
    }
    const inTuple = caught.flatMap((one) => (one.kind === 'sequence' ? one.items : []));
    if (inTuple.some((one) => dottedPath(one) === 'BlockingIOError')) return true;
  }
  return false;
}
