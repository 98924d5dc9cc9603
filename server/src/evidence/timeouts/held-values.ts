import type { Expression } from '../../facts/expression.ts';
import type { ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { isShadowed } from '../early/name-uses.ts';
import { classOf } from './connection-names.ts';

/** A variable, and the pieces of code that may name it. */
export interface Held {
  readonly places: readonly { readonly unit: UnitView; readonly spelled: string }[];
}

/** What a value is taken out of: `jobs` of `jobs[0]`, `jobs.values()` and `list(jobs)`. */
export function valuesOf(value: Expression, unit: UnitView): readonly Expression[] {
  let at = value;
  for (;;) {
    if (at.kind === 'subscript') {
      at = at.base;
      continue;
    }
    const made = at.kind === 'call' ? unit.calls[at.call]?.call : undefined;
    if (made === undefined) return [at];
    const { callee } = made;
    const [first] = made.arguments;
    if (callee.kind === 'attribute' && /^(?:copy|get|pop|popleft|values)$/.test(callee.name)) {
      at = callee.base;
    } else if (
      callee.kind === 'name' &&
      /^(?:list|reversed|set|tuple)$/.test(callee.name) &&
      first
    ) {
      at = first.value;
    } else return [at];
  }
}

/** Where a name or an attribute of an object of the workspace is used; undefined for all else. */
export function heldBy(value: Expression, unit: UnitView, project: ProjectView): Held | undefined {
  if (value.kind === 'name') {
    const { name } = value;
    const scopes = scopesNaming(name, unit.scope);
    return { places: unitsOf(scopes).map((one) => ({ unit: one, spelled: name })) };
  }
  if (value.kind !== 'attribute') return undefined;
  const owner = project.valueOf(value.base, unit);
  if (owner.kind === 'module') {
    const { name } = value;
    const scopes = owner.module.scopes.filter((scope) => !isShadowed(scope, name));
    return { places: unitsOf(scopes).map((one) => ({ unit: one, spelled: name })) };
  }
  if (owner.kind !== 'instance' && owner.kind !== 'class') return undefined;
  const { name } = value;
  const scopes = owner.scope.module.scopes.filter((one) => classOf(one) === owner.scope);
  return {
    places: scopes.flatMap((scope) => {
      const self = selfIn(scope);
      const spelled = scope === owner.scope ? name : self && `${self}.${name}`;
      return spelled === undefined ? [] : scope.units.map((one) => ({ unit: one, spelled }));
    }),
  };
}

/** The scopes in which a name means the same as in this one. */
function scopesNaming(name: string, scope: ScopeView): readonly ScopeView[] {
  if (!isShadowed(scope, name)) {
    return scope.module.scopes.filter((one) => one.kind !== 'class' && !isShadowed(one, name));
  }
  // The function that binds it, and those inside.
  let owner = scope;
  for (let at = scope.parent; at !== undefined && isShadowed(at, name); at = at.parent) owner = at;
  return scope.module.scopes.filter((one) => isWithin(one, owner));
}

function isWithin(scope: ScopeView, owner: ScopeView): boolean {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    if (at === owner) return true;
  }
  return false;
}

function unitsOf(scopes: readonly ScopeView[]): readonly UnitView[] {
  return scopes.flatMap(({ units }) => units);
}

function selfIn(scope: ScopeView): string | undefined {
  for (let at: ScopeView | undefined = scope; at !== undefined; at = at.parent) {
    if (at.parent?.kind === 'class') return at.facts?.parameters[0]?.name;
  }
  return undefined;
}
