import { describe, expect, test } from 'vitest';
import { factsOf } from '../support/parser.ts';
import { describeFacts } from './describe-facts.ts';

const cases: [title: string, source: string, events: string[]][] = [
  [
    'an open bracket',
    'import os\nfoo(\nimport x\nimport y\n\nz()\n',
    ['import os', 'call z() statement'],
  ],
  [
    'a statement without its end takes the next line',
    'a()\nx =\ny = b()\nc()\n',
    ['call a() statement', 'call c() statement'],
  ],
  [
    'an attribute without its name takes the next line',
    'def f():\n    self.\n    b()\n    c()\n',
    ['define f', '  [function f]', '  call c() statement'],
  ],
  [
    'an open string of several lines',
    'a()\nx = """b\n\nc()\ndef g(): pass\n',
    ['call a() statement'],
  ],
  [
    'an open string of several lines in a method',
    'class A:\n  def f(self):\n    """\n  def g(self):\n    b()\nc()\n',
    ['define A', '  [class A]'],
  ],
  [
    'an error inside a function',
    'def f():\n    a()\n    b(.)\n    c()\nd()\n',
    [
      'define f',
      '  [function f]',
      '  call a() statement',
      '  call c() statement',
      'call d() statement',
    ],
  ],
  ['what follows an error on its line', 'x y\nimport a\n', ['import a']],
  ['an error on every line', 'a b\n) c\nimport 1\nx = = y\n'.repeat(50), []],
];

describe('what stands in an error is not believed', () => {
  test.each(cases)('%s', async (_title, source, events) => {
    const facts = await factsOf(source);
    expect(describeFacts(facts)).toEqual(events);
    expect(facts.problems.length).toBeGreaterThan(0);
    expect(facts.problems.length).toBeLessThanOrEqual(20);
    for (const { kind, span } of facts.problems) {
      expect(kind).toBe('syntax');
      expect(span[0]).toBeLessThanOrEqual(span[1]);
      expect(span[1]).toBeLessThanOrEqual(source.length);
    }
  });

  test('a function with an error says so, its neighbours do not', async () => {
    const facts = await factsOf(
      'class A:\n    def f(self):\n        b(.)\n    def g(self): pass\n',
    );
    const a = facts.statements[0]!.unit.children[0]!.scope;
    expect(facts.statements[0]!.unit.broken).toBe(true);
    expect(a.broken).toBe(true);
    expect(a.children.map(({ scope }) => [scope.name, scope.broken])).toEqual([
      ['f', true],
      ['g', false],
    ]);
  });
});
