import { describe, expect, test } from 'vitest';
import { projectOf, workspace } from '../support/project.ts';
import { wordsOf } from '../support/value-words.ts';

/** Each call of `path`, with the source text of every place that leads a greenlet there. */
async function chains(path: string, files: Record<string, string>): Promise<string[][]> {
  const project = await projectOf(files);
  return project.modules.flatMap(({ calls }) =>
    calls.flatMap((call) => {
      if (call.path !== path && wordsOf(call.target) !== path) return [];
      const chain = project.greenletReach(call.scope)?.chain ?? [];
      const texts = chain.map((place) =>
        files[place.path.slice(workspace.length + 1)]!.slice(...place.span),
      );
      return texts.length === 0 ? [] : [texts];
    }),
  );
}

const wrapper = {
  'shop/__init__.py': '',
  'shop/run.py': 'import os\ndef run(command):\n    return os.system(command)\n',
  'shop/tools.py': 'from shop.run import run\ndef convert(name):\n    run(f"convert {name}")\n',
};

describe('a function of the workspace that blocks', () => {
  test('is one cause for many callers: the chain is that of the nearest spawn', async () => {
    const files = {
      ...wrapper,
      'main.py': `import gevent
from shop.tools import convert
from shop.run import run
def one(): convert("a")
def two(): convert("b")
def three(): run("c")
gevent.spawn(one)
gevent.spawn(two)
gevent.spawn(three)
`,
    };
    expect(await chains('os.system', files)).toEqual([['gevent.spawn(three)', 'run("c")']]);
  });

  test('has every call on the way in its chain', async () => {
    const files = {
      ...wrapper,
      'main.py': `import gevent
from shop.tools import convert
class Jobs:
    def work(self): self.step()
    def step(self): convert("a")
gevent.spawn(Jobs().work)
`,
    };
    expect(await chains('os.system', files)).toEqual([
      ['gevent.spawn(Jobs().work)', 'self.step()', 'convert("a")', 'run(f"convert {name}")'],
    ]);
  });

  test.each([
    [
      'a subclass',
      'class Base:\n    def go(self): self.work()\n    def work(self): os.system("x")\nclass Sub(Base): pass\ngevent.spawn(Sub().go)\n',
    ],
    [
      'a callable object',
      'class Go:\n    def __call__(self): os.system("x")\ndef f():\n    Go()()\ngevent.spawn(f)\n',
    ],
    [
      'a constructor',
      'class Go:\n    def __init__(self): os.system("x")\ndef f():\n    Go()\ngevent.spawn(f)\n',
    ],
    [
      'a manager',
      'class Go:\n    def __enter__(self): os.system("x")\n    def __exit__(self, *a): pass\ndef f():\n    with Go(): pass\ngevent.spawn(f)\n',
    ],
    [
      'an annotated parameter',
      'class Go:\n    def go(self): os.system("x")\ndef f(go: Go):\n    go.go()\ngevent.spawn(f)\n',
    ],
    [
      'a context manager of the workspace',
      'import contextlib\nclass Go:\n    def go(self): os.system("x")\n@contextlib.contextmanager\ndef made():\n    yield Go()\ndef f():\n    with made() as go:\n        go.go()\ngevent.spawn(f)\n',
    ],
    ['an alias', 'def go(): os.system("x")\nwent = go\ndef f(): went()\ngevent.spawn(f)\n'],
    ['a nested function', 'def f():\n    def go(): os.system("x")\n    go()\ngevent.spawn(f)\n'],
    [
      'a partial',
      'import functools\ndef go(a): os.system(a)\ndef f():\n    p = functools.partial(go, 1)\n    p()\ngevent.spawn(f)\n',
    ],
  ])('is found behind %s', async (_name, text) => {
    const found = await chains('os.system', { 'main.py': `import gevent, os\n${text}` });
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]).toContain('gevent.spawn(');
  });

  const two = 'def a(x=0): os.system("x")\ndef b(x=0): os.system("x")\n';

  test.each([
    ['a list', 'for f in [a, b]:\n    gevent.spawn(f)\n'],
    ['a named list', 'ALL = [a, b]\ngevent.joinall([gevent.spawn(f, 1) for f in ALL])\n'],
    ['a set behind a list', 'for f in sorted([*{a}] + [b]):\n    gevent.spawn(f)\n'],
    ['rows', 'ROWS = ((a, 1), (b, 2))\nfor f, x in ROWS:\n    gevent.spawn(f, x)\n'],
    ['enumerate()', 'for at, f in enumerate((a, b)):\n    gevent.spawn(f, at)\n'],
    ['zip()', 'for f, x in zip([a, b], [1, 2]):\n    gevent.spawn(f, x)\n'],
    ['items()', 'ALL = {"a": a, "b": b}\nfor name, f in ALL.items():\n    gevent.spawn(f)\n'],
    ['values()', 'ALL = dict(a=a, b=b)\nfor f in ALL.values():\n    gevent.spawn(f)\n'],
    ['a table', 'ALL = {"a": a, "b": b}\ndef run(name):\n    gevent.spawn(ALL[name])\n'],
    [
      'rows of a table',
      'ALL = {"a": (a, 1), "b": (b, 2)}\nfor f, x in ALL.values():\n    gevent.spawn(f)\n',
    ],
    [
      'a called table',
      'ALL = {"a": a, "b": b}\ndef run(name):\n    ALL.get(name)()\ngevent.spawn(run, 1)\n',
    ],
    [
      'a called list',
      'ALL = [a, b]\ndef run():\n    for f in ALL:\n        f()\ngevent.spawn(run)\n',
    ],
    ['called conditions', 'def run(x):\n    f = a if x else b\n    f()\ngevent.spawn(run, 1)\n'],
    [
      'methods',
      'class A:\n    def __init__(self):\n        self.all = [self.one, self.two]\n    def one(self): a()\n    def two(self): b()\n    def run(self):\n        for f in self.all:\n            gevent.spawn(f)\nA().run()\n',
    ],
    [
      'classes',
      'class A:\n    def go(self): a()\nclass B:\n    def go(self): b()\nfor one in (A, B):\n    gevent.spawn(one().go)\n',
    ],
  ])('is found behind %s that holds several', async (_name, text) => {
    expect(
      await chains('os.system', { 'main.py': `import gevent, os\n${two}${text}` }),
    ).toHaveLength(2);
  });

  test.each([
    ['an item', 'gevent.spawn([a, b][0])\n'],
    ['the last item', 'ALL = [a, b]\ngevent.spawn(ALL[-1])\n'],
    ['a key', 'ALL = {"a": a, "b": b}\ngevent.spawn(ALL["a"])\n'],
    [
      'a key that is called',
      'ALL = {"a": a, "b": b}\ndef run():\n    ALL.get("b")()\ngevent.spawn(run)\n',
    ],
    ['a named key', 'KEY = "a"\nALL = {"a": a, "b": b}\ngevent.spawn(ALL[KEY])\n'],
    ['a part of a row', 'f, g = a, b\ngevent.spawn(f)\n'],
  ])('is only that behind %s', async (_name, text) => {
    expect(
      await chains('os.system', { 'main.py': `import gevent, os\n${two}${text}` }),
    ).toHaveLength(1);
  });

  test('is none behind a list that nobody spawns from', async () => {
    const text = 'ALL = [a, b]\nfor f in ALL:\n    f()\ndef idle(): pass\ngevent.spawn(idle)\n';
    expect(await chains('os.system', { 'main.py': `import gevent, os\n${two}${text}` })).toEqual(
      [],
    );
  });

  const work = 'def work(*given): os.system("x")\n';

  test.each([
    [
      'a function that is called again and again',
      'def every(times, task):\n    def loop():\n        task()\n    gevent.spawn(loop)\nevery(3, work)\n',
    ],
    [
      'the method of a subclass',
      'class Base:\n    def start(self):\n        gevent.spawn(self.run)\n    def run(self): pass\nclass Own(Base):\n    def run(self): work()\nOwn().start()\n',
    ],
    [
      'a method that only the subclass has',
      'class Base:\n    def start(self):\n        gevent.spawn(self.run)\nclass Own(Base):\n    def run(self): work()\nOwn().start()\n',
    ],
    [
      'a parameter that is called',
      'def retry(task):\n    task()\ndef run():\n    retry(work)\ngevent.spawn(run)\n',
    ],
    [
      'a keyword',
      'def retry(times, task=None):\n    task()\ndef run():\n    retry(3, task=work)\ngevent.spawn(run)\n',
    ],
    [
      'a method that calls it',
      'class A:\n    def retry(self, task):\n        task()\ndef run():\n    A().retry(lambda: work())\ngevent.spawn(run)\n',
    ],
    ['an argument of a spawn', 'def retry(task):\n    task()\ngevent.spawn(retry, work)\n'],
    [
      'the items of a map',
      'from gevent.pool import Pool\nPool(2).map(lambda task: task(), [work])\n',
    ],
    ['map()', 'def run():\n    list(map(work, [1]))\ngevent.spawn(run)\n'],
    ['with_timeout()', 'def run():\n    gevent.with_timeout(3, work, 1)\ngevent.spawn(run)\n'],
    ['a sort', 'def run():\n    [].sort(key=work)\n    sorted([], key=work)\ngevent.spawn(run)\n'],
    [
      'a callback of apply_async()',
      'from gevent.pool import Pool\nPool(2).apply_async(print, callback=work)\n',
    ],
    [
      'a callback behind None',
      'from gevent.pool import Group\nGroup().map_async(print, [1], work)\n',
    ],
    [
      'a callback of grequests',
      'import grequests\ngrequests.map([grequests.get("http://x", callback=work)])\n',
    ],
    [
      'a hook of grequests',
      'import grequests\ngrequests.post("http://x", hooks={"response": [work]})\n',
    ],
    [
      'a named hook',
      'import grequests\nHOOKS = dict(response=work)\ngrequests.post("http://x", hooks=HOOKS)\n',
    ],
    [
      'set_handle()',
      'from gevent.server import StreamServer\nserver = StreamServer(("", 1))\nserver.set_handle(work)\n',
    ],
    [
      'a subclass of BaseServer',
      'from gevent.baseserver import BaseServer\nclass Own(BaseServer):\n    def handle(self, *given): work()\n',
    ],
    [
      'a web socket',
      'from geventwebsocket import WebSocketApplication\nclass Own(WebSocketApplication):\n    def on_message(self, text): work()\n',
    ],
    ['a resource', 'from geventwebsocket import Resource\nResource({"/": work})\n'],
    [
      'a job',
      'from apscheduler.schedulers.gevent import GeventScheduler\nplan = GeventScheduler()\nplan.add_job(work, "interval")\n',
    ],
    [
      'a decorated job',
      'from apscheduler.schedulers.gevent import GeventScheduler\nplan = GeventScheduler()\n@plan.scheduled_job("interval")\ndef job(): work()\n',
    ],
    [
      'a wrapper',
      'def logged(f):\n    def inner():\n        work()\n        return f()\n    return inner\n@logged\ndef run(): pass\ngevent.spawn(run)\n',
    ],
    [
      'a partial method',
      'import functools\nclass A:\n    def one(self, x): work()\n    two = functools.partialmethod(one, 1)\ngevent.spawn(A().two)\n',
    ],
    [
      'a copied context',
      'from flask import copy_current_request_context\ngevent.spawn(copy_current_request_context(work))\n',
    ],
  ])('is found behind %s', async (_name, text) => {
    expect(
      await chains('os.system', { 'main.py': `import gevent, os\n${work}${text}` }),
    ).toHaveLength(1);
  });

  test.each([
    [
      'a function in a function that nobody spawns',
      'def every(task):\n    def loop():\n        task()\n    gevent.spawn(print)\n    loop()\nevery(work)\n',
    ],
    [
      'the other method of a subclass',
      'class Base:\n    def start(self):\n        gevent.spawn(self.run)\n    def run(self): pass\nclass Own(Base):\n    def set_up(self): work()\nOwn().set_up()\n',
    ],
    [
      'a parameter that is only kept',
      'def keep(task):\n    return [task]\ndef run():\n    keep(work)\ngevent.spawn(run)\n',
    ],
    [
      'a parameter that is bound anew',
      'def retry(task):\n    task = print\n    task()\ndef run():\n    retry(work)\ngevent.spawn(run)\n',
    ],
    [
      'a parameter that a native thread runs',
      'def off(task):\n    return gevent.get_hub().threadpool.apply(task)\ndef run():\n    off(work)\ngevent.spawn(run)\n',
    ],
    [
      'a call outside greenlets',
      'def retry(task):\n    task()\nretry(work)\nlist(map(work, [1]))\ngevent.spawn(print)\n',
    ],
    [
      'what handles errors outside greenlets',
      'import grequests\ngrequests.map([], exception_handler=work)\n',
    ],
    ['a callback of the hub', 'gevent.get_hub().loop.run_callback(work)\ngevent.spawn(print)\n'],
    [
      'a wrapper that spawns',
      'def background(f):\n    def inner():\n        work()\n        return gevent.spawn(f)\n    return inner\n@background\ndef run(): pass\nrun()\n',
    ],
    [
      'other schedulers',
      'from apscheduler.schedulers.blocking import BlockingScheduler\nBlockingScheduler().add_job(work, "interval")\ngevent.spawn(print)\n',
    ],
  ])('is not found behind %s', async (_name, text) => {
    expect(await chains('os.system', { 'main.py': `import gevent, os\n${work}${text}` })).toEqual(
      [],
    );
  });

  test('is none where only start-up code, tests or thread pools call it', async () => {
    const text = `import gevent
from shop.tools import convert
convert("at start")
def never(): convert("x")
def idle(): pass
gevent.spawn(idle)
`;
    const tests =
      'import gevent\nfrom shop.run import run\ndef test_it():\n    gevent.spawn(run, "x")\n';
    expect(await chains('os.system', { ...wrapper, 'main.py': text, 'test_x.py': tests })).toEqual(
      [],
    );
  });
});
