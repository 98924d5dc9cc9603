import { describe, expect, test } from 'vitest';
import { projectOf, workspace } from '../support/project.ts';

/** Why the function `work` above a text runs in greenlets. */
async function reachOfWork(text: string) {
  const project = await projectOf({ 'app.py': `def work(x=None): pass\n${text}` });
  const module = project.moduleAt(`${workspace}/app.py`)!;
  return project.greenletReach(module.scopes.find(({ name }) => name === 'work')!);
}

describe('functions in lists that spawns are given', () => {
  test.each([
    'import gevent\nlist(map(gevent.spawn, [work]))\n',
    'import gevent\nJOBS = [print, work]\nfor g in map(gevent.spawn, JOBS):\n    g.join()\n',
    'from gevent import spawn as go\ndef start():\n    jobs = (work, print)\n    return list(map(go, jobs, [1, 2]))\n',
    'import gevent\nlist(map(gevent.spawn_later, [1], [work]))\n',
    'from gevent.pool import Pool\np = Pool()\nlist(map(p.spawn, (work,)))\n',
    'import gevent\nJOBS = [(print, 1), (work, 2)]\n[gevent.spawn(*job) for job in JOBS]\n',
    'import gevent\njob = (work, 1)\ngevent.spawn(*job)\n',
    'import gevent\nfor job in [(work, 1)]:\n    gevent.spawn_later(1, *job)\n',
    'import gevent, itertools\nlist(itertools.starmap(gevent.spawn, [(work, 1), (print, 2)]))\n',
    'import gevent\nfrom itertools import starmap\njobs = ((1, work),)\nlist(starmap(gevent.spawn_later, jobs))\n',
  ])('%j', async (text) => {
    const reach = await reachOfWork(text);
    expect(reach?.chain).toHaveLength(1);
  });

  test.each([
    'import gevent\nlist(map(gevent.spawn, names))\n',
    'import gevent\nlist(map(gevent.spawn, [print], [work]))\n',
    'import gevent, itertools\nlist(itertools.starmap(gevent.spawn, [(1, work)]))\n',
    'import gevent, itertools\nlist(itertools.starmap(gevent.spawn, [(*names, work)]))\n',
    'import gevent\nlist(map(gevent.sleep, [work]))\n',
    'import gevent\ndef map(f, items): pass\nmap(gevent.spawn, [work])\n',
    'import gevent\nJOBS = [(1, work)]\n[gevent.spawn(*job) for job in JOBS]\n',
    'import gevent\ngevent.spawn(print, *(1, work))\n',
    'import gevent\ndef start(*job):\n    gevent.spawn(*job)\nstart(work)\n',
    'import threading, gevent\nlist(map(threading.Thread, [None], [work]))\n',
  ])('none of %j', async (text) => {
    expect(await reachOfWork(text)).toBeUndefined();
  });
});
