import { describe, expect, it } from 'vitest';
import {
  runInProcessPool,
  submitToProcessPool,
} from '../../server/src/fixes/run-in-process-pool.ts';
import { edited, spanOf } from './edited.ts';

const run = (text: string, call: string) =>
  edited(text, (file) => runInProcessPool(file, spanOf(text, call))?.edits);
const submit = (text: string, call: string) =>
  edited(text, (file) => submitToProcessPool(file, spanOf(text, call))?.edits);

const imports = 'import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\n';
const pool =
  '_process_pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))\n';
const known = `${imports}\n${pool}`;

describe('runInProcessPool', () => {
  it('makes the pool below the imports', async () => {
    const text = 'import json\n\n\ndef f(t):\n    return json.loads(t)\n';
    expect(await run(text, 'json.loads(t)')).toBe(
      `import json\n${imports}\n${pool}\n\ndef f(t):\n    return _process_pool.submit(json.loads, t).result()\n`,
    );
  });

  it('makes it below the patch, with the imports that the file has', async () => {
    const text =
      'from gevent import monkey; monkey.patch_all()\r\nimport multiprocessing as mp\r\nimport concurrent.futures as cf\r\nfrom concurrent.futures import ProcessPoolExecutor as PPE  # pool\r\nx = 1\r\ndef f(t):\r\n\treturn g(t)\r\n';
    expect(await run(text, 'g(t)')).toBe(
      'from gevent import monkey; monkey.patch_all()\r\nimport multiprocessing as mp\r\nimport concurrent.futures as cf\r\nfrom concurrent.futures import ProcessPoolExecutor as PPE  # pool\r\n\r\n_process_pool = PPE(mp_context=mp.get_context("spawn"))\r\n\r\nx = 1\r\ndef f(t):\r\n\treturn _process_pool.submit(g, t).result()\r\n',
    );
  });

  const calls: [string, string][] = [
    ['g()', '_process_pool.submit(g).result()'],
    ['g(a, k=1)', '_process_pool.submit(g, a, k=1).result()'],
    ['g(\n        a,  # why\n    )', '_process_pool.submit(g,\n        a,  # why\n    ).result()'],
    ['g(  # why\n        a)', '_process_pool.submit(g,  # why\n        a).result()'],
    ['f"{g(a)}"', 'f"{_process_pool.submit(g, a).result()}"'],
  ];
  for (const [before, after] of calls) {
    it(`runs ${JSON.stringify(before)} in the pool that is there`, async () => {
      const text = (call: string) => `${known}def f(a):\n    return ${call}\n`;
      const call = before.startsWith('f"') ? 'g(a)' : before;
      expect(await run(text(before), call)).toBe(text(after));
    });
  }

  const refused: [string, string, string][] = [
    ['a lambda', `${known}def f(a):\n    g(lambda: a)\n`, 'g(lambda: a)'],
    ['a generator', `${known}def f(a):\n    g(x for x in a)\n`, 'g(x for x in a)'],
    [
      'a generator among others',
      `${known}def f(a):\n    g(1, (x for x in a))\n`,
      'g(1, (x for x in a))',
    ],
    ['self', `${known}def f(self):\n    g(self)\n`, 'g(self)'],
    ['stars', `${known}def f(a):\n    g(*a)\n`, 'g(*a)'],
    ['await', `${known}async def f(a):\n    await g(a)\n`, 'g(a)'],
    ['a callee that is no path', `${known}def f(a):\n    a[0](1)\n`, 'a[0](1)'],
    ['a taken name', 'import json\n_process_pool = 1\ndef f(a):\n    g(a)\n', 'g(a)'],
    ['a pool below the function', `def f(a):\n    g(a)\n${known}`, 'g(a)'],
    ['a pool that is made twice', `${known}${pool}def f(a):\n    g(a)\n`, 'g(a)'],
    [
      'a patch below the imports of the module',
      'import json\nfrom gevent import monkey\nmonkey.patch_all()\ndef f(a):\n    g(a)\n',
      'g(a)',
    ],
    ['a module without imports', 'def f(a):\n    g(a)\n', 'g(a)'],
    ['another multiprocessing', 'import json\nmultiprocessing = 1\ndef f(a):\n    g(a)\n', 'g(a)'],
  ];
  for (const [title, text, call] of refused) {
    it(`refuses ${title}`, async () => expect(await run(text, call)).toBeUndefined());
  }
});

describe('submitToProcessPool', () => {
  it('gives the job to the other pool', async () => {
    const text = `${known}def f(a):\n    return threads.submit(g, a,\n        k=1)  # why\n`;
    expect(await submit(text, 'threads.submit(g, a,\n        k=1)')).toBe(
      text.replace('threads', '_process_pool'),
    );
  });

  it('refuses what cannot travel', async () => {
    const text = `${known}def f(self):\n    return self.threads.submit(lambda: 1)\n`;
    expect(await submit(text, 'self.threads.submit(lambda: 1)')).toBeUndefined();
  });
});
