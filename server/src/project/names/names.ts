import { unknown } from '../value.ts';
import type { GlobalNames, LinkedScope, LinkedUnit, PlacedSite } from '../views.ts';
import { type StarImport, sitesOf } from './binding-sites.ts';
import { builtinPath } from './external-names.ts';
import { starName } from './imports.ts';
import { reaching } from './reaching.ts';
import { agreed, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/**
 * What `name` stands for at `offset` of `unit`: the local binding that reaches this point, else
 * that of an enclosing function, the module, or the builtins. Code that runs later than the
 * scope around it (the body of a function) sees that scope as it ends.
 */
export function lookUp(
  resolver: Resolving,
  name: string,
  unit: LinkedUnit,
  offset: number,
): Resolved {
  let scope: LinkedScope | undefined = unit.scope;
  let point: { unit: LinkedUnit; offset: number } | undefined = { unit, offset };
  let innermost = true;
  while (scope && scope.kind !== 'module') {
    const facts: LinkedScope['facts'] = scope.facts;
    if (facts?.globals.includes(name)) {
      scope = scriptOf(scope);
      point = undefined;
      break;
    }
    const visible = (innermost || scope.kind !== 'class') && !facts?.nonlocals.includes(name);
    const sites = visible ? ownSites(scope, name) : undefined;
    if (sites) {
      const found = point ? reaching(sites, point.unit, point.offset) : sites;
      if (found.length > 0) return agreedSites(resolver, found);
      // A class body falls back on the names around it, a comprehension's name ends with it.
      const local = sites.some(({ site }) => site.within === undefined);
      if (local && scope.kind !== 'class') return unknown;
    }
    const immediate: boolean = scope.kind === 'class' && point !== undefined;
    point =
      immediate && scope.outer
        ? { unit: scope.outer, offset: scope.start - scope.outer.start }
        : undefined;
    innermost = false;
    scope = scope.parent;
  }
  return scope ? globalName(resolver, scope, name, point) : unknown;
}

function scriptOf(scope: LinkedScope): LinkedScope {
  let current = scope;
  while (current.parent) current = current.parent;
  return current;
}

/** What a name means at a point of a script, or at its end. */
function globalName(
  resolver: Resolving,
  script: LinkedScope,
  name: string,
  point: { unit: LinkedUnit; offset: number } | undefined,
): Resolved {
  resolver.looksAt(script.module);
  const { names, stars } = script.module.globals;
  const sites = names.get(name);
  if (sites) {
    const found = point ? reaching(sites, point.unit, point.offset) : sites;
    if (found.length > 0) return agreedSites(resolver, found);
    if (sites.some(({ site }) => site.within === undefined)) return unknown;
  }
  for (const star of stars) {
    const value = starName(resolver, script.module, star, name);
    if (value !== undefined) return value;
  }
  const path = builtinPath(name);
  return path === undefined ? unknown : { kind: 'external', path };
}

/** What all these bindings of a name agree on; of several `def`s the last counts. */
export function agreedSites(resolver: Resolving, sites: readonly PlacedSite[]): Resolved {
  const relevant = withoutReplacedFunctions(sites);
  if (relevant.length === 1) return resolver.bound(relevant[0]!);
  return agreed(relevant.map((placed) => resolver.bound(placed)));
}

function withoutReplacedFunctions(sites: readonly PlacedSite[]): readonly PlacedSite[] {
  const last = sites.findLast(({ site }) => site.binding.kind === 'child' && site.block < 0);
  if (!last) return sites;
  return sites.filter((placed) => placed === last || placed.site.binding.kind !== 'child');
}

/** The bindings of `name` in a function, lambda or class; undefined where it has none. */
export function ownSites(scope: LinkedScope, name: string): readonly PlacedSite[] | undefined {
  const unit = scope.units[0];
  if (!unit) return undefined;
  const sites: PlacedSite[] = [];
  for (const site of sitesOf(unit.facts).byName.get(name) ?? []) sites.push({ unit, site });
  collectDeclared(unit, name, sites);
  return sites.length > 0 ? sites : undefined;
}

/** Adds the bindings that nested functions make by `nonlocal`. */
function collectDeclared(unit: LinkedUnit, name: string, into: PlacedSite[]): void {
  unit.facts.children.forEach((child, index) => {
    const { scope } = child;
    if (scope.kind !== 'function') return;
    const inner = (): LinkedUnit => unit.children[index]!.units[0]!;
    if (scope.nonlocals.includes(name)) {
      for (const site of sitesOf(scope).byName.get(name) ?? []) into.push({ unit: inner(), site });
    }
    if (scope.children.length > 0) collectDeclared(inner(), name, into);
  });
}

/** Collects the names of a script. */
export function globalsOf(script: LinkedScope): GlobalNames {
  const names = new Map<string, PlacedSite[]>();
  const stars: StarImport[] = [];
  const add = (unit: LinkedUnit, only?: readonly string[]): void => {
    for (const [name, sites] of sitesOf(unit.facts).byName) {
      if (only && !only.includes(name)) continue;
      let known = names.get(name);
      if (!known) {
        known = [];
        names.set(name, known);
      }
      for (const site of sites) known.push({ unit, site });
    }
  };
  for (const unit of script.units) {
    add(unit);
    stars.push(...sitesOf(unit.facts).stars);
  }
  for (const unit of script.units) addDeclared(unit, add);
  return { names, stars: stars.reverse() };
}

function addDeclared(
  unit: LinkedUnit,
  add: (unit: LinkedUnit, only: readonly string[]) => void,
): void {
  unit.facts.children.forEach(({ scope }, index) => {
    if (!declaresGlobals(scope)) return;
    const inner = unit.children[index]!.units[0]!;
    if (scope.globals.length > 0) add(inner, scope.globals);
    addDeclared(inner, add);
  });
}

const declaring = new WeakMap<object, boolean>();

function declaresGlobals(scope: NonNullable<LinkedScope['facts']>): boolean {
  let known = declaring.get(scope);
  if (known === undefined) {
    known =
      scope.globals.length > 0 || scope.children.some((child) => declaresGlobals(child.scope));
    declaring.set(scope, known);
  }
  return known;
}
