import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../server/src/syntax/python-parser.ts';
import { SyntaxDocument } from '../../server/src/syntax/syntax-document.ts';
import { testParser } from '../support/parser.ts';

/** Type and place of every node, in order. */
function shape(tree: Tree): string[] {
  const nodes: string[] = [];
  const cursor = tree.walk();
  for (;;) {
    const { row, column } = cursor.startPosition;
    nodes.push(`${cursor.nodeType} ${cursor.startIndex} ${cursor.endIndex} ${row}:${column}`);
    if (cursor.gotoFirstChild() || cursor.gotoNextSibling()) continue;
    let moved = false;
    while (!moved && cursor.gotoParent()) moved = cursor.gotoNextSibling();
    if (!moved) break;
  }
  cursor.delete();
  return nodes;
}

async function expectFresh(document: SyntaxDocument): Promise<void> {
  const fresh = (await testParser()).parse(document.text)!;
  expect(shape(document.tree)).toEqual(shape(fresh));
  fresh.delete();
}

describe('SyntaxDocument', () => {
  test('each change counts on the text that the one before it left', async () => {
    const document = new SyntaxDocument(await testParser(), 'a = 1\nb = 2\n');
    expect(document.tree.rootNode.childCount).toBe(2);
    document.edit([
      { span: [0, 0], text: 'import x\n\n' },
      { span: [10, 11], text: 'long_name' },
      { span: [24, 25], text: '"é😀"' },
    ]);
    expect(document.text).toBe('import x\n\nlong_name = 1\n"é😀" = 2\n');
    document.edit([{ span: [24, 29], text: 'c' }]);
    expect(document.text).toBe('import x\n\nlong_name = 1\nc = 2\n');
    await expectFresh(document);
    document.dispose();
  });

  test('a change of everything drops the tree', async () => {
    const document = new SyntaxDocument(await testParser(), 'def f(): pass\n');
    expect(document.tree.rootNode.hasError).toBe(false);
    document.edit([{ text: 'class A:\n    x = 1\n' }, { span: [6, 7], text: 'Bee' }]);
    expect(document.text).toBe('class Bee:\n    x = 1\n');
    expect(document.lineStarts).toEqual([0, 11, 21]);
    await expectFresh(document);
    document.dispose();
  });

  test('lines that end with CR alone', async () => {
    const document = new SyntaxDocument(await testParser(), 'a = 1\rb = 2\r');
    expect(document.tree.rootNode.hasError).toBe(false);
    document.edit([{ span: [6, 6], text: '\n' }]);
    await expectFresh(document);
    document.edit([{ span: [13, 13], text: '\nc()\n' }]);
    await expectFresh(document);
    document.dispose();
  });

  test('a parse can be given up and asked for again', async () => {
    const text = 'x = [1, 2, 3]\n'.repeat(20_000);
    const document = new SyntaxDocument(await testParser(), text);
    let asked = 0;
    expect(document.parse(() => ++asked > 1)).toBeUndefined();
    expect(asked).toBeGreaterThan(1);
    expect(document.tree.rootNode.childCount).toBe(20_000);
    document.dispose();
  });

  test('the tree is kept while the text stays and is usable again after dispose', async () => {
    const document = new SyntaxDocument(await testParser(), 'a\n');
    expect(document.tree).toBe(document.tree);
    document.dispose();
    document.dispose();
    expect(document.tree.rootNode.childCount).toBe(1);
    document.dispose();
  });

  test('an edited tree equals a fresh one on texts without errors', async () => {
    const parser = await testParser();
    const statement = fc.constantFrom(
      'x = f(1)\n',
      'def f(a, b=1):\n    return a.b(c)\n',
      'class A(B):\n    """Ä😀."""\n\n    def f(self):\n        pass\n',
      'if a:\n    b()\nelif c:\n    d\nelse:\n    pass\n',
      'with a as b, c:\r\n    x = [y for y in z]\r\n',
      's = """\n  text\n"""\n',
      '# comment\n',
      '\n',
    );
    const edit = fc.record({
      at: fc.nat(20),
      remove: fc.nat(2),
      insert: fc.array(statement, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 8 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
        (initial, events) => {
          const pieces = [...initial];
          const document = new SyntaxDocument(parser, pieces.join(''));
          expect(document.tree.rootNode.hasError).toBe(false);
          for (const edits of events) {
            const changes = edits.map(({ at, remove, insert }) => {
              const index = Math.min(at, pieces.length);
              const start = pieces.slice(0, index).join('').length;
              const removed = pieces.splice(index, remove, ...insert);
              const end = start + removed.join('').length;
              return { span: [start, end] as const, text: insert.join('') };
            });
            document.edit(changes);
            expect(document.text).toBe(pieces.join(''));
            const fresh = parser.parse(document.text)!;
            expect(shape(document.tree)).toEqual(shape(fresh));
            fresh.delete();
          }
          document.dispose();
        },
      ),
      { numRuns: 150 },
    );
  });
});
