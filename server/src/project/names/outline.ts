import { type Argument, type Expression, isFunctionTable } from '../../facts/expression.ts';
import type { Event, Scope } from '../../facts/scope.ts';
import { argumentsLookedAt } from './looked-at-arguments.ts';
import {
  bindsNeeded,
  callsOfDecorated,
  deepestExpression,
  neededNames,
  withFirstParameter,
} from './needed-names.ts';

const known = new WeakMap<Scope, string>();

/**
 * A text of everything in `scope` that code elsewhere can depend on: what it binds, in which
 * order and under which blocks, the scopes inside it, what they return and assign. Two pieces
 * of facts with equal outlines are interchangeable for all code outside them.
 */
export function outlineOf(scope: Scope): string {
  let outline = known.get(scope);
  if (outline === undefined) {
    const words: string[] = [];
    new Outliner(words).scope(scope);
    outline = words.join('\u0001');
    known.set(scope, outline);
  }
  return outline;
}

class Outliner {
  readonly #words: string[];

  constructor(words: string[]) {
    this.#words = words;
  }

  scope(scope: Scope, outside: ReadonlySet<string> = new Set()): void {
    const words = this.#words;
    const around = withFirstParameter(outside, scope);
    words.push(scope.kind, scope.name);
    words.push(`${scope.isAsync}${scope.isGenerator}${scope.broken}`);
    for (const parameter of scope.parameters) {
      words.push('parameter', parameter.name, `${parameter.star}`);
    }
    words.push('global', ...scope.globals, 'nonlocal', ...scope.nonlocals);
    const needed =
      scope.kind === 'function' || scope.kind === 'lambda' ? neededNames(scope, around) : undefined;
    for (const event of scope.events) {
      if (!needed || bindsNeeded(event, needed, scope)) this.#event(event, scope);
    }
    for (const { scope: child } of scope.children) {
      for (const decorator of child.decorators) this.#deep(decorator, scope);
      for (const base of child.bases) this.#argument(base, scope);
      for (const { annotation } of child.parameters) {
        if (annotation) this.#deep(annotation, scope);
      }
      words.push('returns');
      if (child.returns) this.#deep(child.returns, scope);
      this.scope(child, around);
    }
    for (const call of callsOfDecorated(scope, around)) {
      words.push('given');
      for (const given of call.arguments) this.#argument(given, scope);
    }
    words.push('end');
  }

  #event(event: Event, scope: Scope): void {
    const words = this.#words;
    if (event.kind === 'call' || event.kind === 'read' || event.kind === 'expression') return;
    words.push(event.kind, this.#blocks(event.block, scope));
    switch (event.kind) {
      case 'import':
        for (const { module, as } of event.names) words.push(module, as ?? '');
        break;
      case 'from-import':
        words.push(`${event.level}`, event.module, `${event.star}`);
        for (const { name, as } of event.names) words.push(name, as ?? '');
        break;
      case 'assign':
        words.push(`${event.augmented}`);
        for (const target of event.targets) this.#deep(target, scope);
        this.#deep(event.value, scope);
        if (event.annotation) this.#deep(event.annotation, scope);
        break;
      case 'declare':
        this.#deep(event.target, scope);
        this.#deep(event.annotation, scope);
        break;
      case 'define':
        words.push(`${event.child}`);
        break;
      case 'enter':
        this.#deep(event.manager, scope);
        if (event.target) this.#deep(event.target, scope);
        break;
      case 'iterate':
        this.#deep(event.iterable, scope);
        this.#deep(event.target, scope);
        break;
      case 'return':
      case 'yield':
        if (event.value) this.#deep(event.value, scope);
        break;
      case 'delete':
        this.#deep(event.target, scope);
        break;
      case 'bind':
        words.push(event.name);
        break;
    }
  }

  /** The kinds of the blocks around an event: they say whether it certainly happens. */
  #blocks(block: number, scope: Scope): string {
    let text = '';
    for (let at = block; at >= 0; at = scope.blocks[at]!.parent) {
      const { kind, leaves } = scope.blocks[at]!;
      text += `${at}${kind}${leaves ?? ''} `;
    }
    return text;
  }

  #argument(argument: Argument, scope: Scope, depth = 0): void {
    this.#words.push(argument.keyword ?? '', `${argument.star ?? ''}`);
    this.#deep(argument.value, scope, depth);
  }

  /** An expression with the calls in it, without its place. */
  #deep(expression: Expression, scope: Scope, depth = 0): void {
    const words = this.#words;
    words.push(expression.kind);
    // No name is followed this deep; the length keeps most edits apart.
    if (depth > deepestExpression) {
      words.push(`${expression.span[1] - expression.span[0]}`);
      return;
    }
    switch (expression.kind) {
      case 'name':
        words.push(expression.name);
        break;
      case 'attribute':
        words.push(expression.name);
        this.#deep(expression.base, scope, depth + 1);
        break;
      case 'call': {
        const call = scope.calls[expression.call];
        if (!call) break;
        this.#deep(call.callee, scope, depth + 1);
        for (const given of argumentsLookedAt(call)) this.#argument(given, scope, depth + 1);
        break;
      }
      case 'string':
      case 'constant':
        words.push(expression.value);
        break;
      case 'number':
        words.push(expression.text);
        break;
      case 'lambda':
        words.push(`${expression.child}`);
        break;
      case 'sequence':
        words.push(expression.type, `${expression.items.length}`);
        for (const item of expression.items) this.#deep(item, scope, depth + 1);
        break;
      case 'dictionary':
        words.push(`${expression.values.length === 0}`);
        // Values lead to nothing else in a dictionary.
        if (!isFunctionTable(expression)) break;
        words.push(`${expression.values.length}`);
        words.push(JSON.stringify(expression.keys) ?? '');
        for (const value of expression.values) this.#deep(value, scope, depth + 1);
        break;
      case 'subscript':
        this.#deep(expression.base, scope, depth + 1);
        this.#deep(expression.index, scope, depth + 1);
        break;
      case 'conditional':
        this.#deep(expression.then, scope, depth + 1);
        this.#deep(expression.otherwise, scope, depth + 1);
        break;
      case 'binary':
      case 'boolean':
        words.push(expression.operator);
        this.#deep(expression.left, scope, depth + 1);
        this.#deep(expression.right, scope, depth + 1);
        break;
      case 'other':
        words.push(expression.syntax);
        if (expression.inner) this.#deep(expression.inner, scope, depth + 1);
        break;
      default:
    }
  }
}
