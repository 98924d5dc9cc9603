import { describe, expect, it } from 'vitest';
import { runIn as run } from './run-in.ts';

const bad = 'from gevent import monkey\n\nmonkey.patch_all\n';
const unused = 'import gevent  # greenlint: ignore[GVT201]\n';
const clean = 'import gevent\n';

describe('exit status and one line of reason', () => {
  it.each([
    ['check', { 'a.py': clean }, 0, ''],
    ['check', { 'a.py': bad }, 1, ''],
    ['check', { 'a.py': unused }, 0, ''],
    ['check --fail-on information', { 'a.py': unused }, 1, ''],
    ['check --fail-on hint', { 'a.py': clean }, 0, ''],
    ['check --ignore GVT109', { 'a.py': bad }, 0, ''],
    ['check --select GVT901,unreadable-file', { 'a.py': bad }, 0, ''],
    ['check nothing', { 'a.py': bad }, 2, 'greenlint: nothing: there is no such file or folder\n'],
    ['check --nothing', {}, 2, "greenlint: unknown option '--nothing'\n"],
    ['check --output-format sarif', {}, 2, expect.stringMatching(/^greenlint: .*sarif.*\n$/)],
    ['check --baseline x', {}, 2, "greenlint: unknown option '--baseline'\n"],
    ['check --select GVT9999', {}, 2, 'greenlint: There is no rule `GVT9999`.\n'],
    ['check --config no.toml', {}, 2, 'greenlint: no.toml: there is no such file\n'],
    [
      'check',
      { 'a.py': clean, 'greenlint.toml': 'runn = 1\n' },
      2,
      'greenlint: greenlint.toml: There is no setting `runn`. Did you mean `run`?\n',
    ],
    ['nothing', {}, 2, expect.stringMatching(/^greenlint: .*nothing.*\n$/)],
    ['rule nothing', {}, 2, 'greenlint: There is no rule `nothing`.\n'],
  ] as const)('%s %#', async (line, files, status, errors) => {
    const ran = await run(files, line);
    expect(ran).toMatchObject({ status, errors });
  });
});

describe('an interruption', () => {
  const files = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`m${index}.py`, unused]),
  );
  const nothing = { status: 130, output: '', errors: 'greenlint: interrupted\n', written: {} };

  it.each([0, 20, 49])('before read %i ends the command with one line', async (interruptedAt) => {
    expect(await run(files, 'check', { interruptedAt })).toEqual(nothing);
    expect(await run(files, 'check --fix', { interruptedAt })).toEqual(nothing);
  });
});

describe('other commands', () => {
  it('print the version, the help, a rule, and serve', async () => {
    expect((await run({}, '--version')).output).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await run({}, '--help')).toMatchObject({
      status: 0,
      output: expect.stringContaining('check'),
    });
    expect((await run({}, 'check --help')).output).toContain('--stdin-filename');
    expect((await run({}, 'rule gvt109')).output).toContain('uncalled-monkey-patch');
    expect((await run({}, 'rule')).output).toContain('GVT901');
    expect((await run({}, 'lsp --stdio')).output).toBe('serving');
  });
});

describe('formats', () => {
  const files = { 'pkg/a.py': 'from gevent import monkey\n"é😀"; monkey.patch_all\n' };

  it('full shows the line', async () => {
    const { output } = await run(files, 'check');
    expect(output).toContain('pkg/a.py:2:7: error GVT109 uncalled-monkey-patch\n');
    expect(output).toContain('  2 | "é😀"; monkey.patch_all\n    |       ^^^^^^^^^^^^^^^^\n');
    expect(output).toContain('1 finding in 1 file (1 error); 1 file read.\n');
  });

  it('concise is one line each, and columns count characters', async () => {
    const { output } = await run(files, 'check --output-format concise');
    expect(output).toMatch(/^pkg\/a\.py:2:7: error GVT109 [^\n]+\n$/);
  });

  it('json is one array with built fixes', async () => {
    const { output } = await run(files, 'check --output-format json --statistics');
    expect(JSON.parse(output)).toEqual([
      {
        code: 'GVT109',
        name: 'uncalled-monkey-patch',
        severity: 'error',
        message: expect.any(String),
        path: 'pkg/a.py',
        range: { start: { line: 2, column: 7 }, end: { line: 2, column: 23 } },
        related: [],
        fixes: [
          {
            title: expect.any(String),
            preferred: true,
            safe: expect.any(Boolean),
            edits: [
              {
                path: 'pkg/a.py',
                range: { start: { line: 2, column: 23 }, end: { line: 2, column: 23 } },
                text: '()',
              },
            ],
          },
        ],
      },
    ]);
    expect(JSON.parse((await run({}, 'check --output-format json')).output)).toEqual([]);
  });

  it('statistics count by rule', async () => {
    const { output } = await run(files, 'check --output-format concise --statistics');
    expect(output).toMatch(/\n1 {2}GVT109 {2}uncalled-monkey-patch\n$/);
  });

  it('colours and progress are for terminals', async () => {
    const colour = '\u001b[';
    const terminal = await run(files, 'check', { isTerminal: true });
    expect(terminal.output).toContain(colour);
    expect(terminal.errors).toContain('Reading files');
    const plain = { isTerminal: true, variables: { NO_COLOR: '1' } };
    expect((await run(files, 'check', plain)).output).not.toContain(colour);
    expect(await run(files, 'check')).toMatchObject({ errors: '' });
    expect((await run({ 'a.py': 'x = 1\n' }, 'check')).output).toBe(
      'No gevent here (1 file read).\n',
    );
  });
});

describe('what is looked at', () => {
  it('reports the paths that are named, and reads the project around them', async () => {
    const files = { 'a.py': bad, 'b/c.py': bad, 'notes.txt': '' };
    expect((await run(files, 'check --output-format concise b')).output).toMatch(
      /^b\/c\.py[^\n]+\n$/,
    );
    expect((await run(files, 'check --output-format concise a.py')).output).toMatch(
      /^a\.py[^\n]+\n$/,
    );
    expect(await run(files, 'check --output-format concise notes.txt')).toMatchObject({
      output: '',
      errors: 'greenlint: notes.txt: neither a Python nor a deployment file, left out\n',
    });
  });

  it('looks at scripts without an ending, by their first line', async () => {
    const script = `#!/usr/bin/env python3\n${bad}`;
    const files = { 'a.py': bad, 'bin/relay': script, 'build/relay': script, LICENSE: bad };
    const named = (ran: { readonly output: string }) =>
      [...ran.output.matchAll(/^[^:\s]+(?=:\d)/gm)].map(([name]) => name);
    expect(named(await run(files, 'check --output-format concise'))).toEqual(['a.py', 'bin/relay']);
    const one = await run(files, 'check --output-format concise bin/relay');
    expect([one.status, named(one), one.errors]).toEqual([1, ['bin/relay'], '']);
    const excluded = await run(files, 'check --output-format concise build/relay');
    expect([excluded.status, named(excluded), excluded.errors]).toEqual([1, ['build/relay'], '']);
    expect(await run(files, 'check --output-format concise LICENSE')).toMatchObject({
      status: 0,
      output: '',
      errors: 'greenlint: LICENSE: neither a Python nor a deployment file, left out\n',
    });
    expect((await run(files, 'check --fix --unsafe-fixes bin')).written).toEqual({
      'bin/relay': script.replace('patch_all', 'patch_all()'),
    });
  });

  it('looks at a file that is named although it is excluded', async () => {
    const files = { 'a.py': clean, 'build/x.py': bad };
    expect((await run(files, 'check')).status).toBe(0);
    expect((await run(files, 'check build/x.py')).status).toBe(1);
  });

  it('uses the configuration that is named, and no other', async () => {
    const files = {
      'a.py': bad,
      'greenlint.toml': 'ignore = ["GVT109"]\n',
      'strict.toml': 'severity.GVT109 = "hint"\n',
    };
    expect((await run(files, 'check')).output).not.toContain('GVT109');
    expect((await run(files, 'check --config strict.toml')).output).toContain('hint GVT109');
  });

  it('reads standard input', async () => {
    const input = { input: bad };
    expect((await run({}, 'check --output-format concise -', input)).output).toMatch(
      /^<stdin>:3:1: /,
    );
    const named = 'check --output-format concise --stdin-filename pkg/new.py -';
    expect((await run({ 'x.py': bad }, named, input)).output).toMatch(
      /^pkg\/new\.py:3:1: [^\n]+\n$/,
    );
  });
});

describe('fixes', () => {
  const text = 'import gevent\r\nx = "\xe9"  # greenlint: ignore[GVT201]\r\n';
  const fixed = 'import gevent\r\nx = "\xe9"\r\n';
  const latin1 = (content: string) => Uint8Array.from(Buffer.from(content, 'latin1'));
  const head = '# coding: latin-1\r\n';

  it('keep encoding, line breaks and byte order mark', async () => {
    const files = { 'a.py': latin1(head + text), 'b.py': `\ufeff${text}` };
    const ran = await run(files, 'check --fix');
    const utf8 = Buffer.from(`\ufeff${fixed}`).toString('latin1');
    expect(ran.written).toEqual({ 'a.py': head + fixed, 'b.py': utf8 });
    expect(ran).toMatchObject({ status: 0, errors: 'Fixed 2 of the findings in a.py, b.py.\n' });
  });

  it('are shown and not written by --diff', async () => {
    const ran = await run({ 'a.py': text }, 'check --diff');
    expect(ran).toMatchObject({ status: 1, written: {} });
    expect(ran.output).toContain('--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n');
    expect(await run({ 'a.py': fixed }, 'check --diff')).toMatchObject({ status: 0, output: '' });
  });

  it('that need a look wait for --unsafe-fixes', async () => {
    const files = { 'a.py': bad };
    expect(await run(files, 'check --fix')).toMatchObject({ status: 1, written: {} });
    const ran = await run(files, 'check --fix --unsafe-fixes');
    expect(ran.written['a.py']).toBe(bad.replace('patch_all', 'patch_all()'));
    expect(ran.status).toBe(0);
  });

  it('of standard input go to standard output, findings to standard error', async () => {
    const ran = await run({}, 'check --fix -', { input: `${text}gevent.monkey.patch_all\r\n` });
    expect(ran.output).toBe(`${fixed}gevent.monkey.patch_all\r\n`);
    expect(ran.written).toEqual({});
  });
});

describe('deployment files', () => {
  const files = {
    'app.py': 'import gevent\n',
    Dockerfile:
      '# coding: latin-1\n# greenlint: ignore[late-monkey-patch]\nCMD ["python", "app.py", "é"]\n',
  };
  const fixed = files.Dockerfile.replace(/# greenlint.*\n/, '');

  it('are reported with their places', async () => {
    const { output } = await run(files, 'check --output-format json');
    expect(JSON.parse(output)).toMatchObject([
      {
        code: 'GVT901',
        path: 'Dockerfile',
        range: { start: { line: 2, column: 21 }, end: { line: 2, column: 38 } },
        fixes: [{ title: 'Remove the unused suppression' }],
      },
    ]);
    expect((await run(files, 'check Dockerfile')).output).toContain('Dockerfile:2:21');
    expect((await run(files, 'check app.py')).output).not.toContain('Dockerfile');
  });

  it('are cured on disk, in UTF-8 whatever their comments say', async () => {
    const { written } = await run(files, 'check --fix');
    expect(written).toEqual({ Dockerfile: Buffer.from(fixed).toString('latin1') });
    const { output, status } = await run(files, 'check --diff');
    expect([status, output]).toEqual([
      1,
      expect.stringContaining('-# greenlint: ignore[late-monkey-patch]\n'),
    ]);
  });

  it('make a gevent program of code that never says so', async () => {
    const code = { 'shop.py': 'app = 1  # greenlint: ignore[no-such-rule]\n' };
    expect((await run(code, 'check')).output).not.toContain('GVT904');
    const deployed = { ...code, Procfile: 'web: gunicorn -k gevent shop:app\n' };
    expect((await run(deployed, 'check')).output).toContain('shop.py:1:30: warning GVT904');
  });

  it('are read from the standard input under their name', async () => {
    const setting = { input: files.Dockerfile };
    const { output } = await run(files, 'check - --stdin-filename Dockerfile', setting);
    expect(output).toContain('Dockerfile:2:21');
    const cured = await run(files, 'check - --fix --stdin-filename Dockerfile', setting);
    expect(cured.output).toBe(fixed);
  });
});
