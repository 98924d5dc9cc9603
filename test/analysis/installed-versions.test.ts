import { expect, it } from 'vitest';
import { InstalledVersions } from '../../server/src/analysis/installed-versions.ts';
import { Project } from '../../server/src/project/project.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const packages = '/ws/.venv/lib/python3.12/site-packages';

function environment(...entries: string[]): Record<string, string> {
  const files = entries.map((entry) => [`${packages}/${entry}`, ''] as const);
  return { '/ws/.venv/pyvenv.cfg': '', ...Object.fromEntries(files) };
}

function watched(files: Record<string, string>, ...environments: string[]) {
  const workspace = new MemoryWorkspace(files);
  const project = new Project();
  const installed = new InstalledVersions(workspace, project);
  installed.setEnvironments(environments.length > 0 ? environments : ['/ws/.venv']);
  const version = (name: string, path = '/ws/shop/app.py') => {
    const known = project.versionOf(name, { path });
    return known && `${known.version} ${known.place.path}`;
  };
  return { workspace, installed, version };
}

it.each([
  ['gevent-24.2.1.dist-info/METADATA', 'gevent', '24.2.1', 'gevent-24.2.1.dist-info/METADATA'],
  [
    'Flask_SocketIO-5.7.0.dist-info/RECORD',
    'flask-socketio',
    '5.7.0',
    'Flask_SocketIO-5.7.0.dist-info/METADATA',
  ],
  ['zope.event-5.0.dist-info/RECORD', 'zope-event', '5.0', 'zope.event-5.0.dist-info/METADATA'],
  ['gevent-1.4-py3.7.egg-info/PKG-INFO', 'gevent', '1.4', 'gevent-1.4-py3.7.egg-info/PKG-INFO'],
  ['gevent-1.4-py3.7.egg-info', 'gevent', '1.4', 'gevent-1.4-py3.7.egg-info'],
  ['gevent-1.4rc1.egg-info', 'gevent', '1.4rc1', 'gevent-1.4rc1.egg-info'],
])('%s is %s %s', async (entry, name, version, place) => {
  const { installed, version: known } = watched(environment(entry));
  await installed.update();
  expect(known(name)).toBe(`${version} ${packages}/${place}`);
});

it.each([
  '~event-24.2.1.dist-info/METADATA',
  'gevent.egg-info/PKG-INFO',
  'gevent-local.dist-info/METADATA',
  'gevent-24.2.1.data/x',
  'gevent/__init__.py',
])('%s says nothing', async (entry) => {
  const { installed, version } = watched(environment(entry));
  await installed.update();
  expect(version('gevent')).toBeUndefined();
});

it('knows the folders of Windows and of PyPy', async () => {
  const { installed, version } = watched(
    {
      '/ws/venv/pyvenv.cfg': '',
      '/ws/venv/Lib/site-packages/gevent-24.2.1.dist-info/METADATA': '',
      '/ws/old/env/pyvenv.cfg': '',
      '/ws/old/env/lib/pypy3.10/site-packages/gevent-23.9.1.dist-info/METADATA': '',
    },
    '/ws/venv',
    '/ws/old/env',
  );
  await installed.update();
  expect(version('gevent')).toMatch(/^24\.2\.1 /);
  expect(version('gevent', '/ws/old/app.py')).toMatch(/^23\.9\.1 /);
});

it('takes no folder for an environment that has no pyvenv.cfg', async () => {
  const { installed, version } = watched({ [`${packages}/gevent-24.2.1.dist-info/METADATA`]: '' });
  await installed.update();
  expect(version('gevent')).toBeUndefined();
});

it.each(['/ws/.venv', '/ws/.venv/lib', packages])(
  'says nothing where %s cannot be listed',
  async (folder) => {
    const { workspace, installed, version } = watched(
      environment('gevent-24.2.1.dist-info/RECORD'),
    );
    workspace.fail(folder);
    await installed.update();
    expect(version('gevent')).toBeUndefined();
  },
);

it('lists an environment anew when something is installed, and not for other changes', async () => {
  const { workspace, installed, version } = watched(environment('gevent-24.2.1.dist-info/RECORD'));
  await installed.update();
  expect(installed.isStale).toBe(false);

  const source = `${packages}/gevent/hub.py`;
  expect(installed.changed([source, '/ws/app.py'])).toEqual(['/ws/app.py']);
  expect(installed.isStale).toBe(false);
  expect(installed.changed(['/ws/.env', '/ws/venv'])).toEqual(['/ws/.env', '/ws/venv']);
  await installed.update();

  const [old, young] = [24, 25].map((year) => `${packages}/gevent-${year}.2.1.dist-info`);
  workspace.remove(`${old}/RECORD`);
  workspace.write(`${young}/RECORD`, '');
  expect(installed.changed([old!, young!])).toEqual([]);
  expect(installed.isStale).toBe(true);
  await installed.update();
  expect(version('gevent')).toMatch(/^25\.2\.1 /);

  for (const path of ['RECORD', 'METADATA']) workspace.remove(`${young}/${path}`);
  workspace.remove('/ws/.venv/pyvenv.cfg');
  installed.changed(['/ws/.venv']);
  await installed.update();
  expect(version('gevent')).toBeUndefined();
});
