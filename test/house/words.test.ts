import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The project speaks of itself alone: no machine's paths, no registry's hosts. */
const foreign = [
  /\/work\//,
  /\/root\//,
  /registry\.npmjs\.org/,
  /registry\.yarnpkg\.com/,
  /files\.pythonhosted\.org/,
  /pypi\.org/,
  /deb\.debian\.org/,
];

it('names no machine path and no registry host in tracked files', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0');
  const wrong = files
    .filter((path) => /\.(ts|mjs|json|md|py|toml|yml|yaml)$|^\.ci\//.test(path))
    .filter((path) => path !== 'test/house/words.test.ts')
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      return foreign.filter((word) => word.test(text)).map((word) => `${path}: ${word.source}`);
    });
  expect(wrong).toEqual([]);
});
