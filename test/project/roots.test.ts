import { describe, expect, it } from 'vitest';
import { findRoots, moduleName } from '../../server/src/project/roots.ts';
import { projectOf } from '../support/project.ts';

describe('findRoots', () => {
  it('takes workspace folders, projects in them, and their src', () => {
    const paths = [
      '/ws/api/pyproject.toml',
      '/ws/api/src/api/__init__.py',
      '/ws/site/manage.py',
      '/ws/pkg/__init__.py',
      '/ws/pkg/requirements.txt',
      '/ws/docs/src/picture.png',
    ];
    expect(findRoots(paths, ['/ws'])).toEqual(['/ws', '/ws/api', '/ws/api/src', '/ws/site']);
  });

  it('leaves a src that is a package alone', () => {
    expect(findRoots(['/ws/src/__init__.py', '/ws/src/a.py'], ['/ws'])).toEqual(['/ws']);
  });

  it('knows roots of virtual file systems', () => {
    const root = 'vscode-vfs://github/o/r';
    expect(findRoots([`${root}/src/a.py`], [root])).toEqual([root, `${root}/src`]);
    expect(moduleName(`${root}/src`, `${root}/src/a/__init__.py`)).toBe('a');
  });
});

it('names modules, and no file that no import can reach', () => {
  expect(moduleName('/ws', '/ws/shop/db.py')).toBe('shop.db');
  expect(moduleName('/ws', '/ws/shop/__init__.py')).toBe('shop');
  expect(moduleName('/ws', '/ws/my-script.py')).toBeUndefined();
  expect(moduleName('/ws', '/other/a.py')).toBeUndefined();
});

describe('importTargets', () => {
  const files = {
    'shop/__init__.py': 'from . import config\nVERSION = 1\n',
    'shop/config.py': '',
    'shop/db/__init__.py': '',
    'shop/db/pool.py': 'from ..config import x\nfrom . import helper\n',
    'shop/db/helper.py': '',
    'space/tool.py': '',
  };

  async function targetsOf(text: string, path = 'main.py'): Promise<string[]> {
    const project = await projectOf({ ...files, [path]: text });
    const [event] = project.moduleAt(`/ws/${path}`)!.script.events;
    return project.importTargets(event!).map(({ module, span }) => {
      return `${module.name} ${text.slice(...span)}`;
    });
  }

  it('runs packages before what is in them', async () => {
    expect(await targetsOf('import shop.db.pool as p, os')).toEqual([
      'shop shop.db.pool as p',
      'shop.db shop.db.pool as p',
      'shop.db.pool shop.db.pool as p',
    ]);
  });

  it('runs submodules that are asked for by name, but not names', async () => {
    expect(await targetsOf('from shop import VERSION, db')).toEqual([
      'shop from shop import VERSION, db',
      'shop.db db',
    ]);
    expect(await targetsOf('from space import tool')).toEqual(['space.tool tool']);
    expect(await targetsOf('from . import config', 'shop/__init__.py')).toEqual([
      'shop from . import config',
      'shop.config config',
    ]);
  });

  it('leaves out what is no part of the workspace', async () => {
    expect(await targetsOf('import os.path')).toEqual([]);
    expect(await targetsOf('from nowhere import db')).toEqual([]);
    expect(await targetsOf('print("x")')).toEqual([]);
  });
});

it('tells tests and users of gevent', async () => {
  const project = await projectOf({
    'tests/util.py': '',
    'shop/test_db.py': 'def f():\n    from gevent import sleep\n',
    'shop/contest.py': 'import os\n',
  });
  const flags = project.modules.map((m) => [m.path, m.isTest, m.importsGevent]);
  expect(flags).toEqual([
    ['/ws/shop/contest.py', false, false],
    ['/ws/shop/test_db.py', true, true],
    ['/ws/tests/util.py', true, false],
  ]);
  expect(project.usesGevent).toBe(true);
  project.removeFile('/ws/shop/test_db.py');
  expect(project.usesGevent).toBe(false);
});
