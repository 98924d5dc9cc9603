/** Every shape of a call that moves to the thread pool gives what it gave, under a real gevent. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrapInThreadPool } from '../../server/src/fixes/wrap-in-thread-pool.ts';
import { edited } from './edited.ts';

const python = resolve('.venv/bin/python');
const available = existsSync(python);
if (!available) console.warn('SKIPPED: running wrapped calls needs .venv; `npm test` makes it.');

const head = `import io
import gevent

def work(*given, **named):
    return [*map(str, given), *(f"{name}={value}" for name, value in named.items())]

def opened(text):
    return io.StringIO(text)

values = [3, 1, 2]
`;

/** What is called, and the program around it, in which the call stands once. */
const shapes: readonly [shape: string, call: string, program: string][] = [
  ['statement', 'values.sort()', 'values.sort()\nprint(values)\n'],
  ['expression', 'len(values)', 'print(1 + len(values) * 2)\n'],
  ['assignment', 'work(1, 2)', 'first, second = work(1, 2)\nprint(first, second)\n'],
  ['walrus', 'work(1)', 'if (found := work(1)):\n    print(found)\n'],
  ['return', 'work(1)', 'def f():\n    return work(1)\n\nprint(f())\n'],
  ['comprehension', 'work(n)', 'print([work(n) for n in values])\n'],
  ['comprehension over it', 'work(4, 5)', 'print({n for n in work(4, 5)} == {"4", "5"})\n'],
  ['condition of a comprehension', 'bool(n)', 'print([n for n in (0, 1) if bool(n)])\n'],
  ['generator', 'work(n)', 'print(list(work(n) for n in values))\n'],
  ['loop', 'sorted(values)', 'for n in sorted(values):\n    print(n)\n'],
  ['condition of a loop', 'values.pop()', 'while values.pop() != 3:\n    print("next")\n'],
  ['with', 'opened("a")', 'with opened("a") as file:\n    print(file.read())\n'],
  [
    'second manager',
    'opened("b")',
    'with opened("a") as a, opened("b") as b:\n    print(b.read())\n',
  ],
  ['method on it', 'opened("a\\nb")', 'print(opened("a\\nb").readlines())\n'],
  ['conditional', 'work(1)', 'print(work(1) if values else None)\n'],
  ['argument', 'work(1)', 'print(work(0, work(1)))\n'],
  ['star', 'work(*values)', 'print(work(*values))\n'],
  ['keywords', 'work(1, a=2, **{"b": 3})', 'print(work(1, a=2, **{"b": 3}))\n'],
  ['lambda', 'work(n)', 'print((lambda n: work(n))(1))\n'],
  ['default', 'work(1)', 'def f(n=work(1)):\n    return n\n\nprint(f())\n'],
  ['f-string', 'work(1)', 'print(f"{work(1)}")\n'],
  [
    'raise',
    'ValueError("a")',
    'try:\n    raise ValueError("a")\nexcept ValueError as e:\n    print(e)\n',
  ],
  ['assert', 'work(1)', 'assert work(1), "nothing"\nprint("held")\n'],
  ['lines', 'work(\n    1,  # one\n    a=2,\n)', 'print(work(\n    1,  # one\n    a=2,\n))\n'],
  ['list of stars', 'work(1, 2)', 'print([*work(1, 2), 0])\n'],
  ['two stars', 'dict(a=1)', 'print({**dict(a=1), "b": 2})\n'],
  ['set comprehension', 'work(n)', 'print(sorted({work(n)[0] for n in values}))\n'],
  ['dict comprehension', 'work(n)', 'print({n: work(n) for n in values})\n'],
  ['nested comprehension', 'work(n, m)', 'print([[work(n, m) for n in values] for m in (1, 2)])\n'],
  ['walrus inside', 'work(found := 1, 2)', 'print(work(found := 1, 2), found)\n'],
  ['walrus alone inside', 'work(found := 1)', 'print(work(found := 1), found)\n'],
  ['walrus in a keyword', 'work(a=(found := 1))', 'print(work(a=(found := 1)), found)\n'],
  ['stars between', 'work(0, *values, 4, a=1)', 'print(work(0, *values, 4, a=1))\n'],
  ['two stars before', 'work(*values, *values)', 'print(work(*values, *values))\n'],
  ['keywords in their order', 'work(**{"b": 3}, a=2)', 'print(work(**{"b": 3}, a=2))\n'],
  [
    'lambda given',
    'work(list(map(lambda n: -n, values)))',
    'print(work(list(map(lambda n: -n, values))))\n',
  ],
  ['conditional given', 'work(1 if values else 2)', 'print(work(1 if values else 2))\n'],
  ['tuple given', 'work((1, 2))', 'print(work((1, 2)))\n'],
  ['last of a chain', 'opened("a b").read().split()', 'print(opened("a b").read().split())\n'],
  ['middle of a chain', 'opened("a b").read()', 'print(opened("a b").read().split())\n'],
  ['first of a chain', 'opened("a b")', 'print(opened("a b").read().split())\n'],
  ['item of it', 'work(1, 2)', 'print(work(1, 2)[1])\n'],
  ['not reached behind or', 'work(1)', 'print(values or work(1))\n'],
  ['behind and', 'work(1)', 'print(values and work(1))\n'],
  ['not', 'bool(values)', 'print(not bool(values))\n'],
  ['comparison', 'len(values)', 'print(1 < len(values) < 4)\n'],
  ['power', 'len(values)', 'print(-len(values) ** 2)\n'],
  [
    'item set',
    'held(0)',
    'kept = [0]\ndef held(n):\n    return kept\nheld(0)[0] = 5\nprint(kept)\n',
  ],
  [
    'item added to',
    'held(0)',
    'kept = [1]\ndef held(n):\n    return kept\nheld(0)[0] += 5\nprint(kept)\n',
  ],
  [
    'item deleted',
    'held(0)',
    'kept = [1]\ndef held(n):\n    return kept\ndel held(0)[0]\nprint(kept)\n',
  ],
  [
    'attribute set',
    'Held(0)',
    'class Held:\n    def __init__(self, n):\n        pass\nHeld(0).a = 5\nprint("set")\n',
  ],
  ['added', 'len(values)', 'total = 1\ntotal += len(values)\nprint(total)\n'],
  ['annotated', 'len(values)', 'total: int = len(values)\nprint(total)\n'],
  [
    'class body',
    'work(first)',
    'class Held:\n    first = 1\n    made = work(first)\nprint(Held.made)\n',
  ],
  [
    'class argument',
    'held(0)',
    'def held(n):\n    return dict\nclass Held(held(0)):\n    pass\nprint(Held(a=1))\n',
  ],
  [
    'argument of a decorator',
    'work(1)',
    'def keep(given):\n    return lambda f: lambda: (given, f())\n\n@keep(work(1))\ndef f():\n    return 2\n\nprint(f())\n',
  ],
  ['yielded', 'work(1)', 'def f():\n    yield work(1)\n\nprint(list(f()))\n'],
  ['yielded from', 'work(1)', 'def f():\n    yield from work(1)\n\nprint(list(f()))\n'],
  [
    'behind a yield',
    'work(n)',
    'def f():\n    n = yield 0\n    yield work(n)\n\ng = f()\nnext(g)\nprint(g.send(3))\n',
  ],
  [
    'assert message',
    'work(1)',
    'try:\n    assert not values, work(1)\nexcept AssertionError as e:\n    print(e)\n',
  ],
  [
    'raised from',
    'ValueError("b")',
    'try:\n    raise KeyError("a") from ValueError("b")\nexcept KeyError as e:\n    print(repr(e.__cause__))\n',
  ],
  [
    'except',
    'held(0)',
    'def held(n):\n    return KeyError\ntry:\n    raise KeyError("a")\nexcept held(0):\n    print("caught")\n',
  ],
  ['match', 'work(1)', 'match work(1):\n    case [one]:\n        print(one)\n'],
  [
    'guard of a case',
    'bool(one)',
    'match values:\n    case [one, *_] if bool(one):\n        print(one)\n',
  ],
  ['statements on one line', 'work(kept)', 'kept = 1\nprint(work(kept)); del kept\n'],
  ['format of an f-string', 'len(values)', 'print(f"{len(values):>9}|{len(values)!r}")\n'],
  ['string in an f-string', "work('a')", 'print(f"{work(\'a\')[0]}")\n'],
  ['lines of an f-string', 'work(1)', 'print(f"""\n{work(1)}\n""")\n'],
  ['f-string in an f-string', 'work(1)', 'print(f"{[f\'{work(1)}\' for _ in values]}")\n'],
  ['continuation lines', 'work(1, \\\n    2)', 'print(work(1, \\\n    2))\n'],
  [
    'comments everywhere',
    'work(  # one\n    1  # two\n    ,  # three\n    2\n    # four\n)',
    'print(work(  # one\n    1  # two\n    ,  # three\n    2\n    # four\n))\n',
  ],
  [
    'comments behind keywords',
    'work(\n    *values,  # all\n    # then\n    a=1,  # one\n    **{"b": 2},  # two\n)',
    'print(work(\n    *values,  # all\n    # then\n    a=1,  # one\n    **{"b": 2},  # two\n))\n',
  ],
  [
    'Windows lines and tabs',
    'work(\r\n\t\t1,\r\n\t\ta=2)',
    'def f():\r\n\treturn work(\r\n\t\t1,\r\n\t\ta=2)\r\n\r\nprint(f())\r\n',
  ],
  ['a space before parentheses', 'work (1)', 'print(work (1))\n'],
  ['global', 'work(1)', 'def f():\n    global made\n    made = work(1)\n\nf()\nprint(made)\n'],
  [
    'nonlocal',
    'work(1)',
    'def f():\n    made = 0\n    def g():\n        nonlocal made\n        made = work(1)\n    g()\n    return made\n\nprint(f())\n',
  ],
  [
    'closed-over names',
    'work(n, m)',
    'def f(n):\n    return [(lambda m: work(n, m))(k) for k in values]\n\nprint(f(0))\n',
  ],
  [
    'async function',
    'work(1)',
    'import asyncio\n\nasync def f():\n    return work(1)\n\nprint(asyncio.run(f()))\n',
  ],
  [
    'async comprehension',
    'work(n)',
    'import asyncio\n\nasync def give():\n    for n in values:\n        yield n\n\nasync def f():\n    return [work(n) async for n in give()]\n\nprint(asyncio.run(f()))\n',
  ],
  [
    'method of self',
    'self.plus(1)',
    'class A:\n    def plus(self, n):\n        return n + 1\n    def f(self):\n        return self.plus(1)\n\nprint(A().f())\n',
  ],
  [
    'private name',
    'self.__plus(1)',
    'class A:\n    def __plus(self, n):\n        return n + 1\n    def f(self):\n        return self.__plus(1)\n\nprint(A().f())\n',
  ],
  ['print with its keywords', 'str(*[1])', 'print(str(*[1]), *values, sep="-", end="!\\n")\n'],
  ['one line', 'work(1)', 'if values: made = work(1); print(made)\n'],
  ['soft keywords', 'work(match=1, type=2)', 'print(work(match=1, type=2))\n'],
  ['keyword of another script', 'work(größe=1)', 'print(work(größe=1))\n'],
  ['default of a lambda', 'work(1)', 'print((lambda n=work(1): n)())\n'],
  ['slice', 'len(values)', 'print(values[: len(values) - 1])\n'],
  ['subscript target', 'len(values)', 'kept = [0] * 9\nkept[len(values)] = 5\nprint(kept)\n'],
  ['starred target', 'work(1, 2, 3)', 'first, *rest = work(1, 2, 3)\nprint(first, rest)\n'],
  ['loop with else', 'work(1)', 'for n in work(1):\n    print(n)\nelse:\n    print("end")\n'],
];

/**
 * Runs all programs in one process; gives what each printed, or the exception that ended it, and how
 * many calls it moved to the thread pool.
 */
const driver = `import contextlib, io, json, sys
from gevent.threadpool import ThreadPool

plain = ThreadPool.apply
moved = []

def counted(*given):
    moved[:] = [sum(moved) + 1]
    return plain(*given)

ThreadPool.apply = counted
outputs = []
for program in json.load(sys.stdin):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "program"})
        except BaseException as error:
            print("ended by", repr(error))
    outputs.append([printed.getvalue(), moved.pop() if moved else 0])
json.dump(outputs, sys.stdout)
`;

function printed(programs: readonly string[]): readonly (readonly [text: string, moved: number])[] {
  const { stdout, stderr } = spawnSync(python, ['-c', driver], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as [string, number][];
}

describe.skipIf(!available)('calls that move to the thread pool', () => {
  it('give what they gave, in every shape', async () => {
    const programs: string[] = [];
    const wrapped: string[] = [];
    for (const [shape, call, program] of shapes) {
      const text = head + program;
      const start = text.indexOf(call, head.length);
      const span = [start, start + call.length] as const;
      const after = await edited(text, (file) => wrapInThreadPool(file, span));
      expect(after, shape).toContain('threadpool.apply(');
      programs.push(text);
      wrapped.push(after ?? '');
    }
    const before = printed(programs);
    const after = printed(wrapped);
    for (const [index, [shape]] of shapes.entries()) {
      const [text, moved] = before[index] ?? ['', 0];
      expect(text, shape).not.toMatch(/^$|ended by/);
      expect(moved, shape).toBe(0);
      expect(after[index]?.[0], shape).toBe(text);
      if (!shape.startsWith('not reached')) expect(after[index]?.[1], shape).toBeGreaterThan(0);
    }
  });
});
