import type { PatchPart } from './patch-part.ts';
import table from './tables/switching-calls.json' with { type: 'json' };

/** A call that may let other greenlets run before it returns. */
export interface SwitchingCall {
  /** `time.sleep`. */
  readonly path: string;
  /** The part that must be patched for it; `gevent`: switches in any program. */
  readonly part: PatchPart | 'gevent';
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const switchingCalls = table as readonly SwitchingCall[];

const byPath = new Map(switchingCalls.map((row) => [row.path, row]));

/** The row of a canonical path, if calling it may switch. Absence proves nothing. */
export function switchingCall(path: string): SwitchingCall | undefined {
  return byPath.get(path);
}
