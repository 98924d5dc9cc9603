import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { extractFacts } from '../../server/src/facts/extract.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import type { Scope } from '../../server/src/facts/scope.ts';
import { factsOf, testParser } from '../support/parser.ts';
import { describeFacts } from './describe-facts.ts';

/** Spans lie in their scopes, indices point somewhere, calls come in order. */
function checkScope(scope: Scope, problems: string[]): void {
  const inside = (span: readonly [number, number], what: string) => {
    if (span[0] < 0 || span[0] > span[1] || span[1] > scope.length) {
      problems.push(`${scope.name}: ${what} ${span} of ${scope.length}`);
    }
  };
  let calls = 0;
  let defined = 0;
  for (const event of scope.events) {
    inside(event.span, event.kind);
    if (event.block < -1 || event.block >= scope.blocks.length) problems.push('block');
    if (event.kind === 'call' && event.call !== calls++) problems.push('call order');
    if (event.kind === 'define' && scope.children[event.child] === undefined) {
      problems.push('child');
    }
    if (event.kind === 'define') defined++;
  }
  if (calls !== scope.calls.length) problems.push('calls without event');
  const named = scope.children.filter((child) => child.scope.kind !== 'lambda').length;
  if (defined !== named) problems.push('definitions without event');
  for (const [index, block] of scope.blocks.entries()) {
    inside(block.span, block.kind);
    if (block.parent >= index) problems.push('block parent');
  }
  for (const child of scope.children) {
    inside([child.start, child.start + child.scope.length], 'child');
    checkScope(child.scope, problems);
  }
}

function check(facts: FileFacts): string[] {
  const problems: string[] = [];
  for (const { start, unit } of facts.statements) {
    if (start < 0 || start + unit.length > facts.length) problems.push('statement');
    checkScope(unit, problems);
  }
  return problems;
}

function standardLibrary(): string | undefined {
  try {
    const program = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
    return execFileSync('python3', ['-c', program], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const library = standardLibrary();

describe('any text has facts', () => {
  test.skipIf(library === undefined)("Python's own library", { timeout: 120_000 }, async () => {
    const parser = await testParser();
    const files = globSync('**/*.py', { cwd: library! })
      .filter((name) => !name.includes('site-packages') && !name.includes('dist-packages'))
      .sort()
      .slice(0, 400);
    expect(files.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const name of files) {
      const text = readFileSync(join(library!, name), 'utf8').replace(/^\uFEFF/, '');
      const tree = parser.parse(text)!;
      const clean = !tree.rootNode.hasError;
      const facts = extractFacts(text, tree);
      tree.delete();
      wrong.push(...check(facts).map((problem) => `${name}: ${problem}`));
      if (clean && facts.problems.length > 0) wrong.push(`${name}: valid code is not believed`);
    }
    expect(wrong).toEqual([]);
  });

  const bad: [title: string, text: string][] = [
    ['nothing', ''],
    ['white space', ' \n\t\n'],
    ['a binary', '\0\u0001\u0002MZ\0\0import os\0\nPK\u0003\u0004\0'],
    ['tabs', 'if a:\n\tb()\n        c()\n'],
    ['emoji', 'x = "😀"; f("é😀")  # 😀 noqa\n'],
    ['an unterminated string', 'x = "abc\ny = 1\n'],
    ['an unterminated string of several lines', 'x = """abc\ny = 1\n'],
    ['Python 2', 'print "a"\nexec "b"\nraise A, "b"\ntry: pass\nexcept A, e: print e\n`x`\n0777\n'],
    ['new syntax', 'type X = int\ndef f[**P, *Ts](): pass\nt"{x}"\ntry: pass\nexcept A, B: pass\n'],
    ['open brackets', '('.repeat(5000)],
    ['deep brackets', `${'('.repeat(3000)}1${')'.repeat(3000)}\n`],
    ['deep lists', `x = ${'['.repeat(3000)}f()${']'.repeat(3000)}\n`],
    ['deep attributes', `x${'.a'.repeat(20000)}\n`],
    ['deep calls', `x${'.a()'.repeat(5000)}\n`],
    ['deep lambdas', `${'lambda: '.repeat(3000)}1\n`],
    ['deep targets', `${'['.repeat(2000)}a${']'.repeat(2000)} = x\n`],
    ['deep conditionals', `x = ${'a if b else '.repeat(3000)}c\n`],
    ['deep not', `x = ${'not '.repeat(5000)}c\n`],
    ['deep blocks', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}if a:`).join('\n')],
    ['many elifs', `if a: pass\n${'elif b(): pass\n'.repeat(3000)}`],
  ];
  test.each(bad)('%s', async (_title, text) => {
    const facts = await factsOf(text);
    expect(check(facts)).toEqual([]);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(facts.length).toBe(text.length);
  });

  test('an expression of 60,000 terms keeps its calls', async () => {
    const facts = await factsOf(`x = f() + ${'1 + '.repeat(60_000)}g()\n`);
    expect(describeFacts(facts)).toEqual([
      'call f() value',
      'call g() value',
      'assign x = <binary_operator>',
    ]);
    expect(facts.statements[0]!.unit.broken).toBe(false);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('lines that end with %s', async (_title, end) => {
    const lines = ['import a', 'def f():', '    if b:', '        c()', 'x = 1', ''];
    const facts = await factsOf(lines.join(end));
    expect(facts.problems).toEqual([]);
    expect(describeFacts(facts)).toEqual(describeFacts(await factsOf(lines.join('\n'))));
  });

  test('random text', async () => {
    const parser = await testParser();
    const piece = fc.constantFrom(
      ...'def class if else: for in while try except with as lambda ( ) [ ] { } . , : = == """ \' " # @ * ** \\ \n \r\n \r \t 1 x y f( import from async await yield match case print é 😀 \0'.split(
        ' ',
      ),
      '\n    ',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(' ');
        const tree = parser.parse(text)!;
        const facts = extractFacts(text, tree);
        tree.delete();
        expect(check(facts)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
