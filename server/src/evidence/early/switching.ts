import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { CallView, ProjectView, ScopeView } from '../../project/model.ts';
import { isInside } from '../inside-block.ts';
import { type Holder, type Reference, referencesTo } from './holders.ts';

/**
 * Whether a call may let other greenlets run: itself by the tables, or a first-party function
 * that it calls does. `parts`: what the program patches in the end.
 */
export function maySwitch(
  call: CallView,
  parts: ReadonlySet<string>,
  project: ProjectView,
  seen = new Set<ScopeView>(),
): boolean {
  const { target } = call;
  if (project.ownCall(call, 'switches') !== undefined) return true;
  if (target.kind === 'external') {
    const row = switchingCall(target.path);
    return row !== undefined && (row.part === 'gevent' || parts.has(row.part));
  }
  if (target.kind !== 'function' || seen.has(target.scope)) return false;
  if (target.scope.facts?.isGenerator === true) return false;
  seen.add(target.scope);
  return target.scope.calls.some((inner) => maySwitch(inner, parts, project, seen));
}

/** A switching call that is made while the lock that `holder` keeps is held, if there is one. */
export function switchUnderLock(
  holder: Holder,
  project: ProjectView,
  parts: ReadonlySet<string>,
): CallView | undefined {
  for (const reference of referencesTo(holder, project)) {
    const found = underWith(reference, parts, project) ?? afterAcquire(reference, parts, project);
    if (found !== undefined) return found;
  }
  return undefined;
}

function underWith(
  { unit, matches }: Reference,
  parts: ReadonlySet<string>,
  project: ProjectView,
): CallView | undefined {
  const held = unit.blocks.filter(
    ({ block }) => block.kind === 'with' && block.managers?.some(matches) === true,
  );
  if (held.length === 0) return undefined;
  return unit.calls.find(
    (call) =>
      held.some((block) => isInside(call.block, block)) &&
      !isMethodOf(call, matches) &&
      maySwitch(call, parts, project),
  );
}

/** `lock.acquire()` and whatever follows in the same body, up to `lock.release()`. */
function afterAcquire(
  { unit, matches }: Reference,
  parts: ReadonlySet<string>,
  project: ProjectView,
): CallView | undefined {
  const named = (name: string): readonly CallView[] =>
    unit.calls.filter(({ call: { callee } }) => {
      return callee.kind === 'attribute' && callee.name === name && matches(callee.base);
    });
  for (const { span } of named('acquire')) {
    const released = named('release').find((call) => call.span[0] >= span[1]);
    const end = released?.span[0] ?? Number.POSITIVE_INFINITY;
    const found = unit.calls.find(
      (call) =>
        call.span[0] >= span[1] &&
        call.span[0] < end &&
        !isMethodOf(call, matches) &&
        maySwitch(call, parts, project),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A call of the lock itself: a Condition's wait() lets go of it. */
function isMethodOf(call: CallView, matches: Reference['matches']): boolean {
  const { callee } = call.call;
  return callee.kind === 'attribute' && matches(callee.base);
}
