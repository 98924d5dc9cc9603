import { threadPoolHazard } from '../../knowledge/thread-pool-hazards.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import { certaintyIn } from '../../project/programs/block-certainty.ts';
import { codeOfJob } from './job-code.ts';
import { type PoolSite, poolSites } from './pool-sites.ts';

/** A job of a thread pool that starts a process there, which raises. */
export interface ForkingJob {
  readonly site: PoolSite;
  /** `subprocess.run`. */
  readonly path: string;
  /** Where it is called; empty where it is the job itself. */
  readonly chain: readonly Place[];
  /** Whether the job certainly comes there, and the process is certainly forked. */
  readonly certain: boolean;
}

/** The jobs that this module gives to thread pools and that start a process. */
export function* forkingJobs(module: ModuleView, project: ProjectView): Iterable<ForkingJob> {
  if (!project.usesGevent) return;
  for (const site of poolSites(module, project)) {
    const found = forkOf(site, project);
    if (found !== undefined) yield { site, ...found };
  }
}

function forkOf(site: PoolSite, project: ProjectView): Omit<ForkingJob, 'site'> | undefined {
  const { job, call } = site;
  if (job.kind === 'external') {
    const how = raises(job.path, call, project);
    return how && { path: job.path, chain: [], certain: how === 'certain' };
  }
  for (const { scope, chain } of codeOfJob(job)) {
    for (const inner of scope.calls) {
      const { path } = inner;
      const how = path === undefined ? undefined : raises(path, inner, project);
      if (path === undefined || how === undefined) continue;
      const message = `\`${scope.name}()\` starts a process here`;
      const certain = how === 'certain' && certaintyIn(inner.block, false) === 'yes';
      const place = { path: scope.module.path, span: inner.span, message };
      return { path, chain: [...chain, place], certain };
    }
  }
  return undefined;
}

/** Whether a call raises in a native thread of this program. */
function raises(
  path: string,
  call: CallView,
  project: ProjectView,
): 'certain' | 'likely' | undefined {
  const row = threadPoolHazard(path);
  if (row?.path !== path || row.raises === undefined) return undefined;
  if (row.raises === 'always') return 'certain';
  const part = row.raises === 'patched-subprocess' ? 'subprocess' : 'os';
  const { module } = call.scope;
  const patched = project
    .patchedAt(module, 0)
    .some(({ program }) => program.finalParts?.has(part) === true);
  if (!patched) return undefined;
  if (row.raises !== 'fork-context') return 'certain';
  return choosesContext(project) ? undefined : 'likely';
}

/** Whether somebody says how multiprocessing starts its children. */
function choosesContext(project: ProjectView): boolean {
  return keptForAll(project, 'somebody chooses how children start', () =>
    project.modules.some((module) =>
      module.calls.some(
        ({ path, call }) =>
          /^multiprocessing\.(?:set_start_method|get_context)$/.test(path ?? '') ||
          (path === 'concurrent.futures.ProcessPoolExecutor' &&
            call.arguments.some(({ keyword, star }) => keyword === 'mp_context' || star === 2)),
      ),
    ),
  );
}
