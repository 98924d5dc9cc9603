import { dottedPath } from '../../facts/expression.ts';
import { keptConnectionCall } from '../../knowledge/kept-connections.ts';
import type { BlockView, CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { isInside, type Placed } from '../inside-block.ts';
import { codeOfJob } from '../threads/job-code.ts';
import { inCaller, isSharedName } from './connection-names.ts';
import { isGivenUp } from './given-up.ts';
import { isAsked, type Question } from './questions.ts';
import { questionsOfJob } from './questions-of-job.ts';
import { type TimedCall, timedCalls } from './timed-calls.ts';

/** A question in a function that runs under a timeout, on a connection that is used on afterwards. */
export interface TimedQuestion extends Question {
  readonly timed: TimedCall;
  /** How the code that takes the timeout spells the connection. */
  readonly outside: string;
}

/**
 * Questions of a module in functions that run under `gevent.with_timeout(seconds, function)` or
 * `with gevent.Timeout(seconds): function()`, where neither the function nor whoever takes the
 * timeout gives the connection up. One for each question.
 */
export function* timedQuestions(module: ModuleView, project: ProjectView): Iterable<TimedQuestion> {
  if (module.isTest) return;
  const seen = new Set<CallView>();
  for (const timed of timedCalls(project)) {
    const { call, end, handler } = timed;
    const { scope } = call;
    if (handler?.block.leaves === true) continue;
    const counts = ({ span, block }: Placed): boolean =>
      handler === undefined
        ? span[0] >= end || isInLoopOf(block, call)
        : isInside(block, handler) || isInFinally(block);
    const another = (at: Placed): boolean => counts(at) && !isSame(at, call);
    const named = new Set<string>();
    for (const { question, outside } of asked(timed, module, project)) {
      const key = `${question.connection} ${outside}`;
      if (seen.has(question.call) || named.has(key) || !isSharedName(outside, scope)) continue;
      named.add(key);
      if (isGivenUp(outside, question.row, scope, another, project)) continue;
      seen.add(question.call);
      yield { ...question, timed, outside };
    }
  }
}

function* asked(
  { call, callable, job }: TimedCall,
  module: ModuleView,
  project: ProjectView,
): Iterable<{ readonly question: Question; readonly outside: string }> {
  if (job.kind === 'external') {
    const known = keptConnectionCall(job.path);
    const connection = callable.kind === 'attribute' ? dottedPath(callable.base) : undefined;
    if (known === undefined || connection === undefined || call.scope.module !== module) return;
    const question = { call, row: known.row, connection };
    if (known.row.asks.includes(known.method) && isAsked(question, loopOf(call))) {
      yield { question, outside: connection };
    }
    return;
  }
  const code = codeOfJob(job);
  const root = code[0]?.scope;
  if (root === undefined) return;
  for (const { atRoot, ...question } of questionsOfJob(code, module, project, endsWithTimeout)) {
    const outside = inCaller(atRoot, { callable, callee: root, caller: call.scope });
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

function isInLoopOf(block: BlockView | undefined, call: CallView): boolean {
  const loop = loopOf(call);
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
