import { describe, expect, test } from 'vitest';
import { noDeclarations } from '../../server/src/project/declarations.ts';
import type { ScopeView } from '../../server/src/project/model.ts';
import { Programs } from '../../server/src/project/programs/programs.ts';
import { GreenletReachIndex } from '../../server/src/project/reach/greenlet-reach.ts';
import { projectOf, workspace } from '../support/project.ts';

async function linked(files: Record<string, string>) {
  const project = await projectOf(files);
  const index = new GreenletReachIndex(project, new Programs(project, new Map(), noDeclarations));
  const scope = (name: string): ScopeView => {
    const [file, qualifiedName] = name.includes('#') ? name.split('#') : ['app.py', name];
    const module = project.moduleAt(`${workspace}/${file}`)!;
    const found = module.scopes.find((candidate) => candidate.qualifiedName === qualifiedName);
    if (found === undefined)
      throw new Error(`no ${name} among ${module.scopes.map((s) => s.qualifiedName)}`);
    return found;
  };
  return {
    project,
    index,
    scope,
    reach: (name: string) => index.reach(scope(name)),
    pooled: (name: string) => index.inThreadPool(scope(name)),
    /** The source text of each place of the chain. */
    chain: (name: string) =>
      index.reach(scope(name))?.chain.map(({ path, span }) => {
        const text = files[path.slice(workspace.length + 1)]!;
        return text.slice(...span);
      }),
  };
}

const work = 'def work(x=None): pass\n';

describe('functions given to a spawner', () => {
  test.each([
    'import gevent\ngevent.spawn(work)\n',
    'import gevent\ngevent.spawn(work, 1)\n',
    'import gevent\ngevent.spawn_later(1, work)\n',
    'import gevent\ngevent.spawn_raw(function=work)\n',
    'from gevent import spawn as go\ngo(work)\n',
    'import gevent\ngevent.Greenlet(work).start()\n',
    'import gevent\ngevent.Greenlet(run=work).start()\n',
    'from gevent.pool import Pool\nPool(3).spawn(work)\n',
    'from gevent.pool import Pool\np = Pool(3)\np.apply_async(func=work)\n',
    'import functools, gevent\ngevent.spawn(functools.partial(work, 1))\n',
    'import gevent\nalias = work\ngevent.spawn(alias)\n',
    'import gevent\ngevent.spawn(work if alias else print)\n',
    'import gevent\ngevent.spawn(print if alias else (lambda: 1) if alias > 1 else work)\n',
    'import gevent\ngevent.spawn(hook or work)\n',
    'import gevent\ngevent.spawn((job := work), 1)\n',
    'import gevent\ngevent.spawn(*(work, 1))\n',
    'import gevent\ngevent.spawn_later(1, *[work, 1])\n',
    'import gevent\nTABLE = {"a": print, "b": work}\ngevent.spawn(TABLE[name])\n',
    'import gevent\nTABLE = {"b": work}\ndef start(name):\n    gevent.spawn(TABLE.get(name, print))\n',
    'import gevent, signal\ngevent.signal_handler(signal.SIGTERM, work)\n',
    'import gevent\ng = gevent.Greenlet(print)\ng.link(work)\n',
    'from gevent.server import StreamServer\nStreamServer(("", 1), work).start()\n',
    'from gevent.server import StreamServer\nStreamServer(("", 1), handle=work).start()\n',
    'from gevent.pywsgi import WSGIServer\nWSGIServer(("", 1), work).serve_forever()\n',
    'from gevent.pywsgi import WSGIServer\nWSGIServer(("", 1), application=work).serve_forever()\n',
    'from gevent.pywsgi import WSGIServer\nclass S(WSGIServer): pass\nS(("", 1), work).serve_forever()\n',
  ])('%j', async (text) => {
    const it = await linked({ 'app.py': work + text });
    expect(it.reach('work')).toBeDefined();
    expect(it.chain('work')).toHaveLength(1);
  });

  test('lambdas, methods, nested functions and callable objects', async () => {
    const it = await linked({
      'app.py': [
        'import gevent',
        'class Job:',
        '    def run(self):',
        '        gevent.spawn(self.work)',
        '    def work(self): pass',
        'class Callable:',
        '    def __call__(self): pass',
        'def outer():',
        '    def inner(): pass',
        '    gevent.spawn(inner)',
        'gevent.spawn(lambda: step())',
        'def step(): pass',
        'gevent.spawn(Callable())',
        '',
      ].join('\n'),
    });
    expect(it.reach('Job.work')).toBeDefined();
    expect(it.reach('Job.run')).toBeUndefined();
    expect(it.reach('Callable.__call__')).toBeDefined();
    expect(it.reach('outer.inner')).toBeDefined();
    expect(it.reach('outer')).toBeUndefined();
    expect(it.reach('<lambda>')?.origin).toBe('gevent.spawn(lambda)');
    expect(it.reach('step')).toBeDefined();
    expect(it.reach('<module>')).toBeUndefined();
  });

  test('what is called on the spot is not spawned', async () => {
    const it = await linked({ 'app.py': `${work}import gevent\ngevent.spawn(work())\n` });
    expect(it.reach('work')).toBeUndefined();
  });

  test('look-alikes and hidden arguments', async () => {
    const it = await linked({
      'app.py': `${work}import gevent\nclass P:\n    def spawn(self, f): pass\nP().spawn(work)\nALL = found(work)\ngevent.spawn(*ALL)\nprint(work)\n`,
    });
    expect(it.reach('work')).toBeUndefined();
  });

  test('classes whose methods run in greenlets', async () => {
    const it = await linked({
      'app.py': [
        'from gevent import Greenlet',
        'from gevent.server import StreamServer',
        'class Base(Greenlet):',
        '    def helper(self): pass',
        'class Mailer(Base):',
        '    def _run(self):',
        '        self.send()',
        '    def send(self): pass',
        'class Echo(StreamServer):',
        '    def handle(self, sock, address): pass',
        'class Other:',
        '    def _run(self): pass',
        '    def handle(self): pass',
        '',
      ].join('\n'),
    });
    expect(it.reach('Mailer._run')?.origin).toBe('class Mailer(Base)');
    expect(it.reach('Mailer._run')?.many).toBe(false);
    expect(it.reach('Mailer.send')).toBeDefined();
    expect(it.reach('Base.helper')).toBeUndefined();
    expect(it.reach('Echo.handle')?.many).toBe(true);
    expect(it.reach('Other._run')).toBeUndefined();
    expect(it.reach('Other.handle')).toBeUndefined();
  });

  test('inherited methods', async () => {
    const it = await linked({
      'app.py': [
        'import gevent',
        'from gevent import Greenlet',
        'class Mixin:',
        '    def _run(self): pass',
        'class Mailer(Mixin, Greenlet): pass',
        'class Base:',
        '    def __init__(self): pass',
        '    def __call__(self): pass',
        'class Job(Base): pass',
        'def worker():',
        '    Job()',
        'gevent.spawn(worker)',
        'gevent.spawn(Job())',
        '',
      ].join('\n'),
    });
    expect(it.reach('Mixin._run')?.origin).toBe('class Mailer(Mixin, Greenlet)');
    expect(it.reach('Base.__init__')).toBeDefined();
    expect(it.reach('Base.__call__')).toBeDefined();
    const callers = it.index.callers(it.scope('Base.__init__'));
    expect(callers.map(({ scope }) => scope.qualifiedName)).toEqual(['<module>', 'worker']);
  });

  test('native threads count where the program patches them', async () => {
    const thread = `${work}import threading\nthreading.Thread(target=work).start()\nclass T(threading.Thread):\n    def run(self): pass\n`;
    const patch = 'from gevent import monkey\nmonkey.patch_all(';
    const patched = await linked({ 'app.py': `${patch})\n${thread}` });
    expect(patched.reach('work')?.origin).toBe('threading.Thread(target=work)');
    expect(patched.reach('T.run')).toBeDefined();
    const partly = await linked({ 'app.py': `${patch}thread=False)\n${thread}` });
    expect(partly.reach('work')).toBeUndefined();
    expect(partly.reach('T.run')).toBeUndefined();
    const plain = await linked({ 'app.py': `import gevent\n${thread}` });
    expect(plain.reach('work')).toBeUndefined();
  });

  test('all of a table, and neither what it does not hold nor its keys', async () => {
    const it = await linked({
      'app.py': `import gevent, tables
def other(): pass
gevent.spawn(tables.HANDLERS[name])
gevent.spawn({other: 1}[name])
gevent.spawn(*work)
gevent.spawn(*{work, other})
${work}`,
      'tables.py':
        'from app import other as third\ndef first(): pass\ndef second(): pass\nHANDLERS = {third: first, "b": second, "c": lambda: 1}\n',
    });
    expect(it.reach('tables.py#first')).toBeDefined();
    expect(it.reach('tables.py#second')).toBeDefined();
    expect(it.reach('work')).toBeUndefined();
    expect(it.reach('other')).toBeUndefined();
  });
});

describe('several at once', () => {
  test.each([
    ['for i in range(3):\n    gevent.spawn(work, i)\n', true],
    ['gs = [gevent.spawn(work, i) for i in range(3)]\n', true],
    ['while True:\n    gevent.spawn(work)\n', true],
    ['from gevent.pool import Pool\nPool().map(work, range(3))\n', true],
    ['from gevent.pywsgi import WSGIServer\nWSGIServer(("", 1), work).serve_forever()\n', true],
    ['if x:\n    gevent.spawn(work)\n', false],
    ['gevent.spawn(work)\n', false],
  ])('%j: %s', async (text, many) => {
    const it = await linked({ 'app.py': `import gevent\n${work}${text}` });
    expect(it.reach('work')?.many).toBe(many);
  });

  test('one of several spawns suffices', async () => {
    const it = await linked({
      'app.py': `import gevent\n${work}gevent.spawn(work)\nfor i in x:\n    gevent.spawn(work)\n`,
    });
    expect(it.reach('work')?.many).toBe(true);
  });
});

describe('calls', () => {
  test('the shortest chain, over modules', async () => {
    const it = await linked({
      'app.py':
        'import gevent\nfrom shop import db\ndef worker():\n    detour()\n    db.load()\ndef detour():\n    db.load()\ngevent.spawn(worker)\n',
      'shop/__init__.py': '',
      'shop/db.py':
        'class Connection:\n    def __init__(self):\n        self.open()\n    def open(self): pass\ndef load():\n    Connection()\ndef unused(): pass\n',
    });
    expect(it.chain('shop/db.py#load')).toEqual(['gevent.spawn(worker)', 'db.load()']);
    expect(it.chain('shop/db.py#Connection.open')).toEqual([
      'gevent.spawn(worker)',
      'db.load()',
      'Connection()',
      'self.open()',
    ]);
    expect(it.reach('shop/db.py#Connection.open')?.origin).toBe('gevent.spawn(worker)');
    expect(it.reach('shop/db.py#unused')).toBeUndefined();
  });

  test('context managers', async () => {
    const it = await linked({
      'app.py':
        'import gevent\nclass M:\n    def __enter__(self): pass\n    def __exit__(self, *a): pass\ndef worker():\n    with M():\n        pass\ngevent.spawn(worker)\n',
    });
    expect(it.reach('M.__enter__')).toBeDefined();
    expect(it.reach('M.__exit__')).toBeDefined();
  });

  test('circles end', async () => {
    const it = await linked({
      'app.py': 'import gevent\ndef a():\n    b()\ndef b():\n    a()\ngevent.spawn(a)\n',
    });
    expect(it.reach('b')).toBeDefined();
  });

  test('spawns in tests reach tests alone', async () => {
    const it = await linked({
      'app.py': work,
      'tests/test_app.py':
        'import gevent\nfrom app import work\ndef helper():\n    work()\ndef test_it():\n    gevent.spawn(helper)\n    gevent.spawn(work)\n',
    });
    expect(it.reach('tests/test_app.py#helper')).toBeDefined();
    expect(it.reach('work')).toBeUndefined();
  });

  test('callers', async () => {
    const it = await linked({
      'app.py': 'from lib import f as g, C\ng()\ndef h():\n    g()\n    C()\nf = print\nf()\n',
      'lib.py': 'def f(): pass\nclass C:\n    def __init__(self): pass\n',
    });
    const callers = it.index.callers(it.scope('lib.py#f'));
    expect(callers.map(({ scope }) => scope.qualifiedName)).toEqual(['<module>', 'h']);
    expect(it.index.callers(it.scope('lib.py#C.__init__'))).toHaveLength(1);
  });
});

describe('WSGI applications', () => {
  const serve = 'from gevent.pywsgi import WSGIServer\n';

  test('functions decorated with the application', async () => {
    const it = await linked({
      'app.py': `${serve}from shop.web import app\nWSGIServer(("", 1), app).serve_forever()\n`,
      'shop/__init__.py': '',
      'shop/web.py': [
        'from flask import Flask',
        'from shop.views import blueprint',
        'app = Flask(__name__)',
        'app.register_blueprint(blueprint)',
        '@app.route("/")',
        'def index():',
        '    return helper()',
        'def helper(): pass',
        '@app.cli.command()',
        'def reset(): pass',
        'def added(): pass',
        'app.add_url_rule("/added", view_func=added)',
        'other = Flask("other")',
        '@other.route("/")',
        'def elsewhere(): pass',
        '',
      ].join('\n'),
      'shop/views.py':
        'from flask import Blueprint\nblueprint = Blueprint("x", __name__)\n@blueprint.get("/x")\ndef view(): pass\n',
    });
    expect(it.reach('shop/web.py#index')).toMatchObject({
      origin: 'WSGIServer(…, app)',
      many: true,
    });
    expect(it.chain('shop/web.py#index')).toEqual(['WSGIServer(("", 1), app)', 'app.route("/")']);
    expect(it.reach('shop/web.py#helper')).toBeDefined();
    expect(it.reach('shop/web.py#added')).toBeDefined();
    expect(it.reach('shop/views.py#view')).toBeDefined();
    expect(it.reach('shop/web.py#reset')).toBeUndefined();
    expect(it.reach('shop/web.py#elsewhere')).toBeUndefined();
  });

  test('factories, middleware, callable instances', async () => {
    const it = await linked({
      'app.py': `${serve}from flask import Flask\nfrom x import ProxyFix\ndef create_app():\n    app = Flask("a")\n    @app.get("/")\n    def index(): pass\n    return app\nWSGIServer(("", 1), ProxyFix(create_app())).serve_forever()\n`,
      'own.py': `${serve}class App:\n    def __call__(self, environ, start):\n        return self.answer()\n    def answer(self): pass\napplication = App()\nWSGIServer(("", 1), application).serve_forever()\n`,
    });
    expect(it.reach('create_app.index')).toBeDefined();
    expect(it.reach('create_app')).toBeUndefined();
    expect(it.reach('own.py#App.answer')).toBeDefined();
  });

  test('an application that no gevent server serves', async () => {
    const it = await linked({
      'app.py':
        'import gevent\nfrom flask import Flask\napp = Flask("a")\n@app.route("/")\ndef index(): pass\napp.run()\n',
    });
    expect(it.reach('index')).toBeUndefined();
  });
});

describe('native thread pools', () => {
  test('a function that only a pool runs, and what it calls', async () => {
    const it = await linked({
      'app.py': [
        'import gevent',
        'from gevent.threadpool import ThreadPool',
        'def load(): read()',
        'def read(): pass',
        'def both(): pass',
        'def direct(): pass',
        'def nobody(): pass',
        'def worker():',
        '    gevent.get_hub().threadpool.apply(load)',
        '    ThreadPool(2).spawn(both)',
        '    both()',
        '    direct()',
        'gevent.spawn(worker)',
        '',
      ].join('\n'),
    });
    expect(it.pooled('load')).toBe(true);
    expect(it.pooled('read')).toBe(true);
    expect(it.pooled('both')).toBe(false);
    expect(it.pooled('direct')).toBe(false);
    expect(it.pooled('nobody')).toBe(false);
    expect(it.reach('load')).toBeUndefined();
    expect(it.reach('read')).toBeUndefined();
    expect(it.reach('both')).toBeDefined();
  });

  test('lambdas given to the hub', async () => {
    const it = await linked({
      'app.py':
        'import gevent\ndef load(): pass\ndef worker():\n    pool = gevent.get_hub().threadpool\n    pool.apply(lambda: load())\ngevent.spawn(worker)\n',
    });
    expect(it.pooled('load')).toBe(true);
    expect(it.reach('load')).toBeUndefined();
  });

  test('a circle of callers proves nothing', async () => {
    const it = await linked({ 'app.py': 'import gevent\ndef a(): b()\ndef b(): a()\n' });
    expect(it.pooled('a')).toBe(false);
  });
});
