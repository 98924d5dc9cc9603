import type { CallView, Place, ProjectView } from '../project/model.ts';
import { sameSpan } from './early/holders.ts';

/** The call that a place points at: a spawn, at the beginning of a chain. */
export function callAt({ path, span }: Place, project: ProjectView): CallView | undefined {
  return project.moduleAt(path)?.calls.find((call) => sameSpan(call.span, span));
}
