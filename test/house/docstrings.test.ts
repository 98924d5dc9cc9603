import { expect, it } from 'vitest';
import { sourcesBelow } from './sources.ts';

it('says what every exported thing is for', () => {
  const silent = sourcesBelow(['server/src', 'client/src']).flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      if (
        !/^export (default |async |abstract |declare )*(function\*?|class|interface|type|const) /.test(
          line,
        )
      ) {
        return [];
      }
      // A generated list and a rule (whose `meta` is its documentation) need no second text.
      if (/= defineRule/.test(line) || /^export type \{/.test(line)) return [];
      const above = lines[index - 1] ?? '';
      return /\*\/\s*$/.test(above) || /^\s*\/\/\/? /.test(above)
        ? []
        : [`${path}:${index + 1} ${line}`];
    });
  });
  expect(silent).toEqual([]);
});
