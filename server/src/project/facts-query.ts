import type { Scope } from '../facts/scope.ts';
import type { ModuleView, ScopeView, UnitView } from './model.ts';

/** A piece of a module, with the places in it that a query found. */
export interface FoundPlaces {
  readonly unit: UnitView;
  readonly places: readonly number[];
}

/** A piece of facts inside of another one in which something was found. */
interface Hit {
  /** The indexes of the children that lead to it; empty for the piece itself. */
  readonly trail: readonly number[];
  readonly places: readonly number[];
}

/**
 * Finds places in modules by their text alone. What was found in a piece of facts is remembered
 * with it: after a keystroke only the changed function, and what it stands in, is searched.
 */
export class FactsQuery {
  readonly #find: (facts: Scope) => readonly number[];
  readonly #hits = new WeakMap<Scope, readonly Hit[]>();

  /** `find` must look at nothing but its argument, and not at the scopes inside of it. */
  constructor(find: (facts: Scope) => readonly number[]) {
    this.#find = find;
  }

  /** What was found in all scopes of the module, in their order. */
  in(module: ModuleView): readonly FoundPlaces[] {
    const own: FoundPlaces[] = [];
    const inside: FoundPlaces[] = [];
    for (const unit of module.script.units) {
      for (const { trail, places } of this.#hitsIn(unit.facts)) {
        if (trail.length === 0) own.push({ unit, places });
        else inside.push({ unit: follow(unit, trail), places });
      }
    }
    return [...own, ...inside];
  }

  /** Whether there is any such place in the module. */
  isIn(module: ModuleView): boolean {
    return module.facts.statements.some(({ unit }) => this.#hitsIn(unit).length > 0);
  }

  #hitsIn(facts: Scope): readonly Hit[] {
    let known = this.#hits.get(facts);
    if (known === undefined) {
      const places = this.#find(facts);
      const hits: Hit[] = places.length > 0 ? [{ trail: [], places }] : [];
      facts.children.forEach(({ scope }, index) => {
        for (const hit of this.#hitsIn(scope)) {
          hits.push({ trail: [index, ...hit.trail], places: hit.places });
        }
      });
      known = hits;
      this.#hits.set(facts, known);
    }
    return known;
  }
}

function follow(unit: UnitView, trail: readonly number[]): UnitView {
  let at = unit;
  for (const index of trail) {
    const child: ScopeView = at.children[index]!;
    at = child.units[0]!;
  }
  return at;
}
