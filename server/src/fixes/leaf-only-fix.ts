import { shortName } from '../evidence/blocking/greenlet-calls.ts';
import { bodyOf } from '../evidence/threads/job-code.ts';
import { type PoolSite, poolSites } from '../evidence/threads/pool-sites.ts';
import type { FilePath } from '../facts/file-path.ts';
import { standardLibraryCall } from '../knowledge/standard-library.ts';
import type { CallView, ProjectView, ScopeView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';
import { callOnTheLoop } from './call-on-the-loop.ts';
import type { Fix, TextEdit } from './edit.ts';
import type { FixSource } from './source.ts';
import { onlyInThreadPoolTitle, wrapInThreadPool } from './wrap-in-thread-pool.ts';

/**
 * The cure for a job of a thread pool that does more than the one call that blocks: the job runs
 * on the loop (`pool.apply(f, (x,))` becomes `f(x)`, `pool.spawn(f, x)` becomes
 * `gevent.spawn(f, x)`), and the call alone in the hub's pool. Undefined where the job calls
 * anything that is not known to be quick or to cooperate, or is given to a pool elsewhere, too.
 */
export function leafOnlyFix(span: Span, path: FilePath, source: FixSource): Fix | undefined {
  const { project } = source;
  const file = source.file(path);
  const site = file && poolSites(file.module, project).find(({ call }) => same(call.span, span));
  const scope = site && bodyOf(site.job);
  if (!file || site === undefined || scope === undefined || !isOnlyJob(site, scope, project)) {
    return undefined;
  }
  const leaves = leavesOf(scope);
  const body = scope.module === file.module ? file : source.file(scope.module.path);
  if (leaves === undefined || body === undefined) return undefined;
  const moved = callOnTheLoop(file, site.call.span, site.path);
  const spans = leaves.map((call) => call.span);
  const wrapped = moved && wrapInThreadPool(body, ...spans);
  if (moved === undefined || wrapped === undefined) return undefined;
  const files =
    body === file
      ? [{ path, edits: withoutDoubles([...moved, ...wrapped]) }]
      : [
          { path, edits: moved },
          { path: body.path, edits: wrapped },
        ];
  const names = [...new Set(leaves.map((call) => `${shortName(call.path ?? '')}()`))];
  const [name = ''] = names;
  return {
    title: onlyInThreadPoolTitle(names.length === 1 ? name : 'what blocks'),
    preferred: true,
    safe: false,
    files,
  };
}

/** Whether this is the one place where the function goes to a pool. */
function isOnlyJob(site: PoolSite, scope: ScopeView, project: ProjectView): boolean {
  const { job, call, path } = site;
  if (job.kind !== 'function' || scope.kind !== 'function' || call.path !== path) return false;
  if ((scope.facts?.decorators.length ?? 0) > 0) return false;
  if (site.argument.value.kind !== 'name' && site.argument.value.kind !== 'attribute') return false;
  if (project.callers(scope).some((caller) => project.inThreadPool(caller.scope))) return false;
  return project.modules.every((module) =>
    poolSites(module, project).every(
      (other) => bodyOf(other.job) !== scope || same(other.call.span, call.span),
    ),
  );
}

function same(one: Span, other: Span): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

/** The calls of the function that block; undefined where another one may. */
function leavesOf(scope: ScopeView): readonly CallView[] | undefined {
  const leaves: CallView[] = [];
  for (const call of scope.calls) {
    const row = call.path === undefined ? undefined : standardLibraryCall(call.path);
    if (row?.patched === 'blocks') {
      if (row.pool !== 'leaf' || row.releasesGil === false) return undefined;
      leaves.push(call);
    } else if (row === undefined && !isQuick(call)) return undefined;
  }
  return leaves.length > 0 ? leaves : undefined;
}

/** Calls that neither wait outside the loop nor compute for long. */
function isQuick({ path, call: { callee } }: CallView): boolean {
  if (path !== undefined) return quickPaths.test(path);
  return callee.kind === 'attribute' && quickMethods.test(callee.name);
}

const quickPaths =
  /^(?:builtins\.(?!open|input|exec|eval|compile|sorted|__import__)\w+(?:\.\w+)?|logging\.(?:Logger\.|LoggerAdapter\.)?[a-z]\w*|(?:_thread|threading)\.\w+(?:\.\w+)?|time\.\w+|collections\.\w+(?:\.\w+)?)$/;
const quickMethods =
  /^(?:append|add|extend|update|get|pop|setdefault|items|keys|values|encode|decode|format|join|strip|split|replace|lower|upper|startswith|endswith)$/;

/** Both builders may add the same import. */
function withoutDoubles(edits: readonly TextEdit[]): readonly TextEdit[] {
  const seen = new Set<string>();
  return edits.filter(({ span, text }) => {
    const key = `${span.join()} ${text}`;
    if (!text.includes('import ') || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
}
