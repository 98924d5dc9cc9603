import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractFacts, FactsMemory } from '../../server/src/facts/extract.ts';
import { SyntaxDocument } from '../../server/src/syntax/syntax-document.ts';
import { factsOf, testParser } from '../support/parser.ts';

async function open(text: string) {
  const document = new SyntaxDocument(await testParser(), text);
  const memory = new FactsMemory();
  const extract = () => extractFacts(document.text, document.tree, memory);
  const replace = (from: string, to: string) => {
    const at = document.text.indexOf(from);
    expect(at).toBeGreaterThanOrEqual(0);
    document.edit([{ span: [at, at + from.length], text: to }]);
  };
  return { document, memory, extract, replace };
}

const TEXT = `import time

def first():
    time.sleep(1)

class A(Base):
    def __init__(self, x=None):
        self.x = x

    @app.route('/', x)
    def changed(self, y: int = 2):
        before()
        def inner(): pass

    def after(self, z=DEFAULT):
        return lambda: z
`;

describe('the memory of a file', () => {
  test('an unchanged text gives the same objects', async () => {
    const { extract, document } = await open(TEXT);
    const before = extract();
    const after = extract();
    expect(after.statements.map(({ unit }) => unit)).toEqual(
      before.statements.map(({ unit }) => unit),
    );
    for (const [index, { unit }] of after.statements.entries()) {
      expect(unit).toBe(before.statements[index]!.unit);
    }
    document.dispose();
  });

  test('an edit in one function leaves all others as they were', async () => {
    const { extract, replace, document } = await open(TEXT);
    const before = extract();
    replace('before()', 'something_longer(1)');
    const after = extract();
    expect(after.statements[0]!.unit).toBe(before.statements[0]!.unit);
    expect(after.statements[1]!.unit).toBe(before.statements[1]!.unit);
    expect(after.statements[2]!.unit).not.toBe(before.statements[2]!.unit);
    const methods = (facts: typeof after) =>
      facts.statements[2]!.unit.children[0]!.scope.children.map(({ scope }) => scope);
    expect(methods(after)[0]).toBe(methods(before)[0]);
    expect(methods(after)[1]!.events).not.toBe(methods(before)[1]!.events);
    expect(methods(after)[1]!.children[0]!.scope).toBe(methods(before)[1]!.children[0]!.scope);
    expect(methods(after)[2]!.events).toBe(methods(before)[2]!.events);
    expect(after).toEqual(await factsOf(document.text));
    document.dispose();
  });

  test('moved statements stay the same objects', async () => {
    const { extract, replace, document } = await open(TEXT);
    const before = extract();
    replace('import time', 'import os\n\nimport time');
    const after = extract();
    expect(after.statements).toHaveLength(4);
    expect(after.statements[3]!.unit).toBe(before.statements[2]!.unit);
    expect(after.statements[3]!.start).toBe(before.statements[2]!.start + 11);
    document.dispose();
  });

  test('it holds the last extraction only', async () => {
    const { extract, replace, memory, document } = await open('x = 0\n');
    for (let round = 0; round < 50; round++) {
      replace(`x = ${round}`, `x = ${round + 1}`);
      extract();
    }
    expect(memory.size).toBe(1);
    document.dispose();
  });

  test('a statement with an error keeps its object while it stays the same', async () => {
    const { extract, replace, document } = await open('def f():\n    a()\n    b(.)\n\nx = 1\n');
    const before = extract();
    expect(before.statements[0]!.unit.broken).toBe(true);
    replace('x = 1', 'x = 2');
    expect(extract().statements[0]!.unit).toBe(before.statements[0]!.unit);
    document.dispose();
  });

  test('facts do not depend on the memory', async () => {
    const parser = await testParser();
    const line = fc.constantFrom(
      'import a.b as c',
      'def f(x=g(), *y: T): return lambda: h(x)',
      'def f(x=D, y: T = 1):\n    if x:\n        return m.n(y)',
      'class A(B):\n    @d\n    def f(self, x=D): return 1\n    @e.f(2)\n    async def g(self): await h()\n    z = f()',
      'class A:\n    def f(self): x(\n    def g(self): pass',
      'class A:\n    class B:\n        def f(self, x=D): pass\n    def f(self, x=D): pass',
      'x = f(a for a in b() if c)',
      'x = ',
      'x = """',
      ') y',
      'with a() as b: b.c()  # noqa: GVT101',
      'if a: b()\nelse:\n    c()',
    );
    const texts = fc.array(fc.array(line, { maxLength: 6 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(texts, (versions) => {
        const memory = new FactsMemory();
        for (const lines of versions) {
          const text = `${lines.join('\n')}\n`;
          const tree = parser.parse(text)!;
          const remembered = extractFacts(text, tree, memory);
          expect(remembered).toEqual(extractFacts(text, tree));
          tree.delete();
        }
      }),
      { numRuns: 300 },
    );
  });
});
