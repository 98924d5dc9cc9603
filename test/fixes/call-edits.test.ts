import { describe, expect, it } from 'vitest';
import { addKeyword } from '../../server/src/fixes/add-keyword.ts';
import { flockWithRetry } from '../../server/src/fixes/flock-with-retry.ts';
import {
  addCall,
  removeArgument,
  removeCallStatement,
} from '../../server/src/fixes/remove-argument.ts';
import { replaceCallee, replaceExpression } from '../../server/src/fixes/replace-call.ts';
import {
  nameArguments,
  renameKeyword,
  replaceKeywordValue,
} from '../../server/src/fixes/replace-keyword.ts';
import { replaceShellCommand } from '../../server/src/fixes/replace-shell-command.ts';
import { unwrapSpawnArgument } from '../../server/src/fixes/unwrap-spawn-argument.ts';
import { edited, spanOf } from './edited.ts';

describe('addKeyword', () => {
  const cases: [string, string][] = [
    ['f()', 'f(aggressive=True)'],
    ['f( )', 'f(aggressive=True)'],
    ['f(a)', 'f(a, aggressive=True)'],
    ['f(a,)', 'f(a, aggressive=True,)'],
    ['f(*a, **k)', 'f(*a, **k, aggressive=True)'],
    ['f(\n    a,\n    b=1,  # c\n)', 'f(\n    a,\n    b=1,  # c\n    aggressive=True,\n)'],
    ['f(\r\n\ta,\r\n\tb=1  # c\r\n)', 'f(\r\n\ta,\r\n\tb=1,  # c\r\n\taggressive=True\r\n)'],
    ['f(\n    # none\n)', 'f(\n    aggressive=True,\n    # none\n)'],
    ['f(a,\n  b)', 'f(a,\n  b, aggressive=True)'],
    ['"🐍", f(a)', '"🐍", f(a, aggressive=True)'],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), async () => {
      const call = before.slice(before.indexOf('f('));
      expect(
        await edited(before, (file) =>
          addKeyword(file, spanOf(before, call), 'aggressive', 'True'),
        ),
      ).toBe(after);
    });
  }
  it('refuses a second one', async () => {
    const text = 'f(aggressive=False)';
    expect(
      await edited(text, (file) => addKeyword(file, spanOf(text, text), 'aggressive', 'True')),
    ).toBeUndefined();
  });
});

describe('keywords', () => {
  const text = 'x = "🐍"; m.patch_all(socket=True, aggressive = False)\n';
  const call = 'm.patch_all(socket=True, aggressive = False)';
  it('gets another value', async () => {
    expect(
      await edited(text, (file) =>
        replaceKeywordValue(file, spanOf(text, call), 'aggressive', 'True'),
      ),
    ).toBe(text.replace('False', 'True'));
    expect(
      await edited(text, (file) => replaceKeywordValue(file, spanOf(text, call), 'dns', 'True')),
    ).toBeUndefined();
  });
  it('gets another name', async () => {
    expect(
      await edited(text, (file) => renameKeyword(file, spanOf(text, call), 'socket', 'dns')),
    ).toBe(text.replace('socket', 'dns'));
    expect(
      await edited(text, (file) => renameKeyword(file, spanOf(text, call), 'socket', 'aggressive')),
    ).toBeUndefined();
  });
  it('is written before positional arguments', async () => {
    const names = ['socket', 'dns', 'time'];
    const run = (source: string) =>
      edited(source, (file) => nameArguments(file, [0, source.length], names));
    expect(await run('p(True,\n  False, # c\n  ssl=True)')).toBe(
      'p(socket=True,\n  dns=False, # c\n  ssl=True)',
    );
    expect(await run('p(*a)')).toBeUndefined();
    expect(await run('p(1, 2, 3, 4)')).toBeUndefined();
    expect(await run('p(1, socket=2)')).toBeUndefined();
  });
});

describe('removeArgument', () => {
  const cases: [string, string, string | undefined][] = [
    ['f(a=1)', 'a=1', 'f()'],
    ['f(a=1,)', 'a=1', 'f()'],
    ['f(a=1, b=2)', 'a=1', 'f(b=2)'],
    ['f(a=1, b=2)', 'b=2', 'f(a=1)'],
    ['f(a=1, b=2, )', 'b=2', 'f(a=1, )'],
    ['f(\n    a=1,\n    b=2,\n)', 'a=1', 'f(\n    b=2,\n)'],
    ['f(\r\n\ta=1,\r\n\tb=2\r\n)', 'b=2', 'f(\r\n\ta=1,\r\n)'],
    ['f(\n    a=1,  # why\n    b=2,\n)', 'a=1', undefined],
  ];
  for (const [before, argument, after] of cases) {
    it(`${JSON.stringify(before)} without ${argument}`, async () => {
      expect(
        await edited(before, (file) =>
          removeArgument(file, [0, before.length], spanOf(before, argument)),
        ),
      ).toBe(after);
    });
  }
});

describe('removeCallStatement', () => {
  const cases: [string, string][] = [
    ['a()\nm.patch_sys()\nb()\n', 'a()\nb()\n'],
    ['a()\nm.patch_sys()  # why\nb()\n', 'a()\n# why\nb()\n'],
    ['a(); m.patch_sys(); b()\n', 'a(); b()\n'],
    ['a(); m.patch_sys()\n', 'a()\n'],
    ['m.patch_sys(); b()\n', 'b()\n'],
    ['m.patch_sys();\n', ''],
    ['if x:\n\tm.patch_sys()\nb()\n', 'if x:\n\tpass\nb()\n'],
    ['if x: m.patch_sys()\n', 'if x: pass\n'],
    [
      'def f():\r\n  a()\r\n\r\n  m.patch_sys()\r\n\r\n  b()\r\n',
      'def f():\r\n  a()\r\n\r\n  b()\r\n',
    ],
    ['if x:\n    # only\n    m.patch_sys()  # here\n', 'if x:\n    # only\n    pass  # here\n'],
    ['m.patch_sys()', ''],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), async () => {
      expect(
        await edited(before, (file) => removeCallStatement(file, spanOf(before, 'm.patch_sys()'))),
      ).toBe(after);
    });
  }
  it('refuses a call that is part of something', async () => {
    const text = 'x = m.patch_sys()\n';
    expect(
      await edited(text, (file) => removeCallStatement(file, spanOf(text, 'm.patch_sys()'))),
    ).toBeUndefined();
  });
});

describe('addCall', () => {
  it('adds the parentheses', async () => {
    const text = 'x = 1; monkey.patch_all  # all\n';
    expect(await edited(text, (file) => addCall(file, spanOf(text, 'monkey.patch_all')))).toBe(
      'x = 1; monkey.patch_all()  # all\n',
    );
  });
});

describe('replaced callees', () => {
  it('takes the import along', async () => {
    const text = 'import select\nselect.epoll(sizehint=1)\n';
    const call = 'select.epoll(sizehint=1)';
    expect(
      await edited(text, (file) =>
        replaceCallee(file, spanOf(text, call), 'selectors.DefaultSelector', {
          module: 'selectors',
        }),
      ),
    ).toBe('import selectors\nselectors.DefaultSelector(sizehint=1)\n');
    expect(
      await edited(text, (file) =>
        replaceExpression(file, spanOf(text, 'select.epoll'), 'select.poll', { module: 'select' }),
      ),
    ).toBe('import select\nselect.poll(sizehint=1)\n');
  });
});

describe('replaceShellCommand', () => {
  const cases: [string, string, string][] = [
    [
      'import os\nos.system("ls")\n',
      'os.system("ls")',
      'import subprocess\nsubprocess.call("ls", shell=True)\n',
    ],
    [
      'import os, subprocess as sp\nos.system(command=c)\n',
      'os.system(command=c)',
      'import os, subprocess as sp\nsp.call(c, shell=True)\n',
    ],
    [
      'import os\r\nimport subprocess\r\nx = os.system(\r\n    "a"  # one\r\n    "b",\r\n)\r\n',
      'os.system(\r\n    "a"  # one\r\n    "b",\r\n)',
      'import subprocess\r\nx = subprocess.call(\r\n    "a"  # one\r\n    "b",\r\n    shell=True,\r\n)\r\n',
    ],
  ];
  for (const [before, call, after] of cases) {
    it(JSON.stringify(call), async () => {
      let valueUsed: boolean | undefined;
      const result = await edited(before, (file) => {
        const replaced = replaceShellCommand(file, spanOf(before, call));
        valueUsed = replaced?.valueUsed;
        return replaced?.edits;
      });
      expect(result).toBe(after);
      expect(valueUsed).toBe(before.includes('x ='));
    });
  }
  it('refuses stars and a shadowed name', async () => {
    for (const text of [
      'import os\nos.system(*a)\n',
      'import os\nsubprocess = 1\nos.system(c)\n',
    ]) {
      const call = text.slice(text.indexOf('os.system'), -1);
      expect(
        await edited(text, (file) => replaceShellCommand(file, spanOf(text, call))?.edits),
      ).toBeUndefined();
    }
  });
});

describe('flockWithRetry', () => {
  const run = (text: string, call: string) =>
    edited(text, (file) => flockWithRetry(file, spanOf(text, call)));
  it('asks without blocking, and sleeps', async () => {
    expect(
      await run(
        'import fcntl\nimport gevent\n\ndef f(x):\n    fcntl.flock(x, fcntl.LOCK_EX)  # mine\n    g()\n',
        'fcntl.flock(x, fcntl.LOCK_EX)',
      ),
    ).toBe(
      'import fcntl\nimport gevent\n\ndef f(x):\n    while True:\n        try:\n            fcntl.flock(x, fcntl.LOCK_EX | fcntl.LOCK_NB)  # mine\n            break\n        except BlockingIOError:\n            gevent.sleep(0.01)\n    g()\n',
    );
  });
  it('keeps tabs, CRLF and lines', async () => {
    expect(
      await run(
        'import gevent\r\nfrom fcntl import flock, LOCK_SH\r\nif 1:\r\n\tflock(\r\n\t\tx,\r\n\t\tLOCK_SH,\r\n\t)\r\n',
        'flock(\r\n\t\tx,\r\n\t\tLOCK_SH,\r\n\t)',
      ),
    ).toBe(
      'import gevent\r\nfrom fcntl import flock, LOCK_SH\r\nfrom fcntl import LOCK_NB\r\nif 1:\r\n\twhile True:\r\n\t\ttry:\r\n\t\t\tflock(\r\n\t\t\t\tx,\r\n\t\t\t\tLOCK_SH | LOCK_NB,\r\n\t\t\t)\r\n\t\t\tbreak\r\n\t\texcept BlockingIOError:\r\n\t\t\tgevent.sleep(0.01)\r\n',
    );
  });
  it('refuses other shapes', async () => {
    for (const [text, call] of [
      ['x = fcntl.flock(f, fcntl.LOCK_EX)\n', 'fcntl.flock(f, fcntl.LOCK_EX)'],
      ['fcntl.flock(f, flags)\n', 'fcntl.flock(f, flags)'],
      ['a(); fcntl.flock(f, fcntl.LOCK_EX)\n', 'fcntl.flock(f, fcntl.LOCK_EX)'],
      ['if 1: fcntl.flock(f, fcntl.LOCK_EX); a()\n', 'fcntl.flock(f, fcntl.LOCK_EX)'],
      ['fcntl.flock(f, fcntl.LOCK_UN)\n', 'fcntl.flock(f, fcntl.LOCK_UN)'],
    ] as const) {
      expect(await run(text, call), text).toBeUndefined();
    }
  });
});

describe('unwrapSpawnArgument', () => {
  const cases: [string, string, string | undefined][] = [
    ['gevent.spawn(f(a, b=1))', 'f(a, b=1)', 'gevent.spawn(f, a, b=1)'],
    ['gevent.spawn(f())', 'f()', 'gevent.spawn(f)'],
    ['gevent.spawn_later(5, o.f(*a, **k))', 'o.f(*a, **k)', 'gevent.spawn_later(5, o.f, *a, **k)'],
    ['pool.spawn(f(a,))', 'f(a,)', 'pool.spawn(f, a,)'],
    ['pool.spawn(f(a,),)', 'f(a,)', 'pool.spawn(f, a,)'],
    [
      'p.spawn(\n    f(\n        a,  # one\n        "🐍",\n    )\n)',
      'f(\n        a,  # one\n        "🐍",\n    )',
      'p.spawn(\n    f,\n        a,  # one\n        "🐍",\n    \n)',
    ],
    ['gevent.spawn(f(a), 1)', 'f(a)', undefined],
    ['gevent.spawn(f(x for x in y))', 'f(x for x in y)', undefined],
  ];
  for (const [before, inner, after] of cases) {
    it(JSON.stringify(before), async () => {
      expect(
        await edited(before, (file) =>
          unwrapSpawnArgument(file, [0, before.length], spanOf(before, inner)),
        ),
      ).toBe(after);
    });
  }
});
