import { matchesMethod } from '../../knowledge/handlers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ScopeView } from '../model.ts';
import { calledThrough, type Value } from '../value.ts';

/** The functions whose bodies run when `value` is called, or each of what it may be. */
export function bodiesOf(value: Value, project: LinkingView): ScopeView[] {
  if (value.kind === 'unknown') {
    return (value.oneOf ?? []).flatMap((one) => bodiesOf(one, project));
  }
  const called = calledThrough(value);
  if (called.kind === 'function') return [called.scope];
  if (called.kind === 'class') return methods(called.scope, project, '__init__');
  return called.kind === 'instance' ? methods(called.scope, project, '__call__') : [];
}

/** The methods of a class by these names, inherited ones included, as far as they are found. */
export function methods(
  owner: ScopeView,
  project: LinkingView,
  ...names: readonly string[]
): ScopeView[] {
  const { classes } = project.lineageOf(owner);
  return names.flatMap((name) => {
    for (const { children } of classes) {
      const method = children.find((child) => child.kind === 'function' && child.name === name);
      if (method !== undefined) return [method];
    }
    return [];
  });
}

/** The methods of a class whose names match (see `matchesMethod`), inherited ones of the workspace included. */
export function methodsLike(
  owner: ScopeView,
  patterns: readonly string[],
  project: LinkingView,
): readonly ScopeView[] {
  const found = new Map<string, ScopeView>();
  for (const child of project.lineageOf(owner).classes.flatMap(({ children }) => children)) {
    if (child.kind === 'function' && !found.has(child.name)) found.set(child.name, child);
  }
  return [...found.values()].filter(({ name }) => matchesMethod(patterns, name));
}

/** The functions inside a function that it returns by name. */
export function functionsReturnedBy(scope: ScopeView): readonly ScopeView[] {
  return scope.events.flatMap(({ event }) => {
    const value = event.kind === 'return' ? event.value : undefined;
    if (value?.kind !== 'name') return [];
    return scope.children.filter((child) => child.kind === 'function' && child.name === value.name);
  });
}
