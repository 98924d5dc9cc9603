import type { PatchPart, RowSeverity } from './patch-part.ts';
import table from './tables/patched-names.json' with { type: 'json' };

/** A module attribute that patch_all replaces or removes, or that looks as if it did. */
export interface PatchedName {
  /** `threading`. */
  readonly module: string;
  /** `Lock`. */
  readonly name: string;
  /** The part of patch_all that is responsible for it. */
  readonly part: PatchPart;
  readonly kind: 'class' | 'function' | 'object';
  /** What patch_all does with the attribute. `unchanged`: it is as before, or mended in place. */
  readonly change: 'replaced' | 'removed' | 'unchanged';
  /** Whether the name harms when it was taken before the patch; `either-order`: it harms always. */
  readonly early: 'harmful' | 'harmless' | 'either-order';
  /** What happens at run time to code that took it early. Harmful rows read on from the name: `it blocks …`. */
  readonly effect: string;
  /** Of harmful rows only. */
  readonly severity?: RowSeverity;
  /**
   * What else must be so for the harm: `contended` two greenlets want a lock made with it;
   * `shared` greenlets share an object made with it; `keyed` state is kept by its value;
   * `joined` join() or is_alive() is called; `waited` os.waitpid() is called for the child.
   */
  readonly when?: 'contended' | 'shared' | 'keyed' | 'joined' | 'waited';
  /** The last Python version in which it harms (`3.12`). */
  readonly pythonMax?: string;
  readonly evidence: string;
}

/** Every row, sorted by module and name. */
export const patchedNames = table as readonly PatchedName[];

const byPath = new Map(patchedNames.map((row) => [`${row.module}.${row.name}`, row]));
const modules = new Set(patchedNames.map((row) => row.module));

/** The row of a dotted path such as `threading.Lock`. */
export function patchedName(path: string): PatchedName | undefined {
  return byPath.get(path);
}

/** Whether patch_all changes anything in this module: `threading`. */
export function isPatchedModule(module: string): boolean {
  return modules.has(module);
}
