import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { formats } from './schemas.ts';

const folder = new URL('../../server/src/knowledge/tables/', import.meta.url);
const files = readdirSync(folder).sort();

type Row = Record<string, unknown>;
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const rowsOf = (file: string): Row[] => JSON.parse(textOf(file)) as Row[];

it('has a format for every table, and a table for every format', () => {
  expect(files).toEqual(
    Object.keys(formats)
      .map((name) => `${name}.json`)
      .sort(),
  );
});

describe.each(files)('%s', (file) => {
  const format = formats[file.replace('.json', '')]!;

  it('has rows of its format', () => {
    const problems = rowsOf(file).flatMap((row) => {
      const result = v.safeParse(format.row, row);
      return result.success
        ? []
        : result.issues.map(
            (issue) =>
              `${format.keyOf(row)}: ${v.getDotPath(issue) ?? 'the row'}: ${issue.message}`,
          );
    });
    expect(problems).toEqual([]);
  });

  it('is sorted by its key, and has no key twice', () => {
    const keys = rowsOf(file).map((row) => format.keyOf(row));
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it('has one row a line, so that a change shows as one line', () => {
    const rows = rowsOf(file);
    const lines = textOf(file).split('\n');
    expect(lines[0]).toBe('[');
    expect(lines.slice(-2)).toEqual([']', '']);
    expect(lines.slice(1, -2).map((line) => JSON.parse(line.replace(/,$/, '')))).toEqual(rows);
  });
});

describe('a row that breaks its format is refused', () => {
  const row = rowsOf('patched-names.json').find((r) => r.name === 'Lock')!;
  it.each([
    ['an unknown field', { ...row, colour: 'red' }],
    ['no evidence', { ...row, evidence: undefined }],
    ['an unknown part', { ...row, part: 'sockets' }],
    ['a severity that is none', { ...row, severity: 'fatal' }],
  ])('%s', (_name, bad) => {
    expect(v.safeParse(formats['patched-names']!.row, row).success).toBe(true);
    expect(v.safeParse(formats['patched-names']!.row, bad).success).toBe(false);
  });
});
