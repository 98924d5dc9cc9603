import type { PatchPart } from './patch-part.ts';
import table from './tables/switching-calls.json' with { type: 'json' };

/** A call that may let other greenlets run before it returns. */
export interface SwitchingCall {
  /** `time.sleep`. */
  readonly path: string;
  /** The part that must be patched for it; `gevent`: switches in any program. */
  readonly part: PatchPart | 'gevent';
  /** A part that does as well: patched queues wait cooperatively on native locks. */
  readonly orPart?: PatchPart;
  /** It mostly returns at once: a lock that is free, a queue with room. Missing: it waits. */
  readonly waits?: 'sometimes';
  /** gevent's own call, or method of its own class, which takes the same arguments and needs no patch. */
  readonly counterpart?: string;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const switchingCalls = table as readonly SwitchingCall[];

const byPath = new Map(switchingCalls.map((row) => [row.path, row]));

/** The row of a canonical path, if calling it may switch. Absence proves nothing. */
export function switchingCall(path: string): SwitchingCall | undefined {
  return byPath.get(path);
}
