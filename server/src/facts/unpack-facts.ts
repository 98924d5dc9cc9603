import type { Span } from '../syntax/span.ts';
import type { Argument, Expression } from './expression.ts';
import type { FileFacts, Statement } from './facts.ts';
import {
  blockKinds,
  eventKinds,
  expressionKinds,
  NO_EXPRESSION,
  type PackedFacts,
  SAME_EXPRESSION,
  scopeKinds,
  sequenceTypes,
  usages,
} from './packed.ts';
import type {
  Block,
  Call,
  Child,
  Event,
  ImportedModule,
  ImportedName,
  Parameter,
  Scope,
} from './scope.ts';

/** The facts that `packFacts` packed, equal in every field and in the order of fields. */
export function unpackFacts({ numbers, words, rest }: PackedFacts): FileFacts {
  const statements = new Unpacker(numbers, words).statements();
  const { format, ...others } = rest;
  return { format, statements, ...others };
}

/** Most lists are empty; facts are never changed, so all of these can be one. */
const nothing: never[] = [];

class Unpacker {
  readonly #numbers: Int32Array;
  readonly #words: readonly string[];
  readonly #expressions: Expression[] = [];
  #at = 0;

  constructor(numbers: Int32Array, words: readonly string[]) {
    this.#numbers = numbers;
    this.#words = words;
  }

  statements(): readonly Statement[] {
    return this.#list(() => ({ start: this.#number(), unit: this.#scope() }));
  }

  #number(): number {
    return this.#numbers[this.#at++]!;
  }

  #list<T>(unpack: () => T): T[] {
    const length = this.#number();
    if (length === 0) return nothing;
    const items: T[] = [];
    for (let index = 0; index < length; index++) items.push(unpack());
    return items;
  }

  #scope(): Scope {
    return {
      kind: scopeKinds[this.#number()]!,
      name: this.#word(),
      nameSpan: this.#span(),
      length: this.#number(),
      events: this.#list(this.#event),
      calls: this.#list(this.#call),
      blocks: this.#list(this.#block),
      children: this.#list(this.#child),
      uses: Object.fromEntries(this.#list(this.#use)),
      globals: this.#list(this.#word),
      nonlocals: this.#list(this.#word),
      parameters: this.#list(this.#parameter),
      isAsync: this.#flag() === true,
      isGenerator: this.#flag() === true,
      bases: this.#list(this.#argument),
      decorators: this.#list(this.#some),
      broken: this.#flag() === true,
      ...this.#returns(),
    };
  }

  #returns(): Pick<Scope, 'returns'> {
    const returns = this.#expression();
    return returns === undefined ? {} : { returns };
  }

  readonly #child = (): Child => ({ start: this.#number(), scope: this.#scope() });

  readonly #use = (): [string, number] => [this.#word(), this.#number()];

  readonly #word = (): string => this.#words[this.#number()]!;

  #wordOrNone(): string | undefined {
    return this.#number() === 0 ? undefined : this.#word();
  }

  #flag(): boolean | undefined {
    const value = this.#number();
    return value === 2 ? undefined : value === 1;
  }

  readonly #span = (): Span => [this.#number(), this.#number()];

  readonly #argument = (): Argument => {
    const value = this.#some();
    const keyword = this.#wordOrNone();
    const star = this.#number();
    const span = this.#span();
    if (keyword !== undefined) return { value, keyword, span };
    return star === 0 ? { value, span } : { value, star: star as 1 | 2, span };
  };

  readonly #parameter = (): Parameter => {
    const name = this.#word();
    const star = this.#number() as 0 | 1 | 2;
    const keywordOnly = this.#flag() === true;
    const standard = this.#expression();
    const annotation = this.#expression();
    return {
      name,
      star,
      keywordOnly,
      ...(standard === undefined ? {} : { default: standard }),
      ...(annotation === undefined ? {} : { annotation }),
    };
  };

  readonly #call = (): Call => ({
    span: this.#span(),
    callee: this.#some(),
    arguments: this.#list(this.#argument),
    block: this.#number(),
    awaited: this.#flag() === true,
    usage: usages[this.#number()]!,
  });

  readonly #block = (): Block => {
    const parent = this.#number();
    const kind = blockKinds[this.#number()]!;
    const span = this.#span();
    const test = this.#expression();
    const leaves = this.#flag();
    const exceptions = this.#expressionsOrNone();
    const bareExcept = this.#flag();
    const managers = this.#expressionsOrNone();
    return {
      parent,
      kind,
      span,
      ...(test === undefined ? {} : { test }),
      ...(leaves === undefined ? {} : { leaves }),
      ...(exceptions === undefined ? {} : { exceptions }),
      ...(bareExcept === undefined ? {} : { bareExcept }),
      ...(managers === undefined ? {} : { managers }),
    };
  };

  #expressionsOrNone(): readonly Expression[] | undefined {
    if (this.#numbers[this.#at] !== -1) return this.#list(this.#some);
    this.#at++;
    return undefined;
  }

  #keys(): readonly (string | null)[] | undefined {
    if (this.#numbers[this.#at] !== -1) return this.#list(() => this.#wordOrNone() ?? null);
    this.#at++;
    return undefined;
  }

  readonly #event = (): Event => {
    const kind = eventKinds[this.#number()]!;
    const span = this.#span();
    const block = this.#number();
    switch (kind) {
      case 'import':
        return { kind, span, names: this.#list(this.#importedModule), block };
      case 'from-import': {
        const level = this.#number();
        const module = this.#word();
        const names = this.#list(this.#importedName);
        return { kind, span, level, module, names, star: this.#flag() === true, block };
      }
      case 'call':
        return { kind, span, call: this.#number(), block };
      case 'assign': {
        const targets = this.#list(this.#some);
        const value = this.#some();
        const augmented = this.#flag() === true;
        const annotation = this.#expression();
        return annotation === undefined
          ? { kind, span, targets, value, augmented, block }
          : { kind, span, targets, value, augmented, annotation, block };
      }
      case 'read':
        return { kind, span, expression: this.#some(), use: this.#number(), block };
      case 'define':
        return { kind, span, child: this.#number(), block };
      case 'enter': {
        const manager = this.#some();
        const target = this.#expression();
        return target === undefined
          ? { kind, span, manager, block }
          : { kind, span, manager, target, block };
      }
      case 'iterate':
        return { kind, span, iterable: this.#some(), target: this.#some(), block };
      case 'declare':
        return { kind, span, target: this.#some(), annotation: this.#some(), block };
      case 'yield':
      case 'return': {
        const value = this.#expression();
        return value === undefined ? { kind, span, block } : { kind, span, value, block };
      }
      case 'expression':
        return { kind, span, value: this.#some(), block };
      case 'delete':
        return { kind, span, target: this.#some(), block };
      case 'bind':
        return { kind, span, name: this.#word(), block };
    }
  };

  readonly #importedModule = (): ImportedModule => {
    const module = this.#word();
    const as = this.#wordOrNone();
    return as === undefined ? { module, span: this.#span() } : { module, as, span: this.#span() };
  };

  readonly #importedName = (): ImportedName => {
    const name = this.#word();
    const as = this.#wordOrNone();
    return as === undefined ? { name, span: this.#span() } : { name, as, span: this.#span() };
  };

  readonly #some = (): Expression => this.#expression()!;

  #expression(): Expression | undefined {
    const number = this.#number();
    if (number === NO_EXPRESSION) return undefined;
    if (number === SAME_EXPRESSION) return this.#expressions[this.#number()]!;
    const expression = this.#fresh(expressionKinds[number]!, this.#span());
    this.#expressions.push(expression);
    return expression;
  }

  #fresh(kind: Expression['kind'], span: Span): Expression {
    switch (kind) {
      case 'name':
        return { kind, name: this.#word(), span };
      case 'attribute':
        return { kind, base: this.#some(), name: this.#word(), span };
      case 'call':
        return { kind, call: this.#number(), span };
      case 'string':
        return { kind, value: this.#word(), span };
      case 'constant':
        return { kind, value: this.#word() as 'True' | 'False' | 'None', span };
      case 'number':
        return { kind, text: this.#word(), span };
      case 'lambda':
        return { kind, child: this.#number(), span };
      case 'sequence':
        return {
          kind,
          type: sequenceTypes[this.#number()]!,
          items: this.#list(this.#some),
          span,
        };
      case 'dictionary': {
        const keys = this.#keys();
        const values = this.#list(this.#some);
        return keys === undefined ? { kind, values, span } : { kind, keys, values, span };
      }
      case 'await':
        return { kind, value: this.#some(), span };
      case 'not':
        return { kind, value: this.#some(), span };
      case 'boolean':
      case 'comparison':
      case 'binary':
        return {
          kind,
          operator: this.#word(),
          left: this.#some(),
          right: this.#some(),
          span,
        };
      case 'subscript':
        return { kind, base: this.#some(), index: this.#some(), span };
      case 'conditional':
        return {
          kind,
          test: this.#some(),
          // biome-ignore lint/suspicious/noThenProperty: an expression's part, never awaited
          then: this.#some(),
          otherwise: this.#some(),
          span,
        };
      case 'other': {
        const syntax = this.#word();
        const inner = this.#expression();
        const parts = this.#list(this.#some);
        const head = this.#word();
        const tail = this.#word();
        return {
          kind,
          syntax,
          ...(inner !== undefined && { inner }),
          ...(parts.length > 0 && { parts }),
          ...(head !== '' && { head }),
          ...(tail !== '' && { tail }),
          span,
        };
      }
    }
  }
}
