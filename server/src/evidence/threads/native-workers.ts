import { dottedPath } from '../../facts/expression.ts';
import { spawner } from '../../knowledge/spawners.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import type { BlockingWork } from '../blocking/blocking-work.ts';
import { givenRefusal, jobRefusal } from '../blocking/thread-pool-refusals.ts';

/** The executor of the standard library, whose workers the patch makes greenlets. */
export const threadPoolExecutor = 'concurrent.futures.ThreadPoolExecutor';

/** Whether what `call` starts may run in a native thread, as far as it can be told. */
function isFitForThread(call: CallView, project: ProjectView): boolean {
  const row = call.path === undefined ? undefined : spawner(call.path);
  if (row === undefined) return true;
  const argument = argumentAt(call, row.callable);
  if (argument === undefined) return false;
  const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
  const refused =
    jobRefusal(job, dottedPath(argument.value) ?? '…', project) ??
    givenRefusal(call, argument.value, project);
  // A native thread is of no use to what keeps the interpreter lock, and does it no harm.
  return refused === undefined || refused.reason === 'keeps-gil';
}

/**
 * What helps work that a patched thread was given: another process, gevent's executor in place of the
 * standard library's, the hub's thread pool for the job, or only for the call in it that blocks.
 */
export type OffloadCure = 'process' | 'gevent-executor' | 'thread-pool' | 'leaf';

/** The cure for the work that `call` gives to a patched thread as (a part of) `job`. */
export function offloadCure(
  call: CallView,
  job: Value,
  work: BlockingWork,
  project: ProjectView,
): OffloadCure {
  if (work.keepsGil) return 'process';
  const toExecutor = call.path?.startsWith(`${threadPoolExecutor}.`) === true;
  if (toExecutor && canUseNativeWorkers(call.scope.module, project)) return 'gevent-executor';
  return isFitForThread(call, project) && !mayNotEnd(job) ? 'thread-pool' : 'leaf';
}

/** Whether a job may go on for as long as the program does: it would keep its thread. */
function mayNotEnd(job: Value): boolean {
  const called = calledThrough(job);
  if (called.kind !== 'function') return false;
  return called.scope.units.some(({ blocks }) =>
    blocks.some(({ block }) => block.kind === 'while'),
  );
}

/**
 * Whether all that the module's executors are given may run in native threads, and nothing is done
 * with them that gevent's executor cannot do: its futures are no `concurrent.futures.Future`, so
 * that asyncio refuses them, and it never runs an initializer.
 */
function canUseNativeWorkers(module: ModuleView, project: ProjectView): boolean {
  const made = module.calls.filter(({ path }) => path === threadPoolExecutor);
  if (made.length === 0) return false;
  const plain = made.every(({ call }) =>
    call.arguments.every(
      ({ keyword, star }, index) =>
        star === undefined && (keyword === undefined ? index < 2 : !/^init/.test(keyword)),
    ),
  );
  if (!plain) return false;
  // Executors of other modules may be this one's: their jobs must be fit for it, too.
  const others = project.modules.filter(
    (other) => other !== module && !other.calls.some(({ path }) => path === threadPoolExecutor),
  );
  return [module, ...others].every((one) =>
    one.calls.every(
      (call) =>
        !isGivenToAsyncio(call, project) &&
        (!isGivenToExecutor(call) || isFitForThread(call, project)),
    ),
  );
}

function isGivenToExecutor(call: CallView): boolean {
  const { callee } = call.call;
  // The name is looked at first: what a call stands for takes time to find out.
  if (callee.kind !== 'attribute' || !/^(?:submit|map)$/.test(callee.name)) return false;
  return call.path?.startsWith(`${threadPoolExecutor}.`) === true;
}

/** `loop.run_in_executor(executor, …)`, `loop.set_default_executor(executor)`, `asyncio.wrap_future(…)`. */
function isGivenToAsyncio(call: CallView, project: ProjectView): boolean {
  const { callee, arguments: given } = call.call;
  const name =
    callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.name : '';
  if (name === 'wrap_future') return true;
  if (name !== 'run_in_executor' && name !== 'set_default_executor') return false;
  const value = given[0] && project.valueOf(given[0].value, call.unit, call.span[0]);
  return value?.kind === 'external-instance' && value.path === threadPoolExecutor;
}
