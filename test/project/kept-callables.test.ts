import { describe, expect, test } from 'vitest';
import { noDeclarations } from '../../server/src/project/declarations.ts';
import { Programs } from '../../server/src/project/programs/programs.ts';
import { GreenletReachIndex } from '../../server/src/project/reach/greenlet-reach.ts';
import { projectOf } from '../support/project.ts';

/** Why `work` runs in a greenlet, by the messages of its places. */
async function reached(text: string): Promise<readonly string[] | undefined> {
  const project = await projectOf({
    'app.py': `import gevent\ndef work(x=None): pass\nclass Job:\n    def run(self): pass\n${text}`,
  });
  const index = new GreenletReachIndex(project, new Programs(project, new Map(), noDeclarations));
  const names = text.includes('Job(') ? ['work', 'Job.run'] : ['work'];
  const scopes = project.modules[0]!.scopes.filter((one) => names.includes(one.qualifiedName));
  return scopes
    .map((scope) => index.reach(scope))
    .find(Boolean)
    ?.chain.map((one) => one.message);
}

const loop = '    def loop(self):\n        gevent.spawn(self.again)\n    def again(self):\n';

describe('functions that are put away, and run in greenlets where they are taken out', () => {
  test.each([
    'class A:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.spawn(self.f)\nA(work).go()\n',
    'class A:\n    def __init__(self, f):\n        gevent.spawn(f)\nA(work)\n',
    'class A:\n    def __init__(self, f=None):\n        self.f = f or print\n    def go(self):\n        gevent.spawn(self.f)\nA(f=work).go()\n',
    `class A:\n    def __init__(self, f):\n        self.f = f\n${loop}        self.f()\nA(work).loop()\n`,
    `class A:\n    f = None\n    def on(self, f):\n        self.f = f\n${loop}        if self.f:\n            self.f()\na = A()\na.on(work)\n`,
    `from dataclasses import dataclass\n@dataclass\nclass A:\n    name: str\n    f: object = None\n${loop}        self.f()\nA("a", work)\n`,
    `import dataclasses as d, typing as t\n@d.dataclass(frozen=True)\nclass A:\n    name: str\n    f: t.Callable[[], None]\n${loop}        self.f()\nA(name="a", f=work)\n`,
    `from typing import NamedTuple\nclass A(NamedTuple):\n    f: object\n${loop}        f = self.f\n        f()\nA(work)\n`,
    'JOBS = []\ndef job(f):\n    JOBS.append(f)\n    return f\ndef go():\n    for f in JOBS:\n        gevent.spawn(f)\njob(work)\n',
    'JOBS = []\nJOBS.append((5, work))\ndef go():\n    gevent.joinall([gevent.spawn(f) for s, f in JOBS])\n',
    'JOBS = {}\ndef job(name):\n    def keep(f):\n        JOBS[name] = f\n        return f\n    return keep\n@job("a")\ndef a():\n    work()\ndef handle(message):\n    JOBS[message.name]()\ngevent.spawn(handle, "a")\n',
    'HANDLERS = {}\nHANDLERS["a"] = work\ndef handle(name):\n    HANDLERS[name]()\ndef loop(q):\n    for message in q:\n        handle(message.name)\ngevent.spawn(loop, [])\n',
    'class Bus:\n    def __init__(self):\n        self.on = {}\n    def add(self, name, f):\n        self.on.setdefault(name, []).append(f)\n    def emit(self, name):\n        for f in self.on.get(name, ()):\n            gevent.spawn(f)\nBus().add("a", work)\n',
    'class S:\n    def __init__(self):\n        self.jobs = []\n    def every(self, s):\n        def keep(f):\n            self.add(s, f)\n            return f\n        return keep\n    def add(self, s, f):\n        self.jobs.append((s, f))\n    def loop(self, s, f):\n        f()\n    def go(self):\n        return [gevent.spawn(self.loop, s, f) for s, f in self.jobs]\ns = S()\n@s.every(5)\ndef a():\n    work()\n',
    'from gevent.queue import Queue\nclass Pool:\n    def __init__(self):\n        self.q = Queue()\n        gevent.spawn(self.run)\n    def submit(self, f, *a):\n        self.q.put((f, a))\n    def run(self):\n        while True:\n            f, a = self.q.get()\n            f(*a)\nPool().submit(work, 1)\n',
    'class A:\n    def __init__(self):\n        self.jobs = []\n    def add(self):\n        self.jobs.append(Job())\n    def go(self):\n        for job in self.jobs:\n            gevent.spawn(job.run)\nA().add()\n',
    'class A:\n    def __init__(self, job):\n        self.job = job\n    def go(self):\n        gevent.spawn(self.loop)\n    def loop(self):\n        self.job.run()\nA(Job()).go()\n',
    'class Base:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.spawn(self.f)\nclass A(Base):\n    def __init__(self, f, x):\n        super().__init__(f)\nA(work, 1).go()\n',
  ])('%j', async (text) => {
    const chain = await reached(text);
    expect(chain).toBeDefined();
    expect(chain?.[0]).toContain('starts a greenlet here');
  });

  test.each([
    // Which one runs there, the caller says.
    'class Bus:\n    def __init__(self):\n        self.on = {}\n    def add(self, name, f):\n        self.on.setdefault(name, []).append(f)\n    def fire(self, name):\n        for f in self.on.get(name, ()):\n            f()\nbus = Bus()\nbus.add("start", work)\ndef tick():\n    bus.fire("tick")\nbus.fire("start")\ngevent.spawn(tick)\n',
    // Nobody takes it out, or not in a greenlet.
    'class A:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        self.f()\nA(work).go()\n',
    'class A:\n    def __init__(self, f, g):\n        self.f = f\n        self.g = g\n    def go(self):\n        gevent.spawn(self.g)\nA(work, print).go()\n',
    'JOBS = []\nOTHER = []\nJOBS.append(work)\ndef go():\n    for f in OTHER:\n        gevent.spawn(f)\n',
    'def go():\n    JOBS = []\n    for f in JOBS:\n        gevent.spawn(f)\ndef other():\n    JOBS = []\n    JOBS.append(work)\n',
    // Another class has an attribute of the same name.
    'class A:\n    def __init__(self, f):\n        self.f = f\nclass B:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.spawn(self.f)\nA(work)\nB(print).go()\n',
    // A class body's annotations, but no data class.
    'class A:\n    f: object\n    def go(self):\n        gevent.spawn(self.f)\nA(work)\n',
    // A native thread runs it.
    'import gevent.threadpool\nclass A:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.threadpool.ThreadPool(1).spawn(self.f)\nA(work).go()\n',
    // Any object may be given to a parameter.
    'def loop(job):\n    job.run()\ngevent.spawn(loop, 1)\nloop(Job())\n',
    // The function is only asked for its name.
    'class A:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.spawn(print, self.f)\nA(work).go()\n',
  ])('none of %j', async (text) => {
    expect(await reached(text)).toBeUndefined();
  });

  test('says where it is given', async () => {
    const text =
      'class A:\n    def __init__(self, f):\n        self.f = f\n    def go(self):\n        gevent.spawn(self.f)\nA(work).go()\n';
    expect(await reached(text)).toEqual([
      '`gevent.spawn(self.f)` starts a greenlet here',
      '`A` is given it here',
    ]);
  });
});
