import type { Expression } from '../../facts/expression.ts';
import { callsExternal, externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { BlockView, CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import type { Span } from '../../syntax/span.ts';
import { behindPartial } from './connection-names.ts';
import { takingHandler } from './taking-handler.ts';
import { isSilentTimeout, timeoutAround } from './timeout-around.ts';

/** A function that runs under a timeout which the same code takes. */
export interface TimedCall {
  /** The call that runs it: of `gevent.with_timeout`, or one in a `with gevent.Timeout(…)`. */
  readonly call: CallView;
  /** How the function is named there. */
  readonly callable: Expression;
  readonly job: Value;
  /** Where the timeout is made. */
  readonly timeout: Span;
  /** The offset behind which it is over. */
  readonly end: number;
  /** The handler that takes it; undefined where it raises nothing. */
  readonly handler: BlockView | undefined;
}

/** All of the workspace but for tests. */
export function timedCalls(project: ProjectView): readonly TimedCall[] {
  return keptForAll(project, 'timed calls', () =>
    project.modules.flatMap((module) =>
      module.isTest ? [] : [...byWithTimeout(module, project), ...underTimeouts(module, project)],
    ),
  );
}

function* byWithTimeout(module: ModuleView, project: ProjectView): Iterable<TimedCall> {
  const calls = externalCalls(module, (path) => /^gevent\.(?:timeout\.)?with_timeout$/.test(path));
  for (const call of calls) {
    const argument = argumentAt(call, { position: 1, keyword: 'function' });
    if (argument === undefined || isDead(call)) continue;
    // `timeout_value=None`: that is returned, and nothing is raised.
    const isSilent = call.call.arguments.some(({ keyword }) => keyword === 'timeout_value');
    const handler = isSilent ? undefined : takingHandler(call.block, undefined, project);
    if (!isSilent && handler === undefined) continue;
    const { span, unit } = call;
    const job = calledThrough(project.valueOf(argument.value, unit, span[0]));
    const callable = behindPartial(argument.value, unit);
    yield { call, callable, job, timeout: span, end: span[1], handler };
  }
}

const makesTimeout = (path: string): boolean => /^gevent\.(?:timeout\.)?Timeout\b/.test(path);

function* underTimeouts(module: ModuleView, project: ProjectView): Iterable<TimedCall> {
  if (!callsExternal(module, makesTimeout)) return;
  for (const call of module.calls) {
    if (call.block === undefined || call.target.kind !== 'function' || isDead(call)) continue;
    const around = timeoutAround(call, project);
    if (around === undefined) continue;
    const { block, span: timeout, call: made } = around;
    const isSilent = isSilentTimeout(made);
    const handler =
      isSilent || made === undefined ? undefined : takingHandler(block, made, project);
    if (!isSilent && handler === undefined) continue;
    const { target: job } = call;
    yield { call, callable: call.call.callee, job, timeout, end: block.span[1], handler };
  }
}
