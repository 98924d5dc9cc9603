import type { PatchPart, RowSeverity } from './patch-part.ts';
import table from './tables/early-objects.json' with { type: 'json' };

/** What becomes of an object made, or a class derived, before the patch. */
export interface EarlyObject {
  /** The constructor or base class: `threading.Lock`. */
  readonly path: string;
  /** `call`: an object was made; `subclass`: a class was derived. */
  readonly how: 'call' | 'subclass';
  /** The part of patch_all that would have made the difference. */
  readonly part: PatchPart;
  readonly early: 'harmful' | 'harmless';
  /** What happens at run time, reading on from the object: `it excludes no greenlet …`. */
  readonly effect: string;
  /** Of harmful rows only. */
  readonly severity?: RowSeverity;
  /**
   * What else must be so for the harm: `under-switch` a greenlet switches while it holds the
   * lock; `held` the same for a Condition, whose wait and notify alone are fine; `listening`
   * the socket accepts; `waits` a method that waits is called on the socket after
   * the patch; `running` the child still runs after the patch; `started-late` the thread is
   * started after the patch; `joined` join() or is_alive() is called.
   */
  readonly condition?:
    | 'under-switch'
    | 'held'
    | 'listening'
    | 'waits'
    | 'running'
    | 'started-late'
    | 'joined';
  /** The last Python version in which it harms (`3.12`). */
  readonly pythonMax?: string;
  readonly evidence: string;
}

/** Every row, sorted by path and way. */
export const earlyObjects = table as readonly EarlyObject[];

const calls = new Map(earlyObjects.filter((r) => r.how === 'call').map((r) => [r.path, r]));
const bases = new Map(earlyObjects.filter((r) => r.how === 'subclass').map((r) => [r.path, r]));

/** The row for calling `path` at import time before the patch. */
export function earlyObject(path: string): EarlyObject | undefined {
  return calls.get(path);
}

/** The row for deriving a class from `path` before the patch. */
export function earlyBaseClass(path: string): EarlyObject | undefined {
  return bases.get(path);
}
