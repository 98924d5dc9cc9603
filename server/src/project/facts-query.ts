import type { Scope } from '../facts/scope.ts';
import type { ModuleView, ScopeView, UnitView } from './model.ts';

/** A piece of facts inside of another one in which something was found. */
interface Hit {
  /** The indexes of the children that lead to it; empty for the piece itself. */
  readonly trail: readonly number[];
  readonly places: readonly number[];
}

/**
 * Finds the facts of one kind that pass a test of their text, in modules. What was found in a piece
 * of facts is remembered with it: after a keystroke only the changed function, and what it stands
 * in, is searched.
 */
export abstract class FactsQuery<Fact, View> {
  readonly #test: (fact: Fact, facts: Scope) => boolean;
  readonly #factsOf: (facts: Scope) => readonly Fact[];
  readonly #viewsOf: (unit: UnitView) => readonly View[];
  readonly #hits = new WeakMap<Scope, readonly Hit[]>();

  /** `factsOf` and `viewsOf` must answer in the same order. */
  protected constructor(
    test: (fact: Fact, facts: Scope) => boolean,
    factsOf: (facts: Scope) => readonly Fact[],
    viewsOf: (unit: UnitView) => readonly View[],
  ) {
    this.#test = test;
    this.#factsOf = factsOf;
    this.#viewsOf = viewsOf;
  }

  /** What was found in all scopes of the module, in their order. */
  in(module: ModuleView): readonly View[] {
    const own: View[] = [];
    const inside: View[] = [];
    for (const unit of module.script.units) {
      for (const { trail, places } of this.#hitsIn(unit.facts)) {
        const views = this.#viewsOf(follow(unit, trail));
        const found = trail.length === 0 ? own : inside;
        for (const place of places) found.push(views[place]!);
      }
    }
    return [...own, ...inside];
  }

  /** Whether there is any in the module. */
  isIn({ facts }: Pick<ModuleView, 'facts'>): boolean {
    return facts.statements.some(({ unit }) => this.isWithin(unit));
  }

  /** Whether there is any in a piece of facts, or inside of it. */
  isWithin(facts: Scope): boolean {
    return this.#hitsIn(facts).length > 0;
  }

  #hitsIn(facts: Scope): readonly Hit[] {
    let known = this.#hits.get(facts);
    if (known === undefined) {
      const places = this.#factsOf(facts).flatMap((fact, index) =>
        this.#test(fact, facts) ? index : [],
      );
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
