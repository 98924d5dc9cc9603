import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paintFor } from '../../server/src/report/paint.ts';
import { unifiedDiff } from '../../server/src/report/unified-diff.ts';

const plain = paintFor(false);
const lines = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'long line', 'é'), { maxLength: 30 })
  .chain((body) => fc.boolean().map((end) => body.join('\n') + (end && body.length ? '\n' : '')));

it('is empty where nothing changed', () => {
  expect(unifiedDiff('a.py', 'x\n', 'x\n', plain)).toBe('');
});

it('shows three lines around each change and joins near ones', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index}\n`);
  const after = [...before];
  after[5] = 'five\n';
  after.splice(18, 1);
  expect(unifiedDiff('a.py', before.join(''), after.join(''), plain)).toBe(
    [
      '--- a.py',
      '+++ a.py',
      '@@ -3,7 +3,7 @@',
      ...[' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'],
      '@@ -16,5 +16,4 @@',
      ...[' 15', ' 16', ' 17', '-18', ' 19', ''],
    ].join('\n'),
  );
});

it('says where the last line has no line break', () => {
  expect(unifiedDiff('a.py', 'x', 'x\n', plain)).toBe(
    '--- a.py\n+++ a.py\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n',
  );
});

it('is what git apply understands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenlint-diff-'));
  const file = join(folder, 'a.txt');
  try {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = unifiedDiff('a.txt', before, after, plain);
        fc.pre(before !== '' && after !== '' && diff !== '');
        writeFileSync(file, before);
        writeFileSync(join(folder, 'p.diff'), diff);
        execFileSync('git', ['apply', '-p0', '--unidiff-zero', 'p.diff'], { cwd: folder });
        expect(readFileSync(file, 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
