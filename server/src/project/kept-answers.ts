import type { ModuleView, ProjectView } from './model.ts';
import type { LinkedModule } from './views.ts';

/** What was answered about one module, and for which version of it. */
export interface KeptAnswers {
  readonly facts: ModuleView['facts'];
  readonly epoch: number;
  readonly answers: Map<string, unknown>;
}

/**
 * The answer to a question about one module that depends on its facts and on what was resolved
 * in it, and on nothing else: asked again only after one of these changed.
 */
export function keptFor<T>(module: ModuleView, question: string, answer: () => T): T {
  const linked = module as LinkedModule;
  const { facts, epoch } = linked;
  let own = linked.kept;
  if (own === undefined || own.facts !== facts || own.epoch !== epoch) {
    own = { facts, epoch, answers: new Map() };
    linked.kept = own;
  }
  const known = own.answers.get(question);
  if (known !== undefined) return known as T;
  const found = answer();
  // An answer that took part in changing the epoch is not kept: it may be of before.
  if (linked.epoch === epoch) own.answers.set(question, found);
  return found;
}

/** Answers about a project as a whole; whoever changes the project throws them away. */
export interface KeepsAnswers {
  readonly answers: Map<string, unknown>;
}

/** The answer to a question about all of a project: asked again after anything in it changed. */
export function keptForAll<T>(project: ProjectView, question: string, answer: () => T): T {
  const { answers } = project as ProjectView & KeepsAnswers;
  if (answers.has(question)) return answers.get(question) as T;
  const found = answer();
  answers.set(question, found);
  return found;
}
