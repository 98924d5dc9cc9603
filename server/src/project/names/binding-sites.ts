import { type Expression, rootName } from '../../facts/expression.ts';
import type { Event, Scope } from '../../facts/scope.ts';

/** What a name is bound to, as written. */
export type Binding =
  /** `import a.b` binds `a`; with an alias, `whole` is bound. */
  | { readonly kind: 'import'; readonly whole: string; readonly aliased: boolean }
  | {
      readonly kind: 'from-import';
      readonly level: number;
      readonly module: string;
      readonly name: string;
    }
  | { readonly kind: 'value'; readonly value: Expression; readonly annotation?: Expression }
  /** `name: annotation` in a class, `self.name: annotation` anywhere. */
  | { readonly kind: 'declared'; readonly annotation: Expression }
  /** `a, b = value`: the item at `index` of as many as there are names. */
  | {
      readonly kind: 'item';
      readonly value: Expression;
      readonly index: number;
      readonly of: number;
    }
  | { readonly kind: 'enter'; readonly manager: Expression }
  /** `for a, (b, c) in iterable`: `c` stands at the path 1, 1 of each item. */
  | {
      readonly kind: 'element';
      readonly iterable: Expression;
      readonly path?: readonly number[];
    }
  | { readonly kind: 'child'; readonly child: number }
  | { readonly kind: 'parameter'; readonly index: number }
  /** Bound to something that cannot be followed, or deleted. */
  | { readonly kind: 'opaque' };

/** One place that binds a name. */
export interface Site {
  readonly name: string;
  readonly binding: Binding;
  /** From here on the name is bound: an offset counted from the scope's start. */
  readonly from: number;
  /** The innermost block around it, -1 for none. */
  readonly block: number;
  /** For a comprehension's variable: the block outside which it does not exist. */
  readonly within?: number;
}

/** `from x import *`. */
export interface StarImport {
  readonly level: number;
  readonly module: string;
}

/** What one piece of facts binds. */
export interface Sites {
  readonly byName: ReadonlyMap<string, readonly Site[]>;
  readonly stars: readonly StarImport[];
  /** `self.x = …` and other assignments to an attribute of a name or a dotted path. */
  readonly attributes: readonly AttributeSite[];
}

/** `owner.attribute = value`. */
export interface AttributeSite {
  readonly owner: Expression;
  readonly attribute: string;
  readonly binding: Binding;
}

const known = new WeakMap<Scope, Sites>();

/** What `scope` itself binds; a pure function of it, kept as long as the scope lives. */
export function sitesOf(scope: Scope): Sites {
  let sites = known.get(scope);
  if (!sites) {
    sites = new Collector(scope).collect();
    known.set(scope, sites);
  }
  return sites;
}

/** What a piece of facts assigns to a plain name, each time that it does. */
export function assignedValues(name: string, { events }: Scope): readonly Expression[] {
  return events.flatMap((event) =>
    event.kind === 'assign' && event.targets.some((at) => at.kind === 'name' && at.name === name)
      ? [event.value]
      : [],
  );
}

const opaque: Binding = { kind: 'opaque' };

class Collector {
  readonly #scope: Scope;
  readonly #byName = new Map<string, Site[]>();
  readonly #stars: StarImport[] = [];
  readonly #attributes: AttributeSite[] = [];

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  collect(): Sites {
    this.#scope.parameters.forEach((parameter, index) => {
      const isTold = parameter.star === 0 || parameter.annotation !== undefined;
      const binding: Binding = isTold ? { kind: 'parameter', index } : opaque;
      this.#add({ name: parameter.name, binding, from: 0, block: -1 });
    });
    for (const event of this.#scope.events) this.#event(event);
    return { byName: this.#byName, stars: this.#stars, attributes: this.#attributes };
  }

  #event(event: Event): void {
    const { block } = event;
    const end = event.span[1];
    switch (event.kind) {
      case 'import':
        for (const { module, as } of event.names) {
          const name = as ?? module.split('.', 1)[0]!;
          const binding: Binding = { kind: 'import', whole: module, aliased: as !== undefined };
          this.#add({ name, binding, from: end, block });
        }
        break;
      case 'from-import': {
        const { level, module } = event;
        if (event.star) this.#stars.push({ level, module });
        for (const { name, as } of event.names) {
          const binding: Binding = { kind: 'from-import', level, module, name };
          this.#add({ name: as ?? name, binding, from: end, block });
        }
        break;
      }
      case 'assign': {
        const { value, annotation } = event;
        const plain: Binding = { kind: 'value', value };
        const typed: Binding = annotation === undefined ? plain : { ...plain, annotation };
        const binding = event.augmented ? opaque : typed;
        for (const target of event.targets) this.#target(target, binding, end, block);
        break;
      }
      case 'declare': {
        const { target, annotation } = event;
        // Elsewhere it says nothing of what is bound.
        if (target.kind === 'name' && this.#scope.kind !== 'class') break;
        this.#target(target, { kind: 'declared', annotation }, end, block);
        break;
      }
      case 'define': {
        const child = this.#scope.children[event.child];
        if (!child) break;
        const binding: Binding = { kind: 'child', child: event.child };
        const from = child.start + child.scope.length;
        this.#add({ name: child.scope.name, binding, from, block });
        break;
      }
      case 'enter':
        if (event.target) {
          const binding: Binding = { kind: 'enter', manager: event.manager };
          this.#target(event.target, binding, event.target.span[1], block);
        }
        break;
      case 'iterate': {
        const binding: Binding = { kind: 'element', iterable: event.iterable };
        const scoped = this.#scope.blocks[block]?.kind === 'comprehension';
        this.#target(event.target, binding, event.target.span[1], block, scoped);
        break;
      }
      case 'delete':
        // An attribute that is gone stands for nothing else.
        if (event.target.kind !== 'attribute') this.#target(event.target, opaque, end, block);
        break;
      case 'bind':
        this.#add({ name: event.name, binding: opaque, from: event.span[0], block });
        break;
      default:
    }
  }

  #target(target: Expression, binding: Binding, from: number, block: number, scoped = false): void {
    if (target.kind === 'name') {
      const site: Site = { name: target.name, binding, from, block };
      this.#add(scoped ? { ...site, within: block } : site);
    } else if (target.kind === 'attribute' && rootName(target) !== undefined) {
      this.#attributes.push({ owner: target.base, attribute: target.name, binding });
    } else if (target.kind === 'sequence') {
      target.items.forEach((item, index) => {
        this.#target(item, part(binding, target.items, index), from, block, scoped);
      });
    }
  }

  #add(site: Site): void {
    const sites = this.#byName.get(site.name);
    if (sites) sites.push(site);
    else this.#byName.set(site.name, [site]);
  }
}

/** What one item of `a, b = …` is bound to. */
function part(binding: Binding, targets: readonly Expression[], index: number): Binding {
  if (binding.kind === 'element') return { ...binding, path: [...(binding.path ?? []), index] };
  if (binding.kind !== 'value') return opaque;
  const { value } = binding;
  if (value.kind !== 'sequence') {
    const isFollowed = ['attribute', 'call', 'name', 'subscript'].includes(value.kind);
    return isFollowed ? { kind: 'item', value, index, of: targets.length } : opaque;
  }
  const { items } = value;
  const item = items[index];
  // A starred item shifts the ones after it.
  const plain = items.every((one) => one.kind !== 'other');
  return items.length === targets.length && item && plain ? { kind: 'value', value: item } : opaque;
}
