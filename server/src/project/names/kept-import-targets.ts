import type { Event } from '../../facts/scope.ts';
import type { ImportTarget } from '../linking-view.ts';
import type { EventView } from '../model.ts';
import type { LinkedModule } from '../views.ts';
import { importTargetsOf } from './import-targets.ts';
import type { Resolving } from './resolving.ts';

/** Where an import statement leads. */
interface ImportAnswer {
  readonly targets: readonly ImportTarget[];
  /** The modules whose names decided it. */
  readonly owners: readonly LinkedModule[];
}

/**
 * The targets of import statements. They depend on which files there are, on the names that
 * modules bind and on which of them are scripts, and on nothing that is resolved: most edits
 * leave them all alone.
 */
export class KeptImportTargets {
  #kept = new WeakMap<
    EventView,
    ImportAnswer & { readonly event: Event; readonly start: number }
  >();

  /** Files came or went, or the names that some module binds. */
  forget(): void {
    this.#kept = new WeakMap();
  }

  find(resolver: Resolving, view: EventView): ImportAnswer {
    const { event } = view;
    // What a call imports hangs on what its callee is: that is resolved, and kept elsewhere.
    if (event.kind === 'call') {
      const owners: LinkedModule[] = [];
      return { targets: importTargetsOf(resolver, view, (owner) => owners.push(owner)), owners };
    }
    const { start } = view.unit;
    const known = this.#kept.get(view);
    if (known?.event === event && known.start === start) return known;
    const owners: LinkedModule[] = [];
    const targets = importTargetsOf(resolver, view, (owner) => owners.push(owner));
    const found = { event, start, owners, targets };
    this.#kept.set(view, found);
    return found;
  }
}
