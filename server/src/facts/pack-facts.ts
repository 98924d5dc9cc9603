import type { Span } from '../syntax/span.ts';
import type { Argument, Expression } from './expression.ts';
import type { FileFacts } from './facts.ts';
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
import type { Block, Call, Event, Parameter, Scope } from './scope.ts';

/** Packs the facts of one file. */
export function packFacts(facts: FileFacts): PackedFacts {
  const packer = new Packer();
  packer.list(facts.statements, ({ start, unit }) => {
    packer.number(start);
    packer.scope(unit);
  });
  const { statements, ...rest } = facts;
  return { ...packer.finish(), rest };
}

class Packer {
  #numbers = new Int32Array(4096);
  #length = 0;
  readonly #words = new Map<string, number>();
  readonly #expressions = new Map<Expression, number>();

  finish(): Pick<PackedFacts, 'numbers' | 'words'> {
    return { numbers: this.#numbers.slice(0, this.#length), words: [...this.#words.keys()] };
  }

  number(value: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = new Int32Array(this.#length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#length++] = value;
  }

  list<T>(items: readonly T[], pack: (item: T) => void): void {
    this.number(items.length);
    for (const item of items) pack(item);
  }

  scope(scope: Scope): void {
    this.number(scopeKinds.indexOf(scope.kind));
    this.#word(scope.name);
    this.#span(scope.nameSpan);
    this.number(scope.length);
    this.list(scope.events, this.#event);
    this.list(scope.calls, this.#call);
    this.list(scope.blocks, this.#block);
    this.list(scope.children, (child) => {
      this.number(child.start);
      this.scope(child.scope);
    });
    this.list(Object.entries(scope.uses), ([name, bits]) => {
      this.#word(name);
      this.number(bits);
    });
    this.list(scope.globals, this.#word);
    this.list(scope.nonlocals, this.#word);
    this.list(scope.parameters, this.#parameter);
    this.#flag(scope.isAsync);
    this.#flag(scope.isGenerator);
    this.list(scope.bases, this.#argument);
    this.list(scope.decorators, this.#expression);
    this.#flag(scope.broken);
    this.#expression(scope.returns);
  }

  readonly #word = (text: string): void => {
    let id = this.#words.get(text);
    if (id === undefined) {
      id = this.#words.size;
      this.#words.set(text, id);
    }
    this.number(id);
  };

  /** A word that may be missing; what is there counts from 1. */
  #wordOrNone(text: string | undefined): void {
    if (text === undefined) this.number(0);
    else {
      this.number(1);
      this.#word(text);
    }
  }

  /** 0 for false, 1 for true, 2 for missing. */
  #flag(value: boolean | undefined): void {
    this.number(value === undefined ? 2 : value ? 1 : 0);
  }

  #span(span: Span): void {
    this.number(span[0]);
    this.number(span[1]);
  }

  readonly #argument = (argument: Argument): void => {
    this.#expression(argument.value);
    this.#wordOrNone(argument.keyword);
    this.number(argument.star ?? 0);
    this.#span(argument.span);
  };

  readonly #parameter = (parameter: Parameter): void => {
    this.#word(parameter.name);
    this.number(parameter.star);
    this.#flag(parameter.keywordOnly);
    this.#expression(parameter.default);
    this.#expression(parameter.annotation);
  };

  readonly #call = (call: Call): void => {
    this.#span(call.span);
    this.#expression(call.callee);
    this.list(call.arguments, this.#argument);
    this.number(call.block);
    this.#flag(call.awaited);
    this.number(usages.indexOf(call.usage));
  };

  readonly #block = (block: Block): void => {
    this.number(block.parent);
    this.number(blockKinds.indexOf(block.kind));
    this.#span(block.span);
    this.#expression(block.test);
    this.#flag(block.leaves);
    this.#expressionsOrNone(block.exceptions);
    this.#flag(block.bareExcept);
    this.#expressionsOrNone(block.managers);
  };

  #expressionsOrNone(items: readonly Expression[] | undefined): void {
    if (items === undefined) this.number(-1);
    else this.list(items, this.#expression);
  }

  #keys(keys: readonly (string | null)[] | undefined): void {
    if (keys === undefined) this.number(-1);
    else this.list(keys, (key) => this.#wordOrNone(key ?? undefined));
  }

  readonly #event = (event: Event): void => {
    this.number(eventKinds.indexOf(event.kind));
    this.#span(event.span);
    this.number(event.block);
    switch (event.kind) {
      case 'import':
        this.list(event.names, (each) => {
          this.#word(each.module);
          this.#wordOrNone(each.as);
          this.#span(each.span);
        });
        break;
      case 'from-import':
        this.number(event.level);
        this.#word(event.module);
        this.list(event.names, (each) => {
          this.#word(each.name);
          this.#wordOrNone(each.as);
          this.#span(each.span);
        });
        this.#flag(event.star);
        return;
      case 'call':
        this.number(event.call);
        break;
      case 'assign':
        this.list(event.targets, this.#expression);
        this.#expression(event.value);
        this.#flag(event.augmented);
        this.#expression(event.annotation);
        break;
      case 'declare':
        this.#expression(event.target);
        this.#expression(event.annotation);
        break;
      case 'read':
        this.#expression(event.expression);
        this.number(event.use);
        break;
      case 'define':
        this.number(event.child);
        break;
      case 'enter':
        this.#expression(event.manager);
        this.#expression(event.target);
        break;
      case 'iterate':
        this.#expression(event.iterable);
        this.#expression(event.target);
        break;
      case 'return':
      case 'yield':
      case 'expression':
        this.#expression(event.value);
        break;
      case 'delete':
        this.#expression(event.target);
        break;
      case 'bind':
        this.#word(event.name);
        break;
    }
  };

  readonly #expression = (expression: Expression | undefined): void => {
    if (expression === undefined) {
      this.number(NO_EXPRESSION);
      return;
    }
    const known = this.#expressions.get(expression);
    if (known !== undefined) {
      this.number(SAME_EXPRESSION);
      this.number(known);
      return;
    }
    this.number(expressionKinds.indexOf(expression.kind));
    this.#span(expression.span);
    this.#parts(expression);
    // Counted once it is complete, as the other end meets it.
    this.#expressions.set(expression, this.#expressions.size);
  };

  #parts(expression: Expression): void {
    switch (expression.kind) {
      case 'name':
        this.#word(expression.name);
        break;
      case 'attribute':
        this.#expression(expression.base);
        this.#word(expression.name);
        break;
      case 'call':
        this.number(expression.call);
        break;
      case 'string':
      case 'constant':
        this.#word(expression.value);
        break;
      case 'number':
        this.#word(expression.text);
        break;
      case 'lambda':
        this.number(expression.child);
        break;
      case 'sequence':
        this.number(sequenceTypes.indexOf(expression.type));
        this.list(expression.items, this.#expression);
        break;
      case 'dictionary':
        this.#keys(expression.keys);
        this.list(expression.values, this.#expression);
        break;
      case 'await':
      case 'not':
        this.#expression(expression.value);
        break;
      case 'boolean':
      case 'comparison':
      case 'binary':
        this.#word(expression.operator);
        this.#expression(expression.left);
        this.#expression(expression.right);
        break;
      case 'subscript':
        this.#expression(expression.base);
        this.#expression(expression.index);
        break;
      case 'conditional':
        this.#expression(expression.test);
        this.#expression(expression.then);
        this.#expression(expression.otherwise);
        break;
      case 'other':
        this.#word(expression.syntax);
        this.#expression(expression.inner);
        this.list(expression.parts ?? [], this.#expression);
        this.#word(expression.head ?? '');
        this.#word(expression.tail ?? '');
        break;
    }
  }
}
