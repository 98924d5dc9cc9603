import type { EarlyObject } from '../../knowledge/early-objects.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { type EarlyHarm, quoted } from './early-harm.ts';
import { earlyInstancesMade } from './early-instances.ts';
import { holderOf } from './holders.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { effectOf, harmful, isHarmlessCall, shownHarm } from './object-harm.ts';
import { isBefore, type PatchedProgram } from './patched-program.ts';

/** What import-time code of `module` makes before this program patches, and what comes of it. */
export function* earlyObjectsMade(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  for (const unit of importTimeUnits(module)) {
    for (const call of unit.calls) {
      const made = madeBy(call, project);
      if (made === undefined || !late.parts.has(made.row.part)) continue;
      const start = call.span[0];
      if (!isBefore(module, start, late, project)) continue;
      if (!certainlyRuns(unit, call.block, start, module === late.program.main)) continue;
      const holder = holderOf(unit, call.call.span);
      const shown = shownHarm(made.row, call, holder, project, late);
      if (shown === undefined) continue;
      const thing = holder?.name ?? made.row.path;
      yield {
        span: shift(made.span, unit.start),
        subject: holder === undefined ? made.row.path : `${holder.name}: ${made.row.path}`,
        lead: made.factory
          ? `${quoted(thing)} takes ${quoted(made.row.path)}`
          : `${quoted(thing)} is made`,
        effect: effectOf(made.row),
        ...shown,
      };
    }
  }
  yield* earlyInstancesMade(module, project, late);
}

interface Made {
  readonly row: EarlyObject;
  /** Counted from the unit. */
  readonly span: Span;
  /** Not an object was made but its constructor was kept, to make some later. */
  readonly factory: boolean;
}

/** The harmful object that a call makes, or whose constructor it keeps as a factory. */
function madeBy(call: CallView, project: ProjectView): Made | undefined {
  const row = call.path === undefined ? undefined : harmful(call.path);
  if (row !== undefined) {
    return isHarmlessCall(row, call) ? undefined : { row, span: call.call.span, factory: false };
  }
  for (const [index, { keyword, value, star }] of call.call.arguments.entries()) {
    const factory =
      keyword === 'default_factory' ||
      (keyword === 'factory' && call.call.callee.kind !== 'call') ||
      (index === 0 && keyword === undefined && call.path === 'collections.defaultdict');
    if (!factory || star !== undefined) continue;
    const kept = project.valueOf(value, call.unit);
    // A class that is taken early makes late objects, harmed or not as that class is.
    const made = kept.kind === 'external' ? harmful(kept.path) : undefined;
    if (made !== undefined && factories.has(made.path))
      return { row: made, span: value.span, factory: true };
  }
  return undefined;
}

/** Constructors that harm in what they make later, too. `threading.RLock` makes good ones. */
const factories: ReadonlySet<string> = new Set([
  'threading.Lock',
  '_thread.allocate_lock',
  'threading.local',
  'queue.SimpleQueue',
  'ssl.SSLContext',
]);
