import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

const scripts = (name: string, text: string) =>
  read(name, text).scripts.map(({ name, module, attribute, span }) => [
    name,
    module,
    attribute,
    text.slice(...span),
  ]);

it('reads the console scripts of pyproject.toml', () => {
  const text = `[project]
name = "shop"
scripts = {shop = "shop.cli:main"}
[project.gui-scripts]
"shop-gui" = 'shop.gui:App.run'
[tool.poetry.scripts]
old = "shop.old"
long = {reference = "shop.long:main", type = "console"}
extra = "shop.extra:main [all]"
broken = "not a target"
`;
  expect(scripts('pyproject.toml', text)).toEqual([
    ['shop', 'shop.cli', 'main', 'shop.cli:main'],
    ['shop-gui', 'shop.gui', 'App.run', 'shop.gui:App.run'],
    ['old', 'shop.old', undefined, 'shop.old'],
    ['long', 'shop.long', 'main', 'shop.long:main'],
    ['extra', 'shop.extra', 'main', 'shop.extra:main [all]'],
  ]);
});

it('reads the options and commands of tools in pyproject.toml', () => {
  const text = `[tool.pytest.ini_options]
addopts = "-p my_patch -q"
testpaths = ["a", "b"]
[tool.locust]
locustfile = "load.py"
users = 5
[tool.pdm.scripts]
start = "gunicorn -k gevent app"
shell = {shell = "cd a && celery -A b worker"}
[tool.poe.tasks.run]
cmd = """
gunicorn \\
  app"""
[tool.hatch.envs.default.scripts]
all = ["pytest {args}", "locust"]
`;
  const file = read('pyproject.toml', text);
  expect(file.settings.map(({ section, key, value }) => `${section} ${key}=${value}`)).toEqual([
    'tool.pytest.ini_options addopts=-p my_patch -q',
    'tool.pytest.ini_options testpaths=a',
    'tool.pytest.ini_options testpaths=b',
    'tool.locust locustfile=load.py',
    'tool.locust users=5',
  ]);
  expect(lines(file)).toEqual([
    'start: gunicorn -k gevent app',
    'shell: celery -A b worker',
    'run: gunicorn app',
    'all: pytest {args}',
    'all: locust',
  ]);
  for (const command of file.commands) expect(written(text, command)).toEqual(wordTexts(command));
});

it('says where pyproject.toml is broken', () => {
  const text = '[project]\nname = \n';
  const { problem, scripts } = read('pyproject.toml', text);
  expect(scripts).toEqual([]);
  expect(problem?.message).toMatch(/^This pyproject\.toml is no valid TOML: .+\.$/);
  expect(problem!.span[0]).toBeGreaterThan(9);
});

it('reads setup.cfg', () => {
  const text =
    '[options.entry_points]\r\nconsole_scripts =\r\n    shop = shop.cli:main\r\n    # no\r\n    two=shop.two:run\r\nother =\r\n    a = b:c\r\n[tool:pytest]\r\naddopts = -p my_patch\r\n  -q\r\n';
  expect(scripts('setup.cfg', text)).toEqual([
    ['shop', 'shop.cli', 'main', 'shop.cli:main'],
    ['two', 'shop.two', 'run', 'shop.two:run'],
  ]);
  expect(read('setup.cfg', text).settings).toMatchObject([
    { section: 'tool:pytest', key: 'addopts', value: '-p my_patch\n-q' },
  ]);
});

it('reads setup.py without running it', () => {
  const text = `setup(
    entry_points={
        'console_scripts': [
            'shop = shop.cli:main',  # first
            "two=shop.two:run",
            computed,
            'never = a:b',
        ],
    },
    zip_safe=False,
)
`;
  expect(scripts('setup.py', text)).toEqual([
    ['shop', 'shop.cli', 'main', 'shop.cli:main'],
    ['two', 'shop.two', 'run', 'shop.two:run'],
  ]);
  const ini =
    'setup(entry_points="""\n[console_scripts]\nshop = shop.cli:main\n\ntwo = shop.two:run\n""", zip_safe=x)\n';
  expect(scripts('setup.py', ini).map(([name]) => name)).toEqual(['shop', 'two']);
});

it('reads pytest.ini, tox.ini, locust.conf and airflow.cfg', () => {
  expect(read('pytest.ini', '[pytest]\naddopts = -p my_patch\n').settings).toMatchObject([
    { section: 'pytest', key: 'addopts', value: '-p my_patch' },
  ]);
  const tox = `[tox]
envlist = py
[testenv]
setenv =
    A = 1
    PYTEST_ADDOPTS=-p x
changedir = sub
commands =
    - python -m gevent.monkey --module pytest {posargs:tests} \\
        {env:ARGS:-q}
    locust
`;
  const file = read('tox.ini', tox);
  expect(lines(file)).toEqual([
    'testenv: python -m gevent.monkey --module pytest ${{posargs:tests}} ${ARGS:--q}',
    'testenv: locust',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual(['A=1', 'PYTEST_ADDOPTS=-p x']);
  expect(file.commands[0]!.folder).toBe('sub');
  expect(written(tox, file.commands[0]).at(-1)).toBe('{env:ARGS:-q}');
  expect(
    read('locust.conf', 'locustfile = a.py\nusers: 5\nheadless = true\n').settings.map(
      ({ section, key, value }) => [section, key, value],
    ),
  ).toEqual([
    ['', 'locustfile', 'a.py'],
    ['', 'users', '5'],
    ['', 'headless', 'true'],
  ]);
  expect(
    read('airflow.cfg', '[core]\nx = 1\n[webserver]\nworker_class = gevent\n').settings,
  ).toMatchObject([{ section: 'webserver', key: 'worker_class', value: 'gevent' }]);
});

it("reads logging's ini files, whatever they are called", () => {
  const text =
    '[loggers]\nkeys=root\n[handlers]\nkeys=a\n[handler_a]\nclass=handlers.SMTPHandler\n';
  for (const name of ['logging.ini', 'conf/log.conf', 'logging_prod.cfg', 'alembic.ini']) {
    const file = read(name, `${text}[formatters]\nkeys=\n`);
    expect(file.settings.map(({ section, key, value }) => `${section} ${key} ${value}`)).toEqual([
      'loggers keys root',
      'handlers keys a',
      'handler_a class handlers.SMTPHandler',
    ]);
  }
});
