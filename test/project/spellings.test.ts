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

/** `conns[key] = connect()` in one function, used in another. */
const filled = [
  'CONNS = {}\ndef add(key):\n    CONNS[key] = connect()\ndef f(key):\n    CONNS[key].cursor().execute("y")',
  'CONNS = {}\ndef clear():\n    global CONNS\n    CONNS = {}\ndef add(key):\n    CONNS[key] = conn = connect()\ndef f(key):\n    CONNS.get(key).cursor().execute("y")',
  'CONNS = dict()\nCONNS["a"] = connect()\nCONNS["b"] = connect()\ndef f():\n    for name, one in CONNS.items():\n        one.cursor().execute("y")',
  'def f(names):\n    conns = {}\n    for name in names:\n        conns[name] = connect()\n    for one in conns.values():\n        one.cursor().execute("y")',
  'def f(names):\n    conns = {}\n    def add(name):\n        conns[name] = connect()\n    conns["a"].cursor().execute("y")',
  'class A:\n    def __init__(self):\n        self.conns = {}\n    def add(self, key):\n        self.conns[key] = connect()\n    def f(self, key):\n        self.conns[key].cursor().execute("y")',
  'class A:\n    conns = {}\n    def get(self, key):\n        if key not in self.conns:\n            self.conns[key] = connect()\n        return self.conns[key]\nclass B(A):\n    def f(self):\n        self.get("a").cursor().execute("y")',
  'class A:\n    def __init__(self):\n        self.conns = {}\n    def add(self, key):\n        self.conns[key] = connect()\ndef f(a: A):\n    a.conns.pop("a").cursor().execute("y")',
].map((text) => `from shop.db import connect\n${text}`);

/** `state.conn = connect()` in one function, used in another. */
const setElsewhere = [
  'class State: pass\nstate = State()\ndef init():\n    state.conn = connect()\ndef f():\n    state.conn.cursor().execute("y")',
  'class State:\n    conn = None\ndef init(state: State):\n    state.conn = connect()\ndef f(state: State):\n    state.conn.cursor().execute("y")',
  'class State:\n    conn = None\ndef init():\n    State.conn = connect()\ndef f():\n    State().conn.cursor().execute("y")',
  'class State:\n    @classmethod\n    def init(cls):\n        cls.conn = connect()\n    def f(self):\n        self.conn.cursor().execute("y")',
  'class State: pass\nclass Own(State): pass\nown = Own()\ndef init():\n    own.conn = connect()\ndef f(state: State):\n    state.conn.cursor().execute("y")',
  'class State: pass\nclass App:\n    def __init__(self):\n        self.state = State()\n    def open(self):\n        self.state.conn = connect()\n    def f(self):\n        self.state.conn.cursor().execute("y")',
  'import types\nstate = types.SimpleNamespace()\nstate.conn = connect()\ndef f():\n    state.conn.cursor().execute("y")',
  'import threading\nlocal = threading.local()\ndef f():\n    if not hasattr(local, "conn"):\n        local.conn = connect()\n    local.conn.cursor().execute("y")',
  'from gevent.local import local\nown = local()\ndef f():\n    own.conn = None\n    own.conn = connect()\n    own.conn.cursor().execute("y")',
  'from flask import g\ndef f():\n    if "db" not in g:\n        g.db = connect()\n    return g.db\nf().cursor().execute("y")',
  'import flask\nfrom flask import g\ndef open():\n    flask.g.db = connect()\ndef f():\n    g.db.cursor().execute("y")\n    del g.db\n    g.db.cursor().execute("y")',
  'from flask import Flask, current_app\napp = Flask("x")\napp.db = connect()\ndef f():\n    current_app.db.cursor().execute("y")',
  'import shop.db\ndef open():\n    shop.db.other = connect()\ndef f():\n    shop.db.other.cursor().execute("y")',
  'from shop import db\nwith connect() as db.other:\n    db.other.cursor().execute("y")',
].map((text) => `from shop.db import connect\n${text}`);

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
    'from shop.db import conn\nall = [conn]\nall[0].cursor().execute("y")',
    'from shop.db import conn\ndef with_cursor(f):\n    def inner(*given):\n        return f(conn.cursor(), *given)\n    return inner\n@with_cursor\ndef f(cur, x):\n    cur.execute("y")',
    'from shop.db import connect\ndef with_cursor(name):\n    def decorate(f):\n        def inner(self, *given, **more):\n            with connect() as c:\n                return f(self, c.cursor(), *given, **more)\n        return inner\n    return decorate\nclass A:\n    @with_cursor("x")\n    def f(self, cur, x):\n        cur.execute("y")',
    'from shop.db import conn\ndef with_cursor(f):\n    def inner(*given):\n        f(*given, cur=conn.cursor())\n    return inner\n@with_cursor\ndef f(x, cur=None):\n    cur.execute("y")',
    'from shop.db import conn\ndef logged(f):\n    def inner(*given):\n        return f(*given)\n    return inner\ndef with_cursor(f):\n    def inner():\n        return f(conn.cursor())\n    return inner\n@with_cursor\n@logged\ndef f(cur):\n    cur.execute("y")',
    'from shop.db import conn\nall = [conn]\nall[-1].cursor().execute("y")',
    'from shop.db import conn\nall = (1, conn)\nall[1].cursor().execute("y")',
    'from shop.db import conn\nALL = [conn, conn]\ndef f():\n    for one in ALL:\n        one.cursor().execute("y")',
    'from shop.db import connect\nall = [connect(), connect()]\nfor one in reversed(all):\n    one.cursor().execute("y")',
    'from shop.db import connect\nall = [connect() for name in names]\nfor one in all[1:]:\n    one.cursor().execute("y")',
    'from shop.db import connect\nfor at, one in enumerate(connect() for name in names):\n    one.cursor().execute("y")',
    'from shop.db import connect\nfor name, one in zip("ab", [connect(), connect()]):\n    one.cursor().execute("y")',
    'from shop.db import connect\nfor name, (one, two) in [("a", (connect(), 1))]:\n    one.cursor().execute("y")',
    'from shop.db import conn\nfor one in [*[conn], conn] + [conn]:\n    one.cursor().execute("y")',
    'from shop.db import conn, client\nall = {"a": conn, "b": client}\nall["a"].cursor().execute("y")',
    'from shop.db import conn, client\nall = {"a": conn, "b": client}\nall.get("a").cursor().execute("y")',
    'from shop.db import conn\nall = {"a": conn, "b": conn}\nall[name].cursor().execute("y")',
    'from shop.db import conn\nall = dict(a=conn, b=conn)\nfor name, one in all.items():\n    one.cursor().execute("y")',
    'from shop.db import conn\nall = {"a": conn}\nfor one in list(all.values()):\n    one.cursor().execute("y")',
    'from shop.db import cursors\nnext(cursors()).execute("y")',
    'from shop.db import cursors\nall = cursors()\nfor cur in all:\n    cur.execute("y")',
    'from shop.db import connect\ndef f():\n    c = connect()\n    return c, c.cursor()\nconn, cur = f()\ncur.execute("y")',
    'from shop.db import connect\ndef f():\n    return connect(), 1\nf()[0].cursor().execute("y")',
    'import shop.db\ngetattr(shop.db, "conn").cursor().execute("y")',
    'from shop.db import conn\ngetattr(conn, "cursor", None)().execute("y")',
    'from shop.db import Client\nclass A(Client):\n    def f(self):\n        type(self).conn.cursor().execute("y")',
    'from shop.db import Client\nclass A(Client):\n    def f(self):\n        self.__class__.conn.cursor().execute("y")',
    'from shop.db import connect\nif (c := connect()):\n    c.cursor().execute("y")',
    'from shop.db import connect\n(c := connect()).cursor().execute("y")',
    'import psycopg2\nconnect = lambda: psycopg2.connect("x")\nconnect().cursor().execute("y")',
    'from typing import cast\nfrom psycopg2.extensions import connection\ncast(connection, x).cursor().execute("y")',
    'from typing import cast\nfrom psycopg2.extensions import connection\ncast("connection", x).cursor().execute("y")',
    'from psycopg2.extensions import connection\ndef f() -> connection:\n    return pool.take()\nf().cursor().execute("y")',
    'import psycopg2\ndef f(name) -> "psycopg2.extensions.connection | None":\n    return pool[name]\nf(1).cursor().execute("y")',
    'import typing as t\nfrom psycopg2.extensions import connection\ndef f() -> "t.Optional[connection]":\n    raise NotImplementedError\nf().cursor().execute("y")',
    'from psycopg2.extensions import connection\nclass A:\n    @property\n    def conn(self) -> connection:\n        return self.pool.take()\nA().conn.cursor().execute("y")',
    'import contextlib, typing\nfrom psycopg2.extensions import connection\n@contextlib.contextmanager\ndef f() -> typing.Iterator[connection]:\n    yield pool.take()\nwith f() as c:\n    c.cursor().execute("y")',
    'from collections.abc import Generator\nfrom psycopg2.extensions import connection\ndef f() -> Generator[connection, None, None]:\n    yield pool.take()\nfor c in f():\n    c.cursor().execute("y")',
    'from psycopg2.extensions import connection\ndef f(all: list[connection]):\n    for c in all:\n        c.cursor().execute("y")',
    'from typing import Dict\nfrom psycopg2.extensions import connection\nclass A:\n    def __init__(self):\n        self.all: Dict[str, connection] = {}\n    def f(self, name):\n        self.all[name].cursor().execute("y")',
    'from psycopg2.extensions import connection\ndef f(all: "dict[str, connection]"):\n    all.get("a").cursor().execute("y")',
    'from shop.db import conn\nclass A:\n    def make(self) -> "A":\n        return registry[0]\n    def cursor(self):\n        return conn.cursor()\nA().make().cursor().execute("y")',
    'from typing import Self\nfrom shop.db import conn\nclass A:\n    def make(self) -> Self:\n        return registry[0]\n    def cursor(self):\n        return conn.cursor()\nA().make().cursor().execute("y")',
    ...setElsewhere,
    ...filled,
    'import operator\nfrom shop.db import conn\nrun = operator.methodcaller("execute", "y")\nrun(conn.cursor())',
    'from operator import methodcaller\nfrom shop.db import conn\nmethodcaller("execute", "y")(conn.cursor())',
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
    [
      'what two wrappers pass',
      'from shop.db import conn, client\ndef give(f):\n    def one():\n        f(conn)\n    def two():\n        f(client)\n    return one\n@give\ndef f(c):\n    c.run()',
    ],
    [
      'what a wrapper passes behind stars',
      'from shop.db import conn\ndef give(f):\n    def inner(x, *given):\n        f(x, *given, conn)\n    return inner\n@give\ndef f(x, c):\n    c.cursor()',
    ],
    [
      'a dictionary that is given two kinds',
      'from shop.db import client, conn\nALL = {}\ndef f():\n    ALL["a"] = conn\n    ALL["b"] = client\ndef g():\n    ALL["a"].cursor()',
    ],
    [
      'a dictionary that is given what cannot be told, too',
      'from shop.db import conn\nALL = {}\ndef f(x):\n    ALL["a"] = conn\n    ALL["b"] = x\ndef g():\n    ALL["a"].cursor()',
    ],
    [
      'another dictionary of the same name',
      'from shop.db import conn\nALL = {}\ndef f():\n    ALL = {}\n    ALL["a"] = conn\ndef g():\n    ALL["a"].cursor()',
    ],
    ['a dictionary of which nothing is known', 'ALL = {}\ndef f():\n    ALL["a"].cursor()'],
    [
      'a dictionary that is also something else',
      'from shop.db import conn, load\nALL = {}\ndef f():\n    global ALL\n    ALL["a"] = conn\n    ALL = load()\ndef g():\n    ALL["a"].cursor()',
    ],
    [
      'an attribute that is set to two kinds',
      'from shop.db import Client, conn\nclass State: pass\nstate = State()\ndef f():\n    state.one = conn\ndef g():\n    state.one = Client()\nstate.one.cursor()',
    ],
    [
      'an attribute that its class sets to another kind',
      'from shop.db import Client, conn\nclass State:\n    def __init__(self):\n        self.one = conn\ndef f(state: State):\n    state.one = Client()\ndef g(state: State):\n    state.two = state.one\n    state.two = 1\n    state.two.cursor()',
    ],
    [
      'an attribute that is set on what nobody knows, too',
      'from shop.db import conn\nclass State: pass\nstate = State()\nstate.one = conn\ndef f(x):\n    x.one = 1\nstate.one.cursor()',
    ],
    [
      'an attribute of another class',
      'from shop.db import conn\nclass State: pass\nclass Other: pass\nstate = State()\nstate.one = conn\nOther().one.cursor()',
    ],
    [
      'an attribute of instances on their class',
      'from shop.db import conn\nclass State: pass\nstate = State()\nstate.one = conn\nState.one.cursor()',
    ],
    [
      'an attribute of the class of open objects',
      'import types\nfrom shop.db import conn\nspace = types.SimpleNamespace()\nspace.one = conn\ntypes.SimpleNamespace.one.cursor().more().x',
    ],
    [
      'a method by a name that is not known',
      'import operator\nfrom shop.db import conn\noperator.methodcaller(name)(conn)',
    ],
    [
      'a method of what nobody knows',
      'import operator\ndef f(conn):\n    operator.methodcaller("cursor")(conn)',
    ],
    ['getattr by a name', 'from shop.db import conn\ngetattr(conn, name)().execute("y")'],
    [
      'items that differ',
      'from shop.db import conn, client\nfor one in [conn, client]:\n    one.cursor()',
    ],
    [
      'what a list holds later',
      'from shop.db import conn\nall = []\nall.append(conn)\nall[0].run()',
    ],
    ['a key that is not there', 'from shop.db import conn\nall = {"a": conn}\nall["b"].cursor()'],
    [
      'a return annotation that the body contradicts',
      'from shop.db import Client, conn\ndef f() -> Client:\n    return conn\nf().run(1).more()',
    ],
    [
      'a return annotation of what is awaited',
      'from shop.db import Client\nasync def f() -> Client:\n    return g()\nf().run()',
    ],
    [
      'a return annotation behind a decorator',
      'from shop.db import Client\n@made\ndef f() -> Client:\n    return g()\nf().run()',
    ],
    [
      'too few names for a tuple',
      'from shop.db import conn\ndef f():\n    return conn, 1, 2\na, b = f()\na.cursor()',
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
