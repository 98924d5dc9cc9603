import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { guardOrder } from '../../server/src/fixes/guard-order.ts';
import { movePatchFirst } from '../../server/src/fixes/move-patch.ts';
import type { OrderGuard } from '../../server/src/fixes/source.ts';
import { ignoreOnLine } from '../../server/src/fixes/suppression-comment.ts';
import { edited, spanOf } from './edited.ts';

const local = fileURLToPath(new URL('../../.venv/bin', import.meta.url));
const places = [local, ...(process.env.PATH ?? '').split(delimiter)];

/** Where a tool lies: the repository's own environment first, then the search path. */
function toolPath(name: string): string | undefined {
  return places.map((place) => join(place, name)).find((path) => existsSync(path));
}

const folder = mkdtempSync(join(tmpdir(), 'greenlint-order-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a tool makes of a text; its exit status is its own affair. */
function run(tool: string, options: readonly string[], text: string): string {
  const path = join(folder, 'app.py');
  writeFileSync(path, text);
  const done = spawnSync(tool, [...options, path], { encoding: 'utf8', cwd: folder });
  if (done.error !== undefined) throw done.error;
  return readFileSync(path, 'utf8');
}

const before = `"""Doc."""
from time import sleep
import os, zlib
from collections import (
    OrderedDict,
)

from gevent import monkey, pool
monkey.patch_all()

print(os, zlib, sleep, OrderedDict, pool)
`;

const e402: OrderGuard = { isort: false, e402: true, autopep8: true };
const none: OrderGuard = { isort: false, e402: false, autopep8: false };
const split: OrderGuard = { isort: true, e402: false, autopep8: false };

const runs: [string, readonly string[], OrderGuard][] = [
  ['ruff', ['check', '--isolated', '--no-cache', '--fix'], none],
  ['ruff', ['check', '--isolated', '--no-cache', '--fix', '--select', 'I,E402,RUF100'], e402],
  ['ruff', ['format', '--isolated', '--no-cache'], none],
  ['isort', ['--settings-path', folder], none],
  ['isort', ['--settings-path', folder, '--float-to-top'], split],
  ['autopep8', ['--ignore-local-config', '-i'], e402],
  ['autopep8', ['--ignore-local-config', '-i', '--aggressive'], e402],
  ['autopep8', ['--ignore-local-config', '-i', '-a', '-a'], e402],
  ['black', ['-q'], none],
];

/** The lines of code before the first import that does not belong to the patch. */
function firstCode(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && !line.startsWith('"""'))
    .slice(0, 2)
    .map((line) => line.replace(/\s+#.*/, ''));
}

describe('a moved patch stays first', () => {
  for (const [name, options, guard] of runs) {
    const tool = toolPath(name);
    const shown = options.filter((option) => option !== folder && option !== '--settings-path');
    const title = `after ${name} ${shown.join(' ')}`;
    it(title, async (context) => {
      if (tool === undefined) {
        console.log(`skipped: ${title}: ${name} lies neither in .venv/bin nor in PATH`);
        context.skip();
        return;
      }
      const call = spanOf(before, 'monkey.patch_all()');
      const moved = await edited(before, (file) => movePatchFirst(file, [call], guard));
      const after = run(tool, options, moved ?? '');
      expect(firstCode(after)).toEqual(['from gevent import monkey', 'monkey.patch_all()']);
      expect(run(tool, options, after), 'a second run changes nothing').toBe(after);
      // The guard is what holds it: these tools undo the order without one.
      const bare = await edited(before, (file) => movePatchFirst(file, [call], none));
      const undone = ['autopep8', 'isort'].includes(name) && guard !== none;
      expect(firstCode(run(tool, options, bare ?? '')).at(1) === 'monkey.patch_all()').toBe(
        !undone,
      );
    });
  }

  it('and flake8 has nothing to say of the order', async (context) => {
    const tool = toolPath('flake8');
    if (tool === undefined) {
      console.log('skipped: flake8 lies neither in .venv/bin nor in PATH');
      context.skip();
      return;
    }
    const call = spanOf(before, 'monkey.patch_all()');
    const moved = await edited(before, (file) => movePatchFirst(file, [call], e402));
    const path = join(folder, 'checked.py');
    writeFileSync(path, moved ?? '');
    const done = spawnSync(tool, ['--isolated', '--select', 'E402', path], { encoding: 'utf8' });
    expect(done.stdout).toBe('');
    expect(done.status).toBe(0);
  });
});

describe('a patch that stands first already', () => {
  const first = `"""Doc."""
from gevent import monkey
monkey.patch_all()

from time import sleep
import os, zlib
from collections import (
    OrderedDict,
)

print(os, zlib, sleep, OrderedDict)
`;
  const both: OrderGuard = { isort: true, e402: true, autopep8: true };
  for (const [name, options, guard] of [...runs, ['isort', ['--float-to-top'], both] as const]) {
    const tool = toolPath(name);
    it.skipIf(tool === undefined)(`stays so after ${name} ${options.join(' ')}`, async () => {
      const call = spanOf(first, 'monkey.patch_all()');
      const guarded = (await edited(first, (file) => guardOrder(file, call, guard))) ?? '';
      const after = run(tool ?? '', options, guarded);
      expect(firstCode(after)).toEqual(['from gevent import monkey', 'monkey.patch_all()']);
      expect(await edited(guarded, (file) => guardOrder(file, call, guard))).toBe(guarded);
    });
  }

  it.skipIf(toolPath('flake8') === undefined)('flake8 is content', async () => {
    const call = spanOf(first, 'monkey.patch_all()');
    const path = join(folder, 'first.py');
    writeFileSync(path, (await edited(first, (file) => guardOrder(file, call, both))) ?? '');
    const done = spawnSync(toolPath('flake8') ?? '', ['--isolated', '--select', 'E402', path], {
      encoding: 'utf8',
    });
    expect(done.stdout).toBe('');
  });
});

describe('a suppression beside a noqa', () => {
  const tool = toolPath('ruff');
  it('is left alone by ruff, which still reads the noqa', async (context) => {
    if (tool === undefined) {
      console.log('skipped: ruff lies neither in .venv/bin nor in PATH');
      context.skip();
      return;
    }
    const text = 'import os  # noqa: F401\nimport sys\nprint(sys)  # noqa: E501\n';
    for (const part of ['import os', 'print(sys)']) {
      const marked = await edited(text, (file) =>
        ignoreOnLine(file, spanOf(text, part), 'late-monkey-patch'),
      );
      const after = run(
        tool,
        ['check', '--isolated', '--no-cache', '--fix', '-q', '--select', 'F,RUF100,RUF102'],
        marked ?? '',
      );
      expect(after).toContain('# greenlint: ignore[late-monkey-patch]');
      expect(after).toContain('import os  # noqa: F401');
    }
  });
});
