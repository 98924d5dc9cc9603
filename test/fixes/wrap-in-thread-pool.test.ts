import { describe, expect, it } from 'vitest';
import { wrapInThreadPool } from '../../server/src/fixes/wrap-in-thread-pool.ts';
import { edited, spanOf } from './edited.ts';

const head = 'import gevent\n';
const wrap = (text: string, ...calls: string[]) =>
  edited(text, (file) => wrapInThreadPool(file, ...calls.map((call) => spanOf(text, call))));

describe('wrapInThreadPool', () => {
  const cases: [string, string, string, string][] = [
    ['no arguments', 'x = input()\n', 'input()', 'x = gevent.get_hub().threadpool.apply(input)\n'],
    ['one', 'open(p)\n', 'open(p)', 'gevent.get_hub().threadpool.apply(open, (p,))\n'],
    [
      'two',
      'open(p, "rb")\n',
      'open(p, "rb")',
      'gevent.get_hub().threadpool.apply(open, (p, "rb"))\n',
    ],
    [
      'keywords',
      "open(p, mode='r')\n",
      "open(p, mode='r')",
      "gevent.get_hub().threadpool.apply(open, (p,), {'mode': 'r'})\n",
    ],
    [
      'only keywords',
      'f(a=1, b = 2)\n',
      'f(a=1, b = 2)',
      'gevent.get_hub().threadpool.apply(f, (), {"a": 1, "b": 2})\n',
    ],
    [
      'stars',
      'f(a, *b, c=1, **d)\n',
      'f(a, *b, c=1, **d)',
      'gevent.get_hub().threadpool.apply(f, (a, *b), {"c": 1, **d})\n',
    ],
    ['one star', 'f(*b)\n', 'f(*b)', 'gevent.get_hub().threadpool.apply(f, (*b,))\n'],
    ['two stars', 'f(**b)\n', 'f(**b)', 'gevent.get_hub().threadpool.apply(f, (), {**b})\n'],
    [
      'a method',
      'data = self.file.read(10)\n',
      'self.file.read(10)',
      'data = gevent.get_hub().threadpool.apply(self.file.read, (10,))\n',
    ],
    [
      'inside an expression',
      'n = 1 + len(zlib.compress(x)) * 2\n',
      'zlib.compress(x)',
      'n = 1 + len(gevent.get_hub().threadpool.apply(zlib.compress, (x,))) * 2\n',
    ],
    [
      'with',
      'with open(p) as f:\n    pass\n',
      'open(p)',
      'with gevent.get_hub().threadpool.apply(open, (p,)) as f:\n    pass\n',
    ],
    [
      'behind an emoji',
      'x = "🐍", f(1)\n',
      'f(1)',
      'x = "🐍", gevent.get_hub().threadpool.apply(f, (1,))\n',
    ],
    [
      'an f-string',
      'x = f"{open(p)}"\n',
      'open(p)',
      'x = f"{gevent.get_hub().threadpool.apply(open, (p,))}"\n',
    ],
    [
      'a lambda among the arguments',
      'f(key=lambda a: a)\n',
      'f(key=lambda a: a)',
      'gevent.get_hub().threadpool.apply(f, (), {"key": lambda a: a})\n',
    ],
    [
      'lines and comments',
      'f(\n    a,  # first\n    b,\n    k=1,  # last\n)\n',
      'f(\n    a,  # first\n    b,\n    k=1,  # last\n)',
      'gevent.get_hub().threadpool.apply(f, (\n    a,  # first\n    b),\n    {"k": 1},  # last\n)\n',
    ],
    [
      'lines and one argument',
      'f(\r\n\ta,\r\n)\r\n',
      'f(\r\n\ta,\r\n)',
      'gevent.get_hub().threadpool.apply(f, (\r\n\ta,),\r\n)\r\n',
    ],
    [
      'a comment in empty parentheses',
      'f(  # why\n)\n',
      'f(  # why\n)',
      'gevent.get_hub().threadpool.apply(f  # why\n)\n',
    ],
    [
      'continuation lines',
      'x = \\\n    f(a)\n',
      'f(a)',
      'x = \\\n    gevent.get_hub().threadpool.apply(f, (a,))\n',
    ],
  ];
  for (const [title, before, call, after] of cases) {
    it(title, async () => expect(await wrap(head + before, call)).toBe(head + after));
  }

  it('wraps a call and the one among its arguments', async () => {
    const text = `${head}f(g(x), k=h())\n`;
    expect(await wrap(text, 'g(x)', 'f(g(x), k=h())', 'h()')).toBe(
      `${head}gevent.get_hub().threadpool.apply(f, (gevent.get_hub().threadpool.apply(g, (x,)),), {"k": gevent.get_hub().threadpool.apply(h)})\n`,
    );
  });

  it('wraps a call and the one that its method hangs on', async () => {
    const text = `${head}open(p).read()\n`;
    expect(await wrap(text, 'open(p)', 'open(p).read()')).toBe(
      `${head}gevent.get_hub().threadpool.apply(gevent.get_hub().threadpool.apply(open, (p,)).read)\n`,
    );
  });

  it('adds the import, below the patch', async () => {
    const text =
      'from gevent import monkey\nmonkey.patch_all()\n\nimport zlib\n\ndef f(x):\n    return zlib.compress(x)\n';
    expect(await wrap(text, 'zlib.compress(x)')).toBe(
      'from gevent import monkey\nmonkey.patch_all()\n\nimport zlib\n\nimport gevent\n\ndef f(x):\n    return gevent.get_hub().threadpool.apply(zlib.compress, (x,))\n',
    );
  });

  it('uses the name that the file has for gevent', async () => {
    expect(await wrap('import gevent as g\nf(1)\n', 'f(1)')).toBe(
      'import gevent as g\ng.get_hub().threadpool.apply(f, (1,))\n',
    );
  });

  const refused: [string, string, string][] = [
    ['await', 'async def m():\n    await f(1)\n', 'f(1)'],
    ['a decorator', '@f(1)\ndef m(): pass\n', 'f(1)'],
    ['a generator', 'f(a for a in b)\n', 'f(a for a in b)'],
    ['a generator in parentheses', 'f((a for a in b))\n', 'f((a for a in b))'],
    ['a star behind a keyword', 'f(k=1, *a)\n', 'f(k=1, *a)'],
    ['keywords in an f-string', 'x = f"{f(k=1)}"\n', 'f(k=1)'],
    ['a callee that is no path', 'f[0](1)\n', 'f[0](1)'],
    ['super()', 'super()\n', 'super()'],
    ['a local gevent', 'def m(gevent):\n    f(1)\n', 'f(1)'],
  ];
  for (const [title, text, call] of refused) {
    it(`refuses ${title}`, async () => expect(await wrap(head + text, call)).toBeUndefined());
  }
});
