import type { Expression } from './expression.ts';
import type { FileFacts } from './facts.ts';
import type { Block, Call, Event, Scope } from './scope.ts';

/**
 * Facts as numbers and a list of words, to be handed to another thread: a structured clone of the
 * facts themselves costs more than it takes to read them. `packFacts` and `unpackFacts` walk the
 * same way through them.
 */
export interface PackedFacts {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly words: readonly string[];
  /** What is short anyway. */
  readonly rest: Omit<FileFacts, 'statements'>;
}

/** The number of an expression's kind is its place here. */
export const expressionKinds = [
  'name',
  'attribute',
  'call',
  'string',
  'number',
  'constant',
  'lambda',
  'sequence',
  'dictionary',
  'await',
  'not',
  'boolean',
  'comparison',
  'binary',
  'subscript',
  'conditional',
  'other',
] as const satisfies readonly Expression['kind'][];

/** Stands in the place of the kind where there is no expression. */
export const NO_EXPRESSION = -1;
/** Stands in the place of the kind before the number of an expression that was met before. */
export const SAME_EXPRESSION = -2;

/** The number of an event's kind is its place here. */
export const eventKinds = [
  'import',
  'from-import',
  'call',
  'assign',
  'read',
  'define',
  'enter',
  'iterate',
  'return',
  'delete',
  'expression',
  'bind',
  'declare',
  'yield',
] as const satisfies readonly Event['kind'][];

/** The number of a scope's kind is its place here. */
export const scopeKinds = [
  'statement',
  'function',
  'lambda',
  'class',
] as const satisfies readonly Scope['kind'][];

/** The number of a block's kind is its place here. */
export const blockKinds = [
  'if',
  'else',
  'try',
  'except',
  'try-else',
  'finally',
  'for',
  'while',
  'loop-else',
  'with',
  'match-case',
  'comprehension',
  'conditional',
] as const satisfies readonly Block['kind'][];

/** The number of what becomes of a call's value is its place here. */
export const usages = [
  'statement',
  'value',
  'with',
  'iterated',
  'returned',
  'decorator',
] as const satisfies readonly Call['usage'][];

/** The number of a sequence's type is its place here. */
export const sequenceTypes = ['tuple', 'list', 'set'] as const;
