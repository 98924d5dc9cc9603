import { type AST, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../syntax/span.ts';
import { aligned, SourceText } from './source-text.ts';

/** A value of a TOML file with the path of keys that lead to it; tables are their values. */
export interface TomlValue {
  readonly path: readonly string[];
  /** Where each part of `path` is written; undefined for the number of an array's table. */
  readonly pathSpans: readonly (Span | undefined)[];
  readonly keySpan: Span;
  /** The text of a string, a number or a truth value. */
  readonly scalar: SourceText | undefined;
  /** The items of an array that are scalars. */
  readonly items: readonly SourceText[];
  readonly span: Span;
}

/** The values of a TOML text, or why it is none. Never throws. */
export function tomlValues(
  text: string,
): { readonly values: readonly TomlValue[] } | { readonly message: string; readonly at: number } {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text);
  } catch (error) {
    const { message, index } = error as { message?: string; index?: number };
    return { message: (message ?? 'unknown').replace(/\.$/, ''), at: index ?? 0 };
  }
  const values: TomlValue[] = [];
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') collect(text, noKeys, node, values, 0);
    else {
      const above = keysOfTable(node);
      for (const entry of node.body) collect(text, above, entry, values, 0);
    }
  }
  return { values };
}

interface Keys {
  readonly path: readonly string[];
  readonly spans: readonly (Span | undefined)[];
}

const noKeys: Keys = { path: [], spans: [] };

function keysOfTable({ key, resolvedKey }: AST.TOMLTable): Keys {
  const written = key.keys.values();
  return {
    path: resolvedKey.map(String),
    spans: resolvedKey.map((part) => {
      const one = typeof part === 'number' ? undefined : written.next().value;
      return one === undefined ? undefined : keySpan(one);
    }),
  };
}

function collect(
  text: string,
  above: Keys,
  { key, value }: AST.TOMLKeyValue,
  values: TomlValue[],
  depth: number,
): void {
  const path = [...above.path, ...key.keys.map(keyText)];
  const spans = [...above.spans, ...key.keys.map(keySpan)];
  if (value.type === 'TOMLInlineTable') {
    if (depth > 20) return;
    for (const entry of value.body) collect(text, { path, spans }, entry, values, depth + 1);
    return;
  }
  const items = value.type === 'TOMLArray' ? value.elements : [];
  for (const [index, item] of items.entries()) {
    if (item.type !== 'TOMLInlineTable' || depth > 20) continue;
    const inside = { path: [...path, String(index)], spans: [...spans, undefined] };
    for (const entry of item.body) collect(text, inside, entry, values, depth + 1);
  }
  values.push({
    path,
    pathSpans: spans,
    keySpan: [key.range[0], key.range[1]],
    scalar: value.type === 'TOMLValue' ? scalarOf(text, value) : undefined,
    items: items.flatMap((item) => (item.type === 'TOMLValue' ? [scalarOf(text, item)] : [])),
    span: [value.range[0], value.range[1]],
  });
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

/** What stands between the quotes of a key. */
function keySpan(key: AST.TOMLBare | AST.TOMLQuoted): Span {
  const quote = key.type === 'TOMLBare' ? 0 : 1;
  return [key.range[0] + quote, key.range[1] - quote];
}

/** What a value means; of a string what stands between the quotes. */
function scalarOf(text: string, node: AST.TOMLValue): SourceText {
  const [start, end] = node.range;
  if (node.kind !== 'string') return SourceText.piece(text, start, end);
  const quotes = /^(?:"""|'''|"|')/.exec(text.slice(start, start + 3))?.[0] ?? '';
  const inner = SourceText.piece(text, start + quotes.length, end - quotes.length);
  return aligned(inner, node.value, quotes.startsWith('"'));
}
