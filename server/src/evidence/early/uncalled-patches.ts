import { patchFunction } from '../../knowledge/patch-functions.ts';
import { EventQuery } from '../../project/event-query.ts';
import type { ModuleView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';

/** Statements that are but a name; only these can stand for a function. */
const bareNames = new EventQuery(
  (event) =>
    event.kind === 'expression' &&
    (event.value.kind === 'name' || event.value.kind === 'attribute'),
);

/** A patch function that is looked up and dropped. */
export interface UncalledPatch {
  /** `gevent.monkey.patch_all`. */
  readonly path: string;
  readonly span: Span;
}

/** The statements of a module that say `monkey.patch_all` without a call. */
export function uncalledPatches(
  module: ModuleView,
  project: ProjectView,
): readonly UncalledPatch[] {
  const found: UncalledPatch[] = [];
  for (const { event, unit, span } of bareNames.in(module)) {
    if (event.kind !== 'expression') continue;
    const value = project.valueOf(event.value, unit, span[0]);
    if (value.kind !== 'external' || patchFunction(value.path) === undefined) continue;
    const [start, end] = event.value.span;
    found.push({ path: value.path, span: [start + unit.start, end + unit.start] });
  }
  return found;
}
