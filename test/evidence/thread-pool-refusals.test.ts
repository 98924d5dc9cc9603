import { describe, expect, it } from 'vitest';
import { threadPoolRefusal } from '../../server/src/evidence/blocking/thread-pool-refusals.ts';
import { threadPoolTitle } from '../../server/src/fixes/wrap-in-thread-pool.ts';
import { libraries } from '../../server/src/knowledge/libraries.ts';
import { standardLibraryCall } from '../../server/src/knowledge/standard-library.ts';
import {
  threadPoolHazard,
  threadPoolHazards,
} from '../../server/src/knowledge/thread-pool-hazards.ts';
import { projectOf, workspace } from '../support/project.ts';

/** The reason for which the call that is spelled `callee` in app.py is refused. */
async function reason(text: string, callee: string, more: Record<string, string> = {}) {
  const project = await projectOf({ 'app.py': text, ...more });
  const module = project.moduleAt(`${workspace}/app.py`);
  const call = module?.calls.find(
    (view) => text.slice(view.calleeSpan[0], view.calleeSpan[1]) === callee,
  );
  if (call === undefined) throw new Error(`no call of ${callee}`);
  return threadPoolRefusal(call, project)?.reason;
}

const target = (body: string, head = '') =>
  `import gevent\n${head}\ndef work(x):\n    ${body.replaceAll('\n', '\n    ')}\n\ndef handler():\n    work(1)\n`;

describe('threadPoolRefusal', () => {
  const refused: [string, string, string][] = [
    ['logs', 'log.info("x")', 'import logging\nlog = logging.getLogger("a")'],
    ['logs', 'logging.warning("x")', 'import logging'],
    ['locks', 'with LOCK:\n    pass', 'import threading\nLOCK = threading.Lock()'],
    ['locks', 'LOCK.acquire()', 'from threading import RLock\nLOCK = RLock()'],
    ['forks', 'subprocess.run(["ls"])', 'import subprocess'],
    ['forks', 'popen("ls").read()', 'from os import popen'],
    ['loses-status', 'os.system("ls")', 'import os'],
    ['generator', 'yield 1', ''],
    ['request-state', 'return request.args["a"]', 'from flask import request'],
    ['request-state', 'return request.get_json()', 'from flask import request'],
    ['request-state', 'return STATE.user', 'import threading\nSTATE = threading.local()'],
    ['bound-to-thread', 'CONN.execute("select 1")', 'import sqlite3\nCONN = sqlite3.connect("a")'],
    ['bound-to-thread', 'c = sqlite3.connect("a")\nreturn c', 'import sqlite3'],
    ['uses-greenlets', 'gevent.spawn(print)', ''],
  ];
  for (const [expected, body, head] of refused) {
    it(`${expected}: ${JSON.stringify(body)}`, async () => {
      expect(await reason(target(body, head), 'work')).toBe(expected);
    });
  }

  const allowed: [string, string][] = [
    ['return zlib.compress(x)', 'import zlib'],
    [
      'c = sqlite3.connect("a")\nrows = c.execute("select 1").fetchall()\nc.close()\nreturn rows',
      'import sqlite3',
    ],
    ['with open(x) as f:\n    return json.load(f)', 'import json'],
    [
      'try:\n    return open(x).read()\nexcept subprocess.TimeoutExpired:\n    pass',
      'import subprocess',
    ],
  ];
  for (const [body, head] of allowed) {
    it(`nothing against ${JSON.stringify(body)}`, async () => {
      expect(await reason(target(body, head), 'work')).toBeUndefined();
    });
  }

  it('looks through callees in other files', async () => {
    const text = 'from lib import outer\n\ndef handler():\n    outer()\n';
    const lib =
      'import logging\ndef inner():\n    logging.error("x")\ndef outer():\n    inner()\n    outer()\n';
    expect(await reason(text, 'outer', { 'lib.py': lib })).toBe('logs');
  });

  const hidden: [string, string, string, string][] = [
    [
      'a property',
      'logs',
      'return Order().total',
      'class Order:\n    @property\n    def total(self):\n        logging.info("x")\n        return 1',
    ],
    [
      'a decorator',
      'locks',
      'return priced(x)',
      'def locked(f):\n    def inner(*a):\n        with LOCK:\n            return f(*a)\n    return inner\n@locked\ndef priced(x):\n    return x',
    ],
    [
      'a decorator with arguments',
      'locks',
      'return priced(x)',
      'def locked(n):\n    def around(f):\n        def inner(*a):\n            with LOCK:\n                return f(*a)\n        return inner\n    return around\n@locked(1)\ndef priced(x):\n    return x',
    ],
    [
      'a context manager',
      'locks',
      'with Held():\n    return x',
      'class Held:\n    def __enter__(self):\n        LOCK.acquire()\n    def __exit__(self, *a):\n        LOCK.release()',
    ],
    [
      'a context manager of a generator',
      'locks',
      'with held():\n    return x',
      'from contextlib import contextmanager\n@contextmanager\ndef held():\n    with LOCK:\n        yield',
    ],
    [
      'a key of sorted()',
      'logs',
      'return sorted(x, key=price)',
      'def price(x):\n    logging.info("x")\n    return x',
    ],
    [
      'a lambda',
      'forks',
      'return max(x, key=lambda n: subprocess.run(["ls"]))',
      'import subprocess',
    ],
    ['an item that is set', 'request-state', 'session["a"] = x', 'from flask import session'],
    ['an item of an attribute', 'request-state', 'g.prices["a"] = x', 'from flask import g'],
    [
      'a method of a made object',
      'logs',
      'Store().keep(x)',
      'class Store:\n    def keep(self, x):\n        self.tell(x)\n    def tell(self, x):\n        logging.info("x")',
    ],
    [
      'a context variable',
      'request-state',
      'return USER.get()',
      'import contextvars\nUSER = contextvars.ContextVar("user")',
    ],
    [
      'an application',
      'request-state',
      'return current_app.config["a"]',
      'from flask import current_app',
    ],
    [
      'a socket of zmq',
      'bound-to-thread',
      'SOCKET.send(x)',
      'import zmq\nSOCKET = zmq.Context().socket(zmq.PUB)',
    ],
  ];
  for (const [what, expected, body, head] of hidden) {
    it(`sees ${what}`, async () => {
      const shared = `import logging, threading\nLOCK = threading.Lock()\n${head}\ndef deeper(x):\n    ${body.replaceAll('\n', '\n    ')}`;
      expect(await reason(target('return deeper(x)', shared), 'work')).toBe(expected);
    });
  }

  it('looks through what the same object was given before', async () => {
    const text = (write: string, head = '') =>
      `import logging, pycurl, queue\nfrom io import BytesIO\nPIECES = queue.Queue()\n${head}\ndef load():\n    curl = pycurl.Curl()\n    curl.setopt(pycurl.WRITEFUNCTION, ${write})\n    curl.perform()\n`;
    const told = 'def told(piece):\n    logging.info("piece")\n';
    expect(await reason(text('told', told), 'curl.perform')).toBe('logs');
    expect(await reason(text('PIECES.put'), 'curl.perform')).toBe('locks');
    expect(await reason(text('lambda piece: PIECES.put(piece)'), 'curl.perform')).toBe('locks');
    expect(await reason(text('BytesIO().write'), 'curl.perform')).toBeUndefined();
    expect(await reason(text('lambda piece: None'), 'curl.perform')).toBeUndefined();
    const kept = `import logging, pycurl\nclass Client:\n    def __init__(self):\n        self.curl = pycurl.Curl()\n        self.curl.setopt(pycurl.WRITEFUNCTION, self.write)\n    def write(self, piece):\n        logging.info("piece")\n    def load(self):\n        self.curl.perform()\n`;
    expect(await reason(kept, 'self.curl.perform')).toBe('logs');
  });

  it('looks through generators that the call would run, and objects of the request', async () => {
    const text = (given: string) =>
      `import bcrypt, logging\nfrom flask import request\ndef rows(n):\n    logging.info("row")\n    yield n\ndef plain(n):\n    yield n\ndef handler():\n    bcrypt.hashpw(${given})\n`;
    expect(await reason(text('rows(1)'), 'bcrypt.hashpw')).toBe('logs');
    expect(await reason(text('plain(1)'), 'bcrypt.hashpw')).toBeUndefined();
    expect(await reason(text('request'), 'bcrypt.hashpw')).toBe('request-state');
    expect(await reason(text('request.data'), 'bcrypt.hashpw')).toBeUndefined();
  });

  it('judges a leaf call by what is known of it', async () => {
    expect(await reason('import zlib\nzlib.compress(b"")\n', 'zlib.compress')).toBeUndefined();
    expect(await reason('open("a")\n', 'open')).toBeUndefined();
    expect(await reason('import json\njson.loads("1")\n', 'json.loads')).toBe('keeps-gil');
    expect(
      await reason('import sqlite3\nc = sqlite3.connect("a")\nc.execute("x")\n', 'c.execute'),
    ).toBe('bound-to-thread');
    expect(await reason('def f(x):\n    x.y()\n', 'x.y')).toBe('unknown-callee');
    expect(
      await reason(
        'import sqlite3\ndef f(c): return c.execute("")\nf(sqlite3.connect("a"))\n',
        'f',
      ),
    ).toBe('bound-to-thread');
    expect(await reason('async def f(): pass\nasync def g():\n    await f()\n', 'f')).toBe('async');
  });

  it('looks through functions that the call is given', async () => {
    const text = (body: string) =>
      `import logging, pandas\ndef each(row):\n    ${body}\nf = pandas.DataFrame()\nf.apply(each)\nf.apply(func=each)\n`;
    expect(await reason(text('logging.error("x")'), 'f.apply')).toBe('logs');
    expect(await reason(text('return row'), 'f.apply')).toBeUndefined();
  });

  const libraryCalls = libraries.flatMap(({ library, calls = [], pool, poolReason }) =>
    pool === undefined ? [] : calls.map((path) => ({ library, path, pool, poolReason })),
  );
  it.each(libraryCalls)('$path of $library: $pool', async ({ path, pool, poolReason }) => {
    const expected = { leaf: undefined, unit: 'bound-to-thread', refused: poolReason }[pool];
    const [module] = path.split('.');
    expect(await reason(`import ${module}\n${path}(1)\n`, path)).toBe(expected);
  });

  it('says in the title that another thread runs it', () => {
    expect(threadPoolTitle('open()')).toBe(
      "Run open() in gevent's thread pool (runs on another thread)",
    );
  });
});

describe('the table of hazards', () => {
  it('is sorted, without doubles, and every row has its evidence', () => {
    const paths = threadPoolHazards.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
    for (const row of threadPoolHazards) {
      expect(row.evidence.length).toBeGreaterThan(10);
      expect(['below', 'itself']).toContain(row.covers);
    }
  });
  it('covers what lies below a path, where it says so', () => {
    expect(threadPoolHazard('flask.request.args.get')?.reason).toBe('request-state');
    expect(threadPoolHazard('os.system')?.reason).toBe('loses-status');
    expect(threadPoolHazard('warnings.warn.x')).toBeUndefined();
    expect(threadPoolHazard('zlib.compress')).toBeUndefined();
    expect(standardLibraryCall('zlib.compress')?.pool).toBe('leaf');
  });
});
