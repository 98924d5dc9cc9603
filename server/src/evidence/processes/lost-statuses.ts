import { EventQuery } from '../../project/event-query.ts';
import { callsExternal, externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { ModuleView, Place, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { codeOfJob } from '../threads/job-code.ts';
import { poolSites } from '../threads/pool-sites.ts';

/** A question for how a child ended that gevent may have answered already. */
export interface LostStatus {
  readonly span: Span;
  /** `os.system` in a pool, or `exitcode` and `is_alive` of a spawned process. */
  readonly asked: 'os.system' | 'exitcode' | 'is_alive';
  /** The call of the pool that is given os.system itself: `gevent.threadpool.ThreadPool.apply`. */
  readonly method: string;
  readonly related: readonly Place[];
  /** Whether gevent reaps children in this program: something starts some through it. */
  readonly certain: boolean;
}

/** Statuses of children that are asked for where gevent, which reaps them, is not asked. */
export function* lostStatuses(module: ModuleView, project: ProjectView): Iterable<LostStatus> {
  if (module.isTest || !project.usesGevent || !isPatched(module, project)) return;
  const certain = keptForAll(project, 'whether gevent reaps children', () =>
    project.modules.some((one) => !one.isTest && startsChildren(one)),
  );
  yield* inPools(module, project, certain);
  yield* ofSpawned(module, project, certain);
}

/** What makes gevent watch, and so reap, the children of the process. */
const reaps =
  /^(?:(?:gevent\.)?subprocess\.(?:Popen|run|call|check_call|check_output|getoutput|getstatusoutput)|os\.popen|asyncio\.create_subprocess_\w+)$/;

function startsChildren(module: ModuleView): boolean {
  return callsExternal(module, (path) => reaps.test(path));
}

function isPatched(module: ModuleView, project: ProjectView): boolean {
  return project
    .patchedAt(module, 0)
    .some(({ program }) => program.finalParts?.has('subprocess') === true);
}

function* inPools(
  module: ModuleView,
  project: ProjectView,
  certain: boolean,
): Iterable<LostStatus> {
  for (const { call, job, path } of poolSites(module, project)) {
    if (job.kind === 'external') {
      if (job.path !== 'os.system' || call.call.usage === 'statement') continue;
      const method = call.path === path ? path : '';
      yield { span: call.span, asked: 'os.system', method, related: [], certain };
      continue;
    }
    for (const { scope, chain } of codeOfJob(job)) {
      const asked = scope.calls.find(
        (one) => one.path === 'os.system' && one.call.usage !== 'statement',
      );
      if (asked === undefined) continue;
      const message = `\`${scope.name}()\` looks at the status here`;
      const place = { path: scope.module.path, span: asked.span, message };
      const related = [...chain, place];
      yield { span: call.span, asked: 'os.system', method: '', related, certain };
      break;
    }
  }
}

const reads = new EventQuery(
  (event) =>
    event.kind === 'read' &&
    event.expression.kind === 'attribute' &&
    event.expression.name === 'exitcode',
);

function* ofSpawned(
  module: ModuleView,
  project: ProjectView,
  certain: boolean,
): Iterable<LostStatus> {
  const spawned = new Set(['multiprocessing.context.SpawnProcess']);
  const spawns = keptForAll(project, 'whether multiprocessing spawns', () =>
    project.modules.some((one) => !one.isTest && choosesSpawn(one, project)),
  );
  if (spawns) spawned.add('multiprocessing.Process');
  const asks = (path: string) =>
    path.endsWith('.is_alive') && spawned.has(path.replace(/\.is_alive$/, ''));
  for (const call of externalCalls(module, asks)) {
    yield { span: call.span, asked: 'is_alive', method: '', related: [], certain };
  }
  for (const { event, unit, span } of reads.in(module)) {
    if (event.kind !== 'read' || event.expression.kind !== 'attribute') continue;
    const value = project.valueOf(event.expression.base, unit, span[0]);
    if (value.kind !== 'external-instance' || !spawned.has(value.path)) continue;
    yield { span, asked: 'exitcode', method: '', related: [], certain };
  }
}

function choosesSpawn(module: ModuleView, project: ProjectView): boolean {
  const setting = (path: string) => path === 'multiprocessing.set_start_method';
  return externalCalls(module, setting).some(({ call, unit }) => {
    const [method] = call.arguments;
    const value = method && project.valueOf(method.value, unit);
    return value?.kind === 'string' && value.value === 'spawn';
  });
}
