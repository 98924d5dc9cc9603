import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const command = resolve(import.meta.dirname, '../../dist/cli.js');
const uncalled = 'from gevent import monkey\nmonkey.patch_all\n';

/** Blocks once something runs it in a greenlet. */
const job = "import os\n\n\ndef work():\n    os.system('sleep 1')\n";
const spawner = (module: string) => `from gevent import monkey
monkey.patch_all()
import gevent
from ${module} import work

gevent.spawn(work).join()
`;

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'greenlint-links-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** `path code` of each finding; paths count from `below`, where the command runs. */
function check(below: string, ...paths: string[]): readonly string[] {
  const words = [command, 'check', '--output-format', 'json', ...paths];
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: join(folder, below),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const found = JSON.parse(stdout) as { path: string; code: string }[];
  return found.map(({ path, code }) => `${path} ${code}`);
}

it('a file with several names is shown once, under its own', () => {
  write({ 'm.py': uncalled, 'pkg/__init__.py': '' });
  symlinkSync('m.py', join(folder, 'a.py'));
  symlinkSync('../a.py', join(folder, 'pkg/z.py'));
  expect(check('.')).toEqual(['m.py GVT109']);
  expect(check('.', 'a.py')).toEqual(['m.py GVT109']);
  expect(check('.', 'pkg', 'm.py')).toEqual(['m.py GVT109']);
});

it('a file is imported by any of its names', () => {
  write({ 'shared/job.py': job, 'app/run.py': spawner('linked') });
  expect(check('.')).toEqual([]);
  symlinkSync('../shared/job.py', join(folder, 'app/linked.py'));
  expect(check('.')).toEqual(['shared/job.py GVT201']);
  mkdirSync(join(folder, 'app/package'));
  symlinkSync('../../shared/job.py', join(folder, 'app/package/__init__.py'));
  writeFileSync(join(folder, 'app/run.py'), spawner('package'));
  expect(check('.')).toEqual(['shared/job.py GVT201']);
});

it('a folder with several names is read once', () => {
  write({ 'real/m.py': uncalled });
  symlinkSync('real', join(folder, 'linked'));
  symlinkSync('..', join(folder, 'real/up'));
  expect(check('.')).toEqual(['real/m.py GVT109']);
  expect(check('.', 'linked')).toEqual(['real/m.py GVT109']);
  expect(check('.', 'linked', 'real', 'real/up')).toEqual(['real/m.py GVT109']);
});

it('a link that leads out of what is read stands for its file, once', () => {
  write({ 'elsewhere/job.py': job, 'project/run.py': spawner('job') });
  symlinkSync('../elsewhere/job.py', join(folder, 'project/job.py'));
  symlinkSync('../elsewhere/job.py', join(folder, 'project/second.py'));
  expect(check('project')).toEqual(['job.py GVT201']);
  expect(check('.')).toEqual(['elsewhere/job.py GVT201']);
  writeFileSync(join(folder, 'project/run.py'), spawner('second'));
  expect(check('project')).toEqual(['job.py GVT201']);
});

it('a link to a file that is left out is left out', () => {
  write({
    'generated/m.py': uncalled,
    'pyproject.toml': '[tool.greenlint]\nexclude = ["generated"]\n',
  });
  symlinkSync('generated/m.py', join(folder, 'm.py'));
  expect(check('.')).toEqual([]);
});

it('a cure is written through the link and leaves it one', () => {
  write({ 'm.py': 'import gevent  # greenlint: ignore[GVT201]\n' });
  symlinkSync('m.py', join(folder, 'link.py'));
  spawnSync(process.execPath, [command, 'check', '--fix', 'link.py'], { cwd: folder });
  expect(check('.')).toEqual([]);
  expect(realpathSync(join(folder, 'link.py'))).toBe(join(folder, 'm.py'));
});
