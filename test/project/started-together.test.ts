import { describe, expect, test } from 'vitest';
import { projectOf, workspace } from '../support/project.ts';

/** How the function `work` above a text runs in greenlets. */
async function reachOfWork(text: string) {
  const project = await projectOf({
    'app.py': `import gevent\nfrom gevent.pool import Pool\ndef work(x=None): pass\n${text}`,
  });
  const module = project.moduleAt(`${workspace}/app.py`)!;
  return project.greenletReach(module.scopes.find(({ name }) => name === 'work')!);
}

describe('several at once', () => {
  test.each([
    'for x in y:\n    gevent.spawn(work, x)\n',
    'jobs = [gevent.spawn(work, x) for x in y]\n',
    'Pool(3).map(work, y)\n',
    'while True:\n    job = gevent.spawn(work)\n    if x:\n        continue\n',
    'for x in y:\n    job = gevent.spawn(work, x)\n    job.join(timeout=1)\n',
    'for x in y:\n    job = gevent.spawn(work, x)\njob.join()\n',
    'for x in y:\n    job = gevent.spawn(work, x)\n    jobs.append(job)\nfor job in jobs:\n    job.join()\n',
    'gevent.spawn(work).join()\nfor x in y:\n    gevent.spawn(work, x)\n',
  ])('%j', async (text) => {
    const reach = await reachOfWork(text);
    expect(reach).toMatchObject({ many: true });
    const [start] = reach?.manyChain() ?? [];
    expect(start?.message).toContain('starts');
  });

  test.each([
    'gevent.spawn(work)\n',
    'for x in y:\n    gevent.spawn(work, x).join()\n',
    'while True:\n    gevent.spawn(work).get()\n    gevent.sleep(1)\n',
    'for x in y:\n    job = gevent.spawn(work, x)\n    job.join()\n',
    'for x in y:\n    job = gevent.spawn(work, x)\n    job.join(timeout=1)\n    job.kill()\n',
  ])('one after the other: %j', async (text) => {
    const reach = await reachOfWork(text);
    expect(reach).toMatchObject({ many: false });
    expect(reach?.manyChain()).toEqual([]);
  });
});

test('what a subclass runs in place of a base runs for its own objects', async () => {
  const project = await projectOf({
    'app.py': `import gevent
class Base:
    def start(self):
        gevent.spawn(self.run)
    def run(self):
        self.prepare()
    def prepare(self): pass
class Own(Base):
    def run(self):
        self.prepare()
    def prepare(self): pass
Own().start()
`,
  });
  const scopes = project.moduleAt(`${workspace}/app.py`)!.scopes;
  const prepare = scopes.find(({ qualifiedName }) => qualifiedName === 'Own.prepare')!;
  expect(project.greenletReach(prepare)).toBeDefined();
});
