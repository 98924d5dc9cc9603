// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's variables
import { describe, expect, it } from 'vitest';
import { emptyDeploymentFile } from '../../../server/src/deployment/deployment-file.ts';
import { readLaunches } from '../../../server/src/deployment/read-launches.ts';
import {
  deploymentSettings,
  type Given,
  launchOf,
  optionValues,
  summary,
  surroundings,
  variablesOf,
} from '../launching.ts';

type Row = readonly [text: string, given: Given, expected: string];
const table = (rows: readonly Row[]) => {
  it.each(rows)('%s %o → %s', (text, given, expected) => {
    expect(summary(launchOf(text, given))).toBe(expected);
  });
};

describe('locust', () => {
  const conf = { 'locust.conf': 'locustfile = load/shop.py\n' };
  const project = { 'pyproject.toml': '[tool.locust]\nlocustfile = load/shop.py\n' };
  table([
    ['locust', {}, 'patch · import ./locustfile.py | yes'],
    [
      'locust -f load/a.py,load/b.py -u 10 --headless',
      {},
      'patch · import ./load/a.py · import ./load/b.py | yes',
    ],
    ['python -m locust -f a.py --processes 4', {}, 'patch · import ./a.py | yes'],
    ['locust --worker -f -', {}, 'patch | yes'],
    ['locust', { files: conf }, 'patch · import ./load/shop.py | yes'],
    ['locust', { files: project }, 'patch · import ./load/shop.py | yes'],
    [
      'locust --config my.conf',
      { files: { 'my.conf': 'locustfile = b.py' } },
      'patch · import ./b.py | yes',
    ],
    ['locust', { environment: { LOCUST_LOCUSTFILE: 'c.py' } }, 'patch · import ./c.py | yes'],
    ['locust', { environment: { LOCUST_SKIP_MONKEY_PATCH: '1' } }, 'import ./locustfile.py | yes'],
    [
      'locust',
      { environment: { LOCUST_SKIP_MONKEY_PATCH: '' } },
      'patch · import ./locustfile.py | yes',
    ],
    [
      'locust',
      { environment: { LOCUST_SKIP_MONKEY_PATCH: '$X' } },
      'patch? · import ./locustfile.py | yes',
    ],
  ]);
});

describe('huey, dramatiq, rq', () => {
  table([
    ['huey_consumer shop.tasks.huey -k greenlet -w 100', {}, 'import shop.tasks:huey | yes'],
    ['huey_consumer.py shop.huey --worker-type greenlet', {}, 'import shop:huey | yes'],
    ['huey_consumer shop.huey', {}, 'import shop:huey | no'],
    ['huey_consumer shop.huey -k gevent', {}, 'import shop:huey | unknown'],
    ['huey_consumer shop.huey -k $KIND', {}, 'import shop:huey | unknown'],
    [
      'python -m gevent.monkey --module huey.bin.huey_consumer shop.huey -k greenlet',
      {},
      'patch · import shop:huey | yes',
    ],
    ['manage.py run_huey -k greenlet', {}, 'run ./manage.py | yes'],
    ['python manage.py run_huey', {}, 'run ./manage.py | no'],
    [
      'dramatiq-gevent shop.tasks shop.more --processes 2 --threads 100',
      {},
      'patch · import shop.tasks · import shop.more | yes',
    ],
    ['dramatiq-gevent shop.tasks:broker --use-spawn', {}, 'patch · import shop.tasks:broker | yes'],
    ['dramatiq shop.tasks', {}, 'import shop.tasks | no'],
    ['rq worker -w rq_gevent_worker.GeventWorker high', {}, 'patch | yes'],
    [
      'rq worker --worker-class rq_gevent_worker.GeventWorker -c shop.settings',
      {},
      'import shop.settings · patch | yes',
    ],
    ['rqgeventworker', {}, 'patch | yes'],
    [
      'rq worker',
      { environment: { RQ_WORKER_CLASS: 'rq_gevent_worker.GeventWorker' } },
      'patch | yes',
    ],
    ['rq worker -w shop.workers.Own', {}, 'import shop.workers:Own · patch? | unknown'],
    ['rq worker high default', {}, ' | no'],
    ['rq info', {}, 'none'],
  ]);
});

describe('pytest', () => {
  const ini = { 'pytest.ini': '[pytest]\naddopts = -q -p my_patch\n' };
  const conftest = { 'conftest.py': '' };
  table([
    [
      'pytest -p my_patch tests',
      { settings: conftest },
      'import my_patch · import ./conftest.py | no',
    ],
    ['python -m pytest -x -pmy_patch', {}, 'import my_patch | no'],
    ['pytest -p no:cacheprovider', {}, ' | no'],
    ['pytest', { files: ini }, 'import my_patch | no'],
    [
      'pytest',
      { files: { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = -p my_patch' } },
      'import my_patch | no',
    ],
    ['pytest', { files: { 'tox.ini': '[pytest]\naddopts = -p my_patch' } }, 'import my_patch | no'],
    [
      'pytest',
      { files: { 'setup.cfg': '[tool:pytest]\naddopts = -p my_patch' } },
      'import my_patch | no',
    ],
    [
      'pytest',
      { files: { ...ini, 'tox.ini': '[pytest]\naddopts = -p other' } },
      'import my_patch | no',
    ],
    [
      'pytest -p third',
      { files: ini, environment: { PYTEST_ADDOPTS: '-p second' } },
      'import my_patch · import second · import third | no',
    ],
    [
      'pytest',
      { settings: conftest, environment: { PYTEST_PLUGINS: 'a,b' } },
      'import a · import b · import ./conftest.py | no',
    ],
    [
      'python -m gevent.monkey --module pytest tests',
      { settings: conftest },
      'patch · import ./conftest.py | no',
    ],
    ['python -m gevent.monkey /venv/bin/pytest', {}, 'patch | no'],
    ['pytest-gevent tests', { settings: conftest }, 'patch · import ./conftest.py | no'],
    [
      'pytest-gevent',
      { environment: { GEVENT_PYTEST_PATCH_ALL_NO_SOCKET: '0' } },
      'patch dns,os,queue,select,signal,ssl,subprocess,thread,time | no',
    ],
    ['pytest-gevent', { environment: { GEVENT_PYTEST_PATCH_ALL_NO_EVENT: '1' } }, 'patch | no'],
  ]);
});

describe('django and flask', () => {
  const settings = { 'proj.settings': "WSGI_APPLICATION = 'proj.wsgi.application'\n" };
  table([
    ['python manage.py runserver', {}, 'run ./manage.py | no'],
    ['./manage.py runserver 8000', {}, 'run ./manage.py | no'],
    [
      'python src/manage.py runserver --settings=proj.settings',
      { settings },
      'run ./src/manage.py · import proj.settings · import proj.wsgi:application | no',
    ],
    [
      'django-admin migrate',
      { settings, environment: { DJANGO_SETTINGS_MODULE: 'proj.settings' } },
      'import proj.settings | no',
    ],
    [
      'python -m django runserver --settings proj.settings',
      { settings },
      'import proj.settings · import proj.wsgi:application | no',
    ],
    // The autoreload's child is started without `-m gevent.monkey`.
    ['python -m gevent.monkey manage.py runserver', {}, 'run ./manage.py | no'],
    ['python -m gevent.monkey manage.py runserver --noreload', {}, 'patch · run ./manage.py | no'],
    ['python -m gevent.monkey manage.py migrate', {}, 'patch · run ./manage.py | no'],
    ['gunicorn -k gevent proj.wsgi', {}, 'patch · import proj.wsgi:application | yes'],
    ['flask --app shop run', {}, 'import shop | no'],
    ['flask -A shop:create_app run --debug', {}, 'import shop:create_app | no'],
    [
      'flask --app "shop:create_app()" run',
      {},
      'import shop:create_app() · call shop.create_app | no',
    ],
    ['flask run', { environment: { FLASK_APP: 'src/web.py' } }, 'import ./src/web.py | no'],
    [
      'flask run',
      { environment: { FLASK_APP: 'shop' }, modules: { shop: ['app'] } },
      'import shop:app | no',
    ],
    [
      'flask --app shop run',
      { modules: { shop: ['create_app'] } },
      'import shop:create_app() · call shop.create_app | no',
    ],
    ['flask run', { settings: { 'app.py': '' } }, 'import ./app.py | no'],
    ['flask run', { settings: { 'app.py': '', 'wsgi.py': '' } }, 'import ./wsgi.py | no'],
    ['python -m gevent.monkey --module flask --app shop run', {}, 'patch · import shop | no'],
    ['flask shell', {}, 'none'],
  ]);
});

describe('servers without gevent', () => {
  table([
    ['waitress-serve --listen=*:8080 --threads 4 shop:app', {}, 'import shop:app | no'],
    ['waitress-serve --call shop:create', {}, 'import shop:create | no'],
    ['hypercorn -b localhost:8000 -k uvloop shop.asgi:app', {}, 'import shop.asgi:app | no'],
    ['uvicorn shop.asgi:app --host 0.0.0.0 --port 80 --reload', {}, 'import shop.asgi:app | no'],
    ['python -m uvicorn shop.asgi:app', {}, 'import shop.asgi:app | no'],
    ['daphne -b 0.0.0.0 -p 8000 proj.asgi:application', {}, 'import proj.asgi:application | no'],
    [
      'mod_wsgi-express start-server shop/app.wsgi --port 80',
      {},
      'import ./shop/app.wsgi:application | no',
    ],
    ['cheroot shop.wsgi', {}, 'import shop.wsgi | no'],
    ['uvicorn $APP', {}, 'none'],
  ]);
});

describe('airflow and agents', () => {
  const patch = { _AIRFLOW_PATCH_GEVENT: '1' };
  table([
    ['airflow webserver -k gevent', {}, 'patch | yes'],
    ['airflow webserver', { environment: patch }, 'patch | no'],
    [
      'airflow webserver',
      { environment: { ...patch, AIRFLOW__WEBSERVER__WORKER_CLASS: 'gevent' } },
      'patch · patch | yes',
    ],
    [
      'airflow webserver',
      { files: { 'airflow.cfg': '[webserver]\nworker_class = gevent' } },
      'patch | yes',
    ],
    ['airflow webserver', {}, ' | no'],
    ['airflow scheduler', {}, 'none'],
    ['newrelic-admin run-program gunicorn -k gevent shop:app', {}, 'patch · import shop:app | yes'],
    ['ddtrace-run gunicorn -k gevent shop:app', {}, 'patch · import shop:app | yes'],
    [
      'gunicorn -k gevent --worker-connections 1000 --worker-class ${SERVER_WORKER_CLASS:-gthread} "superset.app:create_app()"',
      {},
      'import superset.app:create_app() · call superset.app.create_app | no',
    ],
  ]);

  it('names what chose the worker class', () => {
    const launch = launchOf('airflow webserver', {
      files: { 'airflow.cfg': '[webserver]\nworker_class = gevent' },
    });
    expect(optionValues(launch)).toEqual({ 'worker-class': 'gevent' });
    expect(launch?.options['worker-class']?.from).toBe('airflow.cfg');
  });
});

describe('files that mean a launch without a command', () => {
  const launches = (path: string, text: string) =>
    readLaunches(
      path,
      { ...emptyDeploymentFile('tool-configuration'), settings: deploymentSettings(text) },
      surroundings({}),
    ).map(summary);

  it.each([
    ['/shop/locust.conf', 'locustfile = a.py', ['patch · import ./a.py | yes']],
    ['/shop/pyproject.toml', '[tool.locust]\nlocustfile = a.py', ['patch · import ./a.py | yes']],
    ['/shop/pytest.ini', '[pytest]\naddopts = -p my_patch', ['import my_patch | no']],
    ['/shop/pytest.ini', '[pytest]\naddopts = -q', []],
    ['/shop/other.conf', 'locustfile = a.py', []],
    ['/shop/airflow.cfg', '[webserver]\nworker_class = gevent', []],
  ])('%s %s', (path, text, expected) => {
    expect(launches(path, text)).toEqual(expected);
  });

  it('runs the application that .flaskenv names', () => {
    const environment = variablesOf({ FLASK_APP: 'shop:app' });
    const file = { ...emptyDeploymentFile('environment'), environment };
    const found = readLaunches('/shop/.flaskenv', file, surroundings({}));
    expect(found.map(summary)).toEqual(['import shop:app | no']);
    expect(found[0]).toMatchObject({ launcher: 'flask', label: 'flask run' });
  });
});

describe('other names of launchers', () => {
  table([
    ['gunicorn3 -k gevent shop:app', {}, 'patch · import shop:app | yes'],
    ['uwsgi-core --gevent 9 --module shop', {}, 'import shop:application | yes'],
    ['pyuwsgi --gevent-early-monkey-patch -w shop', {}, 'patch · import shop:application | no'],
    ['python -m bjoern shop:app', {}, 'import shop:app | no'],
    ['bjoern shop:app', {}, 'import shop:app | no'],
    ['py.test -p my_patch', {}, 'import my_patch | no'],
    ['rqworker -c settings', {}, 'import settings | no'],
  ]);
});
