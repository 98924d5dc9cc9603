import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { patchedWhereItRuns } from '../blocking/patched-for.ts';
import { isInMemory } from '../blocking/sqlite-unit.ts';
import { bodyOf } from '../threads/job-code.ts';
import { isDuring, type OpenTransaction, openTransactions } from './open-transactions.ts';

/** A call that waits for long while a transaction is open. */
export interface WaitInTransaction {
  /** The call in the transaction: the wait itself, or of a function that leads to it. */
  readonly call: CallView;
  /** `requests.get`. */
  readonly path: string;
  readonly transaction: OpenTransaction;
  /** From the call to the wait, where they are not the same. */
  readonly steps: readonly Place[];
  /** False: only some of the programs patch what makes it wait cooperatively. */
  readonly certain: boolean;
}

/** How many functions are looked through below one call. */
const mostScopes = 40;
/** Seconds below which a literal sleep is only a pause to let others run. */
const shortSleep = 0.1;

/**
 * The calls of a module that wait in greenlets while their function holds a transaction open:
 * for the network, other processes, other greenlets, the clock. Tests are left out, and so are
 * locks of gevent and what a program runs that does not patch the wait: that blocks anyhow.
 */
export function* waitsInTransactions(
  module: ModuleView,
  project: ProjectView,
): Iterable<WaitInTransaction> {
  if (!project.usesGevent || module.isTest) return;
  for (const scope of module.scopes) {
    if (scope.calls.length === 0) continue;
    const open = openTransactions(scope, project).filter((one) => locksOthersOut(one, project));
    if (open.length === 0 || project.greenletReach(scope) === undefined) continue;
    if (project.inThreadPool(scope)) continue;
    for (const call of scope.calls) {
      const transaction = open.find((one) => isDuring(call, one));
      if (transaction === undefined || isDead(call)) continue;
      const found = waitOf(call, project) ?? waitBelow(call, project);
      if (found !== undefined) yield { call, transaction, steps: [], ...found };
    }
  }
}

type Wait = Pick<WaitInTransaction, 'path' | 'certain'> & { readonly steps?: readonly Place[] };

/** What a call itself waits for. */
function waitOf(call: CallView, project: ProjectView): Wait | undefined {
  const row = call.path === undefined ? undefined : switchingCall(call.path);
  if (row === undefined || row.waits === 'sometimes' || isPause(call, project)) return undefined;
  if (row.part === 'gevent') return { path: row.path, certain: true };
  const patched = patchedWhereItRuns(call, row.part, project);
  return patched === 'no' ? undefined : { path: row.path, certain: patched === 'certainly' };
}

/** `gevent.sleep(0)`: others run, and it is over. */
function isPause({ path, call, unit }: CallView, project: ProjectView): boolean {
  if (path !== 'gevent.sleep' && path !== 'time.sleep') return path === 'gevent.idle';
  const seconds = call.arguments[0];
  if (seconds === undefined) return path === 'gevent.sleep';
  const value = project.valueOf(seconds.value, unit);
  return value.kind === 'number' && Number(value.text) < shortSleep;
}

/** The first wait in the functions that a call leads to, nearest first. */
function waitBelow(call: CallView, project: ProjectView): Wait | undefined {
  const start = followed(call);
  if (start === undefined) return undefined;
  const chains = new Map<ScopeView, readonly Place[]>([[start, []]]);
  for (const [scope, chain] of chains) {
    // What waits in a transaction of its own is reported there.
    const own = openTransactions(scope, project);
    for (const inner of scope.calls) {
      if (isDead(inner) || own.some((one) => isDuring(inner, one))) continue;
      const wait = waitOf(inner, project);
      const place = { path: scope.module.path, span: inner.span };
      if (wait !== undefined) {
        const message = `\`${wait.path}()\` waits here`;
        return { ...wait, steps: [...chain, { ...place, message }] };
      }
      const next = followed(inner);
      if (next === undefined || chains.has(next) || chains.size >= mostScopes) continue;
      chains.set(next, [...chain, { ...place, message: `\`${scope.name}()\` calls it here` }]);
    }
  }
  return undefined;
}

/** The function that runs when a call is made, before the call returns. */
function followed({ target }: CallView): ScopeView | undefined {
  const scope = bodyOf(target);
  return scope?.facts?.isGenerator || scope?.facts?.isAsync ? undefined : scope;
}

/** Not so for sqlite in memory, nor under a lock that the other writers of this process take. */
function locksOthersOut({ row, unit, begin }: OpenTransaction, project: ProjectView): boolean {
  if (row.database !== 'sqlite') return true;
  const isLocked = unit.blocks.some(
    ({ block, span }) =>
      block.kind === 'with' &&
      span[0] <= begin.span[0] &&
      span[1] >= begin.span[1] &&
      block.managers?.some((manager) => {
        const value = project.valueOf(manager, unit);
        return value.kind === 'external-instance' && /(?:Lock|Semaphore)$/.test(value.path);
      }) === true,
  );
  return !isLocked && !isInMemory(unit.scope, project);
}
