import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../server/src/deployment/deployment-file.ts';
import { read } from './reading.ts';

/** What is said of a dependency, and what its spans hold. */
function shown(text: string, one: Dependency): string {
  const { name, extras, specifier, version, kind, group, marker } = one;
  const places = [one.span, one.nameSpan, one.specifierSpan ?? [0, 0]];
  return [
    `${name}${extras.length > 0 ? `[${extras.join()}]` : ''} ${specifier ?? 'any'}`,
    `version=${version ?? 'open'}`,
    ...(kind === 'locked' ? [kind] : []),
    ...(group === undefined ? [] : [`group=${group}`]),
    ...(marker === undefined ? [] : [`marker=${marker}`]),
    places.map(([start, end]) => text.slice(start, end)).join(' / '),
  ].join(' | ');
}

function dependencies(name: string, text: string): string[] {
  const file = read(name, text);
  expect(file.problem).toBeUndefined();
  return file.dependencies.map((one) => shown(text, one));
}

describe.each(['requirements.txt', 'constraints.txt', 'requirements/dev.in'])('%s', (name) => {
  it.each([
    ['gevent', 'gevent any | version=open | gevent / gevent / '],
    [
      '  Flask_SocketIO == 5.7.0  # chat',
      'flask-socketio == 5.7.0 | version=5.7.0 | Flask_SocketIO == 5.7.0 / Flask_SocketIO / == 5.7.0',
    ],
    [
      'gunicorn[gevent, Set_Proctitle]>=23,<28 ; python_version > "3.8"',
      'gunicorn[gevent,set-proctitle] >=23,<28 | version=open | marker=python_version > "3.8" | gunicorn[gevent, Set_Proctitle]>=23,<28 / gunicorn / >=23,<28',
    ],
    [
      'gevent (>=24, <26)',
      'gevent >=24, <26 | version=open | gevent (>=24, <26 / gevent / >=24, <26',
    ],
    ['gevent~=24.2,', 'gevent ~=24.2 | version=open | gevent~=24.2 / gevent / ~=24.2'],
    ['gevent==24.*', 'gevent ==24.* | version=open | gevent==24.* / gevent / ==24.*'],
    [
      'gevent>=20,==24.2.1',
      'gevent >=20,==24.2.1 | version=24.2.1 | gevent>=20,==24.2.1 / gevent / >=20,==24.2.1',
    ],
    ['gevent===24.2.1', 'gevent ===24.2.1 | version=24.2.1 | gevent===24.2.1 / gevent / ===24.2.1'],
    [
      'gevent==24.2.1 \\\r\n    --hash=sha256:00 \\\r\n    --hash=sha256:11',
      'gevent ==24.2.1 | version=24.2.1 | gevent==24.2.1 / gevent / ==24.2.1',
    ],
    [
      'gevent \\\n  ==24.2.1',
      'gevent ==24.2.1 | version=24.2.1 | gevent \\\n  ==24.2.1 / gevent / ==24.2.1',
    ],
    [
      'gevent @ https://example.org/gevent-24.2.1.tar.gz ; os_name == "posix"',
      'gevent any | version=open | marker=os_name == "posix" | gevent / gevent / ',
    ],
  ])('reads %s', (line, expected) => {
    const text = `# first\n${line}\n`;
    expect(dependencies(name, text)).toEqual([expected]);
  });

  it.each([
    '# gevent==24.2.1',
    '-r base.txt',
    '--index-url https://example.org/simple',
    '-e git+https://example.org/gevent.git#egg=gevent',
    './gevent',
    'https://example.org/gevent-24.2.1.tar.gz',
    'Things that the shop needs',
    'gevent 24',
    'gevent=24',
    'gevent==',
    '',
  ])('finds none in %j', (line) => {
    expect(dependencies(name, `${line}\n`)).toEqual([]);
  });
});

it('reads the lists of pyproject.toml', () => {
  const text = `[build-system]
requires = ["setuptools>=60"]
[project]
name = "shop"
dependencies = [
  "gevent >= 24.2",  # the hub
  'redis[hiredis]==5.0.1; python_version >= "3.9"',
]
[project.optional-dependencies]
web = ["gunicorn\\u003e=23"]
[dependency-groups]
dev = ["pytest", {include-group = "web"}]
[tool.uv]
dev-dependencies = ["ruff==0.5"]
[tool.pdm.dev-dependencies]
lint = ["flake8"]
[tool.hatch.envs.load]
dependencies = ["locust>=2"]
`;
  expect(dependencies('pyproject.toml', text)).toEqual([
    'gevent >= 24.2 | version=open | gevent >= 24.2 / gevent / >= 24.2',
    'redis[hiredis] ==5.0.1 | version=5.0.1 | marker=python_version >= "3.9" | redis[hiredis]==5.0.1 / redis / ==5.0.1',
    'gunicorn >=23 | version=open | group=web | gunicorn\\u003e=23 / gunicorn / \\u003e=23',
    'pytest any | version=open | group=dev | pytest / pytest / ',
    'ruff ==0.5 | version=0.5 | group=dev | ruff==0.5 / ruff / ==0.5',
    'flake8 any | version=open | group=lint | flake8 / flake8 / ',
    'locust >=2 | version=open | group=load | locust>=2 / locust / >=2',
  ]);
});

it("reads Poetry's conditions, and several constraints with their own lines", () => {
  const text = `[tool.poetry.dependencies]
requests = [
  { version = "2.27.1", python = "<3.7" },
  { version = "^2.32", python = "^3.7", platform = "linux", extras = ["socks"] },
  { git = "https://example.org/requests.git", markers = "os_name == 'nt'" },
]
redis = { version = "^5", python = ">=3.9" }
`;
  expect(dependencies('pyproject.toml', text)).toEqual([
    'requests ==2.27.1 | version=2.27.1 | marker=python_version < "3.7" | 2.27.1 / requests / 2.27.1',
    'requests[socks] >=2.32,<3 | version=open | marker=(python_version >= "3.7") and (python_version < "4") and (sys_platform == "linux") | ^2.32 / requests / ^2.32',
    "requests any | version=open | marker=os_name == 'nt' | requests / requests / ",
    'redis >=5,<6 | version=open | marker=python_version >= "3.9" | redis = { version = "^5 / redis / ^5',
  ]);
});

it("reads dependency groups that include others, and uv's constraints and overrides", () => {
  const text = `[dependency-groups]
base = ["gevent>=24"]
test = ["pytest>=8", { include-group = "base" }]
[tool.uv]
constraint-dependencies = ["redis<5"]
override-dependencies = ["werkzeug==2.3.0"]
`;
  expect(dependencies('pyproject.toml', text)).toEqual([
    'gevent >=24 | version=open | group=base | gevent>=24 / gevent / >=24',
    'pytest >=8 | version=open | group=test | pytest>=8 / pytest / >=8',
    'redis <5 | version=open | redis<5 / redis / <5',
    'werkzeug ==2.3.0 | version=2.3.0 | werkzeug==2.3.0 / werkzeug / ==2.3.0',
  ]);
});

it("reads Poetry's tables", () => {
  const text = `[tool.poetry.dependencies]
python = "^3.11"
gevent = "^24.2"
"zope.interface" = "*"
PyMySQL = { version = "1.1.0", extras = ["rsa"], markers = "os_name == 'posix'" }
shop-core = { path = "../core" }
many = [{version = "^1", python = "<3.12"}, {version = "^2"}]
[tool.poetry.dependencies.redis]
version = ">=4,<6"
[tool.poetry.group.load.dependencies]
locust = "~2.4"
[tool.poetry.dev-dependencies]
pytest = ">=7 <9"
`;
  expect(dependencies('pyproject.toml', text)).toEqual([
    'gevent >=24.2,<25 | version=open | gevent = "^24.2 / gevent / ^24.2',
    'zope-interface any | version=open | zope.interface / zope.interface / ',
    "pymysql[rsa] ==1.1.0 | version=1.1.0 | marker=os_name == 'posix' | PyMySQL = { version = \"1.1.0 / PyMySQL / 1.1.0",
    'shop-core any | version=open | shop-core / shop-core / ',
    'many >=1,<2 | version=open | marker=python_version < "3.12" | ^1 / many / ^1',
    'many >=2,<3 | version=open | ^2 / many / ^2',
    'redis >=4,<6 | version=open | redis]\nversion = ">=4,<6 / redis / >=4,<6',
    'locust >=2.4,<2.5 | version=open | group=load | locust = "~2.4 / locust / ~2.4',
    'pytest >=7,<9 | version=open | group=dev | pytest = ">=7 <9 / pytest / >=7 <9',
  ]);
});

it.each([
  ['^1.2.3', '>=1.2.3,<2'],
  ['^0.2.3', '>=0.2.3,<0.3'],
  ['^0.0.3', '>=0.0.3,<0.0.4'],
  ['^0.0', '>=0.0,<0.1'],
  ['^0', '>=0,<1'],
  ['~1', '>=1,<2'],
  ['~1.2.3', '>=1.2.3,<1.3'],
  ['~=1.2', '~=1.2'],
  ['1.2.*', '==1.2.*'],
  ['=1.2', '==1.2'],
  ['>= 1.2, < 2', '>=1.2,<2'],
  ['!=1.5', '!=1.5'],
  ['^1 || ^2', 'any'],
  ['*', 'any'],
])("puts Poetry's %s in the words of PEP 440", (written, expected) => {
  const text = `[tool.poetry.dependencies]\ngevent = "${written}"\n`;
  expect(read('pyproject.toml', text).dependencies[0]?.specifier ?? 'any').toBe(expected);
});

it('reads setup.cfg', () => {
  const text = `[options]
install_requires =
    gevent>=24.2
    # not this one
    redis==5.0.1 ; os_name == "posix"
[options.extras_require]
web = gunicorn>=23
dev =
    pytest
`;
  expect(dependencies('setup.cfg', text)).toEqual([
    'gevent >=24.2 | version=open | gevent>=24.2 / gevent / >=24.2',
    'redis ==5.0.1 | version=5.0.1 | marker=os_name == "posix" | redis==5.0.1 / redis / ==5.0.1',
    'gunicorn >=23 | version=open | group=web | gunicorn>=23 / gunicorn / >=23',
    'pytest any | version=open | group=dev | pytest / pytest / ',
  ]);
  expect(
    dependencies('setup.cfg', '[options]\ninstall_requires = file: requirements.txt\n'),
  ).toEqual([]);
});

it('reads setup.py without running it', () => {
  const text = `# install_requires=["never"]
setup(
    install_requires=[
        'gevent>=24.2',  # the hub
        "redis==5.0.1",
        computed,
        'never',
    ],
    extras_require={'web': ['gunicorn>=23'], "dev": ('pytest', 'ruff',), 'all': every, 'no': ['x']},
)
`;
  expect(dependencies('setup.py', text)).toEqual([
    'gevent >=24.2 | version=open | gevent>=24.2 / gevent / >=24.2',
    'redis ==5.0.1 | version=5.0.1 | redis==5.0.1 / redis / ==5.0.1',
    'gunicorn >=23 | version=open | group=web | gunicorn>=23 / gunicorn / >=23',
    'pytest any | version=open | group=dev | pytest / pytest / ',
    'ruff any | version=open | group=dev | ruff / ruff / ',
  ]);
});

it('reads a Pipfile and its lock', () => {
  const pipfile = `[[source]]
name = "pypi"
[requires]
python_version = "3.11"
[packages]
gevent = "*"
gunicorn = {version = ">=23", extras = ["gevent"]}
[dev-packages]
pytest = "==8.3.2"
`;
  expect(dependencies('Pipfile', pipfile)).toEqual([
    'gevent any | version=open | gevent / gevent / ',
    'gunicorn[gevent] >=23 | version=open | gunicorn = {version = ">=23 / gunicorn / >=23',
    'pytest ==8.3.2 | version=8.3.2 | group=dev-packages | pytest = "==8.3.2 / pytest / ==8.3.2',
  ]);
  const lock = `{
  "_meta": {"hash": {"sha256": "00"}, "sources": [{"name": "pypi"}]},
  "default": {
    "gevent": {"hashes": ["sha256:00"], "index": "pypi", "markers": "python_version >= '3.9'", "version": "==24.2.1"},
    "local": {"path": "."}
  },
  "develop": {"pytest": {"version": "==8.3.2", "extras": ["Dev"]}}
}
`;
  const [gevent, pytest, ...more] = dependencies('Pipfile.lock', lock);
  expect(gevent).toBe(
    `gevent ==24.2.1 | version=24.2.1 | locked | marker=python_version >= '3.9' | gevent": {"hashes": ["sha256:00"], "index": "pypi", "markers": "python_version >= '3.9'", "version": "==24.2.1 / gevent / 24.2.1`,
  );
  expect(pytest).toBe(
    'pytest[dev] ==8.3.2 | version=8.3.2 | locked | group=develop | pytest": {"version": "==8.3.2 / pytest / 8.3.2',
  );
  expect(more).toEqual([]);
});

describe('lock files in TOML', () => {
  it('reads poetry.lock', () => {
    const text = `# This file is automatically @generated by Poetry 2.1.1 and should not be changed by hand.

[[package]]
name = "gevent"
version = "24.2.1"
description = "Coroutine-based network library"
optional = false
python-versions = ">=3.8"
groups = ["main"]
markers = "python_version < \\"3.14\\""
files = [
    {file = "gevent-24.2.1.tar.gz", hash = "sha256:00"},
]

[package.dependencies]
greenlet = {version = ">=2.0.0", markers = "platform_python_implementation == \\"CPython\\""}
"zope.event" = "*"

[package.extras]
docs = ["furo", "repoze.sphinx.autointerface"]

[[package]]
name = "zope-event"
version = "5.0"

[metadata]
lock-version = "2.1"
python-versions = ">=3.11"
`;
    expect(dependencies('poetry.lock', text)).toEqual([
      'gevent ==24.2.1 | version=24.2.1 | locked | marker=python_version < "3.14" | gevent"\nversion = "24.2.1 / gevent / 24.2.1',
      'zope-event ==5.0 | version=5.0 | locked | zope-event"\nversion = "5.0 / zope-event / 5.0',
    ]);
  });

  it('reads uv.lock, but for the project itself', () => {
    const text = `version = 1
revision = 2
requires-python = ">=3.11"

[[package]]
name = "gevent"
version = "25.5.1"
source = { registry = "https://example.org/simple" }
dependencies = [
    { name = "greenlet", marker = "platform_python_implementation == 'CPython'" },
    { name = "zope-event" },
]
sdist = { url = "https://example.org/gevent-25.5.1.tar.gz", hash = "sha256:00", size = 6388207 }

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "gevent" }]

[package.metadata]
requires-dist = [{ name = "gevent", specifier = ">=24" }]
`.replaceAll('\n', '\r\n');
    expect(dependencies('uv.lock', text)).toEqual([
      'gevent ==25.5.1 | version=25.5.1 | locked | gevent"\r\nversion = "25.5.1 / gevent / 25.5.1',
    ]);
  });

  it('reads pdm.lock and pylock.toml', () => {
    const pdm = `[metadata]
groups = ["default", "dev"]

[[package]]
name = "Gevent"
version = "24.2.1"
requires_python = ">=3.8"
groups = ["default"]
marker = "os_name == 'posix'"
`;
    expect(dependencies('pdm.lock', pdm)).toEqual([
      'gevent ==24.2.1 | version=24.2.1 | locked | marker=os_name == \'posix\' | Gevent"\nversion = "24.2.1 / Gevent / 24.2.1',
    ]);
    const pylock = `lock-version = '1.0'
created-by = 'pip'

[[packages]]
name = 'gevent'
version = '24.2.1'

[[packages.wheels]]
name = 'gevent-24.2.1-cp311.whl'

[[packages]]
name = 'no-version'
`;
    expect(dependencies('pylock.toml', pylock)).toEqual([
      "gevent ==24.2.1 | version=24.2.1 | locked | gevent'\nversion = '24.2.1 / gevent / 24.2.1",
    ]);
  });
});

it('reads the environment of conda', () => {
  const text = `name: shop
channels: [conda-forge]
dependencies:
  - python=3.11
  - conda-forge::gevent=24.2
  - gunicorn==23.0.0
  - celery >=5.3,<6
  - greenlet=3.0.3=py311_0
  - redis=7  # the server
  - pip
  - pip:
      - PyMySQL==1.1.0
      - -r more.txt
`;
  expect(dependencies('environment.yml', text)).toEqual([
    'gevent ==24.2.* | version=open | gevent=24.2 / gevent / =24.2',
    'gunicorn ==23.0.0 | version=23.0.0 | gunicorn==23.0.0 / gunicorn / ==23.0.0',
    'celery >=5.3,<6 | version=open | celery >=5.3,<6 / celery / >=5.3,<6',
    'greenlet ==3.0.3 | version=3.0.3 | greenlet=3.0.3=py311_0 / greenlet / =3.0.3=py311_0',
    'pymysql ==1.1.0 | version=1.1.0 | PyMySQL==1.1.0 / PyMySQL / ==1.1.0',
  ]);
});
