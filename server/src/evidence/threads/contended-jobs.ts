import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { descendsFrom } from '../early/holders.ts';
import { isNewEachTurn, runsAtTheSameTime, type Several } from './at-the-same-time.ts';
import { bodyOf, codeOfJob } from './job-code.ts';
import { isWritten, logCall, logCallOnLoop } from './log-calls.ts';
import { locksNamedIn, type SharedLock, takesLock, threadsArePatched } from './patched-locks.ts';
import { type PoolSite, poolSites } from './pool-sites.ts';

/** A job of a thread pool that may hang, since several of its threads take one patched lock. */
export interface ContendedJob {
  readonly site: PoolSite;
  /** The lock that it takes; undefined where it logs, and takes those of the handlers. */
  readonly lock: SharedLock | undefined;
  /** Where it takes it, with the calls that lead there. */
  readonly chain: readonly Place[];
  /** Whether it is known to happen: the lock is one and the same, the record is written. */
  readonly certain: boolean;
  /** For jobs that log: a log call of the loop, which takes the same locks. */
  readonly onLoop: CallView | undefined;
}

/** A lock that a job takes. */
interface Taken {
  readonly lock: SharedLock | undefined;
  readonly chain: readonly Place[];
  readonly certain: boolean;
}

/** The jobs that this module gives to thread pools and that may hang. */
export function* contendedJobs(module: ModuleView, project: ProjectView): Iterable<ContendedJob> {
  if (!project.usesGevent || !threadsArePatched(module, project)) return;
  const sites = poolSites(module, project).filter(
    ({ job, oneThread }) => !oneThread && bodyOf(job) !== undefined,
  );
  if (sites.length === 0) return;
  const jobs = sites.map((site) => ({ site, taken: takenBy(site, project) }));
  for (const { site, taken } of jobs) {
    const several = runsAtTheSameTime(site, project);
    const worst = taken
      .map((one) => ({ ...one, beside: several ?? besideAnother(site, one, jobs) }))
      .filter(({ beside }) => beside !== undefined)
      .map((one) => ({ ...one, onLoop: one.lock ? undefined : loopLogs(site, project) }))
      .sort((a, b) => weight(b) - weight(a))[0];
    if (worst?.beside === undefined) continue;
    const { lock, certain, beside, onLoop } = worst;
    if (lock?.perInstance !== undefined && isNewEachTurn(site)) continue;
    yield {
      site,
      lock,
      onLoop,
      // Each greenlet may have an object, and so a lock, of its own.
      certain: certain && !(lock?.perInstance !== undefined && beside.reach !== undefined),
      chain: [...(beside.reach?.chain ?? []), ...worst.chain],
    };
  }
}

function weight({ certain, onLoop }: { certain: boolean; onLoop: unknown }): number {
  return (certain ? 2 : 0) + (onLoop === undefined ? 0 : 1);
}

function loopLogs({ call }: PoolSite, project: ProjectView): CallView | undefined {
  const found = logCallOnLoop(call.scope, project);
  return found !== undefined && isWritten(found, project) ? found : undefined;
}

/** Another job of the same function that is not waited for and takes the same lock. */
function besideAnother(
  site: PoolSite,
  { lock }: Taken,
  jobs: readonly { readonly site: PoolSite; readonly taken: readonly Taken[] }[],
): Several | undefined {
  if (site.waits) return undefined;
  const other = jobs.find(
    ({ site: one, taken }) =>
      one.call.span[0] < site.call.span[0] &&
      one.call.scope === site.call.scope &&
      !one.waits &&
      taken.some((each) => each.lock === lock),
  );
  return other && {};
}

function takenBy({ job }: PoolSite, project: ProjectView): readonly Taken[] {
  const found: Taken[] = [];
  const owner = job.kind === 'function' && job.bound ? job.scope.parent : undefined;
  let logged: Taken | undefined;
  const code = codeOfJob(job);
  const isShared = ({ perCall, perInstance }: SharedLock): boolean =>
    (perInstance === undefined ||
      (owner !== undefined && descendsFrom(owner, perInstance, project))) &&
    !code.some(({ scope }) => scope === perCall);
  for (const { scope, chain } of code) {
    for (const lock of locksNamedIn(scope, project)) {
      if (!isShared(lock) || found.some((one) => one.lock === lock)) continue;
      const place = lockTaken(scope, lock);
      if (place !== undefined) found.push({ lock, chain: [...chain, place], certain: true });
    }
    const call = logged?.certain === true ? undefined : logCall(scope);
    if (call === undefined) continue;
    const { path } = scope.module;
    const place = { path, span: call.span, message: `\`${scope.name}()\` logs here` };
    logged = { lock: undefined, chain: [...chain, place], certain: isWritten(call, project) };
  }
  return logged === undefined ? found : [...found, logged];
}

function lockTaken(scope: ScopeView, lock: SharedLock): Place | undefined {
  for (const unit of scope.units) {
    const taken = lock.units.includes(unit) ? takesLock(unit, lock) : undefined;
    if (taken === undefined) continue;
    const message = `\`${scope.name}()\` takes \`${lock.name}\` here`;
    return { path: scope.module.path, span: taken.span, message };
  }
  return undefined;
}
