import { describe, expect, test } from 'vitest';
import { projectOf } from '../support/project.ts';

/** The functions of `app.py` that run in greenlets, by their qualified names. */
async function reached(text: string, more: Record<string, string> = {}): Promise<string[]> {
  const project = await projectOf({ 'app.py': `import gevent\n${shared}${text}\n`, ...more });
  const scopes = project.moduleAt('/ws/app.py')?.scopes ?? [];
  return scopes
    .filter((scope) => scope.kind === 'function' && project.greenletReach(scope) !== undefined)
    .map(({ qualifiedName }) => qualifiedName);
}

const shared = `import abc, typing, dataclasses
class Store:
    def read(self): pass
`;

const service = (init: string, work = 'self.store.read()'): string =>
  ['class Service:', `    ${init}`, '    def work(self):', `        ${work}`].join('\n');
const kept = 'def __init__(self, store): self.store = store';

describe('an object that somebody passes', () => {
  test.each([
    `${service(kept)}\ngevent.spawn(Service(Store()).work)`,
    `${service(kept)}\nservice = Service(store=Store())\ngevent.spawn(service.work)`,
    `${service(kept)}\ndef run():\n    store = Store()\n    Service(store).work()\ngevent.spawn(run)`,
    `${service('def __init__(self, store=None): self.store = store or Store()')}\ngevent.spawn(Service().work)`,
    `${service(kept, 'store = self.store\n        store.read()')}\ngevent.spawn(Service(Store()).work)`,
    `${service(kept)}\nclass Other(Service):\n    def __init__(self, store): super().__init__(store)\ngevent.spawn(Other(Store()).work)`,
    `${service('def __init__(self): pass', 'use(self.store)')}\ndef use(store): store.read()\ndef main(store):\n    use(store)\ngevent.spawn(main, Store())`,
    'def use(store):\n    store.read()\ngevent.spawn(use, Store())',
    'def use(n, store):\n    store.read()\ngevent.spawn_later(1, use, 1, Store())',
    'def use(store):\n    def inner():\n        store.read()\n    inner()\ngevent.spawn(use, store=Store())',
    'def use(stores):\n    for store in stores:\n        store.read()\ngevent.spawn(use, [Store()])',
    'class All:\n    def __init__(self, *stores: Store): self.stores = stores\n    def work(self): any(one.read() for one in self.stores)\ngevent.spawn(All(Store()).work)',
    'def use(**stores: Store):\n    for store in stores.values():\n        store.read()\ngevent.spawn(use)',
    '@dataclasses.dataclass\nclass Service:\n    store: typing.Any\n    def work(self): self.store.read()\ngevent.spawn(Service(Store()).work)',
  ])('%s', async (text) => {
    expect(await reached(text)).toContain('Store.read');
  });

  test.each([
    // Nobody passes one, or only a test does.
    `${service(kept)}\nStore()\ngevent.spawn(Service(3).work)`,
    `${service(kept, 'self.other.read()')}\ngevent.spawn(Service(Store()).work)`,
    `${service(kept)}\nService(Store())\ngevent.spawn(Service)`,
    'def use(store):\n    store = open("x")\n    store.read()\ngevent.spawn(use, Store())',
    'def use(*stores):\n    stores.read()\ngevent.spawn(use, Store())',
    'def use(store):\n    store.close()\ngevent.spawn(use, Store())',
    // The greenlet gets something else.
    'def use(store):\n    store.read()\ngevent.spawn(use, 3)\nuse(Store())',
  ])('not: %s', async (text) => {
    expect(await reached(text)).not.toContain('Store.read');
  });

  test('a test that passes one says nothing of how programs run', async () => {
    const use = 'def use(store):\n    store.read()\ndef run():\n    use(3)\ngevent.spawn(run)';
    const tests =
      'import gevent\nfrom app import use, Store\ndef test_use():\n    use(Store())\ngevent.spawn(test_use)\n';
    expect(await reached(use, { 'test_app.py': tests })).not.toContain('Store.read');
    expect(await reached(use, { 'more.py': tests })).toContain('Store.read');
  });
});

const jobs = `class Job(abc.ABC):
    def run(self): self.step()
    def step(self): raise NotImplementedError
class Copy(Job):
    def step(self): pass
class Move(Job):
    def step(self): pass
`;

describe('an object of which only a base class is known', () => {
  test.each([
    'def work():\n    Copy().run()\ngevent.spawn(work)',
    'def work(job: Job):\n    job.run()\nwork(Copy())\ngevent.spawn(work, 1)',
    'KINDS = {"copy": Copy}\ndef make(name) -> Job:\n    return KINDS[name]()\ndef work():\n    make("copy").run()\ngevent.spawn(work)',
    'class Keeper:\n    def __init__(self, job: Job): self.job = job\n    def work(self): self.job.step()\ngevent.spawn(Keeper(Copy()).work)',
  ])('%s', async (text) => {
    const found = await reached(jobs + text);
    expect(found).toContain('Copy.step');
    expect(found).not.toContain('Move.step');
  });

  test('all of its classes that are made', async () => {
    const found = await reached(`${jobs}def work(job: Job):\n    job.run()\ngevent.spawn(work)
Copy()\nMove()`);
    expect(found).toEqual(expect.arrayContaining(['Job.run', 'Copy.step', 'Move.step']));
  });

  test('one that is made itself stands for no other', async () => {
    const text = 'class Slow(Store):\n    def read(self): pass\nslow = Slow()\n';
    const work = 'def work():\n    store = Store()\n    store.read()\ngevent.spawn(work)';
    expect(await reached(text + work)).toEqual(['Store.read', 'work']);
  });

  test('a protocol stands for the classes that have all of its methods', async () => {
    const found = await reached(`class Reader(typing.Protocol):
    def read(self): ...
    def close(self): ...
class File:
    def read(self): pass
    def close(self): pass
class Unused(File):
    def read(self): pass
    def close(self): pass
def work(reader: Reader):
    reader.read()
File()
Store()
gevent.spawn(work)`);
    expect(found).toContain('File.read');
    expect(found).not.toContain('Store.read');
    expect(found).not.toContain('Unused.read');
  });

  test('each object goes its own way through what it inherits', async () => {
    const found = await reached(`${jobs}def main():\n    Move().run()\nmain()
def work():\n    Copy().run()\ngevent.spawn(work)`);
    expect(found).toEqual(['Job.run', 'Copy.step', 'work']);
  });
});

describe('methods that no call names', () => {
  const table = `class Rows:
    def __iter__(self): pass
    def __enter__(self): pass
    def __exit__(self, *error): pass
    @property
    def first(self): pass
    def last(self): pass
`;
  test.each([
    ['for row in Rows():\n        print(row)', ['Rows.__iter__']],
    ['rows = Rows()\n    print([row for row in rows])', ['Rows.__iter__']],
    ['rows = Rows()\n    with rows:\n        pass', ['Rows.__enter__', 'Rows.__exit__']],
    ['with Rows() as rows:\n        pass', ['Rows.__enter__', 'Rows.__exit__']],
    ['rows = Rows()\n    print(rows.first)', ['Rows.first']],
    ['Rows().first.lower()', ['Rows.first']],
    ['rows = Rows()\n    use(rows.first, rows.last)', ['Rows.first']],
    ['rows = Rows()\n    rows.first = 3', []],
    ['rows = open("x")\n    print(rows.first)\n    for row in rows: pass', []],
  ])('%s', async (work, expected) => {
    const found = await reached(`${table}def work():\n    ${work}\ngevent.spawn(work)`);
    expect(found.filter((name) => name !== 'work')).toEqual(expected);
  });
});

describe('an object from outside the workspace that somebody passes', () => {
  /** The path of what the call that ends in `.execute()` runs. */
  async function executed(text: string): Promise<string | undefined> {
    const project = await projectOf({ 'app.py': `import gevent, psycopg2, sqlite3\n${text}\n` });
    const calls = project.moduleAt('/ws/app.py')?.calls ?? [];
    const call = calls.find(
      ({ call: { callee } }) => callee.kind === 'attribute' && callee.name === 'execute',
    );
    return call && project.passedPath(call);
  }

  const connect = 'psycopg2.connect("x")';
  test.each([
    `def use(cursor):\n    cursor.execute()\ndef main():\n    use(${connect}.cursor())\ngevent.spawn(main)`,
    `def use(conn):\n    conn.cursor().execute()\ngevent.spawn(use, ${connect})`,
    `def use(conn):\n    cur = conn.cursor()\n    cur.execute()\ngevent.spawn(use, ${connect})`,
    `def use(conn):\n    with conn.cursor() as cur:\n        cur.execute()\ngevent.spawn(use, ${connect})`,
    `class Repo:\n    def __init__(self, conn): self.conn = conn\n    def all(self):\n        self.conn.cursor().execute()\ngevent.spawn(Repo(${connect}).all)`,
    `class Base:\n    def all(self):\n        self.conn.cursor().execute()\nclass Repo(Base):\n    def __init__(self): self.conn = ${connect}\ngevent.spawn(Repo().all)`,
    `class Mixin:\n    def all(self):\n        self.connect().cursor().execute()\nclass Repo(Mixin):\n    def connect(self): return ${connect}\ngevent.spawn(Repo().all)`,
  ])('%s', async (text) => {
    expect(await executed(text)).toBe('psycopg2.extensions.cursor.execute');
  });

  test.each([
    // It runs in no greenlet, may be either, is not told, or the call tells it by itself.
    `def use(cursor):\n    cursor.execute()\nuse(${connect}.cursor())`,
    `def use(c):\n    c.execute()\ngevent.spawn(use, ${connect}.cursor())\ngevent.spawn(use, sqlite3.connect("x"))`,
    'def use(c):\n    c.execute()\ngevent.spawn(use, object_of_somebody)',
    `def use():\n    ${connect}.cursor().execute()\ngevent.spawn(use)`,
  ])('not: %s', async (text) => {
    expect(await executed(text)).toBeUndefined();
  });
});

test('a function that the maker of an object is given', async () => {
  const text = `class Runner:
    def __init__(self, work): gevent.spawn(work)
def copy(): pass
Runner(copy)`;
  expect(await reached(text)).toContain('copy');
});
