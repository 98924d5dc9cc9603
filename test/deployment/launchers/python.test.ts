import { describe, expect, it } from 'vitest';
import { launchOf, optionValues, summary } from '../launching.ts';

const rows: readonly [string, string][] = [
  ['python app.py', 'run ./app.py | no'],
  ['python3.11 -u -X dev -Wignore ./src/app.py --port 80', 'run ./src/app.py | no'],
  ['/srv/venv/bin/python -m shop.serve', 'run shop.serve | no'],
  ['python -um shop', 'run shop | no'],
  ['python -mshop', 'run shop | no'],
  ['./run.py', 'run ./run.py | no'],
  ['python -c "import shop"', 'none'],
  ['python -', 'none'],
  ['python', 'none'],
  ['python $SCRIPT', 'none'],
  ['nginx -g daemon', 'none'],
  ['exec nohup env A=b nice -n 5 gosu web tini -- python app.py', 'run ./app.py | no'],
  ['sudo -E -u web python app.py', 'run ./app.py | no'],
  ['dumb-init -- su-exec web python app.py', 'run ./app.py | no'],
  ['wait-for db:5432 -t 30 -- python app.py', 'run ./app.py | no'],
  ['wait-for db:5432', 'none'],
  ['poetry run python app.py', 'run ./app.py | no'],
  ['poetry install', 'none'],
  ['uv run --with gevent app.py', 'run ./app.py | no'],
  ['uv run -m shop.serve', 'run shop.serve | no'],
  ['pipenv run pdm run hatch run python app.py', 'run ./app.py | no'],
  ['honcho run python app.py', 'run ./app.py | no'],
  ['time -p python app.py', 'run ./app.py | no'],
  ['newrelic-admin run-python app.py', 'run ./app.py | no'],
  ['newrelic-admin run-program python app.py', 'run ./app.py | no'],
  ['ddtrace-run python app.py', 'run ./app.py | no'],
  ['python -m debugpy --listen 5678 --wait-for-client -m shop.serve', 'run shop.serve | no'],
  ['python -m debugpy --listen 5678 app.py', 'run ./app.py | no'],
  ['coverage run -m shop.serve', 'run shop.serve | no'],
  ['opentelemetry-instrument --traces_exporter console python app.py', 'run ./app.py | no'],
  ['python -m gevent.monkey app.py', 'patch · run ./app.py | no'],
  ['python -m gevent.monkey --verbose --module shop.serve', 'patch · run shop.serve | no'],
  [
    'python -m gevent.monkey --no-socket --no-dns app.py',
    'patch os,queue,select,signal,ssl,subprocess,thread,time · run ./app.py | no',
  ],
  ['python -m gevent.monkey --no-Event app.py', 'patch · run ./app.py | no'],
  ['python -m gevent.monkey --no-event app.py', 'none'],
  // Only these parts up to 24.2.1, everything from 24.10.1 on.
  ['python -m gevent.monkey --socket app.py', 'patch? · run ./app.py | no'],
  ['python -m gevent.monkey --colour app.py', 'none'],
  ['python -m gevent.monkey -m shop', 'none'],
  ['python -m gevent.monkey -- app.py', 'none'],
];

describe('python', () => {
  it.each(rows)('%s → %s', (text, expected) => {
    expect(summary(launchOf(text))).toBe(expected);
  });

  const patch = 'OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH';
  it.each([
    [
      'opentelemetry-instrument python app.py',
      { [patch]: 'patch_all' },
      'patch · run ./app.py | no',
    ],
    ['opentelemetry-instrument python app.py', { [patch]: 'true' }, 'run ./app.py | no'],
    ['opentelemetry-instrument python app.py', { [patch]: '$X' }, 'patch? · run ./app.py | no'],
    ['python app.py', { [patch]: 'patch_all' }, 'run ./app.py | no'],
    // Read by 0.45.0 to 1.x only.
    ['ddtrace-run python app.py', { DD_GEVENT_PATCH_ALL: 'true' }, 'patch? · run ./app.py | no'],
    ['ddtrace-run python app.py', { DD_GEVENT_PATCH_ALL: 'false' }, 'run ./app.py | no'],
  ] as const)('%s with %o → %s', (text, environment, expected) => {
    expect(summary(launchOf(text, { environment }))).toBe(expected);
  });

  it('takes variables that env sets for the command', () => {
    const text = `env ${patch}=patch_all opentelemetry-instrument python app.py`;
    expect(summary(launchOf(text))).toBe('patch · run ./app.py | no');
  });

  it('names the agent, and whether the debugger copes with gevent', () => {
    expect(optionValues(launchOf('ddtrace-run python app.py'))).toEqual({ agent: 'ddtrace-run' });
    const debugged = launchOf('python -m debugpy --listen 1 app.py', {
      environment: { GEVENT_SUPPORT: 'True' },
    });
    expect(optionValues(debugged)).toEqual({ agent: 'debugpy', 'gevent-support': 'True' });
    expect(debugged?.options['gevent-support']?.from).toBe('GEVENT_SUPPORT');
  });

  it('says where it runs and what it is called', () => {
    const launch = launchOf('/srv/bin/python app.py', { folder: 'src' });
    expect(launch).toMatchObject({ folder: 'src', name: 'web', label: 'python app.py' });
    expect(launch).toMatchObject({ path: '/shop/Procfile', launcher: 'python', span: [0, 22] });
  });
});

describe('code behind -c', () => {
  it.each([
    [
      'import gevent.monkey; gevent.monkey.patch_all(); from shop.web import main; main()',
      'import gevent.monkey · patch · import shop.web:main · import shop.web.main · call shop.web.main | no',
    ],
    [
      'from gevent import monkey as m, pool; m.patch_all(thread=False); import shop.web as w, sys; sys.exit(w.serve(1))',
      'import gevent:monkey · import gevent.monkey · import gevent:pool · import gevent.pool · patch dns,os,queue,select,signal,socket,ssl,subprocess,time · import shop.web · import sys · call shop.web.serve | no',
    ],
    [
      'import gevent.monkey as m, runpy\nm.patch_all()\nrunpy.run_path("./serve.py", run_name="__main__")',
      'import gevent.monkey · import runpy · patch · run ./serve.py | no',
    ],
    [
      'from gevent.monkey import patch_all; patch_all(); exec(open("serve.py").read())',
      'import gevent.monkey:patch_all · import gevent.monkey.patch_all · patch · run ./serve.py | no',
    ],
    [
      'from gevent import monkey; monkey.patch_all(**MORE); import shop; app = shop.make(";", [1, 2])',
      'import gevent:monkey · import gevent.monkey · patch? · import shop · call shop.make | no',
    ],
    [
      'from gevent import monkey\nif True: monkey.patch_all()\nimport shop',
      'import gevent:monkey · import gevent.monkey · patch? · import shop | no',
    ],
    // What does not patch is a question or a chore.
    ['import shop; print(shop.version)', 'none'],
    ['from shop import db; db.create_all()', 'none'],
  ])('%s', (code, expected) => {
    expect(summary(launchOf(`python -u -c '${code}' --port 1`))).toBe(expected);
  });

  it('is one word, whole and known', () => {
    expect(launchOf('python -c')).toBeUndefined();
    expect(launchOf('python -c "import gevent; $CODE"')).toBeUndefined();
    const launch = launchOf("python -c'import gevent.monkey as m; m.patch_all(); import shop'");
    expect(summary(launch)).toBe('import gevent.monkey · patch · import shop | no');
    expect(launch?.phases[1]).toMatchObject({ by: 'the code behind -c', span: [7, 64] });
  });
});
