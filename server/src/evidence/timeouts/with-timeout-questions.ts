import { dottedPath } from '../../facts/expression.ts';
import { keptConnectionCall } from '../../knowledge/kept-connections.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { BlockView, CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { isInside, type Placed } from '../inside-block.ts';
import { codeOfJob } from '../threads/job-code.ts';
import { behindPartial, inCaller, isSharedName } from './connection-names.ts';
import { isGivenUp } from './given-up.ts';
import { isAsked, type Question } from './questions.ts';
import { questionsOfJob } from './questions-of-job.ts';
import { takingHandler } from './taking-handler.ts';

/** A question in what `gevent.with_timeout()` calls, on a connection that is used on afterwards. */
export interface WithTimeoutQuestion extends Question {
  readonly timeout: CallView;
  /** The handler that takes the timeout; undefined where a value is returned in its place. */
  readonly handler: BlockView | undefined;
  /** How the function that calls `with_timeout` spells the connection. */
  readonly outside: string;
}

/**
 * Questions of a module under `gevent.with_timeout(seconds, function)`, itself the question or
 * one that asks it, where neither the function nor whoever takes the timeout gives the
 * connection up. One for each call and connection.
 */
export function* withTimeoutQuestions(
  module: ModuleView,
  project: ProjectView,
): Iterable<WithTimeoutQuestion> {
  if (module.isTest) return;
  for (const timeout of timeoutCalls(project)) {
    const handler = isSilent(timeout)
      ? undefined
      : takingHandler(timeout.block, undefined, project);
    if (handler === undefined && !isSilent(timeout)) continue;
    const seen = new Set<string>();
    for (const { question, outside } of asked(timeout, module, project)) {
      const key = `${question.connection} ${outside}`;
      if (seen.has(key) || !isSharedName(outside, timeout.scope)) continue;
      seen.add(key);
      if (handler?.block.leaves === true) continue;
      const counts = ({ span, block }: Placed): boolean =>
        handler === undefined
          ? span[0] >= timeout.span[1] || isInLoopOf(block, timeout)
          : isInside(block, handler) || isInFinally(block);
      const { scope } = timeout;
      const another = (at: Placed): boolean => counts(at) && !isSame(at, timeout);
      if (isGivenUp(outside, question.row, scope, another, project)) continue;
      yield { ...question, timeout, handler, outside };
    }
  }
}

function timeoutCalls(project: ProjectView): readonly CallView[] {
  return keptForAll(project, 'calls of with_timeout', () =>
    project.modules.flatMap(({ isTest, calls }) =>
      isTest
        ? []
        : calls.filter(
            (call) => /^gevent\.(?:timeout\.)?with_timeout$/.test(call.path ?? '') && !isDead(call),
          ),
    ),
  );
}

/** `timeout_value=None`: that is returned, and nothing is raised. */
function isSilent({ call }: CallView): boolean {
  return call.arguments.some(({ keyword }) => keyword === 'timeout_value');
}

function* asked(
  timeout: CallView,
  module: ModuleView,
  project: ProjectView,
): Iterable<{ readonly question: Question; readonly outside: string }> {
  const argument = argumentAt(timeout, { position: 1, keyword: 'function' });
  if (argument === undefined) return;
  const job = calledThrough(project.valueOf(argument.value, timeout.unit, timeout.span[0]));
  const callable = behindPartial(argument.value, timeout.unit);
  if (job.kind === 'external') {
    const known = keptConnectionCall(job.path);
    const connection = callable.kind === 'attribute' ? dottedPath(callable.base) : undefined;
    if (known === undefined || connection === undefined || timeout.scope.module !== module) return;
    const question = { call: timeout, row: known.row, connection };
    if (known.row.asks.includes(known.method) && isAsked(question, loopOf(timeout))) {
      yield { question, outside: connection };
    }
    return;
  }
  const code = codeOfJob(job);
  const root = code[0]?.scope;
  if (root === undefined) return;
  for (const { atRoot, ...question } of questionsOfJob(code, module, project, endsWithTimeout)) {
    const outside = inCaller(atRoot, { callable, callee: root, caller: timeout.scope });
    if (outside !== undefined) yield { question, outside };
  }
}

/** Whether what stands here runs when a timeout ends the function: not a handler of `Exception`. */
function endsWithTimeout({ block }: Placed): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    if (at.block.kind !== 'except') continue;
    const names = (at.block.exceptions ?? []).map((one) => dottedPath(one) ?? '');
    if (names.length > 0 && !names.some((name) => /(?:Timeout|BaseException)$/.test(name))) {
      return false;
    }
  }
  return true;
}

/** The innermost loop around a call. */
function loopOf({ block }: CallView): BlockView | undefined {
  for (let at = block; at !== undefined; at = at.parent) {
    if (/^(?:for|while)$/.test(at.block.kind)) return at;
  }
  return undefined;
}

function isInLoopOf(block: BlockView | undefined, timeout: CallView): boolean {
  const loop = loopOf(timeout);
  return loop !== undefined && isInside(block, loop);
}

function isInFinally(block: BlockView | undefined): boolean {
  for (let at = block; at !== undefined; at = at.parent)
    if (at.block.kind === 'finally') return true;
  return false;
}

function isSame({ span }: Placed, call: CallView): boolean {
  return span[0] === call.span[0] && span[1] === call.span[1];
}
