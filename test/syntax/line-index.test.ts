import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineStartsOf, offsetAt, positionAt } from '../../server/src/syntax/line-index.ts';

test.each([
  ['', [0]],
  ['a', [0]],
  ['a\nb', [0, 2]],
  ['a\r\nb\r\n', [0, 3, 6]],
  ['a\rb\r', [0, 2, 4]],
  ['\n\r\r\n', [0, 1, 2, 4]],
  ['a\u2028b\fc', [0]],
])('the lines of %j', (text, starts) => {
  expect(lineStartsOf(text)).toEqual(starts);
});

test('positions and offsets are each other’s inverse', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀')).map((all) => all.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const starts = lineStartsOf(value);
      for (let offset = 0; offset <= value.length; offset++) {
        expect(offsetAt(starts, positionAt(starts, offset), value.length)).toBe(offset);
      }
    }),
  );
});

test('positions outside of the text are clamped', () => {
  const starts = lineStartsOf('ab\ncd');
  expect(offsetAt(starts, { line: 9, character: 0 }, 5)).toBe(5);
  expect(offsetAt(starts, { line: 1, character: 99 }, 5)).toBe(5);
  expect(offsetAt(starts, { line: 0, character: 99 }, 5)).toBe(3);
  expect(offsetAt(starts, { line: -1, character: 3 }, 5)).toBe(0);
});
