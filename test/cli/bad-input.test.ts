import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const good = 'from gevent import monkey\n\nmonkey.patch_all\n';
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const longName = `${'n'.repeat(240)}.py`;
const deepName = `${Array.from({ length: 12 }, () => 'd'.repeat(80)).join('/')}/deep.py`;

/** Files that are hard to read, and the codes that are reported for each. */
const files: Readonly<Record<string, readonly [string | Uint8Array, readonly string[]]>> = {
  'good.py': [good, ['GVT109']],
  'broken.py': ['def (:\nimport gevent from\n) = [\n'.repeat(400), []],
  'empty.py': ['', []],
  'big.py': [`import gevent\n${'x = 1\n'.repeat(1_750_000)}`, ['GVT903']],
  'terms.py': [`${good}x = ${'1 + '.repeat(60_000)}1\n`, ['GVT109']],
  'nested.py': [`${good}x = ${'['.repeat(60_000)}${']'.repeat(60_000)}\n`, ['GVT109']],
  'one-line.py': [`${good}x = "${'y'.repeat(900_000)}"\n`, ['GVT109']],
  'binary.py': [latin1('\x7fELF\x02\x01\0\0\0gevent\xff\xfe'), ['GVT903']],
  'utf-16.py': [Uint8Array.from(Buffer.from(`\ufeff${good}`, 'utf16le')), ['GVT903']],
  'latin1.py': [latin1(`# -*- coding: latin-1 -*-\n# caf\xe9\n${good}`), ['GVT109']],
  'undeclared.py': [latin1(`# caf\xe9\n${good}`), ['GVT903']],
  'no-such-codec.py': [`# coding: klingon\n${good}`, ['GVT903']],
  'crlf.py': [good.replaceAll('\n', '\r\n'), ['GVT109']],
  'cr.py': [good.replaceAll('\n', '\r'), ['GVT109']],
  'tabs.py': [`${good}if x:\n\tif y:\n\t\tmonkey.patch_time\n`, ['GVT109', 'GVT109']],
  'mark.py': [`\ufeff${good}`, ['GVT109']],
  'python2.py': [`${good}print "x" % 1\nexec "y"\nraise E, "z"\nx = 0777L <> \`y\`\n`, ['GVT109']],
  'python314.py': [
    `${good}x = t"{y!r:>{z}}"\ntype A[T = int] = T\ntry:\n  pass\nexcept A, B:\n  pass\n` +
      'try:\n  pass\nexcept* A, B:\n  pass\ndef f[**P](a: Later) -> None: ...\n',
    ['GVT109'],
  ],
  [longName]: [good, ['GVT109']],
  [deepName]: [good, ['GVT109']],
  'odd \t"names\\ é😀\n.py': [good, ['GVT109']],
  'folder.py/inside.py': [good, ['GVT109']],
  'settings/pyproject.toml': ['[tool.greenlint\nignore = ', ['GVT902']],
  'empty.toml': ['', []],
  'settings/inside.py': [good, ['GVT109']],
  'closed/inside.py': [good, []],
  'forbidden.py': [good, ['GVT903']],
  'deleted.py': [good, []],
  'deleted-folder/inside.py': [good, []],
};

/** Nobody's number, where the tests run as root: root may read everything. */
const nobody = process.getuid?.() === 0 ? 65534 : undefined;

/** Run before the command itself: deletes two things at the moment they are about to be read. */
const meanwhile = `
import promises from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
for (const [name, victim] of [['stat', '/deleted.py'], ['readdir', '/deleted-folder']]) {
  const real = promises[name];
  promises[name] = (path, ...rest) => {
    if (String(path).endsWith(victim)) rmSync(path, { recursive: true, force: true });
    return real(path, ...rest);
  };
}
syncBuiltinESMExports();
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'greenlint-bad-input-')));
const project = join(folder, 'project');
/** The command lies where others may read it, too. */
const command = join(folder, 'dist', 'cli.js');

beforeAll(() => {
  cpSync(resolve(import.meta.dirname, '../../dist'), join(folder, 'dist'), { recursive: true });
  for (const [name, [content]] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), content);
  }
  symlinkSync('..', join(project, 'parent'));
  symlinkSync('.', join(project, 'itself'));
  symlinkSync('loop.py', join(project, 'loop.py'));
  symlinkSync('loop-b.py', join(project, 'loop-a.py'));
  symlinkSync('loop-a.py', join(project, 'loop-b.py'));
  symlinkSync('nowhere.py', join(project, 'dangling.py'));
  symlinkSync('folder.py', join(project, 'linked-folder.py'));
  symlinkSync('pipe.py', join(project, 'linked-pipe.py'));
  symlinkSync('/dev/zero', join(project, 'endless.py'));
  if (process.platform === 'linux') symlinkSync('/proc/self/mem', join(project, 'device-like.py'));
  execFileSync('mkfifo', [join(project, 'pipe.py')]);
  mkdirSync(join(project, 'nothing.py'));
  if (nobody !== undefined) hand(folder, nobody);
  chmodSync(join(project, 'closed'), 0);
  chmodSync(join(project, 'forbidden.py'), 0);
});

afterAll(() => {
  chmodSync(join(project, 'closed'), 0o700);
  rmSync(folder, { recursive: true, force: true });
});

/** Gives a folder and everything in it to another user. */
function hand(path: string, user: number): void {
  chownSync(path, user, user);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) hand(join(path, entry.name), user);
    else if (!entry.isSymbolicLink()) chownSync(join(path, entry.name), user, user);
  }
}

function run(...words: string[]): SpawnSyncReturns<string> {
  const preload = `data:text/javascript,${encodeURIComponent(meanwhile)}`;
  return spawnSync(process.execPath, ['--import', preload, command, ...words], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    timeout: 60_000,
    ...(nobody === undefined ? {} : { uid: nobody, gid: nobody }),
  });
}

interface Reported {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

describe('one folder of everything that is hard to read', { timeout: 120_000 }, () => {
  let ran: SpawnSyncReturns<string>;
  let reported: readonly Reported[];
  const codesOf = (path: string) =>
    reported.filter((finding) => finding.path === path).map(({ code }) => code);

  beforeAll(() => {
    ran = run('check', '--output-format', 'json');
    reported = JSON.parse(ran.stdout) as Reported[];
  }, 90_000);

  it('ends by itself, and says in its status that a configuration is broken', () => {
    expect(ran.error).toBeUndefined();
    expect(ran).toMatchObject({ signal: null, status: 2 });
  });

  it.each(
    Object.entries(files).map(([name, [, expected]]) => [name.slice(-30), name, expected] as const),
  )('%j', (_, name, expected) => {
    expect(codesOf(name)).toEqual(expected);
  });

  it.runIf(process.platform === 'linux')(
    'a file that stands in a folder and cannot be read',
    () => {
      expect(codesOf('device-like.py')).toEqual(['GVT903']);
    },
  );

  it('says nothing of links that lead nowhere, pipes, devices, and folders named like files', () => {
    const known = new Set([...Object.keys(files), 'device-like.py']);
    expect(reported.filter(({ path }) => !known.has(path))).toEqual([]);
  });

  it('says in a sentence why a file is left out', () => {
    const why = (path: string) => reported.find((finding) => finding.path === path)?.message;
    expect(why('big.py')).toMatch(/larger than 1,024 KB \(setting `largest-file`\)/);
    expect(why('binary.py')).toMatch(/NUL bytes/);
    expect(why('undeclared.py')).toMatch(/cannot be decoded as utf-8/);
    expect(why('no-such-codec.py')).toMatch(/cannot be decoded as klingon/);
    expect(why('forbidden.py')).toMatch(/permission denied/);
  });

  it('says in a line each what could not be listed, and what is wrong in the configuration', () => {
    const lines = ran.stderr.trimEnd().split('\n').sort();
    expect(lines).toEqual([
      expect.stringMatching(/^greenlint: settings\/pyproject\.toml: ./),
      expect.stringMatching(/^greenlint: warning: .*closed: cannot be listed: permission denied$/),
    ]);
  });

  it('prints the other formats, and what it would fix', () => {
    for (const format of ['full', 'concise']) {
      const { status, stdout } = run('check', '--output-format', format);
      expect(status).toBe(2);
      expect(stdout).toContain('good.py:3:1');
    }
    const { status, stdout } = run('check', '--diff', '--unsafe-fixes');
    expect(status).toBe(2);
    expect(stdout).toContain('+monkey.patch_all()\n');
  });
});

describe('one bad thing that is named', () => {
  it.each([
    // A file is looked at with the project around it, where one folder is closed.
    ['forbidden.py', 0, /GVT903/, /^greenlint: warning: .*closed: cannot be listed/],
    ['binary.py', 0, /GVT903/, /^greenlint: warning: .*closed: cannot be listed/],
    ['python2.py', 1, /GVT109/, /^greenlint: warning: .*closed: cannot be listed/],
    ['closed', 0, /^$/, /closed: cannot be listed: permission denied\n$/],
    ['closed/inside.py', 2, /^$/, /^greenlint: closed\/inside\.py: permission denied\n$/],
    ['pipe.py', 2, /^$/, /^greenlint: pipe\.py: it is neither a file nor a folder\n$/],
    ['loop.py', 2, /^$/, /^greenlint: loop\.py: its symbolic links lead in a circle\n$/],
    ['dangling.py', 2, /^$/, /^greenlint: dangling\.py: there is no such file or folder\n$/],
    ['good.py/inside.py', 2, /^$/, /^greenlint: good.+: there is no such file or folder\n$/],
    [`${'n'.repeat(300)}.py`, 2, /^$/, /^greenlint: n+\.py: the name is too long\n$/],
  ])('%s', (name, status, output, errors) => {
    const ran = run('check', '--output-format', 'concise', '--config', 'empty.toml', name);
    expect(ran.stdout).toMatch(output);
    expect(ran.stderr).toMatch(errors);
    expect(ran).toMatchObject({ status, signal: null });
  });
});

it('is given everything that it is tested with', () => {
  for (const name of Object.keys(files)) {
    // These two were deleted on purpose, and one may not be looked into.
    if (/^(deleted|closed)/.test(name)) continue;
    expect(existsSync(join(project, name)), name).toBe(true);
  }
});
