import type { Expression } from '../../facts/expression.ts';
import { folderOf } from '../../facts/file-path.ts';
import { canonicalPath } from '../../knowledge/aliases.ts';
import { attributeTypeOf } from '../../knowledge/return-types.ts';
import type { ScopeView } from '../model.ts';
import { unknown } from '../value.ts';
import type { LinkedModule, LinkedScope, LinkedUnit } from '../views.ts';
import { annotated } from './annotations.ts';
import { type AttributeSite, type Binding, sitesOf } from './binding-sites.ts';
import { returned } from './call-results.ts';
import { filledAttribute, isEmptyDictionary } from './filled-dictionaries.ts';
import { starName, submodule } from './imports.ts';
import { lineageOf } from './lineage.ts';
import { agreedSites, ownSites } from './names.ts';
import { openMember, setOnClass, setOnModule } from './outside-members.ts';
import { agreed, isNone, type Resolved, throughEach } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** What `value.name` stands for. */
export function memberOf(resolver: Resolving, value: Resolved, name: string): Resolved {
  if (name === '__class__') return classOf(value);
  switch (value.kind) {
    case 'external': {
      const set = openMember(resolver, value, name);
      return set ?? { kind: 'external', path: canonicalPath(`${value.path}.${name}`) };
    }
    case 'external-instance': {
      const set = openMember(resolver, value, name);
      if (set !== undefined) return set;
      const path = canonicalPath(`${value.path}.${name}`);
      const type = attributeTypeOf(path);
      return type === undefined
        ? { kind: 'external', path }
        : { kind: 'external-instance', path: type };
    }
    case 'module':
      return moduleMember(resolver, value.module as LinkedModule, name, true) ?? unknown;
    case 'namespace':
      return submodule(resolver, value.folder, name) ?? unknown;
    case 'class':
      return classMember(resolver, value.scope as LinkedScope, name, 'class');
    case 'instance':
      return classMember(resolver, value.scope as LinkedScope, name, 'instance');
    case 'super':
      return classMember(resolver, value.scope, name, 'super');
    case 'string':
      return { kind: 'external', path: `builtins.str.${name}` };
    case 'unknown':
      return throughEach(value, (one) => memberOf(resolver, one, name));
    default:
      return unknown;
  }
}

/** What `value.__class__` and `type(value)` stand for. */
function classOf(value: Resolved): Resolved {
  if (value.kind === 'instance') return { kind: 'class', scope: value.scope };
  return value.kind === 'external-instance' ? { kind: 'external', path: value.path } : unknown;
}

/**
 * What `module.name` stands for once the module's script has run. Undefined where it has no
 * such name; submodules count only where `submodules` says so (a star import leaves them out).
 */
export function moduleMember(
  resolver: Resolving,
  module: LinkedModule,
  name: string,
  submodules: boolean,
): Resolved | undefined {
  resolver.looksAt(module);
  const unit = module.script.units[0];
  const question = `${submodules ? 'member' : 'star'} ${name}`;
  if (!unit) return submodules ? packageMember(resolver, module, name) : undefined;
  const value = resolver.remember(unit, question, () => {
    const own = findModuleMember(resolver, module, name, submodules);
    const isOpen = submodules && (own === undefined || isNone(own));
    return (isOpen ? setOnModule(resolver, module, name) : own) ?? own ?? absentMember;
  });
  return value === absentMember ? undefined : value;
}

/** Stands for "no such name" among the answers that are kept. */
const absentMember: Resolved = { kind: 'constant', value: 'None' };

function findModuleMember(
  resolver: Resolving,
  module: LinkedModule,
  name: string,
  submodules: boolean,
): Resolved | undefined {
  const sites = module.globals.names.get(name)?.filter(({ site }) => site.within === undefined);
  if (sites && sites.length > 0) {
    return agreedSites(resolver, sites);
  }
  for (const star of module.globals.stars) {
    const value = starName(resolver, module, star, name);
    if (value !== undefined) return value;
  }
  return submodules ? packageMember(resolver, module, name) : undefined;
}

function packageMember(
  resolver: Resolving,
  module: LinkedModule,
  name: string,
): Resolved | undefined {
  return module.isPackage ? submodule(resolver, folderOf(module.path), name) : undefined;
}

/** How a method takes its first argument. */
export function methodKind(
  scope: Pick<ScopeView, 'name' | 'facts'>,
): 'instance' | 'class' | 'static' {
  if (scope.name === '__new__' || scope.name === '__init_subclass__') return 'class';
  if (scope.name === '__class_getitem__') return 'class';
  for (const decorator of scope.facts?.decorators ?? []) {
    if (decorator.kind !== 'name') continue;
    if (decorator.name === 'staticmethod') return 'static';
    if (decorator.name === 'classmethod') return 'class';
  }
  return 'instance';
}

function classMember(
  resolver: Resolving,
  scope: LinkedScope,
  name: string,
  through: 'class' | 'instance' | 'super',
): Resolved {
  const unit = scope.units[0];
  if (!unit) return unknown;
  return resolver.remember(unit, `${through} ${name}`, () =>
    findClassMember(resolver, scope, name, through),
  );
}

function findClassMember(
  resolver: Resolving,
  scope: LinkedScope,
  name: string,
  through: 'class' | 'instance' | 'super',
): Resolved {
  const { classes, externals, complete } = lineageOf(resolver, scope);
  const values: Resolved[] = [];
  const declared: Resolved[] = [];
  const declare = (unit: LinkedUnit, binding: Binding): void => {
    const isTyped = binding.kind === 'value' || binding.kind === 'declared';
    if (!isTyped || binding.annotation === undefined) return;
    declared.push(annotated(resolver, binding.annotation, unit));
  };
  if (through === 'instance') {
    for (const owner of classes) {
      for (const [unit, site] of instanceAttributes(owner).get(name) ?? []) {
        values.push(resolver.remember(unit, site, () => resolver.follow(site.binding, unit)));
        declare(unit, site.binding);
      }
    }
  }
  const searched = through === 'super' ? classes.slice(1) : classes;
  for (const owner of searched) {
    const sites = ownSites(owner, name)?.filter(({ site }) => site.within === undefined);
    if (!sites) continue;
    values.push(asMember(resolver, agreedSites(resolver, sites), through, owner));
    for (const { unit, site } of sites) declare(unit, site.binding);
    break;
  }
  if (values.every(isNone) && through !== 'super') {
    const set = setOnClass(resolver, { classes, through, name });
    if (set !== undefined) values.push(set);
  }
  if (values.length > 0) {
    const value = filledAttribute(resolver, agreed(values), name, classes);
    const isOpen = value.kind === 'unknown' || isNone(value) || isEmptyDictionary(value);
    return isOpen && declared.length > 0 ? agreed(declared) : value;
  }
  const [path] = externals;
  if (!complete || path === undefined || externals.length > 1 || bare.test(path)) return unknown;
  return { kind: 'external', path: canonicalPath(`${path}.${name}`) };
}

/** Bases that give a class nothing to call. */
const bare = /^(?:abc\.ABC|typing(?:_extensions)?\.(?:Generic|Protocol))$/;

/** A class attribute as it is seen through an instance: bound, or what its property returns. */
function asMember(
  resolver: Resolving,
  value: Resolved,
  through: 'class' | 'instance' | 'super',
  owner: LinkedScope,
): Resolved {
  if (value.kind !== 'function') return value;
  const scope = value.scope as LinkedScope;
  if (scope.parent !== owner) return { ...value, bound: through !== 'class' };
  const property = (scope.facts?.decorators ?? []).some(isProperty);
  if (property) return through === 'class' ? unknown : returned(resolver, value);
  const bound = through !== 'class' || methodKind(scope) === 'class';
  return { ...value, bound };
}

/** Whether a decorator makes a method an attribute: `@property`, `@cached_property`. */
export function isProperty(decorator: Expression): boolean {
  if (decorator.kind === 'name') {
    return decorator.name === 'property' || decorator.name === 'cached_property';
  }
  if (decorator.kind !== 'attribute') return false;
  return ['cached_property', 'setter', 'getter', 'deleter'].includes(decorator.name);
}

/** The assignments to attributes of `self` in the methods of a class. */
function instanceAttributes(
  scope: LinkedScope,
): ReadonlyMap<string, readonly (readonly [LinkedUnit, AttributeSite])[]> {
  const unit = scope.units[0];
  if (!unit) return new Map();
  const kept = unit.resolved.get(attributesQuestion);
  if (kept) return kept as ReturnType<typeof instanceAttributes>;
  const found = new Map<string, (readonly [LinkedUnit, AttributeSite])[]>();
  for (const method of unit.children) {
    const self = method.facts?.parameters[0]?.name;
    const body = method.units[0];
    if (method.kind !== 'function' || self === undefined || !body) continue;
    if (methodKind(method) !== 'instance') continue;
    for (const site of sitesOf(body.facts).attributes) {
      if (site.owner.kind !== 'name' || site.owner.name !== self) continue;
      const known = found.get(site.attribute);
      if (known) known.push([body, site]);
      else found.set(site.attribute, [[body, site]]);
    }
  }
  unit.resolved.set(attributesQuestion, found);
  return found;
}

const attributesQuestion = 'attributes of instances';
