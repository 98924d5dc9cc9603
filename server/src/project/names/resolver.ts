import { type Expression, isFunctionTable } from '../../facts/expression.ts';
import { returnTypeOf } from '../../knowledge/return-types.ts';
import { unknown } from '../value.ts';
import type { LinkedModule, LinkedScope, LinkedUnit, PlacedSite } from '../views.ts';
import { annotated } from './annotations.ts';
import type { Binding } from './binding-sites.ts';
import { callResult } from './call-results.ts';
import { emptyDictionary, filledVariable, isEmptyDictionary } from './filled-dictionaries.ts';
import { element, entered } from './handed-out.ts';
import { importedModule, importedName } from './imports.ts';
import { injected } from './injected.ts';
import { displayed, itemOf, joined, subscripted } from './items.ts';
import { memberOf, methodKind, moduleMember } from './members.ts';
import { lookUp } from './names.ts';
import { asValue, either, type Resolved } from './resolved.ts';
import type { Imports, Resolving } from './resolving.ts';

/** Deeper chains of assignments and calls than this are not followed. */
const deepest = 120;
/** Stands in the place of an answer while it is looked for. */
const open = Symbol('open');
/** Steps that one question may take. */
const longest = 4000;

/**
 * Finds out what expressions stand for. What a binding is bound to is kept with its unit until
 * the module's epoch changes; a question that runs in a circle has no answer.
 */
export class Resolver implements Resolving {
  readonly imports: Imports;
  #depth = 0;
  #steps = 0;
  /** A limit was met: what is found meanwhile depends on the question, so it is not kept. */
  #cut = false;
  #module: LinkedModule | undefined;

  constructor(imports: Imports) {
    this.imports = imports;
  }

  /** What an expression of `unit` stands for where it stands, or at `offset` in the unit. */
  resolve(expression: Expression, unit: LinkedUnit, offset = expression.span[0]): Resolved {
    if (this.#depth === 0) {
      this.#steps = 0;
      this.#cut = false;
    }
    if (this.#depth >= deepest || this.#steps++ >= longest) {
      this.#cut = true;
      return unknown;
    }
    this.#depth++;
    try {
      return this.#resolve(expression, unit, offset);
    } finally {
      this.#depth--;
    }
  }

  #resolve(expression: Expression, unit: LinkedUnit, offset: number): Resolved {
    switch (expression.kind) {
      case 'name':
        return lookUp(this, expression.name, unit, offset);
      case 'attribute':
        return this.memberOf(this.resolve(expression.base, unit, offset), expression.name);
      case 'call': {
        const call = unit.calls[expression.call];
        return call ? callResult(this, call) : unknown;
      }
      case 'string':
        return { kind: 'string', value: expression.value };
      case 'number':
        return { kind: 'number', text: expression.text };
      case 'constant':
        return { kind: 'constant', value: expression.value };
      case 'lambda': {
        const scope = unit.children[expression.child];
        return scope ? { kind: 'function', scope, bound: false } : unknown;
      }
      case 'sequence':
        return displayed(`builtins.${expression.type}`, expression, unit);
      case 'dictionary':
        if (expression.values.length === 0) return emptyDictionary;
        if (!isFunctionTable(expression)) return unknown;
        return displayed('builtins.dict', expression, unit);
      case 'conditional':
        return either([
          this.resolve(expression.then, unit, offset),
          this.resolve(expression.otherwise, unit, offset),
        ]);
      case 'boolean':
        return either([
          expression.operator === 'or' ? this.resolve(expression.left, unit, offset) : unknown,
          this.resolve(expression.right, unit, offset),
        ]);
      case 'binary': {
        if (expression.operator === '+') return joined(this, expression, unit, offset);
        if (expression.operator !== '/') return unknown;
        const left = this.resolve(expression.left, unit, offset);
        const type =
          left.kind === 'external-instance' ? returnTypeOf(`${left.path}.__truediv__`) : undefined;
        return type === undefined ? unknown : { kind: 'external-instance', path: type };
      }
      case 'subscript': {
        const base = this.resolve(expression.base, unit, offset);
        return subscripted(this, base, expression.index, unit);
      }
      case 'other':
        if (expression.inner === undefined) return unknown;
        if (expression.syntax === 'named_expression') {
          return this.resolve(expression.inner, unit, offset);
        }
        return displayed(comprehensions[expression.syntax], expression, unit);
      default:
        return unknown;
    }
  }

  /** What `value.name` stands for. */
  memberOf(value: Resolved, name: string): Resolved {
    return memberOf(this, value, name);
  }

  /** What a star import of `module` binds `name` to; undefined where it does not. */
  starMember(module: LinkedModule, name: string): Resolved | undefined {
    return moduleMember(this, module, name, false);
  }

  /** What one binding binds its name to. */
  bound({ unit, site }: PlacedSite): Resolved {
    return this.remember(unit, site, () =>
      filledVariable(this, this.follow(site.binding, unit), site, unit),
    );
  }

  /** What a binding stands for, wherever it is kept. */
  follow(binding: Binding, unit: LinkedUnit): Resolved {
    switch (binding.kind) {
      case 'value': {
        const value = this.resolve(binding.value, unit);
        const { annotation } = binding;
        const isOpen = value.kind === 'unknown' || isEmptyDictionary(value);
        return isOpen && annotation ? annotated(this, annotation, unit) : value;
      }
      case 'declared':
        return annotated(this, binding.annotation, unit);
      case 'item':
        return itemOf(this, this.resolve(binding.value, unit), binding.index, binding.of);
      case 'import':
        return importedModule(this, unit.scope.module, binding.whole, binding.aliased);
      case 'from-import':
        return importedName(this, unit.scope.module, binding);
      case 'child':
        return definition(unit.children[binding.child]);
      case 'parameter':
        return this.#parameter(unit.scope, binding.index);
      case 'enter':
        return entered(this, binding.manager, unit);
      case 'element':
        return element(this, binding.iterable, unit, binding.path);
      case 'opaque':
        return unknown;
    }
  }

  /**
   * The answer to a question about `unit`, kept while it holds. Questions that lead back to
   * themselves find nothing.
   */
  remember(unit: LinkedUnit, question: object | string, answer: () => Resolved): Resolved {
    const { module } = unit.scope;
    if (this.#module) this.imports.depends(this.#module, module);
    const { resolved } = unit;
    const kept = resolved.get(question);
    if (kept === open) return unknown;
    if (kept !== undefined) return kept as Resolved;
    resolved.set(question, open);
    let value: Resolved | undefined;
    try {
      value = this.within(module, answer);
    } finally {
      if (value && !this.#cut) resolved.set(question, value);
      else resolved.delete(question);
    }
    return value;
  }

  /** Notes that whatever `answer` looks at is what `module` depends on. */
  within<T>(module: LinkedModule, answer: () => T): T {
    const outer = this.#module;
    this.#module = module;
    try {
      return answer();
    } finally {
      this.#module = outer;
    }
  }

  /** The modules that set an attribute of this name from outside a class. */
  settersOf(attribute: string): Iterable<LinkedModule> {
    return this.imports.settersOf(attribute, this.#module);
  }

  /** Notes that the answer under way depends on what `module` binds. */
  looksAt(module: LinkedModule): void {
    if (this.#module) this.imports.depends(this.#module, module);
  }

  #parameter(scope: LinkedScope, index: number): Resolved {
    const { facts, parent, outer } = scope;
    const parameter = facts?.parameters[index];
    if (!facts || !parameter) return unknown;
    const isFirst = index === 0 && parameter.star === 0;
    if (isFirst && scope.kind === 'function' && parent?.kind === 'class') {
      const binding = methodKind(scope);
      if (binding === 'class') return { kind: 'class', scope: parent };
      if (binding === 'instance') return { kind: 'instance', scope: parent };
    }
    if (parameter.annotation && outer) {
      const value = annotated(this, parameter.annotation, outer);
      return parameter.star === 0 ? value : collected(value, parameter.star);
    }
    return facts.decorators.length > 0 ? injected(this, scope, index) : unknown;
  }
}

/** What `*clients: Client` and `**clients: Client` are bound to. */
function collected(value: Resolved, star: 1 | 2): Resolved {
  const of = asValue(value);
  if (of.kind === 'unknown') return unknown;
  return { kind: 'external-instance', path: star === 1 ? 'builtins.tuple' : 'builtins.dict', of };
}

/** What comprehensions make. */
const comprehensions: Readonly<Record<string, string>> = {
  list_comprehension: 'builtins.list',
  set_comprehension: 'builtins.set',
  generator_expression: 'typing.Generator',
};

/** What a nested `def` or `class` binds its name to. */
function definition(scope: LinkedScope | undefined): Resolved {
  if (!scope) return unknown;
  if (scope.kind === 'class') return { kind: 'class', scope };
  return { kind: 'function', scope, bound: false };
}
