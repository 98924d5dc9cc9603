import { describe, expect, it } from 'vitest';
import { backtracks } from '../../server/src/evidence/blocking/backtracking-pattern.ts';

// Each was run over texts of 20 to 40 characters under Python 3.11: these took more than 1.5 s.
const slow = [
  '(a+)+b',
  '(a+)+$',
  '(a*)*b',
  '(a|a)*$',
  '(\\w+\\s?)*$',
  '(.*)*x$',
  '(.|\\s)*!!',
  '([a-z]+)*\\d',
  '([a-zA-Z0-9]+\\.?)+$',
  '^(\\d+)+$',
  '(a+){2,}b',
  '((a+)b?)+c',
  '(?:[^"\\\\]+|\\\\.)*"',
  '(a+)+.b',
  '(a+|b)*c',
  '(?:a+?)+b',
  '[+-]?(\\d+)+(\\.\\d+)?$',
  '\\s*(\\w+\\s*)+:',
  '(?i)(a+)+b',
  '(a+)*a*b',
  '(?P<x>a+)+(?P=x)b',
];

// And these less than 0.03 s.
const quick = [
  '(a|b)*$',
  '(\\w|\\d)*$',
  '(\\w+\\s)*$',
  '(\\w+)*',
  '(.|\\n)*!!',
  '(?:\\d+,)*\\d+$',
  '(\\w+\\b)*$',
  '(?:[^"\\\\]|\\\\.)*"',
  '(\\s*,\\s*\\w+)*$',
  '(a+)+a',
  '(a+)+.',
  '(a++)+b',
  '(?>a+)+b',
  '(?=a+)+b',
  '(a?)*b',
  '((?:\\w+\\.)+)\\w+$',
  '(<[^>]*>)*$',
  '([^,]*,)*$',
  '([^,]*,?)*$',
  '(\\w+[-.])*\\w+@',
  '(\\[[^\\]]*\\])+$',
  '(a(b+)c)*$',
];

// Beyond what is understood: silence.
const unknown = ['(a+', '[a', 'a)', '*a', '(?x) (a +)+ b', '(a +)+ # b\nc', '(?(1)a|b)', '\\q', ''];

describe('a pattern that backtracks', () => {
  it.each(slow)('%s is one', (pattern) => expect(backtracks(pattern, false)).toBe(true));
  it.each(quick)('%s is none', (pattern) => expect(backtracks(pattern, false)).toBe(false));
  it.each(unknown)('%s is not judged', (pattern) => expect(backtracks(pattern, true)).toBe(false));

  it('is one by what must follow, too', () => {
    expect(backtracks('(\\w+)*', true)).toBe(true);
    expect(backtracks('([^,]*,?)*', true)).toBe(false);
  });
});
