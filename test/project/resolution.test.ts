import { describe, expect, it } from 'vitest';
import { projectOf } from '../support/project.ts';
import { wordsOf } from '../support/value-words.ts';

/** What each call of main.py calls, in order. */
async function targets(main: string, others: Record<string, string> = {}): Promise<string[]> {
  const project = await projectOf({ ...others, 'main.py': main });
  return project.moduleAt('/ws/main.py')!.calls.map((call) => wordsOf(call.target));
}

describe('imports', () => {
  it('follows every style to the same place', async () => {
    const text = [
      'import os',
      'import os as system',
      'import os.path',
      'from os import system as run, path',
      'from time import sleep',
      'os.system("a")',
      'system.system("b")',
      'os.path.exists("c")',
      'run("d")',
      'path.exists("e")',
      'def f():',
      '    from fcntl import flock',
      '    flock(1, 2)',
      '    sleep(1)',
      '    open("x")',
    ].join('\n');
    expect(await targets(text)).toEqual([
      'os.system',
      'os.system',
      'os.path.exists',
      'os.system',
      'os.path.exists',
      'fcntl.flock',
      'time.sleep',
      'builtins.open',
    ]);
  });

  it('takes names from star imports of known and first-party modules', async () => {
    const own = { 'names.py': 'from os import system\ndef helper(): pass\n_hidden = 1\n' };
    expect(
      await targets(
        'from time import *\nfrom names import *\nsleep(1)\nhelper()\nsystem("x")\n',
        own,
      ),
    ).toEqual(['time.sleep', 'names:helper', 'os.system']);
  });

  it('does not believe in builtins below a star import it cannot read', async () => {
    expect(await targets('from mystery import *\nopen("x")\n')).toEqual(['?']);
  });

  it('follows relative imports and re-exports', async () => {
    const files = {
      'shop/__init__.py': 'from .db import connect\nfrom . import util\n',
      'shop/db.py': 'import sqlite3\ndef connect(): return sqlite3.connect("x")\n',
      'shop/util.py': 'def helper(): pass\n',
      'shop/sub/__init__.py': '',
      'shop/sub/deep.py': 'from ..db import connect as c\nfrom ... import nothing\nc()\n',
    };
    expect(
      await targets(
        'import shop\nimport shop.sub.deep\nshop.connect().execute("x")\nshop.util.helper()\nshop.sub.deep.c()\n',
        files,
      ),
    ).toEqual([
      'shop.db:connect',
      'sqlite3.Connection.execute',
      'shop.util:helper',
      'shop.db:connect',
    ]);
  });

  it('prefers what the workspace has to what Python brings, but only where it is found', async () => {
    expect(await targets('import queue\nqueue.get()\n', { 'queue.py': 'def get(): pass' })).toEqual(
      ['queue:get'],
    );
    expect(
      await targets('import queue\nqueue.Queue()\n', { 'lib/__init__.py': '', 'lib/queue.py': '' }),
    ).toEqual(['queue.Queue']);
  });

  it('knows src layouts, namespace packages and scripts beside their modules', async () => {
    const project = await projectOf({
      'pyproject.toml': '',
      'src/shop/db.py': 'def connect(): pass',
      'src/shop/web.py': 'from shop.db import connect\nfrom . import db\nconnect()\ndb.connect()',
      'tools/run.py': 'import local\nlocal.go()\nimport shop.db\nshop.db.connect()',
      'tools/local.py': 'def go(): pass',
    });
    const of = (path: string) => project.moduleAt(path)!.calls.map((call) => wordsOf(call.target));
    expect(project.moduleAt('/ws/src/shop/db.py')!.name).toBe('shop.db');
    expect(of('/ws/src/shop/web.py')).toEqual(['shop.db:connect', 'shop.db:connect']);
    expect(of('/ws/tools/run.py')).toEqual(['tools.local:go', 'shop.db:connect']);
  });

  it('looks beside a script in a package last, and nowhere if several projects would do', async () => {
    const files = {
      'pkg/__init__.py': '',
      'pkg/near.py': 'def go(): pass',
      'one/setup.py': '',
      'one/app.py': 'def go(): pass',
      'one/own.py': 'def go(): pass',
      'two/setup.py': '',
      'two/app.py': 'def go(): pass',
    };
    const text = 'import near, app, own\nnear.go()\napp.go()\nown.go()\n';
    const guard = 'if __name__ == "__main__":\n    pass\n';
    const project = await projectOf({ ...files, 'pkg/a.py': text, 'pkg/b.py': text + guard });
    const of = (path: string) => project.moduleAt(path)!.calls.map((call) => wordsOf(call.target));
    expect(of('/ws/pkg/a.py')).toEqual(['near.go', 'app.go', 'own:go']);
    expect(of('/ws/pkg/b.py')).toEqual(['pkg.near:go', 'app.go', 'own:go']);
  });

  it('does not take a folder for a library of the same name', async () => {
    expect(await targets('import docker\ndocker.run()\n', { 'docker/build.py': '' })).toEqual([
      'docker.run',
    ]);
  });
});

describe('names', () => {
  it('says nothing of alternatives that differ', async () => {
    const text =
      'try:\n    from gevent import sleep\nexcept ImportError:\n    from time import sleep\nsleep(1)\n';
    expect(await targets(text)).toEqual(['?']);
    const same =
      'try:\n    import gevent\nexcept ImportError:\n    gevent = None\ngevent.sleep(1)\n';
    expect(await targets(same)).toEqual(['gevent.sleep']);
  });

  it('takes the binding that reaches the point', async () => {
    const text = [
      'from time import sleep',
      'sleep(1)',
      'from gevent import sleep',
      'sleep(2)',
      'def late(): sleep(3)',
      'def shadow(sleep): sleep(4)',
      'def local():',
      '    sleep(5)',
      '    sleep = print',
    ].join('\n');
    expect(await targets(text)).toEqual(['time.sleep', 'gevent.sleep', '?', '?', '?']);
  });

  it('keeps branches apart', async () => {
    const text = [
      'import time, gevent',
      'if time:',
      '    nap = time.sleep',
      '    nap()',
      'else:',
      '    nap = gevent.sleep',
      '    nap()',
      'nap()',
    ].join('\n');
    expect(await targets(text)).toEqual(['time.sleep', 'gevent.sleep', '?']);
  });

  it('sees shadowed builtins and modules', async () => {
    expect(
      await targets('def open(p): pass\nopen("x")\nclass os:\n    pass\nos.system("x")\n'),
    ).toEqual(['main:open', '?']);
  });

  it('sees globals that functions set', async () => {
    const text =
      'import sqlite3\nconn = None\ndef init():\n    global conn\n    conn = sqlite3.connect("x")\ndef use():\n    conn.execute("y")\n';
    expect(await targets(text)).toEqual(['sqlite3.connect', 'sqlite3.Connection.execute']);
  });

  it('survives circles', async () => {
    expect(
      await targets('import main\na = b\nb = a\na()\ndef f(): return f()\nf().x()\nmain.b()\n'),
    ).toEqual(['?', 'main:f', '?', '?', 'main:f']);
  });
});

describe('values', () => {
  it('follows instances, context managers, tuples, walrus and calls', async () => {
    const text = [
      'import sqlite3, contextlib, functools, os',
      'with sqlite3.connect("a") as conn:',
      '    cur = conn.cursor()',
      '    cur.execute("x")',
      'with contextlib.closing(sqlite3.connect("a")) as c2:',
      '    c2.commit()',
      'a, b = os.system, open("x")',
      'a("y")',
      'b.read()',
      'if (m := sqlite3.connect("b")) and m.commit(): pass',
      'p = functools.partial(os.system, "x")',
      'p()',
    ].join('\n');
    expect((await targets(text)).filter((t) => t !== 'sqlite3.connect')).toEqual([
      'sqlite3.Connection.cursor',
      'sqlite3.Cursor.execute',
      'contextlib.closing',
      'sqlite3.Connection.commit',
      'builtins.open',
      'os.system',
      'io.TextIOWrapper.read',
      'sqlite3.Connection.commit',
      'functools.partial',
      '<functools.partial os.system>',
    ]);
  });

  it('follows self, inheritance, super and properties', async () => {
    const text = [
      'import gevent, sqlite3',
      'class Base:',
      '    def hello(self): pass',
      '    @property',
      '    def db(self): return sqlite3.connect("x")',
      '    @classmethod',
      '    def make(cls): return cls()',
      'class Mailer(gevent.Greenlet, Base):',
      '    def __init__(self):',
      '        super().__init__()',
      '        self.conn = sqlite3.connect("x")',
      '    def hello(self):',
      '        super().hello()',
      '    def _run(self):',
      '        self.conn.execute("y")',
      '        self.db.commit()',
      '        self.hello()',
      '        self.kill()',
      '        def inner(): self.hello()',
      'Mailer().start()',
      'Base.make().hello()',
    ].join('\n');
    const found = await targets(text);
    expect(found.filter((name) => name !== 'sqlite3.connect')).toEqual([
      'class main:Mailer',
      'gevent.Greenlet.start',
      'bound main:Base.make',
      'bound main:Base.hello',
      'class main:Base',
      'builtins.super',
      'gevent.Greenlet.__init__',
      'builtins.super',
      'bound main:Base.hello',
      'sqlite3.Connection.execute',
      'sqlite3.Connection.commit',
      'bound main:Mailer.hello',
      'gevent.Greenlet.kill',
      'bound main:Mailer.hello',
    ]);
  });
});

describe('what cannot be told', () => {
  it('says nothing of parameters, getattr, unknown bases and mixed attributes', async () => {
    const text = [
      'import os, time',
      'from elsewhere import Base, helper',
      'def f(run=os.system):',
      '    run("x")',
      'getattr(os, name)("x")',
      'class A(Base):',
      '    def __init__(self, flag):',
      '        self.nap = time.sleep',
      '        if flag:',
      '            self.nap = helper',
      '    def m(self):',
      '        self.nap(1)',
      '        self.other()',
      'import os as gone',
      'del gone',
      'gone.system("x")',
      'import time as clock',
      'clock += 1',
      'clock.sleep(1)',
    ].join('\n');
    expect(await targets(text)).toEqual([
      'builtins.getattr',
      '?',
      '?',
      '?',
      '?',
      '?',
      'elsewhere.Base.other',
    ]);
  });

  it('gives up on very deep expressions without harm', async () => {
    const text = `import os\nx = os${'.a'.repeat(3000)}\nx()\nos.system("y")\n`;
    expect(await targets(text)).toEqual(['?', 'os.system']);
  });
});

describe('scopes', () => {
  it('skips class scopes, and reads class bodies in their place', async () => {
    const text = [
      'from time import sleep',
      'class A:',
      '    sleep(1)',
      '    def sleep(self): pass',
      '    sleep(2)',
      '    def run(self):',
      '        sleep(3)',
      '        self.sleep()',
      '        return [sleep(x) for sleep in (print, print)]',
    ].join('\n');
    expect(await targets(text)).toEqual([
      'time.sleep',
      'main:A.sleep',
      'time.sleep',
      'bound main:A.sleep',
      'builtins.print',
    ]);
  });

  it('follows closures, nonlocal names, lambdas and annotated parameters', async () => {
    const text = [
      'import sqlite3',
      'def outer(conn: sqlite3.Connection):',
      '    db = None',
      '    def connect():',
      '        nonlocal db',
      '        db = sqlite3.connect("x")',
      '    def use():',
      '        db.commit()',
      '        conn.execute("y")',
      '    later = lambda: db.close()',
      '    later()',
    ].join('\n');
    expect(await targets(text)).toEqual([
      'main:outer.<lambda>',
      'sqlite3.connect',
      'sqlite3.Connection.commit',
      'sqlite3.Connection.execute',
      'sqlite3.Connection.close',
    ]);
  });

  it('knows attributes of classes and of modules that are imported whole', async () => {
    const files = {
      'state.py':
        'import threading\nclass Registry:\n    lock = threading.Lock()\nregistry = Registry()\n',
    };
    const text =
      'import state\nfrom state import registry as r\nstate.registry.lock.acquire()\nr.lock.release()\n';
    expect(await targets(text, files)).toEqual([
      'threading.Lock.acquire',
      'threading.Lock.release',
    ]);
  });
});
