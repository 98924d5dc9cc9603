import { describe, expect, it } from 'vitest';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const good = 'from gevent import monkey\n\nmonkey.patch_all\n';
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const big = `import gevent\n${'x = 1\n'.repeat(1_750_000)}`;

/** A file that is hard to read, and the codes that are reported for it. */
const inputs: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
  ['a syntax error on every line', 'def (:\nimport gevent from\n) = [\n'.repeat(400), []],
  ['nothing', '', []],
  ['ten megabytes', big, ['GVT903']],
  ['an expression of 60,000 terms', `import gevent\nx = ${'1 + '.repeat(60_000)}1\n`, []],
  ['a binary', latin1('\x7fELF\x02\x01\0\0\0gevent'), ['GVT903']],
  ['Latin-1 that says so', latin1(`# coding: latin-1\n# \xe9\n${good}`), ['GVT109']],
  ['Latin-1 that does not', latin1(`# \xe9\n${good}`), ['GVT903']],
  ['CRLF', good.replaceAll('\n', '\r\n'), ['GVT109']],
  ['CR', good.replaceAll('\n', '\r'), ['GVT109']],
  ['tabs', `${good}if x:\n\tif y:\n\t\tmonkey.patch_time\n`, ['GVT109', 'GVT109']],
  ['a byte order mark', `\ufeff${good}`, ['GVT109']],
  ['Python 2', `${good}print "x" % 1\nexec "y"\nraise E, "z"\n`, ['GVT109']],
  [
    'Python 3.14',
    `${good}x = t"{y!r}"\ntype A[T = int] = T\ntry:\n  pass\nexcept A, B:\n  pass\n`,
    ['GVT109'],
  ],
];

describe('reports what it can of', () => {
  it.each(inputs)('%s, and of the file beside it', async (_, content, expected) => {
    const analysis = await analysisOf({ 'hard.py': content, 'good.py': good });
    const { files } = await analysis.audit(() => {}, { cancelled: false });
    const codes = Object.fromEntries(
      files.map((file) => [file.path, file.findings.map((finding) => finding.code)]),
    );
    expect(codes['/ws/good.py']).toEqual(['GVT109']);
    expect(codes['/ws/hard.py'] ?? []).toEqual(expected);
  });
});

it('counts spans from behind the byte order mark', async () => {
  const analysis = await analysisOf({ 'a.py': `\ufeff${good}` });
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files[0]?.findings[0]?.span).toEqual([27, 43]);
});

it('goes on without files that are deleted or forbidden while it reads', async () => {
  const workspace = new MemoryWorkspace({
    '/ws/a.py': good,
    '/ws/forbidden.py': good,
    '/ws/gone.py': good,
    '/ws/closed/x.py': good,
  });
  workspace.fail('/ws/forbidden.py');
  workspace.fail('/ws/closed');
  workspace.beforeRead = (path) => {
    if (path === '/ws/gone.py') workspace.remove(path);
  };
  const analysis = await emptyAnalysis(workspace);
  const lines: string[] = [];
  analysis.onLog((line) => lines.push(line.message));
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files.map((file) => [file.path, file.findings[0]?.code])).toEqual([
    ['/ws/a.py', 'GVT109'],
    ['/ws/forbidden.py', 'GVT903'],
  ]);
  expect(lines).toEqual(['/ws/closed: cannot be listed: permission denied']);
});

it('parses nothing where no file mentions gevent', async () => {
  const analysis = await analysisOf({ 'a.py': 'import time\n', 'b.py': 'def (:\n' });
  const worked: unknown[] = [];
  analysis.onWork((work) => worked.push(work));
  const result = await analysis.audit(() => {}, { cancelled: false });
  expect(result).toMatchObject({ usesGevent: false, filesRead: 2, files: [] });
  expect(worked).toEqual([]);
});
