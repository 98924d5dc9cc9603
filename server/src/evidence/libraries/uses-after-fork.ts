import type { Place, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { type Holder, holderOf, type Reference } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';
import type { Placed } from '../inside-block.ts';
import { type ClientHolder, clientReferences } from './client-holders.ts';

/** Whether some process runs a place of a function. */
export type Runs = (scope: ScopeView, at: Placed) => boolean;

/** How many steps from what is made of a client to what is made of that. */
const deepest = 2;

/**
 * A use in code that a process runs: of what is kept, or of what import-time code makes of it
 * (`cursor = connection.cursor()`, `Session = sessionmaker(engine)`).
 */
export function useIn(
  holder: ClientHolder,
  runs: Runs,
  message: string,
  project: ProjectView,
  depth = 0,
): Place | undefined {
  const derived: Holder[] = [];
  for (const { unit, matches } of clientReferences(holder, project)) {
    for (const { span, block, made } of usesIn(unit, matches)) {
      if (runs(unit.scope, { span, block })) return { path: unit.scope.module.path, span, message };
      if (made !== undefined && runsAtImport(unit.scope)) derived.push(made);
    }
  }
  if (depth === deepest) return undefined;
  for (const made of derived) {
    const used = useIn(made, runs, message, project, depth + 1);
    if (used !== undefined) return used;
  }
  return undefined;
}

interface Used extends Placed {
  readonly span: Span;
  /** What keeps the result of a call. */
  readonly made?: Holder | undefined;
}

function* usesIn(unit: UnitView, matches: Reference['matches']): Iterable<Used> {
  const { start, facts } = unit;
  for (const { call, span, block } of unit.calls) {
    const uses =
      matches(call.callee) ||
      (call.callee.kind === 'attribute' && matches(call.callee.base)) ||
      call.arguments.some(({ value }) => matches(value));
    if (uses) yield { span, block, made: holderOf(unit, call.span) };
  }
  const absolute = (span: Span): Span => [start + span[0], start + span[1]];
  for (const block of unit.blocks) {
    for (const manager of block.block.managers ?? []) {
      if (matches(manager)) yield { span: absolute(manager.span), block };
    }
  }
  for (const event of facts.events) {
    if (event.kind !== 'return' || event.value === undefined || !matches(event.value)) continue;
    yield { span: absolute(event.value.span), block: unit.blocks[event.block] };
  }
}
