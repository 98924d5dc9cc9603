import type { Argument, Expression } from '../../facts/expression.ts';
import { threadPoolCall } from '../../knowledge/thread-pool-calls.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import { lastName, makersOf } from './pool-makers.ts';

/** A call that gives a callable to a pool of native threads. */
export interface PoolSite {
  /** The call that names the callable: of the pool, or of a function that passes it on. */
  readonly call: CallView;
  readonly argument: Argument;
  /** What will run over there: behind `functools.partial`. */
  readonly job: Value;
  /** The call of the pool itself: `gevent.threadpool.ThreadPool.spawn`. */
  readonly path: string;
  /** `pool.spawn(render)`. */
  readonly words: string;
  /** Whether the caller waits for the result, so that its next call comes after this one. */
  readonly waits: boolean;
  /** Whether the pool was made with one thread: its jobs run one after the other. */
  readonly oneThread: boolean;
  /** Whether this one call runs the callable in several threads: a map. */
  readonly each: boolean;
}

/** What calls in this module give to pools of native threads. Tests are left out. */
export function poolSites(module: ModuleView, project: ProjectView): readonly PoolSite[] {
  if (module.isTest) return [];
  return keptForAll(project, `jobs of thread pools ${module.path}`, () => {
    const direct = callsOfPools(module).flatMap((call) => givenDirectly(call, project) ?? []);
    return [...direct, ...module.calls.flatMap((call) => forwarded(call, project) ?? [])];
  });
}

function callsOfPools(module: ModuleView): readonly CallView[] {
  return externalCalls(module, (path) => threadPoolCall(path) !== undefined);
}

function givenDirectly(call: CallView, project: ProjectView): PoolSite | undefined {
  const row = call.path === undefined ? undefined : threadPoolCall(call.path);
  const argument = row && argumentAt(call, row.callable);
  if (argument === undefined || isDead(call)) return undefined;
  return siteOf(call, argument, call, project);
}

function siteOf(
  call: CallView,
  argument: Argument,
  poolCall: CallView,
  project: ProjectView,
): PoolSite {
  const path = poolCall.path ?? '';
  return {
    call,
    argument,
    job: calledThrough(project.valueOf(argument.value, call.unit, call.span[0])),
    path,
    words: describeCall(call, argument),
    waits: isWaitedFor(poolCall, path) || isWaitedFor(call, ''),
    oneThread: hasOneThread(poolCall, project),
    each: /\.i?map\w*$/.test(path),
  };
}

/** `offload(render)` where `def offload(work): return pool.apply(work)`. */
function forwarded(call: CallView, project: ProjectView): PoolSite | undefined {
  const { target } = call;
  if (target.kind !== 'function' || call.call.arguments.length === 0) return undefined;
  const forwarder = forwardersIn(target.scope.module).find(
    ({ call: inner }) => inner.scope === target.scope,
  );
  if (forwarder === undefined || isDead(call)) return undefined;
  const { parameter, position } = forwarder;
  const place = { position: position - (target.bound ? 1 : 0), keyword: parameter };
  const argument = argumentAt(call, place);
  return argument && siteOf(call, argument, forwarder.call, project);
}

interface ForwardingCall {
  readonly call: CallView;
  readonly parameter: string;
  readonly position: number;
}

/** Calls of pools whose callable is a parameter of the function around them. */
function forwardersIn(module: ModuleView): readonly ForwardingCall[] {
  return keptFor(module, 'calls that forward to thread pools', () =>
    callsOfPools(module).flatMap((call) => {
      const row = call.path === undefined ? undefined : threadPoolCall(call.path);
      const argument = row && argumentAt(call, row.callable);
      if (argument?.value.kind !== 'name' || call.scope.kind !== 'function') return [];
      const { name } = argument.value;
      const parameters = call.scope.facts?.parameters ?? [];
      const position = parameters.findIndex((one) => one.name === name && one.star === 0);
      return position < 0 ? [] : [{ call, parameter: name, position }];
    }),
  );
}

/** `apply`, and whatever is asked for its result at once: `pool.spawn(render).get()`. */
function isWaitedFor(call: CallView, path: string): boolean {
  if (/\.apply$/.test(path)) return true;
  const index = call.unit.calls.indexOf(call);
  return call.unit.calls.some(({ call: { callee } }) => {
    const { kind } = callee;
    if (kind !== 'attribute' || !/^(?:get|result|wait|join)$/.test(callee.name)) return false;
    return callee.base.kind === 'call' && callee.base.call === index;
  });
}

/** Whether the pool was certainly made with one thread only: its jobs run one after the other. */
function hasOneThread({ call, unit }: CallView, project: ProjectView): boolean {
  if (call.callee.kind !== 'attribute') return false;
  const { base } = call.callee;
  const inner = base.kind === 'call' ? unit.calls[base.call] : undefined;
  if (inner !== undefined) return isMadeSingle(inner);
  const name = lastName(base);
  const makers = name === undefined ? [] : makersOf(name, unit.scope.module, project);
  return makers.length > 0 && makers.every(isMadeSingle);
}

function isMadeSingle(call: CallView): boolean {
  const size =
    argumentAt(call, { position: 0, keyword: 'maxsize' }) ??
    argumentAt(call, { keyword: 'max_workers' });
  const value: Expression | undefined = size?.value;
  return value?.kind === 'number' && value.text === '1';
}
