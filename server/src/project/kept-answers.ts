import type { ModuleView } from './model.ts';
import type { LinkedModule } from './views.ts';

interface Kept {
  readonly facts: ModuleView['facts'];
  readonly epoch: number;
  readonly answers: Map<string, unknown>;
}

const kept = new WeakMap<ModuleView, Kept>();

/**
 * The answer to a question about one module that depends on its facts and on what was resolved
 * in it, and on nothing else: asked again only after one of these changed.
 */
export function keptFor<T>(module: ModuleView, question: string, answer: () => T): T {
  const { facts, epoch } = module as LinkedModule;
  let own = kept.get(module);
  if (own === undefined || own.facts !== facts || own.epoch !== epoch) {
    own = { facts, epoch, answers: new Map() };
    kept.set(module, own);
  }
  const known = own.answers.get(question);
  if (known !== undefined) return known as T;
  const found = answer();
  // An answer that took part in changing the epoch is not kept: it may be of before.
  if ((module as LinkedModule).epoch === epoch) own.answers.set(question, found);
  return found;
}
