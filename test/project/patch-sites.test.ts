import { describe, expect, test } from 'vitest';
import { projectOf, workspace } from '../support/project.ts';

const everything = 'dns,os,queue,select,signal,socket,ssl,subprocess,thread,time';

async function sitesOf(text: string) {
  const project = await projectOf({ 'app.py': text });
  const module = project.moduleAt(`${workspace}/app.py`)!;
  return project.patchSites(module).map((site) => ({
    path: site.path,
    parts: site.parts === undefined ? undefined : [...site.parts].sort().join(','),
    aggressive: site.aggressive,
    placement: site.placement,
  }));
}

async function onlySite(text: string) {
  const sites = await sitesOf(text);
  expect(sites).toHaveLength(1);
  return sites[0]!;
}

describe('what a call patches', () => {
  test.each([
    'from gevent import monkey\nmonkey.patch_all()\n',
    'from gevent import monkey as m; m.patch_all()\n',
    'import gevent.monkey\ngevent.monkey.patch_all()\n',
    'import gevent.monkey as gm\ngm.patch_all()\n',
    'from gevent.monkey import patch_all\npatch_all()\n',
    'from gevent.monkey import patch_all as go\ngo()\n',
    'from gevent import monkey\ngo = monkey.patch_all\ngo()\n',
  ])('%j patches everything', async (text) => {
    expect(await onlySite(text)).toEqual({
      path: 'gevent.monkey.patch_all',
      parts: everything,
      aggressive: true,
      placement: 'script',
    });
  });

  test.each([
    ['patch_all(thread=False, ssl=False)', 'dns,os,queue,select,signal,socket,subprocess,time'],
    ['patch_all(False)', everything.replace('socket,', '')],
    ['patch_all(select=0)', everything.replace('select,', '')],
    ['patch_all(sys=True, nonsense=False)', everything],
    ['patch_all(Event=False)', everything],
    ['patch_all(thread=THREADS)', undefined],
    ['patch_all(**options)', undefined],
    ['patch_all(*options)', undefined],
    ['patch_socket()', 'dns,socket'],
    ['patch_socket(dns=False)', 'socket'],
    ['patch_time()', 'time'],
    ['patch_sys()', ''],
  ])('%s', async (call, parts) => {
    const site = await onlySite(`from gevent import monkey\nmonkey.${call}\n`);
    expect(site.parts).toBe(parts);
    expect(site.aggressive).toBe(true);
  });

  test.each([
    ['patch_all(aggressive=False)', false],
    ['patch_select(False)', false],
    ['patch_all(aggressive=True)', true],
    ['patch_all(aggressive=choice)', true],
  ])('%s', async (call, aggressive) => {
    expect((await onlySite(`from gevent import monkey\nmonkey.${call}\n`)).aggressive).toBe(
      aggressive,
    );
  });

  test('look-alikes are none', async () => {
    const text = [
      'from gevent import monkey',
      'import eventlet',
      'from unittest import mock',
      'def patch_all(): pass',
      'patch_all()',
      'monkey.patch_all',
      'hook = monkey.patch_all',
      'eventlet.patch_all()',
      'mock.patch_object()',
      'monkey.patch_item(a, "b", c)',
      '',
    ].join('\n');
    expect(await sitesOf(text)).toEqual([]);
  });
});

describe('where a call stands', () => {
  const head = 'from gevent import monkey\n';
  test.each([
    ['with quiet():\n    monkey.patch_all()\n', 'script'],
    ['try:\n    monkey.patch_all()\nexcept ImportError:\n    pass\n', 'script'],
    [
      'try:\n    monkey.patch_all()\nexcept (ImportError, ModuleNotFoundError):\n    x = 1\n',
      'script',
    ],
    ['try:\n    monkey.patch_all()\nfinally:\n    x = 1\n', 'script'],
    ['try:\n    monkey.patch_all()\nexcept Exception:\n    pass\n', 'condition'],
    ['try:\n    monkey.patch_all()\nexcept:\n    pass\n', 'condition'],
    ['if True:\n    monkey.patch_all()\n', 'script'],
    ['import sys\nif sys.version_info >= (3,):\n    monkey.patch_all()\n', 'script'],
    ['import os\nif os.environ.get("GEVENT"):\n    monkey.patch_all()\n', 'condition'],
    ['import os\nif os.name == "nt":\n    x = 1\nelse:\n    monkey.patch_all()\n', 'condition'],
    ['for _ in range(1):\n    monkey.patch_all()\n', 'condition'],
    ['enabled and monkey.patch_all()\n', 'condition'],
    ['if __name__ == "__main__":\n    monkey.patch_all()\n', 'main-guard'],
    ['if "__main__" == __name__:\n    monkey.patch_all()\n', 'main-guard'],
    ['if __name__ == "__main__":\n    if fast:\n        monkey.patch_all()\n', 'condition'],
    ['if __name__ != "__main__":\n    x = 1\nelse:\n    monkey.patch_all()\n', 'main-guard'],
    ['def main():\n    monkey.patch_all()\n', 'function'],
    ['def main():\n    monkey.patch_all()\nmain()\n', 'function'],
    ['main = lambda: monkey.patch_all()\n', 'function'],
    ['class App:\n    monkey.patch_all()\n', 'class-body'],
    ['class App:\n    def run(self):\n        monkey.patch_all()\n', 'function'],
  ])('%j is in a %s', async (text, placement) => {
    expect((await onlySite(head + text)).placement).toBe(placement);
  });
});
