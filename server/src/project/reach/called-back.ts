import type { Scope } from '../../facts/scope.ts';
import { calledBack } from '../../knowledge/called-back.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ScopeView } from '../model.ts';
import { argumentAt } from './callable-argument.ts';
import { givenBodies } from './given-callables.ts';

/**
 * The functions that a call is given and that run while it does: those that a table says it calls
 * (`map(work, items)`), and those for a parameter that a function of the workspace calls itself
 * (`def retry(task): task()`). `bodies`: what the call runs.
 */
export function calledBackBy(
  call: CallView,
  bodies: readonly ScopeView[],
  project: LinkingView,
): readonly ScopeView[] {
  if (call.call.arguments.length === 0) return [];
  const { path, target } = call;
  const places = path === undefined ? [] : (calledBack(path)?.callables ?? []);
  const own =
    target.kind === 'function' && bodies.length === 1
      ? calledParameters(bodies[0]!).map(({ index, name }) => ({
          position: index - (target.bound ? 1 : 0),
          keyword: name,
        }))
      : [];
  return [...places, ...own].flatMap((place) => {
    const argument = argumentAt(call, place);
    return argument === undefined
      ? []
      : givenBodies(argument.value, call.unit, project, call.span[0]);
  });
}

/** A parameter that its function calls. */
interface CalledParameter {
  readonly index: number;
  readonly name: string;
}

const known = new WeakMap<Scope, readonly CalledParameter[]>();

/** The parameters that a function itself calls, and never binds anew. */
export function calledParameters({ facts, kind }: ScopeView): readonly CalledParameter[] {
  if (facts === undefined || kind === 'class' || facts.parameters.length === 0) return [];
  let found = known.get(facts);
  if (found === undefined) {
    const called = new Set(
      facts.calls.flatMap(({ callee }) => (callee.kind === 'name' ? [callee.name] : [])),
    );
    for (const event of facts.events) {
      if (event.kind !== 'assign') continue;
      for (const target of event.targets) if (target.kind === 'name') called.delete(target.name);
    }
    found = facts.parameters.flatMap(({ name, star }, index) =>
      star === 0 && called.has(name) ? [{ index, name }] : [],
    );
    known.set(facts, found);
  }
  return found;
}
