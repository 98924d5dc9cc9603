import type { Span } from '../syntax/span.ts';
import type { SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import type { FunctionRecord } from './memory.ts';
import type { Block, Call, Child, Event, Scope } from './scope.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A block while its scope is still being read. */
export type MutableBlock = Mutable<Block>;
type MutableCall = Mutable<Call>;

/** An event without what the builder fills in. */
type EventBody = Event extends infer E ? (E extends Event ? Omit<E, 'block'> : never) : never;

/** What the scopes of one top-level statement share while they are read. */
export interface Reading {
  /** Absolute spans of what is not believed. */
  readonly doubts: Span[];
  /** How deep the reader is nested right now. */
  depth: number;
  /** From this absolute offset on nothing is believed: a string may be open there. */
  readonly openString: number;
  /** A function that an earlier extraction read from the same text. */
  known(node: SyntaxNode): FunctionRecord | undefined;
}

/** Deeper nesting than this is not read. CPython itself gives up at 200 parentheses. */
export const MAX_DEPTH = 250;

/** A copy that does not keep a longer string alive, as a slice does. */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}

/** Collects the facts of one scope while its syntax is read in order of execution. */
export class ScopeBuilder {
  readonly reading: Reading;
  readonly kind: Scope['kind'];
  /** Absolute offset that all spans count from. */
  readonly origin: number;
  /** The scope's own text. */
  readonly text: string;
  readonly events: Event[] = [];
  readonly calls: MutableCall[] = [];
  readonly blocks: MutableBlock[] = [];
  readonly children: Child[] = [];
  /** The functions read inside, at any depth, to be known next time. */
  readonly functions: FunctionRecord[] = [];
  readonly globals: string[] = [];
  readonly nonlocals: string[] = [];
  /** The block that is being read; -1 at the scope's own level. */
  block = -1;
  isGenerator = false;
  broken = false;
  /** Where loads of names are noted besides, while somebody wants to know. */
  noted: [name: string, bits: number][] | undefined;
  readonly #uses = new Map<string, number>();

  constructor(reading: Reading, kind: Scope['kind'], origin: number, text: string) {
    this.reading = reading;
    this.kind = kind;
    this.origin = origin;
    this.text = text;
  }

  span(node: SyntaxNode): Span {
    return [node.start - this.origin, node.end - this.origin];
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.start - this.origin, node.end - this.origin);
  }

  use(name: string, bits: number): void {
    this.noted?.push([name, bits]);
    this.#uses.set(name, (this.#uses.get(name) ?? 0) | bits);
  }

  emit(event: EventBody): void {
    this.events.push({ ...event, block: this.block } as Event);
  }

  /** Something in this scope is not believed. */
  doubt(node: SyntaxNode): void {
    this.broken = true;
    this.reading.doubts.push([node.start, node.end]);
  }

  /** Reads something one level deeper; undefined, and nothing read, where that is too deep. */
  deeper<T>(read: () => T): T | undefined {
    const { reading } = this;
    if (reading.depth >= MAX_DEPTH) {
      this.broken = true;
      return undefined;
    }
    reading.depth++;
    const result = read();
    reading.depth--;
    return result;
  }

  /** Starts a block; whoever starts it sets `block` back when it is over. */
  open(block: Omit<MutableBlock, 'parent'>): MutableBlock {
    const opened: MutableBlock = { parent: this.block, ...block };
    this.blocks.push(opened);
    this.block = this.blocks.length - 1;
    return opened;
  }

  /** Reads something inside a new block. */
  inside(block: Omit<MutableBlock, 'parent'>, read: (block: MutableBlock) => void): void {
    const outer = this.block;
    read(this.open(block));
    this.block = outer;
  }

  /** Reads an operand that may not run; the block vanishes if nothing happens in it. */
  maybe(node: SyntaxNode, read: () => Expression): Expression {
    const { length } = this.events;
    const blocks = this.blocks.length;
    const children = this.children.length;
    let result: Expression | undefined;
    this.inside({ kind: 'conditional', span: this.span(node) }, () => {
      result = read();
    });
    const idle =
      this.events.length === length &&
      this.children.length === children &&
      this.blocks.length === blocks + 1;
    if (idle) this.blocks.pop();
    return result!;
  }

  finish(header: {
    readonly name?: string;
    readonly nameSpan?: Span;
    readonly parameters?: Scope['parameters'];
    readonly isAsync?: boolean;
    readonly bases?: Scope['bases'];
    readonly decorators?: Scope['decorators'];
    readonly returns?: Expression | undefined;
  }): Scope {
    const scope: Scope = {
      kind: this.kind,
      name: header.name ?? '',
      nameSpan: header.nameSpan ?? [0, 0],
      length: this.text.length,
      events: this.events,
      calls: this.calls,
      blocks: this.blocks,
      children: this.children,
      uses: Object.fromEntries(this.#uses),
      globals: this.globals,
      nonlocals: this.nonlocals,
      parameters: header.parameters ?? [],
      isAsync: header.isAsync ?? false,
      isGenerator: this.isGenerator,
      bases: header.bases ?? [],
      decorators: header.decorators ?? [],
      broken: this.broken,
    };
    return header.returns === undefined ? scope : { ...scope, returns: header.returns };
  }
}
