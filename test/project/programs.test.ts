import { describe, expect, test } from 'vitest';
import { linked } from '../support/marked-project.ts';

const PATCH = 'from gevent import monkey\nmonkey.patch_all()\n';

describe('before and after', () => {
  test('in one file', async () => {
    const it = await linked({ 'app.py': `EARLY = 1\n${PATCH}LATE = 2\n` });
    expect(it.entries()).toEqual(['app.py']);
    expect(it.at('app.py', 'EARLY')).toEqual(['before app.py']);
    expect(it.at('app.py', 'monkey.patch_all')).toEqual(['before app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['after app.py']);
    expect(it.program('app.py').finalState).toBe('after');
  });

  test('importing gevent.monkey patches nothing', async () => {
    const it = await linked({
      'app.py': 'import gevent.monkey\nMARK = 1\ngevent.monkey.patch_all()\n',
    });
    expect(it.at('app.py')).toEqual(['before app.py']);
  });

  test('through imports, with the chain', async () => {
    const it = await linked({
      'app.py': `from shop import db\n${PATCH}import late\n`,
      'shop/__init__.py': 'INIT = 1\n',
      'shop/db.py': 'from .pool import connect\nMARK = 1\n',
      'shop/pool.py': 'MARK = 1\ndef connect(): pass\n',
      'late.py': 'MARK = 1\n',
    });
    expect(it.orderOf('app.py')).toEqual([
      'app.py',
      'shop/__init__.py',
      'shop/db.py',
      'shop/pool.py',
      'late.py',
    ]);
    expect(it.at('shop/pool.py')).toEqual(['before app.py']);
    expect(it.at('late.py')).toEqual(['after app.py']);
    const chain = it.program('app.py').chainTo(it.moduleOf('shop/pool.py'));
    expect(chain.map(({ message }) => message)).toEqual([
      '`app.py` imports `shop.db` here',
      '`db.py` imports `shop.pool` here',
    ]);
    expect(it.program('app.py').chainTo(it.moduleOf('app.py'))).toEqual([]);
    expect(it.program('app.py').chainTo(it.moduleOf('shop/__init__.py'))).toHaveLength(1);
  });

  test('a patch in an imported module counts for what follows its import', async () => {
    const it = await linked({
      'app.py': 'EARLY = 1\nimport patching\nLATE = 1\nimport other\n',
      'patching.py': `IN = 1\n${PATCH}`,
      'other.py': 'MARK = 1\n',
    });
    expect(it.entries()).toEqual(['app.py']);
    expect(it.at('app.py', 'EARLY')).toEqual(['before app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['after app.py']);
    expect(it.at('patching.py', 'IN')).toEqual(['before app.py']);
    expect(it.at('other.py')).toEqual(['after app.py']);
  });

  test('a second patch in a module that another program patched before', async () => {
    const it = await linked({
      'app.py': `${PATCH}import worker\n`,
      'worker.py': `MARK = 1\n${PATCH}`,
    });
    expect(it.at('worker.py')).toEqual(['after app.py']);
  });

  test('two programs, two verdicts', async () => {
    const it = await linked({
      'good.py': `${PATCH}import shared\n`,
      'bad.py': `import shared\n${PATCH}`,
      'shared.py': 'MARK = 1\n',
    });
    expect(it.at('shared.py').sort()).toEqual(['after good.py', 'before bad.py']);
  });

  test('parts that are left out', async () => {
    const it = await linked({
      'app.py':
        'from gevent import monkey\nmonkey.patch_socket()\nMIDDLE = 1\nmonkey.patch_time()\nEND = 1\n',
    });
    expect(it.at('app.py', 'MIDDLE')).toEqual(['partly app.py']);
    const [verdict] = it.project.patchedAt(it.moduleOf('app.py'), 10_000);
    expect(verdict?.state).toBe('partly');
    expect([...verdict!.parts!].sort()).toEqual(['dns', 'socket', 'time']);
    expect([...it.program('app.py').finalParts!].sort()).toEqual(['dns', 'socket', 'time']);
    expect(it.program('app.py').patch?.path).toBe('gevent.monkey.patch_socket');
  });

  test('patch_sys patches nothing', async () => {
    const it = await linked({
      'app.py': `from gevent import monkey\nmonkey.patch_sys()\nMARK = 1\n${PATCH}`,
    });
    expect(it.at('app.py')).toEqual(['before app.py']);
  });

  test('a class body, a decorator and a called function run at import time', async () => {
    const it = await linked({
      'body.py':
        'EARLY = 1\nclass App:\n    from gevent import monkey\n    monkey.patch_all()\n    IN = 1\nLATE = 1\n',
      'call.py':
        'from gevent import monkey\ndef setup():\n    monkey.patch_all()\nEARLY = 1\nsetup()\nLATE = 1\n',
      'decorated.py':
        'from gevent import monkey\ndef first(f):\n    monkey.patch_all()\n    return f\nEARLY = 1\n@first\ndef g(): pass\nLATE = 1\n',
      'lazy.py':
        'from gevent import monkey\ndef setup():\n    import victim\n    monkey.patch_all()\nsetup()\n',
      'victim.py': 'MARK = 1\n',
    });
    for (const name of ['body.py', 'call.py', 'decorated.py']) {
      expect(it.at(name, 'EARLY')).toEqual([`before ${name}`]);
      expect(it.at(name, 'LATE')).toEqual([`after ${name}`]);
    }
    expect(it.at('body.py', 'IN')).toEqual(['after body.py']);
    expect(it.at('victim.py')).toEqual(['before lazy.py']);
    const chain = it.program('lazy.py').chainTo(it.moduleOf('victim.py'));
    expect(chain.map(({ message }) => message)).toEqual([
      '`lazy.py` calls `setup()` here',
      '`lazy.py` imports `victim` here',
    ]);
  });

  test('main guards count in the entry alone', async () => {
    const it = await linked({
      'app.py': `import tool\nif __name__ == "__main__":\n    ${PATCH.replaceAll('\n', '\n    ')}\n    LATE = 1\n`,
      'tool.py': 'TOP = 1\nif __name__ == "__main__":\n    GUARDED = 1\n',
    });
    expect(it.entries()).toEqual(['app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['after app.py']);
    expect(it.at('tool.py', 'TOP')).toEqual(['before app.py']);
    expect(it.at('tool.py', 'GUARDED')).toEqual([]);
  });

  test('TYPE_CHECKING imports run nothing, except ImportError keeps the body', async () => {
    const it = await linked({
      'app.py': [
        'from typing import TYPE_CHECKING',
        'if TYPE_CHECKING:',
        '    import hints',
        'try:',
        '    import real',
        'except ImportError:',
        '    import fallback',
        PATCH,
      ].join('\n'),
      'hints.py': 'MARK = 1\n',
      'real.py': 'MARK = 1\n',
      'fallback.py': 'MARK = 1\n',
    });
    expect(it.orderOf('app.py')).not.toContain('hints.py');
    expect(it.at('hints.py')).toEqual([]);
    expect(it.at('real.py')).toEqual(['before app.py']);
    expect(it.at('fallback.py')).toEqual(['unknown app.py']);
  });

  test('a package run by -m, and one that patches', async () => {
    const it = await linked({
      'shop/__init__.py': `EARLY = 1\n${PATCH}`,
      'shop/__main__.py': 'MARK = 1\nfrom shop import web\n',
      'shop/web.py': 'MARK = 1\n',
    });
    expect(it.orderOf('shop/__main__.py')).toEqual([
      'shop/__init__.py',
      'shop/__main__.py',
      'shop/web.py',
    ]);
    expect(it.at('shop/__main__.py')).toEqual(['after shop/__main__.py']);
    expect(it.at('shop/web.py')).toContain('after shop/__main__.py');
  });

  test('libraries that patch on import', async () => {
    const it = await linked({
      'crawl.py': 'EARLY = 1\nimport grequests\nLATE = 1\nimport victim\n',
      'locustfile.py': 'EARLY = 1\nfrom locust import HttpUser\nLATE = 1\n',
      'victim.py': 'MARK = 1\n',
    });
    expect(it.at('crawl.py', 'EARLY')).toEqual(['before crawl.py']);
    expect(it.at('crawl.py', 'LATE')).toEqual(['partly crawl.py']);
    expect(it.at('victim.py')).toEqual(['partly crawl.py']);
    expect(it.program('crawl.py').patchedByImport).toBe('grequests');
    expect(it.program('crawl.py').patch).toBeUndefined();
    // It calls patch_all(thread=False, select=False).
    const patched = [...(it.program('crawl.py').finalParts ?? [])].sort();
    expect(patched).toEqual('dns os queue signal socket ssl subprocess time'.split(' '));
    // The locust command imports locust before it imports this file.
    expect(it.at('locustfile.py', 'EARLY')).toEqual(['unknown locustfile.py']);
    expect(it.at('locustfile.py', 'LATE')).toEqual(['after locustfile.py']);
  });
});

describe('what stays unknown', () => {
  test('a patch under a condition', async () => {
    const it = await linked({
      'app.py': `import os\nEARLY = 1\nif os.environ.get("G"):\n    ${PATCH.replaceAll('\n', '\n    ')}\nLATE = 1\n`,
    });
    expect(it.at('app.py', 'EARLY')).toEqual(['unknown app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['unknown app.py']);
    expect(it.program('app.py').uncertain).toBe(true);
    expect(it.program('app.py').patch).toBeUndefined();
    expect(it.program('app.py').sites).toHaveLength(1);
  });

  test('a conditional patch and a certain one', async () => {
    const it = await linked({
      'app.py': `import os\nEARLY = 1\nfrom gevent import monkey\nif os.name:\n    monkey.patch_all()\nMIDDLE = 1\nmonkey.patch_all()\nLATE = 1\n`,
    });
    expect(it.at('app.py', 'EARLY')).toEqual(['before app.py']);
    expect(it.at('app.py', 'MIDDLE')).toEqual(['unknown app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['after app.py']);
  });

  test('modules imported under a condition, until they are imported for certain', async () => {
    const it = await linked({
      'app.py': `import os\nif os.name:\n    import maybe\n    import sure\nimport sure\n${PATCH}if os.name:\n    import later\n`,
      'maybe.py': 'MARK = 1\n',
      'sure.py': 'MARK = 1\n',
      'later.py': 'MARK = 1\n',
    });
    expect(it.at('maybe.py')).toEqual(['unknown app.py']);
    expect(it.at('sure.py')).toEqual(['before app.py']);
    expect(it.at('later.py')).toEqual(['after app.py']);
  });

  test('a function that is never called at import time', async () => {
    const it = await linked({
      'app.py': `import victim\ndef main():\n    ${PATCH.replaceAll('\n', '\n    ')}\n`,
      'victim.py': 'MARK = 1\n',
    });
    expect(it.at('victim.py')).toEqual([]);
  });

  test('calls after an early return', async () => {
    const it = await linked({
      'app.py': `import os\nfrom gevent import monkey\ndef setup():\n    if os.name:\n        return\n    monkey.patch_all()\nEARLY = 1\nsetup()\nLATE = 1\n`,
    });
    expect(it.at('app.py', 'EARLY')).toEqual(['unknown app.py']);
    expect(it.at('app.py', 'LATE')).toEqual(['unknown app.py']);
  });

  test('calling a coroutine or a generator function runs nothing', async () => {
    const it = await linked({
      'app.py': `from gevent import monkey\nasync def a():\n    monkey.patch_all()\ndef g():\n    monkey.patch_all()\n    yield\na()\ng()\nMARK = 1\n`,
    });
    expect(it.at('app.py')).toEqual([]);
  });

  test('a module that no program reaches', async () => {
    const it = await linked({ 'app.py': PATCH, 'other.py': 'MARK = 1\n' });
    expect(it.at('other.py')).toEqual([]);
  });

  test('scripts without gevent are no programs, and lend nothing', async () => {
    const it = await linked({
      'app.py': `${PATCH}import shared\n`,
      'manage.py': 'import shared\nif __name__ == "__main__":\n    shared.run()\n',
      'shared.py': 'MARK = 1\ndef run(): pass\n',
    });
    expect(it.entries()).toEqual(['app.py']);
    expect(it.at('shared.py')).toEqual(['after app.py']);
  });

  test('a script that imports gevent and starts nothing may be patched from outside', async () => {
    const it = await linked({
      'app.py': 'import gevent\nMARK = 1\nif __name__ == "__main__":\n    gevent.sleep(1)\n',
      'wsgi.py': 'import gevent\nMARK = 1\ng = gevent.spawn(print)\n',
    });
    expect(it.at('app.py')).toEqual(['unknown app.py']);
    expect(it.at('wsgi.py')).toEqual([]);
  });
});

describe('never', () => {
  test.each([
    'import gevent\nMARK = 1\nif __name__ == "__main__":\n    gevent.spawn(print).join()\n',
    'import gevent\nMARK = 1\ndef main():\n    gevent.joinall([gevent.spawn(print)])\nif __name__ == "__main__":\n    main()\n',
    'from gevent.pywsgi import WSGIServer\nMARK = 1\nWSGIServer(("", 80), print).serve_forever()\n',
  ])('%j patches nothing and starts greenlets', async (text) => {
    const it = await linked({ 'app.py': text });
    expect(it.at('app.py')).toEqual(['never app.py']);
    expect(it.program('app.py').finalState).toBe('never');
  });

  test.each(['raise SystemExit', 'import sys\nsys.exit()', 'if True:\n    quit()', 'exit(3)'])(
    'where the patch stands behind %j',
    async (end) => {
      const text = `import gevent\nMARK = 1\nif __name__ == "__main__":\n    gevent.spawn(print).join()\n${end}\n${PATCH}LATE = 1\n`;
      const it = await linked({ 'app.py': text });
      expect(it.at('app.py')).toEqual(['never app.py']);
      expect(it.at('app.py', 'LATE')).toEqual([]);
      expect(it.program('app.py').uncertain).toBe(false);
    },
  );

  test.each([
    'try:\n    quit()\nfinally:\n    pass',
    'if MARK:\n    quit()',
    'def exit(): pass\nexit()',
  ])('but not where it may run behind %j', async (end) => {
    const it = await linked({ 'app.py': `import gevent\nMARK = 1\n${end}\n${PATCH}` });
    expect(it.at('app.py')).toEqual(['before app.py']);
  });

  test('in spite of patches that do nothing or never run', async () => {
    const it = await linked({
      'app.py':
        'import gevent, other\nfrom gevent import monkey\nmonkey.patch_sys()\nMARK = 1\nif __name__ == "__main__":\n    gevent.spawn(print).join()\n',
      'other.py': 'from gevent import monkey\nif __name__ == "__main__":\n    monkey.patch_all()\n',
    });
    expect(it.at('app.py')).toEqual(['never app.py']);
    expect(it.program('app.py').uncertain).toBe(false);
  });

  test('but not where a function might patch', async () => {
    const it = await linked({
      'app.py': `import gevent\nMARK = 1\ndef setup():\n    from gevent import monkey\n    monkey.patch_all()\nif __name__ == "__main__":\n    gevent.spawn(setup).join()\n`,
    });
    expect(it.at('app.py')).toEqual(['unknown app.py']);
  });
});

describe('entries', () => {
  test('tests are programs only if they patch, and lend nothing', async () => {
    const it = await linked({
      'shop.py': 'MARK = 1\n',
      'tests/test_shop.py': `import shop\nimport gevent\ng = gevent.spawn(print)\n`,
      'tests/test_late.py': `import shop\n${PATCH}MARK = 1\n`,
    });
    expect(it.entries()).toEqual(['tests/test_late.py']);
    expect(it.at('shop.py')).toEqual([]);
    expect(it.at('tests/test_late.py')).toEqual(['after tests/test_late.py']);
  });

  test('a module that only tests import is a root', async () => {
    const it = await linked({
      'app.py': `MARK = 1\n${PATCH}`,
      'tests/test_app.py': 'import app\n',
    });
    expect(it.at('app.py')).toEqual(['before app.py']);
  });

  test('a library that patches in a circle of imports is its own program', async () => {
    const it = await linked({
      'lib/__init__.py': `MARK = 1\n${PATCH}from . import core\n`,
      'lib/core.py': 'import lib\nCORE = 1\n',
    });
    expect(it.entries()).toEqual(['lib/__init__.py']);
    expect(it.at('lib/__init__.py')).toEqual(['before lib/__init__.py']);
    expect(it.at('lib/core.py', 'CORE')).toEqual(['after lib/__init__.py']);
  });

  test('a circle of imports with a main guard', async () => {
    const it = await linked({
      'a.py': `import b\n${PATCH}A = 1\nif __name__ == "__main__":\n    print(b)\n`,
      'b.py': 'import a\nB = 1\n',
    });
    expect(it.entries()).toEqual(['a.py']);
    expect(it.at('b.py', 'B')).toEqual(['before a.py']);
  });

  test('three thousand modules in a row', async () => {
    const files: Record<string, string> = { 'app.py': `import m0\n${PATCH}` };
    const count = 3_000;
    for (let at = 0; at < count; at++)
      files[`m${at}.py`] = at + 1 < count ? `import m${at + 1}\n` : 'MARK = 1\n';
    const it = await linked(files);
    expect(it.at(`m${count - 1}.py`)).toEqual(['before app.py']);
    expect(it.program('app.py').chainTo(it.moduleOf(`m${count - 1}.py`))).toHaveLength(count);
  });
});
