import type { Expression } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { threadPoolCall } from '../../knowledge/thread-pool-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import { codeOfJob } from '../threads/job-code.ts';
import { lastName, makersOf } from '../threads/pool-makers.ts';
import { type TimeoutAround, timeoutAround } from './timeout-around.ts';

/** A call of the hub's thread pool that a timeout may leave behind. */
export interface AbandonedPoolCall {
  readonly call: CallView;
  /** `threadpool.apply(ask)`. */
  readonly words: string;
  readonly related: readonly Place[];
}

/** Waits for the hub's thread pool under a gevent.Timeout, where several greenlets make them. */
export function* poolCallsUnderTimeout(
  module: ModuleView,
  project: ProjectView,
): Iterable<AbandonedPoolCall> {
  if (module.isTest || !project.usesGevent) return;
  for (const call of poolCalls(module)) {
    const row = threadPoolCall(call.path ?? '');
    const argument = row && argumentAt(call, row.callable);
    if (argument === undefined || isDead(call) || !isHubPool(call, project)) continue;
    const timeout = timeoutAround(call, project) ?? timeoutOfGet(call);
    if (timeout === undefined || givesUpItself(call, argument.value, project)) continue;
    const reach = project.greenletReach(call.scope);
    if (reach?.many !== true || project.inThreadPool(call.scope)) continue;
    const related = [
      ...reach.chain,
      { path: module.path, span: timeout.span, message: 'The timeout' } satisfies Place,
    ];
    yield { call, words: describeCall(call, argument), related };
  }
}

/** `pool.spawn(job).get(timeout=2)`, which gives up on the result alone. */
function timeoutOfGet({ call, unit }: CallView): Pick<TimeoutAround, 'span'> | undefined {
  const index = unit.facts.calls.indexOf(call);
  return unit.calls.find(({ call: { callee, arguments: given } }) => {
    if (callee.kind !== 'attribute' || callee.name !== 'get' || given.length === 0) return false;
    return callee.base.kind === 'call' && callee.base.call === index && isLimit(given);
  });
}

function isLimit(given: CallView['call']['arguments']): boolean {
  return given.some(
    ({ keyword, value }, index) =>
      (keyword === 'timeout' || (keyword === undefined && index === 1)) &&
      value.kind !== 'constant',
  );
}

function poolCalls(module: ModuleView): readonly CallView[] {
  return keptFor(module, 'waits for thread pools', () =>
    module.calls.filter(({ path, call, unit }) => {
      if (!/^gevent\.threadpool\.ThreadPool\.(?:apply|spawn)$/.test(path ?? '')) return false;
      if (path?.endsWith('.apply')) return true;
      const index = unit.facts.calls.indexOf(call);
      return unit.facts.calls.some(
        ({ callee }) =>
          callee.kind === 'attribute' &&
          callee.name === 'get' &&
          callee.base.kind === 'call' &&
          callee.base.call === index,
      );
    }),
  );
}

/** Whether the pool is the hub's, which look-ups of host names share. */
function isHubPool({ call, scope }: CallView, project: ProjectView): boolean {
  if (call.callee.kind !== 'attribute') return false;
  const { base } = call.callee;
  if (base.kind === 'call') return false;
  const name = lastName(base);
  return name !== undefined && makersOf(name, scope.module, project).length === 0;
}

/** Whether the job has a timeout of its own, computes for a bounded time, or is not seen. */
function givesUpItself(call: CallView, callable: Expression, project: ProjectView): boolean {
  const given = call.call.arguments;
  if (given.some(({ keyword, star }) => /timeout/.test(keyword ?? '') || star === 2)) return true;
  // Keywords for the callable: what they say is not known.
  if (call.path?.endsWith('.apply') && given.length > 2) return true;
  const job: Value = calledThrough(project.valueOf(callable, call.unit, call.span[0]));
  if (job.kind === 'external') return standardLibraryCall(job.path)?.kind === 'cpu';
  const code = codeOfJob(job);
  return (
    code.length === 0 ||
    code.some(({ scope }) =>
      scope.calls.some(
        ({ call: inner, path }) =>
          /settimeout$/.test(path ?? '') ||
          inner.arguments.some(({ keyword }) => /timeout/.test(keyword ?? '')),
      ),
    )
  );
}
