import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOrderGuard } from '../../server/src/analysis/order-guard.ts';
import { applyEdits } from '../../server/src/fixes/edit.ts';
import { ignoreE402 } from '../../server/src/fixes/ignore-e402.ts';

const file = 'src/serve.py';

/** What the fix makes of a configuration, as the guard that is read from it would have it. */
function spared(name: string, text: string): string | undefined {
  const path = `/ws/${name}`;
  const [setting] = readOrderGuard([{ path, text }], `/ws/${file}`).sparing ?? [];
  const edits = setting && ignoreE402(text, setting);
  return edits && applyEdits(text, edits);
}

const entry = '"src/serve.py" = ["E402"]';

const cases: [string, string, string, string][] = [
  [
    'a table of its own behind the last of the tool',
    'pyproject.toml',
    '[tool.ruff.lint]\nselect = ["E"]\n\n[tool.other]\n',
    `[tool.ruff.lint]\nselect = ["E"]\n\n[tool.ruff.lint.per-file-ignores]\n${entry}\n\n[tool.other]\n`,
  ],
  [
    'the table that is there',
    'ruff.toml',
    '[lint]\nselect = ["ALL"]\n[lint.per-file-ignores]\n"tests/*" = ["S101"] # asserts\n[format]\n',
    `[lint]\nselect = ["ALL"]\n[lint.per-file-ignores]\n"tests/*" = ["S101"] # asserts\n${entry}\n[format]\n`,
  ],
  [
    'the list that is there',
    'ruff.toml',
    '[lint]\nselect = ["E"]\n[lint.per-file-ignores]\n"src/serve.py" = [\n  "F401",\n]\n',
    '[lint]\nselect = ["E"]\n[lint.per-file-ignores]\n"src/serve.py" = [\n  "F401", "E402",\n]\n',
  ],
  [
    'an inline table',
    'pyproject.toml',
    '[tool.ruff.lint]\nselect = ["E"]\nper-file-ignores = { "x.py" = ["E1"] }\n',
    `[tool.ruff.lint]\nselect = ["E"]\nper-file-ignores = { "x.py" = ["E1"], ${entry} }\n`,
  ],
  [
    'the old place, carriage returns',
    'pyproject.toml',
    '[tool.ruff]\r\nselect = ["E"]\r\n[tool.ruff.per-file-ignores]\r\n"x.py" = ["E1"]\r\n',
    `[tool.ruff]\r\nselect = ["E"]\r\n[tool.ruff.per-file-ignores]\r\n"x.py" = ["E1"]\r\n${entry}\r\n`,
  ],
  [
    'a file without tables or last line end',
    'ruff.toml',
    'lint.select = ["E"]',
    `lint.select = ["E"]\n\n[lint.per-file-ignores]\n${entry}\n`,
  ],
  [
    'no key in the section',
    '.flake8',
    '[flake8]\nmax-line-length = 100\n\n[other]\n',
    '[flake8]\nmax-line-length = 100\nper-file-ignores =\n    src/serve.py: E402\n\n[other]\n',
  ],
  [
    'an empty section',
    'tox.ini',
    '[tox]\n[flake8]\n',
    '[tox]\n[flake8]\nper-file-ignores =\n    src/serve.py: E402\n',
  ],
  [
    'lines in the key',
    'setup.cfg',
    '[flake8]\nper-file-ignores =\n  a.py: E1\n  # why\n  b.py:F401,E2\nselect = E\n',
    '[flake8]\nper-file-ignores =\n  a.py: E1\n  # why\n  b.py:F401,E2\n  src/serve.py: E402\nselect = E\n',
  ],
  [
    'one line',
    '.flake8',
    '[flake8]\nper_file_ignores = a.py:E1\n',
    '[flake8]\nper_file_ignores = a.py:E1\n    src/serve.py: E402\n',
  ],
  [
    'the file is there',
    '.flake8',
    '[flake8]\nper-file-ignores =\n    src/serve.py: F401, F811\n    b.py: E1\n',
    '[flake8]\nper-file-ignores =\n    src/serve.py: F401, F811, E402\n    b.py: E1\n',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'greenlint-ignore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether the tool itself reports E402 under this configuration. */
function reported(name: string, text: string): boolean {
  const own = mkdtempSync(join(folder, 'run-'));
  for (const [path, content] of [
    [name, text],
    [file, 'from gevent import monkey\nmonkey.patch_all()\nimport time\ntime.sleep(1)\n'],
  ] as const) {
    mkdirSync(dirname(join(own, path)), { recursive: true });
    writeFileSync(join(own, path), content);
  }
  const tool = name.endsWith('.toml') ? ['ruff', 'check', '--no-cache'] : ['flake8'];
  const [command = '', ...options] = tool;
  const done = spawnSync(resolve('.venv/bin', command), [...options, file], {
    cwd: own,
    encoding: 'utf8',
  });
  if (done.error !== undefined) throw done.error;
  if ((done.status ?? 2) > 1) throw new Error(done.stdout + done.stderr);
  return done.stdout.includes('E402');
}

const tools = existsSync(resolve('.venv/bin/ruff')) && existsSync(resolve('.venv/bin/flake8'));
if (!tools) console.warn('SKIPPED: E402 in settings needs ruff and flake8 in .venv');

describe('E402 is ignored for one file', () => {
  it.each(cases)('%s', (_title, name, text, expected) => {
    expect(spared(name, text)).toBe(expected);
    expect(readOrderGuard([{ path: `/ws/${name}`, text: expected }], `/ws/${file}`).e402).toBe(
      false,
    );
  });

  it.skipIf(!tools).each(cases)(
    '%s, as the tool itself reads it',
    (_title, name, text, expected) => {
      expect(reported(name, text)).toBe(true);
      expect(reported(name, expected)).toBe(false);
    },
  );

  it.each([
    ['ruff.toml', 'lint = { select = ["E"] }\n'],
    ['.pycodestyle', '[pycodestyle]\nmax-line-length = 100\n'],
    ['.pre-commit-config.yaml', 'repos:\n- repo: x\n  hooks: [{id: flake8}]\n'],
  ])('but not in %s that reads %j', (name, text) => {
    expect(spared(name, text)).toBeUndefined();
  });
});
