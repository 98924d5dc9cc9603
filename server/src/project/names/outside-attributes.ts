import { type Expression, rootName } from '../../facts/expression.ts';
import type { Scope } from '../../facts/scope.ts';
import type { LinkedModule, LinkedUnit } from '../views.ts';
import { type AttributeSite, sitesOf } from './binding-sites.ts';

/**
 * Which modules set which attributes from outside a class: `state.conn = …`. Most names are set
 * by one or two of them, so that what is asked of one hangs on few texts.
 */
export class OutsideAttributes {
  readonly #names = new Map<LinkedModule, ReadonlySet<string>>();
  readonly #setters = new Map<string, Set<LinkedModule>>();
  readonly #askers = new Map<string, Set<LinkedModule>>();

  /** The modules that set an attribute of this name; `asker` hears of new ones. */
  settersOf(name: string, asker: LinkedModule | undefined): ReadonlySet<LinkedModule> {
    if (asker !== undefined) addTo(this.#askers, name, asker);
    return this.#setters.get(name) ?? none;
  }

  /** Reads a module that came or changed. Answers who asked for a name that it did not set before. */
  update(module: LinkedModule): readonly LinkedModule[] {
    const before = this.#names.get(module) ?? none;
    const now = new Set(module.script.units.flatMap(({ facts }) => [...outsideNames(facts)]));
    this.#names.set(module, now);
    for (const name of before) if (!now.has(name)) this.#setters.get(name)?.delete(module);
    const askers: LinkedModule[] = [];
    for (const name of now) {
      if (before.has(name)) continue;
      addTo(this.#setters, name, module);
      askers.push(...(this.#askers.get(name) ?? []));
      this.#askers.delete(name);
    }
    return askers;
  }

  /** Forgets a module that is gone. */
  remove(module: LinkedModule): void {
    for (const name of this.#names.get(module) ?? []) this.#setters.get(name)?.delete(module);
    this.#names.delete(module);
  }
}

const none: ReadonlySet<never> = new Set<never>();

function addTo(map: Map<string, Set<LinkedModule>>, name: string, module: LinkedModule): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, new Set([module]));
  else known.add(module);
}

/** The places of a module that set this attribute from outside a class. */
export function outsideSites(
  module: LinkedModule,
  name: string,
): readonly (readonly [LinkedUnit, AttributeSite])[] {
  const found: (readonly [LinkedUnit, AttributeSite])[] = [];
  const visit = (unit: LinkedUnit): void => {
    if (!outsideNames(unit.facts, unit.scope.parent?.facts).has(name)) return;
    const self = selfOf(unit.facts, unit.scope.parent?.facts);
    for (const site of sitesOf(unit.facts).attributes) {
      if (site.attribute === name && !isName(site.owner, self)) found.push([unit, site]);
    }
    for (const child of unit.children) {
      const [body] = child.units;
      if (body) visit(body);
    }
  };
  for (const unit of module.script.units) visit(unit);
  return found;
}

const known = new WeakMap<Scope, ReadonlySet<string>>();

/** The attributes that a piece of facts sets from outside, anywhere in it. */
function outsideNames(scope: Scope, parent?: Scope): ReadonlySet<string> {
  let names = known.get(scope);
  if (names === undefined) {
    const found = new Set<string>();
    const self = selfOf(scope, parent);
    const add = (target: Expression | undefined): void => {
      if (target?.kind === 'sequence') for (const item of target.items) add(item);
      if (target?.kind !== 'attribute' || rootName(target) === undefined) return;
      if (!isName(target.base, self)) found.add(target.name);
    };
    for (const event of scope.events) {
      if (event.kind === 'assign') for (const target of event.targets) add(target);
      else if (event.kind === 'enter' || event.kind === 'iterate') add(event.target);
    }
    for (const child of scope.children) {
      for (const name of outsideNames(child.scope, scope)) found.add(name);
    }
    names = found.size === 0 ? none : found;
    known.set(scope, names);
  }
  return names;
}

/** What a method calls its object, whose attributes are read with its class. */
function selfOf(scope: Scope, parent: Scope | undefined): string | undefined {
  const isMethod = scope.kind === 'function' && parent?.kind === 'class';
  const isOfClass = scope.decorators.some(
    (decorator) => decorator.kind === 'name' && /^(?:class|static)method$/.test(decorator.name),
  );
  return isMethod && !isOfClass ? scope.parameters[0]?.name : undefined;
}

function isName(expression: Expression, name: string | undefined): boolean {
  return expression.kind === 'name' && expression.name === name;
}
