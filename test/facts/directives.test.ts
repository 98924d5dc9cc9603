import { describe, expect, test } from 'vitest';
import { factsOf } from '../support/parser.ts';

async function covered(text: string) {
  const { directives } = await factsOf(text);
  return directives.map(({ covers, ownLine }) => [text.slice(...covers), ownLine]);
}

const cases: [title: string, source: string, covers: [string, boolean][]][] = [
  ['a simple statement', 'a\n  \nb()  # noqa: X\n', [['b()', false]]],
  [
    'a statement of several lines',
    'f(\n  1,\n)  # greenlint: ignore[x]\n',
    [['f(\n  1,\n)', false]],
  ],
  ['inside brackets: the physical line', 'f(\n  a(),  # noqa: X\n  b,\n)\n', [['a(),', false]]],
  ['statements on one line', 'if x:\n  a; b  # noqa\n', [['a; b', false]]],
  ['a compound statement on one line', 'if x: a  # noqa\n', [['if x: a', false]]],
  ['a header', 'def f(\n  a,\n):  # noqa\n  b()\n', [['def f(\n  a,\n):', false]]],
  ['an else', 'if x:\n  a\nelse:  # noqa\n  b\n', [['else:', false]]],
  ['a decorator', '@a(1)  # noqa\ndef f(): pass\n', [['@a(1)', false]]],
  [
    'a line of its own',
    'a\n  # greenlint: ignore-file[x]\nb\n',
    [['  # greenlint: ignore-file[x]', true]],
  ],
  ['no comment', 'x = "# noqa"\ny = """\n# greenlint: ignore[x]\n"""\n', []],
  ['a string and a comment', 'x = "# noqa"  # noqa: X\n', [['x = "# noqa"', false]]],
  ['other comments', '# hello\nx  # type: ignore\n', []],
];

describe('comments that speak to linters', () => {
  test.each(cases)('%s', async (_title, source, covers) => {
    expect(await covered(source)).toEqual(covers);
  });

  test('text and span', async () => {
    const source = 'é = 1  # GreenLint: ignore[a]\r\nx\r\n';
    const [directive] = (await factsOf(source)).directives;
    expect(directive).toEqual({
      span: [7, 29],
      text: '# GreenLint: ignore[a]',
      ownLine: false,
      covers: [0, 5],
    });
  });
});
