import type { PatchPart } from './patch-part.ts';
import { switchingCall } from './switching-calls.ts';

/**
 * The parts of which one must be patched so that a waiting call lets other greenlets run.
 * Undefined for calls that mostly return at once, and for those that need no patch.
 */
export function neededParts(path: string): readonly PatchPart[] | undefined {
  const row = switchingCall(path);
  if (row === undefined || row.waits === 'sometimes' || row.part === 'gevent') return undefined;
  return row.orPart === undefined ? [row.part] : [row.part, row.orPart];
}
