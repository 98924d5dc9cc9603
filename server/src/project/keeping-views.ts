import type { LinkingView } from './linking-view.ts';
import { effectsOf, type UnitEffects } from './unit-effects.ts';
import type { LinkedCall, LinkedEvent, LinkedUnit } from './views.ts';

/** Units as they were before an edit, for what was computed from them. */
export class KeptViews {
  readonly #project: LinkingView;
  readonly #units: readonly {
    readonly unit: LinkedUnit;
    readonly events: readonly LinkedEvent[];
    readonly calls: readonly LinkedCall[];
    readonly effects: UnitEffects;
  }[];

  constructor(units: readonly LinkedUnit[], project: LinkingView) {
    this.#project = project;
    this.#units = units.map((unit) => {
      const { events, calls } = unit;
      return { unit, events, calls, effects: keptEffects(unit, project) };
    });
  }

  /**
   * After the edit: whether it means nothing to programs and greenlet reach. Then the views that
   * they hold are put back in their places, and what they computed still stands.
   */
  putBack(): boolean {
    const places = this.#units.map(({ unit, events, calls, effects }) => {
      const now = keptEffects(unit, this.#project);
      if (now.blocks !== effects.blocks) return undefined;
      const eventsNow = aligned(effects.events, now.events, events);
      const callsNow = aligned(effects.calls, now.calls, calls);
      return eventsNow && callsNow && { unit, eventsNow, callsNow };
    });
    if (places.includes(undefined)) return false;
    for (const place of places) place?.unit.putBack(place.eventsNow, place.callsNow);
    return true;
  }
}

const known = new WeakMap<
  LinkedUnit,
  { readonly facts: object; readonly epoch: number; readonly effects: UnitEffects }
>();

/** Who types in a function types there again: what it was after one key it is before the next. */
function keptEffects(unit: LinkedUnit, project: LinkingView): UnitEffects {
  const { facts } = unit;
  const { epoch } = unit.scope.module;
  const kept = known.get(unit);
  if (kept?.facts === facts && kept.epoch === epoch) return kept.effects;
  const effects = effectsOf(unit, project);
  known.set(unit, { facts, epoch, effects });
  return effects;
}

/**
 * For each of the new lines the earlier view that stands for it; undefined for new views that
 * mean nothing, and undefined as a whole where any line that means something came or went.
 */
function aligned<T>(
  before: readonly (string | undefined)[],
  now: readonly (string | undefined)[],
  views: readonly T[],
): readonly (T | undefined)[] | undefined {
  const found: (T | undefined)[] = now.map(() => undefined);
  let at = 0;
  for (const [index, line] of now.entries()) {
    if (line === undefined) continue;
    while (at < before.length && before[at] === undefined) at++;
    if (before[at] !== line) return undefined;
    found[index] = views[at];
    at++;
  }
  return before.slice(at).every((line) => line === undefined) ? found : undefined;
}
