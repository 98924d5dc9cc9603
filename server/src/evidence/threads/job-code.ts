import type { CallView, Place, ScopeView } from '../../project/model.ts';
import type { Value } from '../../project/value.ts';

/** A function that a job runs, and the calls that lead there from the job. */
export interface JobCode {
  readonly scope: ScopeView;
  readonly chain: readonly Place[];
  /** The same as calls: the job's own first. */
  readonly calls: readonly CallView[];
}

/** How many functions are looked through. */
const mostScopes = 100;

/** The first-party functions that run when a job does, itself first, by the calls that resolve. */
export function codeOfJob(job: Value): readonly JobCode[] {
  const start = bodyOf(job);
  if (start === undefined || start.facts?.isGenerator || start.facts?.isAsync) return [];
  const found = new Map<ScopeView, JobCode>([[start, { scope: start, chain: [], calls: [] }]]);
  for (const { scope, chain, calls } of found.values()) {
    if (found.size > mostScopes) break;
    for (const call of scope.calls) {
      const { target, span } = call;
      const callee = bodyOf(target);
      if (callee === undefined || callee.facts?.isGenerator) continue;
      if (callee.facts?.isAsync && !isDriven(call)) continue;
      if (found.has(callee)) continue;
      const message = `\`${scope.name}()\` calls it here`;
      found.set(callee, {
        scope: callee,
        chain: [...chain, { path: scope.module.path, span, message }],
        calls: [...calls, call],
      });
    }
  }
  return [...found.values()];
}

/** Whether the coroutine that a call makes is run here: awaited, or given to `asyncio.run()`. */
function isDriven({ call, unit }: CallView): boolean {
  if (call.awaited) return true;
  const index = unit.facts.calls.indexOf(call);
  return unit.calls.some(
    ({ path, call: driver }) =>
      /^asyncio\.(?:run|AbstractEventLoop\.run_until_complete)$/.test(path ?? '') &&
      driver.arguments.some(({ value }) => value.kind === 'call' && value.call === index),
  );
}

/** The function that runs when a value is called. */
export function bodyOf(value: Value): ScopeView | undefined {
  if (value.kind === 'function') return value.scope;
  const named = (owner: ScopeView, name: string) =>
    owner.children.find((child) => child.kind === 'function' && child.name === name);
  if (value.kind === 'class') return named(value.scope, '__init__');
  return value.kind === 'instance' ? named(value.scope, '__call__') : undefined;
}
