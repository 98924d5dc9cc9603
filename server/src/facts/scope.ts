import type { Span } from '../syntax/span.ts';
import type { Argument, Expression } from './expression.ts';

/**
 * A piece of code with facts of its own: a top-level statement, a function (any `def`), a
 * lambda, or a class body. All spans inside count from the scope's own start, so a scope is a
 * pure function of its text and can be kept while text before it changes.
 */
export interface Scope {
  readonly kind: 'statement' | 'function' | 'lambda' | 'class';
  /** Name of the function or class; empty for statements and lambdas. */
  readonly name: string;
  /** Span of the name; [0, 0] where there is none. */
  readonly nameSpan: Span;
  /** Length of the scope's text. Its span is [0, length]. A decorated `def` starts at its `@`. */
  readonly length: number;
  /** Events in the order in which Python executes them. */
  readonly events: readonly Event[];
  /** The calls that stand directly in this scope, in order of execution (inner before outer). */
  readonly calls: readonly Call[];
  /** Compound statements around events; `Event.block` and `Call.block` index this. */
  readonly blocks: readonly Block[];
  /** Functions, lambdas and classes that stand directly in this scope. */
  readonly children: readonly Child[];
  /** Plain names that are loaded here (not in children), and how: a union of `Use` bits. */
  readonly uses: Readonly<Record<string, number>>;
  /** Names that `global` and `nonlocal` statements here declare. */
  readonly globals: readonly string[];
  readonly nonlocals: readonly string[];
  readonly parameters: readonly Parameter[];
  /** `async def`. */
  readonly isAsync: boolean;
  /** Holds a `yield` of its own. */
  readonly isGenerator: boolean;
  /** Base classes and keywords of a class. They are evaluated in the parent; calls in them index the PARENT's `calls`, spans count from the PARENT. */
  readonly bases: readonly Argument[];
  /** Decorators, in source order; evaluated in the parent, as `bases`. */
  readonly decorators: readonly Expression[];
  /** What a function says it returns (`-> X`), where that may be a class; evaluated in the parent. */
  readonly returns?: Expression;
  /** True if a syntax error lies in this text: absences prove nothing, presences hold. */
  readonly broken: boolean;
}

/** A scope inside a scope. */
export interface Child {
  /** Where it starts, counted from the parent's start. */
  readonly start: number;
  readonly scope: Scope;
}

/** A parameter. A default is evaluated in the parent: its calls and spans are the parent's. */
export interface Parameter {
  readonly name: string;
  /** 1 for `*args`, 2 for `**kwargs`, 0 otherwise. */
  readonly star: 0 | 1 | 2;
  readonly keywordOnly: boolean;
  readonly default?: Expression;
  /** The annotation, spans as for defaults. */
  readonly annotation?: Expression;
}

/** How a plain name is loaded; bits of `Scope.uses`. */
export const Use = {
  /** As the callee of a call, or the root of one: `name()`, `name.x()`. */
  call: 1,
  /** As a value: assigned, passed, returned, root of an attribute read. */
  value: 2,
  /** In an annotation. */
  annotation: 4,
  /** As the class of an `except` clause. */
  except: 8,
  /** As the class argument of isinstance() or issubclass(). */
  isinstance: 16,
  /** As a base class. */
  base: 32,
  /** As a default argument. */
  default: 64,
  /** As a decorator. */
  decorator: 128,
} as const;

/** A compound statement's part that events stand in. */
export interface Block {
  /** Index of the enclosing block, -1 at the scope's own level. */
  readonly parent: number;
  readonly kind:
    | 'if' // the branch taken when `test` holds; what stands behind a `return`, where it is False
    | 'else' // of an if: taken when `test` does not hold
    | 'try'
    | 'except'
    | 'try-else'
    | 'finally'
    | 'for'
    | 'while'
    | 'loop-else'
    | 'with'
    | 'match-case'
    | 'comprehension'
    | 'conditional'; // operand of and/or, branch of a conditional expression, assert
  /**
   * From the part's first word (`if`, `for`, `except`, …) to the end of its body; of with, the
   * whole statement; of comprehension, the whole comprehension. What the header evaluates once
   * (the test of an if, the iterable, the managers) stands in the enclosing block all the same;
   * the test of a while stands inside, since each round evaluates it.
   */
  readonly span: Span;
  /** Of if, else, while: the condition. Of for, comprehension: what is iterated. */
  readonly test?: Expression;
  /** Of try: the exception classes of all its handlers. Of except: its own. Empty entry list = bare except. */
  readonly exceptions?: readonly Expression[];
  /** Of try: whether a handler without a class stands there. */
  readonly bareExcept?: boolean;
  /** Of with: the managers. */
  readonly managers?: readonly Expression[];
  /**
   * For except: true if the handler ends in raise. For if/else: true if the branch ends in
   * return, raise, continue or break, so that the code after it runs only when `test` is false. A
   * `raise` at a script's own level is followed by an empty `if True` that leaves.
   */
  readonly leaves?: boolean;
}

interface Common {
  readonly span: Span;
  /** Index into `Scope.blocks`, -1 at the scope's own level. */
  readonly block: number;
}

/** Something that happens when the scope runs. */
export type Event =
  | (Common & { readonly kind: 'import'; readonly names: readonly ImportedModule[] })
  | (Common & {
      readonly kind: 'from-import';
      /** Leading dots. */
      readonly level: number;
      /** Dotted module as written, without the dots; empty for `from . import x`. */
      readonly module: string;
      readonly names: readonly ImportedName[];
      /** `from x import *`. */
      readonly star: boolean;
    })
  | (Common & { readonly kind: 'call' /** Index into `Scope.calls`. */; readonly call: number })
  | (Common & {
      readonly kind: 'assign';
      /** Each target: a name, attribute, subscript or sequence; `*x` is given as `x`. */
      readonly targets: readonly Expression[];
      readonly value: Expression;
      /** `x += …` and the like; the target's load is an event (or use) before those of the value. */
      readonly augmented: boolean;
      /** `T` of `x: T = …`. */
      readonly annotation?: Expression;
    })
  /** `x: T` without a value: nothing is bound. */
  | (Common & {
      readonly kind: 'declare';
      readonly target: Expression;
      readonly annotation: Expression;
    })
  /** `yield value`; `yield from` gives no event. */
  | (Common & { readonly kind: 'yield'; readonly value?: Expression })
  /** An attribute chain (`time.sleep`) that is loaded but not called; innermost chains only once. */
  | (Common & { readonly kind: 'read'; readonly expression: Expression; readonly use: number })
  /** A nested def or class statement binds its name. */
  | (Common & {
      readonly kind: 'define' /** Index into `Scope.children`. */;
      readonly child: number;
    })
  /** `with manager as target`; stands in the block around the `with`. Span: the item. */
  | (Common & {
      readonly kind: 'enter';
      readonly manager: Expression;
      readonly target?: Expression;
    })
  /** `for target in iterable`, comprehensions included; stands inside the loop's block. */
  | (Common & {
      readonly kind: 'iterate';
      readonly iterable: Expression;
      readonly target: Expression;
    })
  | (Common & { readonly kind: 'return'; readonly value?: Expression })
  | (Common & { readonly kind: 'delete'; readonly target: Expression })
  /** An expression statement that is not a call: a docstring, a bare name, `monkey.patch_all`. */
  | (Common & { readonly kind: 'expression'; readonly value: Expression })
  /** A name bound in another way: except … as name, match capture, walrus is 'assign'. */
  | (Common & { readonly kind: 'bind'; readonly name: string });

/** One name of an `import` statement. */
export interface ImportedModule {
  /** `a.b.c` */
  readonly module: string;
  /** The alias; without one the first part of `module` is bound. */
  readonly as?: string;
  readonly span: Span;
}

/** One name of a `from … import` statement. */
export interface ImportedName {
  readonly name: string;
  readonly as?: string;
  /** Span of `name as alias`. */
  readonly span: Span;
}

/** A call as written. */
export interface Call {
  /** The whole call, from the callee's first character to the closing parenthesis. */
  readonly span: Span;
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** Index into `Scope.blocks`. */
  readonly block: number;
  /** `await call()`. */
  readonly awaited: boolean;
  /** What becomes of the value. */
  readonly usage: 'statement' | 'value' | 'with' | 'iterated' | 'returned' | 'decorator';
}
