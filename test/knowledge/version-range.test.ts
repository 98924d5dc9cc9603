import { describe, expect, it } from 'vitest';
import { rangeHolds } from '../../server/src/knowledge/version-range.ts';

describe('an exact version', () => {
  it.each([
    ['', '24.2.1', 'yes'],
    ['>=24.10', '24.2.1', 'no'],
    ['>=24.10', '24.10.1', 'yes'],
    ['<24.2.1', '24.2.1', 'no'],
    ['<=24.2.1', '24.2.1', 'yes'],
    ['>=22,<25.8.1', '25.5.1', 'yes'],
    ['>=22,<25.8.1', '25.8.1', 'no'],
    ['==24.2.*', '24.2.1', 'yes'],
    ['==24.2.*', '24.10.1', 'no'],
    ['!=24.2.1', '24.2.1', 'no'],
    ['~=1.4', '1.9', 'yes'],
    ['~=1.4', '2.0', 'no'],
    ['>=3', '3.0rc1', 'no'],
    ['<3', '3.0rc1', 'no'],
    ['>=2', '3.0rc1', 'yes'],
    ['>=1.24', '1.24.0.post1', 'yes'],
    ['>=2.0', '2', 'yes'],
    ['>=1!2', '24', 'no'],
    ['<2', '1.9+local.1', 'yes'],
    ['>=2', 'some-branch', 'unknown'],
    ['newest', '2.0', 'unknown'],
  ] as const)('%s of %s: %s', (range, version, answer) => {
    expect(rangeHolds(range, { version })).toBe(answer);
  });
});

describe('a range', () => {
  it.each([
    ['', '>=24', 'yes'],
    ['>=24', '>=24', 'yes'],
    ['>=24', '>=24.2', 'yes'],
    ['>=24', '>23', 'unknown'],
    ['>24', '>=24', 'unknown'],
    ['>=24', '>24', 'yes'],
    ['<24', '>=24', 'no'],
    ['<=24', '>=24', 'unknown'],
    ['<24', '<=23', 'yes'],
    ['<24', '<24', 'yes'],
    ['<25', '==24.*', 'yes'],
    ['==24.*', '>=24,<25', 'yes'],
    ['==24.*', '>=24,<26', 'unknown'],
    ['==24.*', '>=25', 'no'],
    ['==24.*', '<24', 'no'],
    ['>=22,<25.8.1', '>=23,<25', 'yes'],
    ['>=22,<25.8.1', '>=25.8.1', 'no'],
    ['>=22,<25.8.1', '>=23', 'unknown'],
    ['~=1.4', '~=1.5', 'yes'],
    ['~=1.4', '~=1.5.0', 'yes'],
    ['~=1.4.0', '~=1.4', 'unknown'],
    ['!=24.2', '>=25', 'yes'],
    ['!=24.2', '>=24', 'unknown'],
    ['!=24.*', '==24.2.*', 'no'],
    ['>=24,!=24.5', '>=24,!=24.5', 'unknown'],
    ['<3', '>=3.0rc1', 'no'],
    // A range that nothing lies in, and texts that are none.
    ['>=24', '>=25,<24', 'unknown'],
    ['>=24', 'newest', 'unknown'],
    ['newest', '>=24', 'unknown'],
    ['>=24', '', 'unknown'],
  ] as const)('%s of %s: %s', (range, specifier, answer) => {
    expect(rangeHolds(range, { specifier })).toBe(answer);
  });
});

it('knows nothing of what is not known', () => {
  expect(rangeHolds('>=24', undefined)).toBe('unknown');
  expect(rangeHolds('>=24', {})).toBe('unknown');
  expect(rangeHolds('', undefined)).toBe('yes');
});
