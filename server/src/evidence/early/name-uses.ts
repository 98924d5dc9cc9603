import type { Expression } from '../../facts/expression.ts';
import { type Event, type Scope, Use } from '../../facts/scope.ts';
import type { ModuleView, ProjectView, ScopeView, UnitView } from '../../project/model.ts';
import { fromImportsOf, lastPart, modulesNaming } from './importing-modules.ts';

/** Uses of a name that take its value: not those in annotations, `except` and `isinstance()`. */
export const liveUse = Use.call | Use.value | Use.base | Use.default | Use.decorator;

/** A piece of code that loads a name, and how: a union of `Use` bits. */
export interface NameUse {
  readonly unit: UnitView;
  readonly bits: number;
}

/** Where the code of a module takes the value of one of the module's own names. */
export function* nameUses(module: ModuleView, name: string): Iterable<NameUse> {
  for (const scope of module.scopes) {
    for (const unit of scope.units) {
      if (!Object.hasOwn(unit.facts.uses, name)) continue;
      const bits = (unit.facts.uses[name] ?? 0) & liveUse;
      if (bits !== 0 && !isShadowed(scope, name)) yield { unit, bits };
    }
  }
}

/** Whether `name` means something local here, and not what the module binds it to. */
export function isShadowed(scope: ScopeView, name: string): boolean {
  for (let at: ScopeView | undefined = scope; at?.facts !== undefined; at = at.parent) {
    if (at.facts.globals.includes(name)) return false;
    if (at !== scope && at.kind === 'class') continue;
    if (at.kind !== 'module' && bindsName(at.facts, name)) return true;
  }
  return false;
}

/** Whether code binds a plain name of its own, as a parameter or by a statement. */
export function bindsName(facts: Scope, name: string): boolean {
  return (
    facts.parameters.some((parameter) => parameter.name === name) ||
    facts.events.some((event) => eventBinds(event, name, facts))
  );
}

function eventBinds(event: Event, name: string, facts: Scope): boolean {
  switch (event.kind) {
    case 'assign':
      return event.targets.some((target) => targetBinds(target, name));
    case 'enter':
      return event.target !== undefined && targetBinds(event.target, name);
    case 'iterate':
      return targetBinds(event.target, name);
    case 'bind':
      return event.name === name;
    case 'define':
      return facts.children[event.child]?.scope.name === name;
    case 'import':
      return event.names.some(({ module, as }) => (as ?? module.split('.', 1)[0]) === name);
    case 'from-import':
      return event.names.some((imported) => (imported.as ?? imported.name) === name);
    default:
      return false;
  }
}

function targetBinds(target: Expression, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'sequence' && target.items.some((item) => targetBinds(item, name));
}

/** A module that imports a name from another one, and what it calls it. */
export interface Importer {
  readonly module: ModuleView;
  readonly local: string;
}

/** The modules that write `from owner import name`, wherever they do; tests are left out. */
export function* importersOf(
  project: ProjectView,
  owner: ModuleView,
  name: string,
): Iterable<Importer> {
  if (owner.name === undefined) return;
  for (const { module, event } of fromImportsOf(owner.name, project)) {
    if (module === owner) continue;
    if (event.star && !name.startsWith('_')) yield { module, local: name };
    for (const imported of event.names) {
      if (imported.name === name) yield { module, local: imported.as ?? name };
    }
  }
}

/** The pieces of code in other modules that read `owner.name` as an attribute; tests are left out. */
export function* attributeUses(
  project: ProjectView,
  owner: ModuleView,
  name: string,
): Iterable<UnitView> {
  if (owner.name === undefined) return;
  for (const module of modulesNaming(lastPart(owner.name), project)) {
    if (module === owner) continue;
    for (const scope of module.scopes) {
      for (const unit of scope.units) if (readsAttribute(project, unit, owner, name)) yield unit;
    }
  }
}

function readsAttribute(
  project: ProjectView,
  unit: UnitView,
  owner: ModuleView,
  name: string,
): boolean {
  const chains = [
    ...unit.facts.events.flatMap((event) => (event.kind === 'read' ? [event.expression] : [])),
    ...unit.facts.calls.map(({ callee }) => callee),
  ];
  return chains.some((chain) => {
    for (let at = chain; at.kind === 'attribute'; at = at.base) {
      if (at.name === name && isModule(project, at.base, unit, owner)) return true;
    }
    return false;
  });
}

/** Whether an expression stands for `owner`. */
export function isModule(
  project: ProjectView,
  expression: Expression,
  unit: UnitView,
  owner: ModuleView,
): boolean {
  const value = project.valueOf(expression, unit);
  return value.kind === 'module' && value.module === owner;
}
