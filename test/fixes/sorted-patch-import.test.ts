import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve('test/rules/unguarded-patch-order/patch-in-own-module');
const tools: [string, readonly string[]][] = [
  ['ruff', ['check', '--isolated', '--no-cache', '--select', 'I']],
  ['isort', ['--check', '--settings-path', folder]],
];
const available = tools.every(([tool]) => existsSync(resolve('.venv/bin', tool)));
if (!available) console.warn('SKIPPED: sorted imports need ruff and isort in .venv');

/** Whether a tool would leave the file as it is. */
function isLeft(tool: string, options: readonly string[], path: string): boolean {
  const done = spawnSync(resolve('.venv/bin', tool), [...options, path], { cwd: folder });
  if (done.error !== undefined) throw done.error;
  return done.status === 0;
}

describe('an import that patches', () => {
  it.skipIf(!available).each(tools)('stays first for %s with the mark alone', (tool, options) => {
    expect(isLeft(tool, options, `${folder}/serve.py`)).toBe(false);
    expect(isLeft(tool, options, `${folder}/fixed/serve.py`)).toBe(true);
  });
});
