import { describe, expect, test } from 'vitest';
import { projectOf } from '../support/project.ts';
import { wordsOf } from '../support/value-words.ts';

/** What the call of `main.py` that ends last calls. */
async function called(text: string): Promise<string> {
  const main = text.includes('\n') ? text : text.split('; ').join('\n');
  const project = await projectOf({
    'main.py': `${main}\n`,
    'shop/__init__.py': '',
    'shop/db.py': shared,
    'shop/api.py': 'from shop.db import *\nfrom .db import conn as exported\n',
  });
  const calls = project.moduleAt('/ws/main.py')?.calls ?? [];
  const [call] = calls.toSorted((one, other) => other.span[1] - one.span[1]);
  return call === undefined ? 'no call' : wordsOf(call.target);
}

const shared = `import contextlib, os, psycopg2
from time import sleep
conn = psycopg2.connect("x")
class Client:
    conn = psycopg2.connect("x")
    def run(self): pass
client = Client()
def connect():
    return psycopg2.connect("x")
@contextlib.contextmanager
def session():
    one = psycopg2.connect("x")
    try:
        yield one
    finally:
        one.close()
def cursors():
    for _ in range(3):
        yield conn.cursor()
`;

describe('a call of the standard library', () => {
  test.each([
    'import time; time.sleep(1)',
    'import time as t; t.sleep(1)',
    'from time import sleep; sleep(1)',
    'from time import sleep as nap; nap(1)',
    'from time import *; sleep(1)',
    'import time; nap = time.sleep; nap(1)',
    'import time; a = time; b = a.sleep; c = b; c(1)',
    'import time; a, b = time.sleep, print; a(1)',
    'import shop.db; shop.db.sleep(1)',
    'from shop import db; db.sleep(1)',
    'from shop.db import sleep; sleep(1)',
    'from shop.api import sleep; sleep(1)',
    'from shop import *; from shop.db import *; sleep(1)',
    'import time\ndef f():\n    return time\nf().sleep(1)',
    'def f():\n    import time\n    time.sleep(1)',
    'def f():\n    from time import sleep\n    def g():\n        sleep(1)',
    'try:\n    from time import sleep\nexcept ImportError:\n    sleep = None\nsleep(1)',
    'import importlib\ntime = importlib.import_module("time")\ntime.sleep(1)',
    'time = __import__("time")\ntime.sleep(1)',
    'import time\nclass A:\n    nap = time.sleep\nA.nap(1)',
    'import time\nclass A:\n    def __init__(self):\n        self.nap = time.sleep\n    def f(self):\n        self.nap(1)',
    'import time\nclass A:\n    def f(self, sleep=None):\n        pass\n(time).sleep(1)',
    'import time\nif (nap := time.sleep):\n    nap(1)',
    'import time\nnap = time.sleep if time else time.sleep\nnap(1)',
    'import time\n[time.sleep(x) for x in (1, 2)]',
    'import time\nf = lambda: time.sleep(1)',
  ])('%s', async (text) => {
    expect(await called(text)).toBe('time.sleep');
  });

  test('behind functools.partial', async () => {
    const text = 'import time, functools\nnap = functools.partial(time.sleep, 1)\nnap()';
    expect(await called(text)).toBe('<functools.partial time.sleep>');
  });
});

const inClass = (...lines: string[]): string =>
  ['import psycopg2', 'from shop.db import connect', 'class A:', ...lines].join('\n');

describe('a call of a library', () => {
  test.each([
    'import psycopg2; psycopg2.connect("x").cursor().execute("y")',
    'from psycopg2 import connect; c = connect("x"); cur = c.cursor(); cur.execute("y")',
    'import psycopg2; a = b = psycopg2.connect("x"); b.cursor().execute("y")',
    'import psycopg2; a, b = psycopg2.connect("x"), 1; a.cursor().execute("y")',
    'from shop.db import conn; conn.cursor().execute("y")',
    'from shop.api import exported; exported.cursor().execute("y")',
    'from shop import db; db.conn.cursor().execute("y")',
    'from shop.db import client; client.conn.cursor().execute("y")',
    'from shop.db import Client; Client.conn.cursor().execute("y")',
    'from shop.db import Client; Client().conn.cursor().execute("y")',
    'from shop.db import connect; connect().cursor().execute("y")',
    'import psycopg2\nwith psycopg2.connect("x") as c:\n    with c.cursor() as cur:\n        cur.execute("y")',
    'import psycopg2\nwith psycopg2.connect("x") as c, c.cursor() as cur:\n    cur.execute("y")',
    'import psycopg2\nfrom contextlib import closing\nwith closing(psycopg2.connect("x").cursor()) as cur:\n    cur.execute("y")',
    'from shop.db import session\nwith session() as c:\n    c.cursor().execute("y")',
    'from contextlib import ExitStack\nfrom shop.db import session\nwith ExitStack() as stack:\n    c = stack.enter_context(session())\n    c.cursor().execute("y")',
    'from shop.db import cursors\nfor cur in cursors():\n    cur.execute("y")',
    'from shop.db import cursors\n[0 for cur in cursors() if cur.execute("y")]',
    'from shop.db import conn\nfor cur in (conn.cursor(), conn.cursor()):\n    cur.execute("y")',
    'conn = None\ndef init():\n    global conn\n    import psycopg2\n    conn = psycopg2.connect("x")\ndef use():\n    conn.cursor().execute("y")',
    inClass(
      '    def __init__(self):',
      '        self.conn = connect()',
      '        self.cur = self.conn.cursor()',
      '    def f(self):',
      '        self.cur.execute("y")',
    ),
    inClass(
      '    conn = None',
      '    def setUp(self):',
      '        self.conn = psycopg2.connect("x")',
      '    def f(self):',
      '        self.conn.cursor().execute("y")',
    ),
    inClass(
      '    @property',
      '    def conn(self):',
      '        return connect()',
      '    def f(self):',
      '        self.conn.cursor().execute("y")',
    ),
    inClass(
      '    @classmethod',
      '    def make(cls):',
      '        return cls()',
      '    def cursor(self):',
      '        return connect().cursor()',
      'A.make().cursor().execute("y")',
    ),
    inClass(
      '    def __enter__(self):',
      '        return connect()',
      '    def __exit__(self, *a): pass',
      'with A() as conn:',
      '    conn.cursor().execute("y")',
    ),
    inClass(
      '    def __init__(self):',
      '        self.conn = connect()',
      'class B:',
      '    def __init__(self):',
      '        self.a = A()',
      '    def f(self):',
      '        self.a.conn.cursor().execute("y")',
    ),
    'from psycopg2.extensions import cursor\nclass Own(cursor):\n    def f(self):\n        self.execute("y")',
    'from psycopg2.extensions import cursor\nclass Own(cursor): pass\nOwn().execute("y")',
    'from psycopg2.extensions import cursor\nclass Own(cursor):\n    def execute(self, q):\n        super().execute(q)',
    'import psycopg2\ndef f(conn: psycopg2.extensions.connection):\n    conn.cursor().execute("y")',
    'from psycopg2.extensions import connection\ndef f(conn: connection | None = None):\n    conn.cursor().execute("y")',
    'from typing import Optional\nfrom psycopg2.extensions import connection\ndef f(conn: Optional[connection]):\n    conn.cursor().execute("y")',
    'from typing import Annotated, Union\nfrom psycopg2.extensions import connection\ndef f(conn: Annotated[Union[connection, None], 1]):\n    conn.cursor().execute("y")',
    'from psycopg2.extensions import connection\ndef f(conn: "connection"):\n    conn.cursor().execute("y")',
    'from shop.db import Client\ndef f(client: Client):\n    client.conn.cursor().execute("y")',
    'from dataclasses import dataclass\nfrom psycopg2.extensions import connection\n@dataclass\nclass A:\n    conn: connection\n    def f(self):\n        self.conn.cursor().execute("y")',
    'from psycopg2.extensions import connection\nclass A:\n    conn: connection = make()\ndef f(a: A):\n    a.conn.cursor().execute("y")',
    'from psycopg2.extensions import connection\nclass A:\n    def __init__(self, conn):\n        self.conn: connection = conn\n    def f(self):\n        self.conn.cursor().execute("y")',
    'from psycopg2.extensions import connection\nclass A:\n    conn: "connection | None" = None\n    other: connection | None = None\n    def __init__(self, conn):\n        self.other = conn\n    def f(self):\n        self.other.cursor().execute("y")',
    'from psycopg2.extensions import connection\nconn: connection = make()\nconn.cursor().execute("y")',
    'import psycopg2\nexecute = psycopg2.connect("x").cursor().execute\nexecute("y")',
    'import psycopg2\ndef f(c=None):\n    c = c or psycopg2.connect("x")\n    d = psycopg2.connect("x")\n    def inner():\n        d.cursor().execute("y")',
  ])('%s', async (text) => {
    expect(await called(text)).toBe('psycopg2.extensions.cursor.execute');
  });

  test('behind functools.partial', async () => {
    const text =
      'import functools\nfrom shop.db import conn\nrun = functools.partial(conn.cursor().execute, "y")\nrun()';
    expect(await called(text)).toBe('<functools.partial psycopg2.extensions.cursor.execute>');
  });
});

/** Where nothing is said: what the text leaves open, or what no facts are kept of. */
describe('what is not followed', () => {
  test.each([
    ['a parameter without annotation', 'def f(conn):\n    conn.cursor().execute("y")'],
    ['getattr', 'from shop.db import conn\ngetattr(conn, "cursor")().execute("y")'],
    ['an item of a list', 'from shop.db import conn\nall = [conn]\nall[0].cursor()'],
    [
      'a return annotation',
      'from shop.db import Client\ndef f() -> Client:\n    return g()\nf().run()',
    ],
    [
      'an annotation of a list',
      'from shop.db import Client\ndef f(all: list[Client]):\n    for one in all:\n        one.run()',
    ],
    ['two kinds', 'from shop.db import conn, client\none = conn if x else client\none.run()'],
    [
      'yield from',
      'from shop.db import cursors\ndef f():\n    yield from cursors()\nfor cur in f():\n    cur.execute("y")',
    ],
    [
      'yields that differ',
      'from shop.db import conn\ndef f():\n    yield conn\n    yield 1\nfor one in f():\n    one.cursor()',
    ],
    [
      'a generator that no decorator makes a manager',
      'from shop.db import cursors\nwith cursors() as cur:\n    cur.execute("y")',
    ],
  ])('%s', async (_name, text) => {
    expect(await called(text)).toBe('?');
  });
});
