import { greenletClass, spawner } from '../../knowledge/spawners.ts';
import { threadPoolCall } from '../../knowledge/thread-pool-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { Place, ProjectView, ScopeView } from '../../project/model.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';

/** Why a function runs in a thread of its own in a program that has not patched. */
export interface NativeThreadReach {
  /** `threading.Thread(target=boot)`. */
  readonly origin: string;
  /** What starts the thread, then the calls on the way. */
  readonly chain: readonly Place[];
}

/** Calls followed upwards from a function; deeper ones leave too much unknown. */
const maxDepth = 4;

/**
 * The thread that runs this function; undefined where none is known, or where something else
 * may call it. It holds for programs in which threads are native.
 */
export function nativeThreadReach(
  scope: ScopeView,
  project: ProjectView,
  depth = 0,
): NativeThreadReach | undefined {
  if (scope.kind !== 'function' || depth > maxDepth) return undefined;
  if (scope.facts?.isAsync === true || scope.facts?.isGenerator === true) return undefined;
  const own = startedHere(scope, project) ?? overridesRun(scope, project);
  const callers = project.callers(scope).map((call) => {
    const reach = nativeThreadReach(call.scope, project, depth + 1);
    const { path } = call.scope.module;
    const link: Place = { path, span: call.span, message: `\`${scope.name}()\` is called here` };
    return reach && { origin: reach.origin, chain: [...reach.chain, link] };
  });
  return callers.every((reach) => reach !== undefined) ? (own ?? callers[0]) : undefined;
}

/** A call that starts a thread with this function. */
function startedHere(scope: ScopeView, project: ProjectView): NativeThreadReach | undefined {
  return keptForAll(project, 'started threads', () => startedThreads(project)).get(scope);
}

/** For each function of which a thread is made the first call that does. */
function startedThreads(project: ProjectView): ReadonlyMap<ScopeView, NativeThreadReach> {
  const started = new Map<ScopeView, NativeThreadReach>();
  for (const module of project.modules) {
    if (module.isTest) continue;
    for (const call of module.calls) {
      if (call.call.arguments.length === 0 || call.path === undefined) continue;
      const place = startsThread(call.path);
      const argument = place && argumentAt(call, place);
      if (argument === undefined) continue;
      const value = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
      if (value.kind !== 'function' || started.has(value.scope)) continue;
      const origin = describeCall(call, argument);
      const message = `\`${origin}\` runs it in a thread`;
      started.set(value.scope, {
        origin,
        chain: [{ path: module.path, span: call.span, message }],
      });
    }
  }
  return started;
}

/** The place of the callable in a call that certainly runs it in another thread. */
function startsThread(path: string) {
  const row = spawner(path);
  // An event loop's executor may be one of processes.
  if (row?.kind === 'thread' && !path.startsWith('asyncio.AbstractEventLoop.')) return row.callable;
  return threadPoolCall(path)?.callable;
}

/** `run` of a class that derives from threading.Thread itself. */
function overridesRun(scope: ScopeView, project: ProjectView): NativeThreadReach | undefined {
  const { parent, name } = scope;
  const { outer } = parent ?? {};
  if (parent?.kind !== 'class' || outer === undefined) return undefined;
  for (const base of parent.facts?.bases ?? []) {
    const value = project.valueOf(base.value, outer, parent.span[0]);
    if (value.kind !== 'external') continue;
    const row = greenletClass(value.path);
    if (row?.when !== 'thread-patched' || !row.methods.includes(name)) continue;
    const { path } = scope.module;
    const message = `\`${name}()\` of a \`${value.path}\` runs in a thread`;
    return {
      origin: `class ${parent.name}(…)`,
      chain: [{ path, span: parent.nameSpan, message }],
    };
  }
  return undefined;
}
