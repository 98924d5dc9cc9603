import type { LinkingView } from '../linking-view.ts';
import type { ScopeView } from '../model.ts';

/** The functions that `@generic.register` puts beside each `functools.singledispatch` function. */
export function registeredImplementations(
  project: LinkingView,
): ReadonlyMap<ScopeView, readonly ScopeView[]> {
  const found = new Map<ScopeView, ScopeView[]>();
  for (const scope of project.modules.flatMap(({ scopes }) => scopes)) {
    const { facts, outer } = scope;
    if (scope.kind !== 'function' || facts === undefined || outer === undefined) continue;
    for (const decorator of facts.decorators) {
      const call = decorator.kind === 'call' ? outer.facts.calls[decorator.call] : undefined;
      const callee = call?.callee ?? decorator;
      if (callee.kind !== 'attribute' || callee.name !== 'register') continue;
      const generic = project.valueOf(callee.base, outer, scope.span[0]);
      if (generic.kind !== 'function' || !isGeneric(generic.scope, project)) continue;
      const known = found.get(generic.scope);
      if (known === undefined) found.set(generic.scope, [scope]);
      else known.push(scope);
    }
  }
  return found;
}

const dispatchers = /^functools\.singledispatch(?:method)?$/;

function isGeneric({ facts, outer, span }: ScopeView, project: LinkingView): boolean {
  return (facts?.decorators ?? []).some((decorator) => {
    const value = outer && project.valueOf(decorator, outer, span[0]);
    return value?.kind === 'external' && dispatchers.test(value.path);
  });
}
