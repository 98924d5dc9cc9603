import { describe, expect, test } from 'vitest';
import { Use } from '../../server/src/facts/scope.ts';
import { factsOf } from '../support/parser.ts';
import { describeFacts } from './describe-facts.ts';

const { value, annotation, decorator } = Use;

const cases: [title: string, source: string, events: string[]][] = [
  ['import', 'import a.b as c, d', ['import a.b as c, d']],
  ['from import', 'from ..a import (b as c, d)', ['from-import ..a: b as c, d']],
  ['from dots', 'from . import x', ['from-import .: x']],
  ['star import', 'from a import *', ['from-import a: *']],
  ['future import', 'from __future__ import a', ['from-import __future__: a']],
  ['call statement', 'a.b(1, *c, d=2, **e)', ['call a.b(1, *c, d=2, **e) statement']],
  [
    'inner call first',
    'a(b(), c=d())',
    ['call b() value', 'call d() value', 'call a(#0, c=#1) statement'],
  ],
  [
    'chained calls',
    'a().b().c',
    ['call a() value', 'call #0.b() value', `read #1.c use ${value}`, 'expression #1.c'],
  ],
  [
    'value before target',
    'a[b()] = c()',
    ['call c() value', 'call b() value', 'assign a[#1] = #0'],
  ],
  ['chained assignment', 'a = b, *c = d()', ['call d() value', 'assign a = tuple(b, c) = #0']],
  [
    'augmented',
    'self.x += f()',
    [`read self.x use ${value}`, 'call f() value', 'assign self.x += #0'],
  ],
  ['annotated', 'a: m.T = f()', ['call f() value', `read m.T use ${annotation}`, 'assign a = #0']],
  ['annotation alone', 'a: int', ['declare a: int']],
  ['annotation with a value', 'a: int = f()', ['call f() value', 'assign a = #0']],
  ['walrus', 'if (n := f()): pass', ['call f() value', 'assign n = #0']],
  ['read once', 'x = a.b.c', [`read a.b.c use ${value}`, 'assign x = a.b.c']],
  [
    'bare attribute',
    'monkey.patch_all',
    [`read monkey.patch_all use ${value}`, 'expression monkey.patch_all'],
  ],
  ['docstring', '"""a\\n"""', ['expression "a\\n"']],
  ['dictionary', 'x = {"a": 1, "b": y, **z}', ['assign x = {"a": 1, "b": y, **z}']],
  ['empty dictionary', 'x = {}', ['assign x = {}']],
  [
    'dictionaries in a dictionary',
    'x = {"a": {"b": {"c": "d"}}}',
    ['assign x = {"a": {"b": {"c": "d"}}}'],
  ],
  ['table of functions', 'x = {1: f, k: g.h}', [`read g.h use ${value}`, 'assign x = {f, g.h}']],
  ['keys that are no texts', 'x = {1: "f", "k": g}', ['assign x = <dictionary>']],
  ['functions among others', 'x = {1: f, **g}', ['assign x = <dictionary>']],
  ['rows of data', 'x = [{"a": 1}, {"b": f}]', ['assign x = list(<dictionary>, {"b": f})']],
  ['a deep dictionary', `x = ${'{"a": '.repeat(6)}1${'}'.repeat(6)}`, ['assign x = <dictionary>']],
  [
    'a large dictionary',
    `x = {${Array.from({ length: 101 }, (_, at) => `"k${at}": ${at}`).join(', ')}}`,
    ['assign x = <dictionary>'],
  ],
  [
    'many entries further in',
    `x = {"a": {${Array.from({ length: 100 }, (_, at) => `"k${at}": ${at}`).join(', ')}}}`,
    ['assign x = <dictionary>'],
  ],
  [
    'calls in a dictionary',
    'x = {a(): 1, "b": c()}',
    ['call a() value', 'call c() value', 'assign x = <dictionary>'],
  ],
  ['joined strings', 'x = "a" \'b\' r"\\c"', ['assign x = "ab\\\\c"']],
  [
    'f-string calls',
    'x = f"{a():>{b()}} {{c()}}"',
    ['call a() value', 'call b() value', 'assign x = <string>'],
  ],
  [
    'short circuit',
    'a() and b() or c',
    ['call a() value', 'conditional> call b() value', 'expression ((#0 and #1) or c)'],
  ],
  [
    'conditional',
    'x = a() if b() else c',
    ['call b() value', 'conditional> call a() value', 'assign x = (#0 ? #1 : c)'],
  ],
  ['comparison', 'a not in b', ['expression (a not in b)']],
  ['chained comparison', 'a < b() < c', ['call b() value', 'expression <comparison_operator>']],
  ['assert', 'assert a()', ['conditional> call a() value']],
  ['delete', 'del a, b.c, d[0]', ['delete a', 'delete b.c', 'delete d[0]']],
  [
    'if, elif, else',
    'if a(): b()\nelif c(): d()\nelse: e()',
    [
      'call a() value',
      'if> call b() statement',
      'else> call c() value',
      'else> if> call d() statement',
      'else> else> call e() statement',
    ],
  ],
  [
    'for',
    'for x, y in f():\n  g()\nelse:\n  h()',
    [
      'call f() iterated',
      'for> iterate tuple(x, y) in #0',
      'for> call g() statement',
      'loop-else> call h() statement',
    ],
  ],
  ['while', 'while f(): g()', ['while> call f() value', 'while> call g() statement']],
  [
    'with',
    'with f() as x, g(x): h()',
    ['call f() with', 'enter #0 as x', 'call g(x) with', 'enter #1', 'with> call h() statement'],
  ],
  [
    'try',
    'try:\n  a()\nexcept (B, c.D) as e:\n  raise\nelse:\n  f()\nfinally:\n  g()',
    [
      'try> call a() statement',
      `except> read c.D use ${Use.except}`,
      'except> bind e',
      'try-else> call f() statement',
      'finally> call g() statement',
    ],
  ],
  [
    'except star',
    'try:\n  a()\nexcept* B as e:\n  b()',
    ['try> call a() statement', 'except> bind e', 'except> call b() statement'],
  ],
  [
    'match',
    'match f():\n  case [a, *b] if c(): d()\n  case P.Q(x=y) | {"k": v} as w: pass',
    [
      'call f() value',
      'match-case> bind a',
      'match-case> bind b',
      'match-case> call c() value',
      'match-case> call d() statement',
      `match-case> read P.Q use ${value}`,
      'match-case> bind y',
      'match-case> bind v',
      'match-case> bind w',
    ],
  ],
  [
    'comprehension',
    '[f(x) for x in g() if h(x) for y in x]',
    [
      'call g() iterated',
      'comprehension> iterate x in #0',
      'comprehension> call h(x) value',
      'comprehension> comprehension> iterate y in x',
      'comprehension> comprehension> call f(x) value',
      'expression <list_comprehension>',
    ],
  ],
  [
    'generator argument',
    'f(x for x in y)',
    ['comprehension> iterate x in y', 'call f(<generator_expression>) statement'],
  ],
  [
    'decorators and defaults first',
    '@a.b\n@c()\ndef f(x=d()): return e()',
    [
      `read a.b use ${decorator}`,
      'call c() decorator',
      'call d() value',
      'define f',
      '  [function f]',
      '  call e() returned',
      '  return #0',
    ],
  ],
  [
    'class',
    'class A(b.C, metaclass=d()):\n  x = 1\n  def f(self): pass',
    [
      `read b.C use ${Use.base}`,
      'call d() value',
      'define A',
      '  [class A]',
      '  assign x = 1',
      '  define f',
      '    [function f]',
    ],
  ],
  [
    'lambda',
    'f(lambda x=a(): b(x))',
    [
      'call a() value',
      'call f(lambda#0) statement',
      '  [lambda]',
      '  call b(x) returned',
      '  return #0',
    ],
  ],
  [
    'await',
    'async def f():\n  await g()\n  return await h()',
    [
      'define f',
      '  [function f]',
      '  call g() statement awaited',
      '  call h() returned awaited',
      '  return await #1',
    ],
  ],
  [
    'async for and with',
    'async def f():\n  async for x in a():\n    async with b(): pass',
    [
      'define f',
      '  [function f]',
      '  call a() iterated',
      '  for> iterate x in #0',
      '  for> call b() with',
      '  for> enter #1',
    ],
  ],
  ['raise', 'raise A() from b', ['call A() value']],
  ['type alias', 'type X[T] = list[T]', ['bind X']],
  ['type parameters', 'def f[T: int](x: T) -> T: pass', ['define f', '  [function f]']],
  ['Python 2', 'print a(), b\nexec c', ['call a() value']],
  ['statements on one line', 'import a; a.b()', ['import a', 'call a.b() statement']],
  [
    'continued line',
    'x = a() + \\\n  b()',
    ['call a() value', 'call b() value', 'assign x = (#0 + #1)'],
  ],
  ['slices', 'a[1:f(), -1]', ['call f() value', 'expression a[tuple(<slice>, -1)]']],
];

describe('events', () => {
  test.each(cases)('%s', async (_title, source, events) => {
    const facts = await factsOf(`${source}\n`);
    expect(facts.problems).toEqual([]);
    expect(describeFacts(facts)).toEqual(events);
  });

  test('facts survive JSON', async () => {
    const facts = await factsOf(`${cases.map(([, source]) => source).join('\n')}\n`);
    expect(facts.statements.length).toBeGreaterThan(40);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

async function onlyUnit(source: string) {
  const facts = await factsOf(source);
  expect(facts.statements).toHaveLength(1);
  return facts.statements[0]!.unit;
}

describe('scopes', () => {
  test('spans count from the scope that owns them', async () => {
    const text = '\n\nclass A:\n    @deco\n    def f(self):\n        return g(1)\n';
    const facts = await factsOf(text);
    const { start, unit } = facts.statements[0]!;
    const a = unit.children[0]!;
    const f = a.scope.children[0]!;
    const origin = start + a.start + f.start;
    const call = f.scope.calls[0]!;
    expect(text.slice(origin + call.span[0], origin + call.span[1])).toBe('g(1)');
    expect(text.slice(origin, origin + f.scope.length)).toMatch(/^@deco\n[\s\S]*g\(1\)$/);
    const [nameStart, nameEnd] = f.scope.nameSpan;
    expect(text.slice(origin + nameStart, origin + nameEnd)).toBe('f');
    const classStart = start + a.start;
    const [decoStart, decoEnd] = f.scope.decorators[0]!.span;
    expect(text.slice(classStart + decoStart, classStart + decoEnd)).toBe('deco');
  });

  test('parameters', async () => {
    const unit = await onlyUnit('def f(a, /, b: T = 1, *c, d=x, **e): yield\n');
    const { parameters, isGenerator } = unit.children[0]!.scope;
    expect(isGenerator).toBe(true);
    expect(parameters.map((each) => [each.name, each.star, each.keywordOnly])).toEqual([
      ['a', 0, false],
      ['b', 0, false],
      ['c', 1, false],
      ['d', 0, true],
      ['e', 2, false],
    ]);
    expect(unit.uses).toEqual({ T: Use.annotation, x: Use.default });
  });

  test('how names are used', async () => {
    const unit = await onlyUnit(
      'def f():\n  global g\n  nonlocal n\n  a(); b.c(); d.e; isinstance(x, (h, i.j))\n',
    );
    const scope = unit.children[0]!.scope;
    expect(scope.globals).toEqual(['g']);
    expect(scope.nonlocals).toEqual(['n']);
    expect(scope.uses).toEqual({
      a: Use.call,
      b: Use.call,
      d: Use.value,
      isinstance: Use.call,
      x: Use.value,
      h: Use.isinstance,
      i: Use.isinstance,
    });
  });

  test('which branches leave', async () => {
    const unit = await onlyUnit(
      'if a: return\nelif b:\n  x\nelif c: raise\nelse:\n  if d: break\n  else: continue\n',
    );
    const leaving = unit.blocks.map((block) => [block.kind, block.leaves]);
    expect(leaving.slice(0, 6)).toEqual([
      ['if', true],
      ['else', false],
      ['if', false],
      ['else', true],
      ['if', true],
      ['else', true],
    ]);
  });

  test('what a try catches', async () => {
    const unit = await onlyUnit('try: a\nexcept (B, C): raise\nexcept: pass\n');
    expect(unit.blocks[0]).toMatchObject({ kind: 'try', bareExcept: true });
    expect(unit.blocks[0]!.exceptions).toHaveLength(2);
    expect(unit.blocks[1]).toMatchObject({ kind: 'except', leaves: true });
    expect(unit.blocks[2]).toMatchObject({ kind: 'except', leaves: false, exceptions: [] });
  });
});
