import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { Place, ProgramView } from '../../project/model.ts';
import { runsAtImport } from '../early/import-time.ts';
import { returnsAtOnce } from '../unpatched/unpatched-waits.ts';

/** No more places than a person clicks through. */
const MOST = 5;

/**
 * Where the functions of a program wait in the standard library, so that every greenlet stops as
 * long as nothing is patched: at most five places. A launcher with greenlets runs any of them, so
 * no spawn is asked for.
 */
export function waitsInFunctions(program: ProgramView): readonly Place[] {
  const places: Place[] = [];
  for (const module of program.order) {
    for (const call of module.calls) {
      const row = call.path === undefined ? undefined : switchingCall(call.path);
      if (row === undefined || row.part === 'gevent' || row.waits === 'sometimes') continue;
      if (runsAtImport(call.scope) || returnsAtOnce(call)) continue;
      const message = `${row.path}() waits here, and every greenlet with it`;
      places.push({ path: module.path, span: call.span, message });
      if (places.length === MOST) return places;
    }
  }
  return places;
}
