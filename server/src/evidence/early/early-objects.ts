import { type Expression, rootName } from '../../facts/expression.ts';
import { type EarlyObject, earlyObject } from '../../knowledge/early-objects.ts';
import type { CallView, ModuleView, ProjectView, UnitView } from '../../project/model.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { type EarlyHarm, quieter, quoted } from './early-harm.ts';
import { heldOver } from './early-name-uses.ts';
import {
  type Holder,
  holderOf,
  isLate,
  lateMethodCall,
  reachOfUsers,
  referencesTo,
} from './holders.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { isAfter, isBefore, type PatchedProgram } from './patched-program.ts';
import { switchUnderLock } from './switching.ts';

/** What import-time code of `module` makes before this program patches, and what comes of it. */
export function* earlyObjectsMade(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  for (const unit of importTimeUnits(module)) {
    for (const call of unit.calls) {
      const made = madeBy(call, project);
      if (made === undefined || !late.parts.has(made.row.part)) continue;
      const start = call.span[0];
      if (!isBefore(module, start, late, project)) continue;
      if (!certainlyRuns(unit, call.block, start, module === late.program.main)) continue;
      const holder = holderOf(unit, call.call.span);
      const shown = shownHarm(made.row, call, holder, project, late);
      if (shown === undefined) continue;
      const thing = holder?.name ?? made.row.path;
      yield {
        span: shift(made.span, unit.start),
        subject: holder === undefined ? made.row.path : `${holder.name}: ${made.row.path}`,
        lead: made.factory
          ? `${quoted(thing)} takes ${quoted(made.row.path)}`
          : `${quoted(thing)} is made`,
        effect: effectOf(made.row),
        ...shown,
      };
    }
  }
}

interface Made {
  readonly row: EarlyObject;
  /** Counted from the unit. */
  readonly span: Span;
  /** Not an object was made but its constructor was kept, to make some later. */
  readonly factory: boolean;
}

/** The harmful object that a call makes, or whose constructor it keeps as a factory. */
function madeBy(call: CallView, project: ProjectView): Made | undefined {
  const row = call.path === undefined ? undefined : harmful(call.path);
  if (row !== undefined) {
    return isHarmlessCall(row, call) ? undefined : { row, span: call.call.span, factory: false };
  }
  for (const [index, { keyword, value, star }] of call.call.arguments.entries()) {
    const factory =
      keyword === 'default_factory' ||
      (keyword === 'factory' && call.call.callee.kind !== 'call') ||
      (index === 0 && keyword === undefined && call.path === 'collections.defaultdict');
    if (!factory || star !== undefined) continue;
    const kept = project.valueOf(value, call.unit);
    // A class that is taken early makes late objects, harmed or not as that class is.
    const made = kept.kind === 'external' ? harmful(kept.path) : undefined;
    if (made !== undefined && factories.has(made.path))
      return { row: made, span: value.span, factory: true };
  }
  return undefined;
}

/** Constructors that harm in what they make later, too. `threading.RLock` makes good ones. */
const factories: ReadonlySet<string> = new Set([
  'threading.Lock',
  '_thread.allocate_lock',
  'threading.local',
  'queue.SimpleQueue',
  'ssl.SSLContext',
]);

function harmful(path: string): EarlyObject | undefined {
  const row = earlyObject(path);
  return row?.early === 'harmful' ? row : undefined;
}

/** A scheduler that is told how to sleep does not keep the native sleep. */
function isHarmlessCall(row: EarlyObject, { call }: CallView): boolean {
  if (row.path !== 'sched.scheduler') return false;
  return call.arguments.length > 1 || call.arguments.some((one) => one.keyword === 'delayfunc');
}

function effectOf({ effect, pythonMax }: EarlyObject): string {
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

function shownHarm(
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
