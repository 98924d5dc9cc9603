import { expect, it } from 'vitest';
import { sourcesBelow } from './sources.ts';

/** Files that may be longer than 400 lines, each with its reason. Tables are JSON and not counted. */
const longer: Readonly<Record<string, string>> = {};

const sources = sourcesBelow(['server/src', 'client/src', 'scripts', 'bench', 'test']).filter(
  ({ path }) => !/^test\/rules\/[^/]+\/[^/]+\//.test(path),
);

it('keeps files short enough to hold in the head: 400 lines at most', () => {
  const tooLong = sources
    .filter(({ path, text }) => !(path in longer) && text.split('\n').length > 401)
    .map(({ path, text }) => `${path}: ${text.split('\n').length - 1} lines`);
  expect(tooLong).toEqual([]);
});

it('excuses only files that are long', () => {
  for (const path of Object.keys(longer)) {
    const source = sources.find((candidate) => candidate.path === path);
    expect(source?.text.split('\n').length ?? 0, path).toBeGreaterThan(401);
  }
});

it('names files after one idea', () => {
  const vague = /(^|\/)(utils?|helpers?|common|managers?|misc|shared)(\.ts$|\/)/;
  const wrong = sources.filter(
    ({ path }) => vague.test(path) && !path.startsWith('client/src/common/'),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
