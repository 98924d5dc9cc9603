import type { Expression } from '../../facts/expression.ts';
import type {
  CallView,
  GreenletReach,
  ModuleView,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { runsAtImport } from './import-time.ts';
import { attributeUses, importersOf, isModule, isShadowed, nameUses } from './name-uses.ts';

/** What an object is kept by: a module's name, a class's or its instances' attribute, a parameter. */
export type Holder =
  | { readonly kind: 'global'; readonly module: ModuleView; readonly name: string }
  | { readonly kind: 'attribute'; readonly owner: ScopeView; readonly name: string }
  | { readonly kind: 'parameter'; readonly scope: ScopeView; readonly name: string };

/**
 * What keeps the value that stands at `span` (counted from the unit); undefined where it is not
 * simply assigned or a default.
 */
export function holderOf(unit: UnitView, span: Span): Holder | undefined {
  for (const event of unit.facts.events) {
    if (event.kind !== 'assign' || event.augmented || !sameSpan(event.value.span, span)) continue;
    for (const target of event.targets) {
      const holder = holderOfTarget(unit, target);
      if (holder !== undefined) return holder;
    }
    return undefined;
  }
  for (const scope of unit.scope.children) {
    if (scope.outer !== unit) continue;
    for (const parameter of scope.facts?.parameters ?? []) {
      if (parameter.default !== undefined && sameSpan(parameter.default.span, span)) {
        return { kind: 'parameter', scope, name: parameter.name };
      }
    }
  }
  return undefined;
}

function holderOfTarget(unit: UnitView, target: Expression): Holder | undefined {
  const { scope } = unit;
  if (target.kind === 'name') {
    const { name } = target;
    if (scope.kind === 'module' || unit.facts.globals.includes(name)) {
      return { kind: 'global', module: scope.module, name };
    }
    return scope.kind === 'class' ? { kind: 'attribute', owner: scope, name } : undefined;
  }
  if (target.kind !== 'attribute' || target.base.kind !== 'name') return undefined;
  const owner = scope.parent;
  const self = scope.facts?.parameters[0]?.name;
  if (owner?.kind !== 'class' || target.base.name !== self) return undefined;
  return { kind: 'attribute', owner, name: target.name };
}

/** Whether two spans are equal. */
export function sameSpan(a: Span, b: Span): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** A piece of code that may use what a holder keeps. */
export interface Reference {
  readonly unit: UnitView;
  /** Whether an expression of the unit stands for what is kept, or for an item of it. */
  matches(expression: Expression): boolean;
}

/** Everywhere in the workspace, tests left out, that a holder's object is used as far as is known. */
export function referencesTo(holder: Holder, project: ProjectView): readonly Reference[] {
  switch (holder.kind) {
    case 'parameter':
      return holder.scope.units.map((unit) => reference(unit, (at) => isName(at, holder.name)));
    case 'attribute': {
      const { owner, name } = holder;
      const modules = project.modules.filter((module) => module === owner.module || !module.isTest);
      return modules
        .flatMap(({ scopes }) => scopes.flatMap(({ units }) => units))
        .filter((unit) => mentionsAttribute(unit, name))
        .map((unit) =>
          reference(
            unit,
            (at) =>
              at.kind === 'attribute' && at.name === name && isOwn(project, at.base, unit, owner),
          ),
        );
    }
    case 'global':
      return globalReferences(holder.module, holder.name, project);
  }
}

function globalReferences(
  owner: ModuleView,
  name: string,
  project: ProjectView,
): readonly Reference[] {
  const found: Reference[] = [];
  const named = (module: ModuleView, local: string): void => {
    for (const { unit } of nameUses(module, local)) {
      found.push(reference(unit, (at) => isName(at, local) && !isShadowed(unit.scope, local)));
    }
  };
  named(owner, name);
  for (const { module, local } of importersOf(project, owner, name)) named(module, local);
  for (const unit of attributeUses(project, owner, name)) {
    found.push(
      reference(
        unit,
        (at) =>
          at.kind === 'attribute' && at.name === name && isModule(project, at.base, unit, owner),
      ),
    );
  }
  return found;
}

function reference(unit: UnitView, is: (expression: Expression) => boolean): Reference {
  return {
    unit,
    matches(expression) {
      let at = expression;
      while (at.kind === 'subscript') at = at.base;
      return is(at);
    },
  };
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

/** Whether a unit names an attribute in a call, a read or a with statement. */
export function mentionsAttribute({ facts }: UnitView, name: string): boolean {
  const ends = (expression: Expression): boolean => {
    for (let at = expression; at.kind === 'attribute'; at = at.base) {
      if (at.name === name) return true;
    }
    return false;
  };
  return (
    facts.calls.some(({ callee }) => ends(callee)) ||
    facts.events.some((event) => event.kind === 'read' && ends(event.expression)) ||
    facts.blocks.some((block) => block.managers?.some(ends))
  );
}

/** Bases followed upwards. */
const deepest = 5;

/** Whether a class of the workspace is `owner`, or a subclass of it. */
export function descendsFrom(
  scope: ScopeView,
  owner: ScopeView,
  project: ProjectView,
  depth = 0,
): boolean {
  if (scope === owner) return true;
  const { facts, outer } = scope;
  if (facts === undefined || outer === undefined || depth > deepest) return false;
  return facts.bases.some(({ value }) => {
    const base = project.valueOf(value, outer);
    return base.kind === 'class' && descendsFrom(base.scope, owner, project, depth + 1);
  });
}

/** Whether an expression is `self`, `cls` or the class itself or a subclass of it. */
export function isOwn(
  project: ProjectView,
  base: Expression,
  unit: UnitView,
  owner: ScopeView,
): boolean {
  const value = project.valueOf(base, unit);
  return (
    (value.kind === 'instance' || value.kind === 'class') &&
    descendsFrom(value.scope, owner, project)
  );
}

/** Whether a piece of code runs after the patch; `afterPatch` answers for import-time code. */
export function isLate(unit: UnitView, afterPatch: (unit: UnitView) => boolean): boolean {
  return !runsAtImport(unit.scope) || afterPatch(unit);
}

/** A call of one of these methods on what the holder keeps, after the patch. */
export function lateMethodCall(
  holder: Holder,
  project: ProjectView,
  methods: ReadonlySet<string>,
  afterPatch: (unit: UnitView) => boolean,
): CallView | undefined {
  for (const { unit, matches } of referencesTo(holder, project)) {
    if (!isLate(unit, afterPatch)) continue;
    const call = unit.calls.find(({ call: { callee } }) => {
      return callee.kind === 'attribute' && methods.has(callee.name) && matches(callee.base);
    });
    if (call !== undefined) return call;
  }
  return undefined;
}

/** Why code that uses what the holder keeps runs in greenlets; undefined where that is not known. */
export function reachOfUsers(holder: Holder, project: ProjectView): GreenletReach | undefined {
  for (const { unit } of referencesTo(holder, project)) {
    const reach = project.greenletReach(unit.scope);
    if (reach !== undefined && !project.inThreadPool(unit.scope)) return reach;
  }
  return undefined;
}
