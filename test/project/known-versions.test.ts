import { describe, expect, it } from 'vitest';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import type { InstalledEnvironment } from '../../server/src/project/known-versions.ts';
import { KnownVersions } from '../../server/src/project/known-versions.ts';

type Texts = Readonly<Record<string, string>>;

function known(texts: Texts, environments: readonly InstalledEnvironment[] = []): KnownVersions {
  const files = Object.entries(texts).map(
    ([path, text]) => [path, readDeploymentFile(path, text)] as const,
  );
  return new KnownVersions(new Map(files), environments);
}

/** The version or range, and the file that says so. */
function answer(versions: KnownVersions, name: string, folder: string): string {
  const found = versions.versionFor(name, folder);
  if (found === undefined) return 'unknown';
  return `${found.version ?? found.specifier ?? 'any'} by ${found.place.path}`;
}

const lock = (version: string) => `[[package]]\nname = "gevent"\nversion = "${version}"\n`;
const project = (...dependencies: string[]) =>
  `[project]\ndependencies = ${JSON.stringify(dependencies)}\n`;

function installed(folder: string, ...versions: string[]): InstalledEnvironment {
  return {
    folder,
    distributions: versions.map((version) => ({
      name: 'Gevent',
      version,
      path: `${folder}/.venv/gevent-${version}.dist-info/METADATA`,
    })),
  };
}

it.each<[string, Texts, readonly InstalledEnvironment[], string]>([
  ['nothing', {}, [], 'unknown'],
  ['another distribution', { '/ws/requirements.txt': 'greenlet==3' }, [], 'unknown'],
  ['a pin', { '/ws/requirements.txt': 'gevent==24.2.1' }, [], '24.2.1 by /ws/requirements.txt'],
  ['a range', { '/ws/requirements.txt': 'gevent>=24' }, [], '>=24 by /ws/requirements.txt'],
  ['a name alone', { '/ws/requirements.txt': 'gevent' }, [], 'any by /ws/requirements.txt'],
  [
    'a folder of requirements',
    { '/ws/requirements/web.txt': 'gevent==24.2.1' },
    [],
    '24.2.1 by /ws/requirements/web.txt',
  ],
  [
    'a lock before a pin',
    { '/ws/requirements.txt': 'gevent==23.9', '/ws/uv.lock': lock('24.2.1') },
    [installed('/ws', '22.10')],
    '24.2.1 by /ws/uv.lock',
  ],
  [
    'a pin before what is installed',
    { '/ws/requirements.txt': 'gevent==23.9' },
    [installed('/ws', '22.10')],
    '23.9 by /ws/requirements.txt',
  ],
  [
    'what is installed before a range',
    { '/ws/requirements.txt': 'gevent>=20' },
    [installed('/ws', '22.10')],
    '22.10 by /ws/.venv/gevent-22.10.dist-info/METADATA',
  ],
  [
    'the nearest file',
    { '/ws/requirements.txt': 'gevent==23.9', '/ws/shop/requirements.txt': 'gevent==24.2.1' },
    [],
    '24.2.1 by /ws/shop/requirements.txt',
  ],
  [
    'a nearer pin before a lock above',
    { '/ws/uv.lock': lock('23.9'), '/ws/shop/requirements.txt': 'gevent==24.2.1' },
    [],
    '24.2.1 by /ws/shop/requirements.txt',
  ],
  [
    'the lock of the workspace above for a range',
    { '/ws/uv.lock': lock('24.2.1'), '/ws/shop/pyproject.toml': project('gevent>=24') },
    [],
    '24.2.1 by /ws/uv.lock',
  ],
  [
    'no lock above that does not fit',
    { '/ws/uv.lock': lock('23.9'), '/ws/shop/pyproject.toml': project('gevent>=24') },
    [],
    '>=24 by /ws/shop/pyproject.toml',
  ],
  [
    'no file beside or below',
    { '/ws/other/uv.lock': lock('23.9'), '/ws/shop/db/requirements.txt': 'gevent==24.2.1' },
    [],
    'unknown',
  ],
  [
    'pins that do not agree',
    { '/ws/requirements.txt': 'gevent==23.9', '/ws/requirements-old.txt': 'gevent==22.10' },
    [],
    'unknown',
  ],
  [
    'pins that agree',
    { '/ws/requirements.txt': 'gevent==23.9', '/ws/constraints.txt': 'gevent == 23.9' },
    [],
    '23.9 by /ws/constraints.txt',
  ],
  [
    'a lock that holds two',
    { '/ws/requirements.txt': 'gevent==23.9', '/ws/uv.lock': `${lock('24.2.1')}${lock('25.5.1')}` },
    [],
    'unknown',
  ],
  ['two environments', {}, [installed('/ws', '23.9', '22.10')], 'unknown'],
  [
    'ranges that do not agree',
    { '/ws/requirements.in': 'gevent>=23', '/ws/constraints.txt': 'gevent<25' },
    [],
    'unknown',
  ],
  [
    'ranges of one file',
    { '/ws/pyproject.toml': `${project('gevent>=23')}optional-dependencies.x = ["gevent<25"]\n` },
    [],
    '>=23,<25 by /ws/pyproject.toml',
  ],
  [
    'ranges that markers choose among',
    { '/ws/requirements.txt': 'gevent>=23; os_name == "a"\ngevent<23; os_name == "b"\n' },
    [],
    'unknown',
  ],
])('%s', (_, texts, environments, expected) => {
  expect(answer(known(texts, environments), 'gevent', '/ws/shop')).toBe(expected);
});

describe('what is told', () => {
  it('says where it was learnt', () => {
    const text = '# ours\nGEvent == 24.2.1  # newest\n';
    const { place } = known({ '/ws/requirements.txt': text }).versionFor('gEvent', '/ws')!;
    expect(place.message).toBe('gevent 24.2.1 is asked for here');
    expect(text.slice(...place.span)).toBe('GEvent == 24.2.1');
  });

  it('lists all dependencies by their files', () => {
    const { dependencies } = known({
      '/ws/uv.lock': lock('24.2.1'),
      '/ws/pyproject.toml': project('gevent', 'redis>=5'),
    });
    expect(dependencies.map(({ path, name, kind }) => [path, name, kind])).toEqual([
      ['/ws/pyproject.toml', 'gevent', 'declared'],
      ['/ws/pyproject.toml', 'redis', 'declared'],
      ['/ws/uv.lock', 'gevent', 'locked'],
    ]);
  });
});
