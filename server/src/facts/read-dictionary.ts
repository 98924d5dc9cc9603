import type { SyntaxNode } from '../syntax/syntax-node.ts';
import { type Dictionary, type Expression, isFunctionTable } from './expression.ts';
import { operandsOf, type ReadExpression } from './operands.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** Entries of a dictionary and of those in it: larger ones are data. */
const MOST_ENTRIES = 100;
/** Dictionaries in dictionaries are kept so deep: Django's DATABASES with a pool's options is four. */
const DEEPEST = 5;

/**
 * A dictionary display: its values where all of them may be functions, and its keys with its
 * values where the keys are literal strings (settings). Of other dictionaries, and of those with
 * more than 100 entries in all or deeper than 5, only the kind of syntax is kept.
 */
export function readDictionary(
  scope: ScopeBuilder,
  node: SyntaxNode,
  read: ReadExpression,
): Expression {
  const span = scope.span(node);
  const keys: (string | null)[] = [];
  const values: Expression[] = [];
  let keysAreTexts = true;
  let hasSplat = false;
  let isWhole = true;
  for (const entry of operandsOf(node)) {
    const [first, value] = operandsOf(entry);
    if (entry.type === 'dictionary_splat' && first !== undefined) {
      hasSplat = true;
      keys.push(null);
      values.push(read(scope, first));
    } else if (entry.type === 'pair' && first !== undefined && value !== undefined) {
      const key = read(scope, first);
      if (key.kind === 'string') keys.push(key.value);
      else keysAreTexts = false;
      values.push(read(scope, value));
    } else {
      read(scope, entry);
      isWhole = false;
    }
  }
  const named: Dictionary = { kind: 'dictionary', keys, values, span };
  if (isWhole && keysAreTexts && isSmall(named)) return named;
  const isTable = isFunctionTable({ values }) && values.length <= MOST_ENTRIES;
  return isWhole && !hasSplat && isTable
    ? { kind: 'dictionary', values, span }
    : { kind: 'other', syntax: node.type, span };
}

/** An item of a list: what is not a table of functions there is a row of data, and not kept. */
export function rowOfData(item: Expression): Expression {
  if (item.kind !== 'dictionary' || isFunctionTable(item)) return item;
  return { kind: 'other', syntax: item.kind, span: item.span };
}

function isSmall(dictionary: Dictionary): boolean {
  let left = MOST_ENTRIES;
  const fits = ({ values }: Dictionary, depth: number): boolean => {
    left -= values.length;
    return (
      left >= 0 &&
      depth <= DEEPEST &&
      values.every((value) => value.kind !== 'dictionary' || fits(value, depth + 1))
    );
  };
  return fits(dictionary, 1);
}
