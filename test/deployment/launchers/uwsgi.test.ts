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
} from '../launching.ts';

function launchOfIni(lines: readonly string[], given: Given = {}) {
  return launchesOfIni(lines, given)[0];
}

function launchesOfIni(lines: readonly string[], given: Given = {}) {
  const settings = deploymentSettings(`[uwsgi]\n${lines.join('\n')}`);
  const file = { ...emptyDeploymentFile('uwsgi'), settings };
  return readLaunches('/shop/uwsgi.ini', file, surroundings(given));
}

const app = 'import shop.wsgi:application';
const base = ['module = shop.wsgi', 'gevent = 200'];

describe('a file of settings', () => {
  it.each<[string[], string]>([
    [[...base, 'gevent-monkey-patch = true'], `${app} · patch | yes`],
    [[...base, 'gevent-monkey-patch = 1', 'lazy-apps = true'], `${app} · patch | yes`],
    [[...base, 'gevent-monkey-patch = false'], `${app} | yes`],
    [[...base, 'gevent-early-monkey-patch = true'], `patch · ${app} | yes`],
    [[...base, 'gevent-early-monkey-patch = true', 'lazy-apps = true'], `patch · ${app} | yes`],
    [[...base, 'gevent-early-monkey-patch = false'], `${app} | yes`],
    [['module = shop.wsgi', 'gevent-early-monkey-patch = true'], `patch · ${app} | no`],
    // Without gevent's loop nothing ever gets to the late patch.
    [['module = shop.wsgi', 'gevent-monkey-patch = true'], `${app} | no`],
    [base, `${app} | yes`],
    [['module = shop.wsgi', 'loop = gevent', 'async = 50'], `${app} | yes`],
    [['module = shop.wsgi', 'loop = asyncio', 'async = 50'], `${app} | no`],
    [['module = shop.wsgi', 'ugreen = true', 'async = 50'], `${app} | no`],
    [[...base, 'threads = 4'], `${app} | yes`],
    [['module = shop.wsgi:app', 'gevent = 0'], 'import shop.wsgi:app | no'],
    [['module = shop.wsgi', 'callable = app'], 'import shop.wsgi:app | no'],
    [['wsgi-file = shop/wsgi.py', 'callable = app'], 'import ./shop/wsgi.py:app | no'],
    [
      ['mount = /=shop:app', 'mount = /admin=admin.py'],
      'import shop:app · import ./admin.py:application | no',
    ],
    [['module = shop:create_app()'], 'import shop:create_app() · call shop.create_app | no'],
    [
      [
        ...base,
        'import = shop.tasks',
        'shared-import = shop.caches',
        'gevent-early-monkey-patch = 1',
      ],
      `import shop.caches · patch · import shop.tasks · ${app} | yes`,
    ],
    [
      [...base, 'py-import = shop.tasks', 'gevent-monkey-patch = true'],
      `import shop.tasks · ${app} · patch | yes`,
    ],
  ])('%o → %s', (lines, expected) => {
    expect(summary(launchOfIni(lines))).toBe(expected);
  });

  it('includes other files, by section where one is named', () => {
    const files = {
      'base.ini': '[uwsgi]\ngevent = 9\n[early]\ngevent-early-monkey-patch = true\n',
    };
    const launch = launchOfIni(['ini = base.ini', 'module = shop.wsgi', 'ini = base.ini:early'], {
      files,
    });
    expect(summary(launch)).toBe(`patch · ${app} | yes`);
    expect(launch?.options.gevent).toMatchObject({
      value: '9',
      path: '/shop/base.ini',
      from: 'base.ini',
    });
  });

  it('ends at files that include each other', () => {
    const files = { 'a.ini': '[uwsgi]\nini = a.ini\nmodule = shop\n' };
    expect(summary(launchOfIni(['ini = a.ini'], { files }))).toContain('import shop:application');
  });

  it('does not take a value for off that it does not know', () => {
    const settings = deploymentSettings(
      '[uwsgi]\nmodule = shop\ngevent-early-monkey-patch = x',
    ).map((one) => (one.key === 'module' ? one : { ...one, value: undefined }));
    const file = { ...emptyDeploymentFile('uwsgi'), settings };
    expect(summary(readLaunches('/shop/uwsgi.ini', file, surroundings({}))[0])).toBe(
      'patch? · import shop:application | no',
    );
  });

  it('names what decides something', () => {
    const lines = [...base, 'processes = 2', 'max-fd = 1024', 'lazy-apps = true', 'chdir = src'];
    const launch = launchOfIni(lines);
    expect(optionValues(launch)).toEqual({
      gevent: '200',
      workers: '2',
      descriptors: '1024',
      'lazy-apps': 'true',
    });
    expect(launch).toMatchObject({ folder: 'src', label: 'uwsgi uwsgi.ini', launcher: 'uwsgi' });
  });
});

describe('mules', () => {
  const mules = ['mule = jobs.py', 'mule = shop.jobs:run', 'mule', 'mules = 2'];

  it('run their code behind the application, and without its loop', () => {
    const lines = [...base, 'gevent-monkey-patch = true', 'shared-import = first', ...mules];
    const launches = launchesOfIni(lines);
    expect(launches.map(({ label }) => label)).toEqual([
      'uwsgi uwsgi.ini',
      'uwsgi uwsgi.ini (mule jobs.py)',
      'uwsgi uwsgi.ini (mule shop.jobs:run)',
    ]);
    expect(launches.map(summary).slice(1)).toEqual([
      `import first · ${app} · run ./jobs.py | no`,
      `import first · ${app} · import shop.jobs:run · call shop.jobs:run.run | no`,
    ]);
  });

  it('come without the application where workers load it, and patched where the master is', () => {
    const lines = [...base, 'lazy-apps = true', 'gevent-early-monkey-patch = true', ...mules];
    // A function is not run then: uWSGI finds no application to call it with.
    expect(launchesOfIni(lines).map(summary).slice(1)).toEqual(['patch · run ./jobs.py | no']);
  });

  it('are named on a command line, too', () => {
    const launch = launchOf('uwsgi --module shop.wsgi --gevent 9 --mule jobs.py');
    expect(summary(launch)).toBe(`${app} | yes`);
  });
});

describe('a command', () => {
  const files = { 'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\ngevent = 9\n[other]\nmodule = b\n' };
  it.each<[string, Given, string]>([
    ['uwsgi --module shop.wsgi --gevent 100 --gevent-monkey-patch', {}, `${app} · patch | yes`],
    [
      'uwsgi -w shop.wsgi --gevent=100 --gevent-early-monkey-patch --master',
      {},
      `patch · ${app} | yes`,
    ],
    ['uwsgi --ini uwsgi.ini --gevent-early-monkey-patch', { files }, `patch · ${app} | yes`],
    ['uwsgi uwsgi.ini', { files }, `${app} | yes`],
    ['uwsgi uwsgi.ini:other', { files }, 'import b:application | no'],
    ['uwsgi missing.ini -w shop.wsgi', {}, `${app} | unknown`],
    ['uwsgi --wsgi-file app.py --gevent $N', {}, 'import ./app.py:application | unknown'],
    [
      'uwsgi --ini uwsgi.ini',
      { files, environment: { UWSGI_GEVENT_EARLY_MONKEY_PATCH: '1' } },
      `patch · ${app} | yes`,
    ],
    [
      'uwsgi --ini uwsgi.ini',
      { files, environment: { UWSGI_GEVENT_EARLY_MONKEY_PATCH: 'false' } },
      `${app} | yes`,
    ],
    ['uwsgi', { environment: { UWSGI_GEVENT: '5', UWSGI_MODULE: 'shop.wsgi' } }, `${app} | yes`],
    [
      'uwsgi -w shop.wsgi --gevent 5',
      { environment: { UWSGI_GEVENT_MONKEY_PATCH: 'true' } },
      `${app} · patch | yes`,
    ],
  ])('%s %o → %s', (text, given, expected) => {
    expect(summary(launchOf(text, given))).toBe(expected);
  });
});
