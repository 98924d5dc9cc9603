import { describe, expect, it } from 'vitest';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import { applyEdits, type TextEdit } from '../../server/src/fixes/edit.ts';
import {
  type AskedFor,
  addRequirement,
  replaceRequirement,
} from '../../server/src/fixes/requirement-line.ts';

type Build = typeof addRequirement;

function edited(path: string, text: string, of: string, build: Build, name: string) {
  const whole = `/ws/${path}`;
  const asked = readDeploymentFile(whole, text).dependencies.find((one) => one.name === of);
  if (asked === undefined) throw new Error(`${path} does not ask for ${of}`);
  const edits: TextEdit[] | undefined = build(whole, text, asked satisfies AskedFor, name);
  return edits && applyEdits(text, edits);
}

const replaced = (path: string, text: string) =>
  edited(path, text, 'mysqlclient', replaceRequirement, 'pymysql');
const added = (path: string, text: string) =>
  edited(path, text, 'psycopg2', addRequirement, 'psycogreen');

describe('replaceRequirement', () => {
  const cases: [path: string, before: string, after: string | undefined][] = [
    ['requirements.txt', 'flask\nmysqlclient\n', 'flask\npymysql\n'],
    [
      'requirements.txt',
      '-r base.txt\r\nmysqlclient>=2.1,<3 ; python_version < "3.13"  # the driver\r\ngevent',
      '-r base.txt\r\npymysql ; python_version < "3.13"  # the driver\r\ngevent',
    ],
    ['requirements/base.in', 'mysqlclient[speed] ~= 2.2\n', 'pymysql\n'],
    ['requirements.txt', 'mysqlclient==2.2.4 \\\n    --hash=sha256:ab\n', undefined],
    [
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = ["flask", "mysqlclient>=2; sys_platform != \'win32\'"]\n',
      '[project]\nname = "a"\ndependencies = ["flask", "pymysql; sys_platform != \'win32\'"]\n',
    ],
    [
      'pyproject.toml',
      "[project]\nname = 'a'\ndependencies = [\n  'mysqlclient == 2.2.4',  # the driver\n]\n",
      "[project]\nname = 'a'\ndependencies = [\n  'pymysql',  # the driver\n]\n",
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.11"\nmysqlclient = "^2.2"  # the driver\n',
      '[tool.poetry.dependencies]\npython = "^3.11"\npymysql = "*"  # the driver\n',
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\nmysqlclient = { version = "^2.2", markers = "os_name == \'posix\'" }\n',
      '[tool.poetry.dependencies]\npymysql = { version = "*", markers = "os_name == \'posix\'" }\n',
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\nmysqlclient = { git = "https://example.org/mysqlclient.git" }\n',
      undefined,
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\nmysqlclient = { version = "^2.2", extras = ["a"] }\n',
      undefined,
    ],
    ['Pipfile', '[packages]\nmysqlclient = "==2.2.4"\n', '[packages]\npymysql = "*"\n'],
    ['Pipfile', '[packages]\n"mysqlclient" = "*"\n', '[packages]\n"pymysql" = "*"\n'],
    [
      'setup.cfg',
      '[options]\ninstall_requires =\n    flask\n    mysqlclient>=2\n',
      '[options]\ninstall_requires =\n    flask\n    pymysql\n',
    ],
    [
      'setup.py',
      'from setuptools import setup\nsetup(install_requires=["flask", "mysqlclient>=2"])\n',
      'from setuptools import setup\nsetup(install_requires=["flask", "pymysql"])\n',
    ],
    [
      'environment.yml',
      'dependencies:\n  - python=3.11\n  - mysqlclient=2.2\n  - pip:\n      - flask\n',
      'dependencies:\n  - python=3.11\n  - pymysql\n  - pip:\n      - flask\n',
    ],
    [
      'environment.yml',
      'dependencies:\n  - pip:\n      - "mysqlclient>=2"\n',
      'dependencies:\n  - pip:\n      - "pymysql"\n',
    ],
  ];
  for (const [path, before, after] of cases) {
    it(`${path}: ${JSON.stringify(before)}`, () => expect(replaced(path, before)).toBe(after));
  }
});

describe('addRequirement', () => {
  const cases: [path: string, before: string, after: string | undefined][] = [
    [
      'requirements.txt',
      'psycopg2==2.9.9  # the driver\r\ngevent\r\n',
      'psycopg2==2.9.9  # the driver\r\npsycogreen\r\ngevent\r\n',
    ],
    ['requirements.txt', 'psycopg2==2.9.9\n    # via shop\n', undefined],
    [
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = ["psycopg2>=2", "gevent"]\n',
      '[project]\nname = "a"\ndependencies = ["psycopg2>=2", "psycogreen", "gevent"]\n',
    ],
    [
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = [\n    "psycopg2>=2; os_name == \'posix\'",  # the driver\n    "gevent"\n]\n',
      '[project]\nname = "a"\ndependencies = [\n    "psycopg2>=2; os_name == \'posix\'",  # the driver\n    "psycogreen",\n    "gevent"\n]\n',
    ],
    [
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = [\n    "psycopg2"  # the last\n]\n',
      '[project]\nname = "a"\ndependencies = [\n    "psycopg2",  # the last\n    "psycogreen"\n]\n',
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npsycopg2 = "^2.9"\ngevent = "*"\n',
      '[tool.poetry.dependencies]\npsycopg2 = "^2.9"\npsycogreen = "*"\ngevent = "*"\n',
    ],
    [
      'Pipfile',
      '[packages]\npsycopg2 = {version = "*", extras = []}\n',
      '[packages]\npsycopg2 = {version = "*", extras = []}\npsycogreen = "*"\n',
    ],
    [
      'setup.cfg',
      '[options]\ninstall_requires =\n    psycopg2\n    gevent\n',
      '[options]\ninstall_requires =\n    psycopg2\n    psycogreen\n    gevent\n',
    ],
    [
      'setup.py',
      "from setuptools import setup\nsetup(install_requires=['psycopg2'])\n",
      "from setuptools import setup\nsetup(install_requires=['psycopg2', 'psycogreen'])\n",
    ],
    ['environment.yml', 'dependencies:\n  - psycopg2\n', undefined],
  ];
  for (const [path, before, after] of cases) {
    it(`${path}: ${JSON.stringify(before)}`, () => expect(added(path, before)).toBe(after));
  }
});
