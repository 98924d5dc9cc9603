import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Expression } from '../../server/src/facts/expression.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import { packFacts } from '../../server/src/facts/pack-facts.ts';
import { unpackFacts } from '../../server/src/facts/unpack-facts.ts';
import { factsOf } from '../support/parser.ts';

interface Settings {
  readonly [key: string]: string | Settings;
}

const text = fc.stringMatching(/^[a-zA-Z_.:/ é😀{}#-]{0,12}$/u);
const { settings } = fc.letrec<{ settings: Settings; value: string | Settings }>((tie) => ({
  settings: fc.dictionary(text, tie('value'), { maxKeys: 6, depthIdentifier: 'nested' }),
  value: fc.oneof(
    { depthIdentifier: 'nested', maxDepth: 6, depthSize: 'small' },
    text,
    tie('settings'),
  ),
}));

/** As Python writes it, in one of several styles. */
function written(value: string | Settings, style: 0 | 1 | 2): string {
  if (typeof value === 'string') return style === 1 ? `'${value}'` : `"${value}"`;
  const pairs = Object.entries(value).map(
    ([key, inner]) => `${written(key, style)}: ${written(inner, style)}`,
  );
  if (style === 2) return `{  # first\n${pairs.map((pair) => `  ${pair},  # "b": 1\n`).join('')}}`;
  return `{${pairs.join(', ')}}`;
}

function read(value: Expression): unknown {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'dictionary') return value.kind;
  return Object.fromEntries((value.keys ?? []).map((key, at) => [key, read(value.values[at]!)]));
}

function assigned(facts: FileFacts): Expression | undefined {
  const event = facts.statements[0]?.unit.events.find(({ kind }) => kind === 'assign');
  return event?.kind === 'assign' ? event.value : undefined;
}

function entries(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + 1 + entries(one), 0);
}

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}

/** What is to be kept: from the inside out, what is too large or too deep is no dictionary more. */
function kept(value: string | Settings): unknown {
  if (typeof value === 'string') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, kept(one)]));
  return entries(inner) <= 100 && depth(inner) <= 5 ? inner : 'other';
}

test('dictionaries of texts are kept as they are written, up to a size and a depth', async () => {
  const seen = { kept: 0, dropped: 0 };
  await fc.assert(
    fc.asyncProperty(settings, fc.nat(5), fc.constantFrom(0, 1, 2), async (inner, more, style) => {
      let value: Settings = inner;
      for (let outer = 0; outer < more; outer++) value = { outer: value };
      const facts = await factsOf(`x = ${written(value, style)}\n`);
      const wanted = kept(value);
      seen[JSON.stringify(wanted) === JSON.stringify(value) ? 'kept' : 'dropped']++;
      expect(read(assigned(facts)!)).toEqual(wanted);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      expect(JSON.stringify(unpackFacts(packFacts(facts)))).toBe(JSON.stringify(facts));
    }),
    { numRuns: 200 },
  );
  expect(seen.kept).toBeGreaterThan(50);
  expect(seen.dropped).toBeGreaterThan(5);
});
