import { describe, expect, test } from 'vitest';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import { factsOf } from '../support/parser.ts';
import { projectOf, workspace } from '../support/project.ts';

const PATCH = 'from gevent import monkey\nmonkey.patch_all()\n';
const APP = 'from flask import Flask\nimport db\napp = Flask(__name__)\n';

async function linked(files: Record<string, string>) {
  const project = await projectOf(files);
  const shortName = (path: string) => path.slice(workspace.length + 1);
  return {
    project,
    programs: () =>
      project.programs.map(({ entry, launch }) => `${shortName(entry.path)}: ${launch?.label}`),
    states: (name: string) =>
      project
        .patchedAt(project.moduleAt(`${workspace}/${name}`)!, 0)
        .map(({ state }) => state)
        .sort(),
    reach: (name: string, scope: string) => {
      const module = project.moduleAt(`${workspace}/${name}`);
      const found = module?.scopes.find(({ qualifiedName }) => qualifiedName === scope);
      return found && project.greenletReach(found);
    },
  };
}

describe('a gunicorn.conf.py that no command names', () => {
  const files = { 'app.py': APP, 'db.py': '' };
  const GEVENT = 'wsgi_app = "app:app"\nworker_class = "gevent"\n';

  test('starts the application that it names', async () => {
    const it = await linked({ ...files, 'gunicorn.conf.py': GEVENT });
    expect(it.programs()).toEqual(['app.py: gunicorn']);
    expect(it.states('app.py')).toEqual(['after']);
    expect(it.states('gunicorn.conf.py')).toEqual(['before']);
    expect(it.project.programs[0]?.greenlets).toBe('yes');
    const [place] = it.project.programs[0]?.learnt ?? [];
    expect(GEVENT.slice(...(place?.span ?? [0, 0]))).toBe('app:app');
  });

  test('preloads it where it says so, and has it found beside itself', async () => {
    const it = await linked({
      'web/app.py': APP,
      'web/db.py': '',
      'web/gunicorn.conf.py': `preload_app = True\n${GEVENT}`,
    });
    expect(it.states('web/app.py')).toEqual(['before']);
  });

  test('counts as soon as it is typed', async () => {
    const it = await linked({ ...files, 'gunicorn.conf.py': 'wsgi_app = "app:app"\n' });
    expect(it.programs()).toEqual([]);
    const path = `${workspace}/gunicorn.conf.py`;
    it.project.setFile(path, await factsOf(GEVENT));
    it.project.setDeployment(path, readDeploymentFile(path, GEVENT));
    expect(it.programs()).toEqual(['app.py: gunicorn']);
  });

  test('without an application it is the only thing that is known to run', async () => {
    const it = await linked({ ...files, 'gunicorn.conf.py': 'worker_class = "gevent"\n' });
    expect(it.programs()).toEqual(['gunicorn.conf.py: gunicorn']);
    expect(it.states('app.py')).toEqual([]);
  });

  test.each([
    ['another worker', { 'gunicorn.conf.py': GEVENT.replace('gevent', 'gthread') }],
    ['another name', { 'gunicorn_conf.py': GEVENT }],
    ['nothing that starts one', { 'gunicorn.conf.py': 'workers = 4\n# worker_class = "gevent"\n' }],
    ['an application elsewhere', { 'gunicorn.conf.py': GEVENT.replace('app:app', 'shop:app') }],
  ])('says nothing of the application with %s', async (_, more) => {
    const it = await linked({ ...files, ...more });
    expect(it.states('app.py')).toEqual([]);
  });

  test.each(['Procfile', 'deploy/run.sh'])('leaves it to the command of a %s', async (name) => {
    const command = 'gunicorn -k gthread -c gunicorn.conf.py app:app\n';
    const it = await linked({
      ...files,
      'gunicorn.conf.py': GEVENT,
      [name]: name === 'Procfile' ? `web: ${command}` : command,
    });
    expect(it.programs()).toEqual([]);
  });

  test('but not to that of another project', async () => {
    const it = await linked({
      'a/app.py': APP,
      'a/db.py': '',
      'a/gunicorn.conf.py': GEVENT,
      'b/Procfile': 'web: gunicorn shop:app\n',
      'b/shop.py': '',
    });
    expect(it.programs()).toEqual(['a/app.py: gunicorn']);
  });
});

describe('gunicorn', () => {
  test('its gevent worker patches before it imports the application', async () => {
    const it = await linked({
      Procfile: 'web: gunicorn -k gevent app:app\n',
      'app.py': APP,
      'db.py': '',
    });
    expect(it.programs()).toEqual(['app.py: gunicorn -k gevent app:app']);
    expect(it.states('app.py')).toEqual(['after']);
    expect(it.states('db.py')).toEqual(['after']);
    const [program] = it.project.programs;
    expect(program?.outsidePatch?.by).toMatch(/gunicorn/);
    expect(program?.patch).toBeUndefined();
    expect(program?.finalState).toBe('after');
    expect(program?.learnt.map(({ path }) => path)).toEqual([`${workspace}/Procfile`]);
  });

  test('it patches too late with --preload', async () => {
    const it = await linked({
      Procfile: 'web: gunicorn -k gevent --preload app:app\n',
      'app.py': APP,
      'db.py': '',
    });
    expect(it.states('app.py')).toEqual(['before']);
    expect(it.states('db.py')).toEqual(['before']);
    expect(it.project.programs[0]?.finalState).toBe('after');
  });

  test('its configuration is read, and what it says counts as soon as it changes', async () => {
    const it = await linked({
      Procfile: 'web: gunicorn app:app\n',
      'gunicorn.conf.py': 'worker_class = "gevent"\npreload_app = True\n',
      'app.py': APP,
      'db.py': '',
    });
    expect(it.states('app.py')).toEqual(['before']);
    expect(it.states('gunicorn.conf.py')).toEqual(['before']);
    const { factsOf } = await import('../support/parser.ts');
    const path = `${workspace}/gunicorn.conf.py`;
    it.project.setFile(path, await factsOf('worker_class = "gevent"\npreload_app = False\n'));
    expect(it.states('app.py')).toEqual(['after']);
    it.project.setFile(path, await factsOf('worker_class = "sync"\n'));
    expect(it.programs()).toEqual([]);
  });

  test('a patch at the top of its configuration comes before all', async () => {
    const it = await linked({
      Procfile: 'web: gunicorn -c conf.py --preload app:app\n',
      'conf.py': `${PATCH}import db\nworker_class = "gevent"\n`,
      'app.py': APP,
      'db.py': '',
    });
    expect(it.states('app.py')).toEqual(['after']);
    expect(it.states('db.py')).toEqual(['after']);
  });

  test('a package that holds the configuration runs unpatched', async () => {
    const it = await linked({
      Dockerfile:
        'FROM python\nCMD ["gunicorn", "-k", "gevent", "-c", "python:shop.conf", "shop.wsgi"]\n',
      'shop/__init__.py': 'from . import db\n',
      'shop/conf.py': 'workers = 2\n',
      'shop/db.py': '',
      'shop/wsgi.py':
        'from . import db\ndef application(environ, start_response):\n    return []\n',
    });
    expect(it.states('shop/db.py')).toEqual(['before']);
    expect(it.states('shop/wsgi.py')).toEqual(['after']);
    expect(it.reach('shop/wsgi.py', 'application')?.origin).toMatch(/^gunicorn/);
  });

  test('handlers of the application run in greenlets, and in none under another worker', async () => {
    const files = {
      'app.py': `${APP}@app.get("/")\ndef index():\n    return db.load()\n`,
      'db.py': 'import gevent\ndef load():\n    return 1\n',
    };
    const it = await linked({ ...files, Procfile: 'web: gunicorn -k gevent app:app\n' });
    expect(it.reach('db.py', 'load')?.many).toBe(true);
    const other = await linked({ ...files, Procfile: 'web: gunicorn app:app\n' });
    expect(other.reach('db.py', 'load')).toBeUndefined();
  });

  test('a worker that is not known leaves the state unknown', async () => {
    const it = await linked({
      Dockerfile: 'FROM python\nCMD gunicorn -k $WORKER app:app\n',
      'app.py': `import gevent\n${APP}`,
      'db.py': '',
    });
    expect(it.states('app.py').every((state) => state === 'unknown')).toBe(true);
  });
});

describe('a script without an ending', () => {
  const files = {
    'bin/relay': `#!/usr/bin/env python3\nimport wire\n${PATCH}`,
    'bin/start': '#!/bin/sh\nexec "$@"\n',
    'bin/wire.py': '',
  };

  test.each([
    ['python bin/relay', 'python bin/relay'],
    ['./bin/relay --loud', 'relay --loud'],
    ['exec /srv/relay/bin/relay', 'relay'],
  ])('%s runs it as Python', async (command, label) => {
    const it = await linked({ ...files, Procfile: `relay: ${command}\n` });
    expect(it.programs()).toEqual([`bin/relay: ${label}`]);
    expect(it.states('bin/wire.py')).toEqual(['before']);
  });

  test.each(['relay', 'bin/start', '/usr/bin/other', './bin/wire'])(
    '%s is none',
    async (command) => {
      const it = await linked({ ...files, Procfile: `relay: ${command}\n` });
      expect(it.programs()).toEqual(['bin/relay: undefined']);
      expect(it.project.programs[0]?.uncertain).toBe(false);
    },
  );

  test('nothing can import it', async () => {
    const it = await linked({ ...files, 'bin/other.py': `import relay\n${PATCH}` });
    expect(it.programs().sort()).toEqual(['bin/other.py: undefined', 'bin/relay: undefined']);
    expect(it.project.moduleAt(`${workspace}/bin/relay`)?.name).toBeUndefined();
    const other = it.project.programs.find(({ entry }) => entry.path.endsWith('other.py'));
    expect(other?.order.map(({ path }) => path)).toEqual([`${workspace}/bin/other.py`]);
  });
});

describe('celery', () => {
  test('patches for the word -P gevent alone', async () => {
    const files = { 'shop.py': 'from celery import Celery\napp = Celery()\n' };
    const patched = await linked({ ...files, Procfile: 'w: celery -A shop worker -P gevent\n' });
    expect(patched.states('shop.py')).toEqual(['after']);
    const joined = await linked({ ...files, Procfile: 'w: celery -A shop worker -Pgevent\n' });
    expect(joined.states('shop.py')).toEqual(['never']);
  });

  test('tasks run in greenlets', async () => {
    const it = await linked({
      Procfile: 'w: celery -A shop worker -P gevent\n',
      'shop.py': 'from celery import Celery\napp = Celery()\n@app.task\ndef work():\n    pass\n',
    });
    expect(it.reach('shop.py', 'work')?.origin).toMatch(/^celery/);
  });
});

test('python -m gevent.monkey patches ahead of the script', async () => {
  const it = await linked({
    Procfile: 'worker: python -m gevent.monkey worker.py\n',
    'worker.py': 'import db\nif __name__ == "__main__":\n    db.run()\n',
    'db.py': 'def run(): pass\n',
  });
  expect(it.programs()).toEqual(['worker.py: python -m gevent.monkey worker.py']);
  expect(it.states('db.py')).toEqual(['after']);
});

test('a module that is served and run by itself is two programs', async () => {
  const it = await linked({
    Procfile: 'web: gunicorn -k gevent app:app\n',
    'app.py': `import gevent\n${APP}if __name__ == "__main__":\n    gevent.spawn(print)\n`,
    'db.py': '',
  });
  expect(it.states('db.py')).toEqual(['after', 'never']);
});

test('one command in two files is one program, learnt in both', async () => {
  const it = await linked({
    Procfile: 'web: gunicorn -k gevent app:app\n',
    Dockerfile: 'FROM python\nCMD ["gunicorn", "-k", "gevent", "app:app"]\n',
    'app.py': APP,
    'db.py': '',
  });
  expect(it.project.programs).toHaveLength(1);
  expect(it.project.programs[0]?.learnt.map(({ path }) => path.split('/').at(-1))).toEqual([
    'Dockerfile',
    'Procfile',
  ]);
});

test('a workspace that only its Procfile makes a gevent program', async () => {
  const it = await linked({
    Procfile: 'web: gunicorn -k gevent app:app\n',
    'app.py': APP,
    'db.py': '',
  });
  expect(it.project.usesGevent).toBe(true);
  it.project.removeDeployment(`${workspace}/Procfile`);
  expect(it.project.usesGevent).toBe(false);
  expect(it.project.programs).toEqual([]);
});

test('manage.py tells which settings are loaded, and what they serve', async () => {
  const it = await linked({
    Procfile: 'web: python manage.py runserver --noreload\n',
    'manage.py': `${PATCH}import os\nif __name__ == "__main__":\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n`,
    'site/__init__.py': '',
    'site/settings.py': 'WSGI_APPLICATION = "site.wsgi.application"\n',
    'site/wsgi.py': 'import db\n',
    'db.py': '',
  });
  expect(it.states('site/settings.py')).toEqual(['after']);
  expect(it.states('db.py')).toEqual(['after']);
});

test('a factory is called, and what it imports runs', async () => {
  const it = await linked({
    Procfile: 'web: gunicorn -k gevent "shop:create()"\n',
    'shop.py': 'def create():\n    import db\n    return db.app\n',
    'db.py': 'app = 1\n',
  });
  expect(it.states('db.py')).toEqual(['after']);
});
