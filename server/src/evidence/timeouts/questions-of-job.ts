import type { ModuleView, ProjectView, ScopeView } from '../../project/model.ts';
import type { Placed } from '../inside-block.ts';
import type { JobCode } from '../threads/job-code.ts';
import { callingOf, inCaller } from './connection-names.ts';
import { behind, isGivenUp } from './given-up.ts';
import { binds, isAsked, outlives, type Question, questions } from './questions.ts';

/** A question that a job asks, and how the function that the job starts with spells the connection. */
export interface AskedByJob extends Question {
  readonly atRoot: string;
}

/**
 * The questions of a module that a job asks, on connections which it does not give up itself when
 * an exception ends it. `ends` picks the handlers that take this exception.
 */
export function* questionsOfJob(
  code: readonly JobCode[],
  module: ModuleView,
  project: ProjectView,
  ends: (at: Placed) => boolean,
): Iterable<AskedByJob> {
  for (const question of questions(module)) {
    const step = code.find(({ scope }) => scope === question.call.scope);
    if (step === undefined) continue;
    if (!outlives(question.connection, question.call) || !isAsked(question)) continue;
    if (isGivenUpBy(question.call, question.connection, question, project, ends)) continue;
    let atRoot: string | undefined = question.connection;
    for (const call of step.calls.toReversed()) {
      const calling = callingOf(call);
      atRoot = calling && atRoot !== undefined ? inCaller(atRoot, calling) : undefined;
      if (atRoot === undefined) break;
      if (isGivenUpBy(call, atRoot, question, project, ends)) atRoot = undefined;
    }
    if (atRoot !== undefined) yield { ...question, atRoot };
  }
}

/**
 * Whether the function of a call gives a connection up behind it, or makes it anew each time. One
 * that connects only where it has to keeps it.
 */
function isGivenUpBy(
  { scope, span }: { readonly scope: ScopeView; readonly span: Placed['span'] },
  connection: string,
  { row }: Question,
  project: ProjectView,
  ends: (at: Placed) => boolean,
): boolean {
  const fresh = scope.events.some(
    (event) => event.span[0] < span[0] && binds(event, connection) && isAlways(event),
  );
  if (fresh) return true;
  const later = behind(span[1]);
  return isGivenUp(connection, row, scope, (at) => later(at) && ends(at), project);
}

function isAlways({ block }: Placed): boolean {
  for (let at = block; at !== undefined; at = at.parent) if (at.block.kind === 'if') return false;
  return true;
}
