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
];

/** Runs all programs in one process; gives what each printed, or the exception that ended it. */
const driver = `import contextlib, io, json, sys
outputs = []
for program in json.load(sys.stdin):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "program"})
        except BaseException as error:
            print("ended by", repr(error))
    outputs.append(printed.getvalue())
json.dump(outputs, sys.stdout)
`;

function printed(programs: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(python, ['-c', driver], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as string[];
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
      expect(before[index], shape).not.toMatch(/^$|ended by/);
      expect(after[index], shape).toBe(before[index]);
    }
  });
});
