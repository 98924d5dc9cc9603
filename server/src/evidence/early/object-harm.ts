import { type Expression, rootName } from '../../facts/expression.ts';
import { type EarlyObject, earlyObject } from '../../knowledge/early-objects.ts';
import type { CallView, ProjectView, UnitView } from '../../project/model.ts';
import { type EarlyHarm, quieter } from './early-harm.ts';
import { heldOver } from './early-name-uses.ts';
import { type Holder, isLate, lateMethodCall, reachOfUsers, referencesTo } from './holders.ts';
import { isAfter, type PatchedProgram } from './patched-program.ts';
import { switchUnderLock } from './switching.ts';

/** The row of what makes a harmful object before the patch. */
export function harmful(path: string): EarlyObject | undefined {
  const row = earlyObject(path);
  return row?.early === 'harmful' ? row : undefined;
}

/** A scheduler that is told how to sleep does not keep the native sleep. */
export function isHarmlessCall(row: EarlyObject, { call }: CallView): boolean {
  if (row.path !== 'sched.scheduler') return false;
  return call.arguments.length > 1 || call.arguments.some((one) => one.keyword === 'delayfunc');
}

/** What happens at run time, and where only older Pythons show it. */
export function effectOf({ effect, pythonMax }: EarlyObject): string {
  return pythonMax === undefined || effect.includes('Python')
    ? effect
    : `${effect} on Python ${pythonMax} and older`;
}

/** The methods that show the harm, by condition of the row. */
const harmfulMethods: Readonly<Record<string, ReadonlySet<string>>> = {
  listening: new Set(['accept']),
  waits: new Set([
    ...['accept', 'connect', 'recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg'],
    ...['send', 'sendall', 'sendfile', 'makefile'],
  ]),
  running: new Set(['wait', 'communicate']),
  'started-late': new Set(['start']),
  joined: new Set(['join', 'is_alive']),
};

/** How loud it is, and what shows the harm; undefined where nothing does. */
export function shownHarm(
  row: EarlyObject,
  call: CallView,
  holder: Holder | undefined,
  project: ProjectView,
  late: PatchedProgram,
): Pick<EarlyHarm, 'severity' | 'shownBy'> | undefined {
  if (holder === undefined) return undefined;
  const severity = quieter(row.severity ?? 'warning', row.pythonMax === undefined ? 0 : 1);
  const afterPatch = (unit: UnitView): boolean =>
    isAfter(unit.scope.module, unit.start + unit.facts.length, late, project);
  switch (row.condition) {
    case 'under-switch':
    case 'held': {
      const under = switchUnderLock(holder, project, late.parts);
      return under && { severity, shownBy: [heldOver(under)] };
    }
    case undefined: {
      if (row.path === 'threading.local' || row.path === '_thread._local') {
        const reach = reachOfUsers(holder, project);
        return reach && { severity, shownBy: reach.chain };
      }
      if (isMadeNonBlocking(row, call, holder, project)) return undefined;
      const used = referencesTo(holder, project).some(({ unit }) => isLate(unit, afterPatch));
      return used ? { severity, shownBy: [] } : undefined;
    }
    default: {
      const methods = harmfulMethods[row.condition] ?? new Set();
      if (isMadeNonBlocking(row, call, holder, project)) return undefined;
      const used = lateMethodCall(holder, project, methods, afterPatch);
      if (used === undefined) return undefined;
      const message = `It is used here, after the patch`;
      const path = used.scope.module.path;
      return { severity, shownBy: [{ path, span: used.span, message }] };
    }
  }
}

/** A socket that somebody sets to non-blocking waits for nothing. */
function isMadeNonBlocking(
  { path }: EarlyObject,
  call: CallView,
  holder: Holder,
  project: ProjectView,
): boolean {
  if (!path.startsWith('socket.')) return false;
  const named = (callee: Expression): boolean =>
    callee.kind === 'attribute' && callee.name === 'setblocking';
  const own = call.unit.scope.calls.some(
    ({ call: { callee } }) => named(callee) && rootName(callee) === holder.name,
  );
  return (
    own ||
    referencesTo(holder, project).some(({ unit }) =>
      unit.calls.some(({ call: { callee } }) => named(callee) && rootName(callee) === holder.name),
    )
  );
}
