import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { factsOf } from '../support/parser.ts';
import { projectOf, workspace } from '../support/project.ts';

/**
 * Runs an entry under the real Python and prints the file of every module whose script starts
 * below the folder, in order: a stand-in for gevent lets the same files run without it.
 */
const tracer = `
import os, runpy, sys
root = os.path.realpath(sys.argv[1])
entry = sys.argv[2]
order = []
def trace(frame, event, arg):
    code = frame.f_code
    if event == "call" and code.co_name == "<module>" and code.co_filename.startswith(root):
        order.append(os.path.relpath(code.co_filename, root))
sys.setprofile(trace)
sys.path.insert(0, root)
sys.dont_write_bytecode = True
if entry.startswith("-m "):
    sys.argv = [entry]
    runpy.run_module(entry[3:], run_name="__main__", alter_sys=True)
else:
    runpy.run_path(os.path.join(root, entry), run_name="__main__")
sys.setprofile(None)
print("\\n".join(order))
`;

const python = ['python3', 'python'].find(
  (command) =>
    spawnSync(command, ['-c', 'import sys; assert sys.version_info >= (3, 8)']).status === 0,
);
if (python === undefined) console.warn('skipped: import orders, since there is no python3');

const folder = mkdtempSync(join(tmpdir(), 'greenlint-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;

function trueOrder(files: Record<string, string>, entry: string): string[] {
  const root = join(folder, String(runs++));
  const gevent = { 'gevent/__init__.py': '', 'gevent/monkey.py': 'def patch_all(): pass\n' };
  for (const [name, text] of Object.entries({ ...gevent, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const output = execFileSync(python!, ['-c', tracer, root, entry], { encoding: 'utf8' });
  return output.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('gevent'));
}

const PATCH = 'from gevent import monkey\nmonkey.patch_all()\n';

const cases: { name: string; entry: string; file: string; files: Record<string, string> }[] = [
  {
    name: 'nothing behind the end of a script',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `import sys\nfrom sys import exit as leave\n${PATCH}import first\nif __name__ != "__main__":\n    leave()\ntry:\n    sys.exit(1)\nexcept SystemExit:\n    import second\nif __name__ == "__main__":\n    import third\nelse:\n    raise ImportError("a script")\ntry:\n    import helper\nexcept SystemExit:\n    pass\nimport fourth\n`,
      'first.py': '',
      'second.py': '',
      'third.py': '',
      'fourth.py': '',
      'helper.py': 'import fifth\nraise SystemExit(0)\nimport never\n',
      'fifth.py': '',
      'never.py': '',
    },
  },
  {
    name: 'what import_module names, and what is only built',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `import importlib\nfrom importlib import import_module as load\n${PATCH}importlib.import_module("shop.db")\nload("late")\n__import__("other")\n`,
      'shop/__init__.py': '',
      'shop/db.py': 'import importlib\nimportlib.import_module(".pool", __package__)\n',
      'shop/pool.py': '',
      'late.py': '',
      'other.py': '',
    },
  },
  {
    name: 'a star import runs what __all__ lists and nothing binds',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `${PATCH}from shop import *\nfrom views import *\n`,
      'shop/__init__.py': '__all__ = ["db", "VERSION"]\nVERSION = 1\n',
      'shop/db.py': '',
      'shop/unused.py': '',
      'views/__init__.py': 'from . import one\n__all__ = ("one", "two")\n',
      'views/one.py': '',
      'views/two.py': '',
    },
  },
  {
    name: 'packages before their modules, depth first, each once',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `import a.b.c\nimport a.d\nfrom e import x\nimport a.b\n${PATCH}`,
      'a/__init__.py': 'import first\n',
      'a/b/__init__.py': '',
      'a/b/c.py': 'from a import d\n',
      'a/d.py': 'import e\n',
      'e.py': 'x = 1\n',
      'first.py': '',
    },
  },
  {
    name: 'submodules by from-import, and names that hide them',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `from pkg import one, two, three\n${PATCH}`,
      'pkg/__init__.py': 'two = 2\n',
      'pkg/one.py': '',
      'pkg/two.py': '',
      'pkg/three/__init__.py': 'from . import inner\n',
      'pkg/three/inner.py': 'from .. import one\nfrom ..late import name\n',
      'pkg/late.py': 'name = 1\n',
    },
  },
  {
    name: 'circles',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `import a\n${PATCH}`,
      'a.py': 'import b\nimport d\n',
      'b.py': 'import c\n',
      'c.py': 'import a\nimport b\nimport d\n',
      'd.py': 'import a\n',
    },
  },
  {
    name: 'star imports, and a package of the same name as a module inside',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': `from pkg import *\nfrom pkg.app import *\n${PATCH}`,
      'pkg/__init__.py': 'from .names import *\n',
      'pkg/names.py': '__all__ = ["n"]\nn = 1\n',
      'pkg/app.py': 'import other\n',
      'other.py': '',
    },
  },
  {
    name: 'functions, class bodies, decorators and constructors that run at import time',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': [
        'def load():',
        '    import in_load',
        '    deeper()',
        'def deeper():',
        '    import in_deeper',
        'def never():',
        '    import in_never',
        'def mark(f):',
        '    import in_mark',
        '    return f',
        'class Body:',
        '    import in_body',
        '    def __init__(self):',
        '        import in_init',
        '    def method(self):',
        '        import in_method',
        'load()',
        '@mark',
        'def marked():',
        '    import in_marked',
        'b = Body()',
        'b.method()',
        'async def later():',
        '    import in_later',
        'later().close()',
        PATCH,
      ].join('\n'),
      'in_load.py': '',
      'in_deeper.py': '',
      'in_never.py': '',
      'in_mark.py': '',
      'in_body.py': '',
      'in_init.py': '',
      'in_method.py': '',
      'in_marked.py': '',
      'in_later.py': '',
    },
  },
  {
    name: 'TYPE_CHECKING, try, main guards',
    entry: 'app.py',
    file: 'app.py',
    files: {
      'app.py': [
        'from typing import TYPE_CHECKING',
        'if TYPE_CHECKING:',
        '    import hints',
        'else:',
        '    import real',
        'try:',
        '    import tried',
        'finally:',
        '    import last',
        'if __name__ == "__main__":',
        '    import guarded',
        'if __name__ != "__main__":',
        '    import imported',
        PATCH,
      ].join('\n'),
      'hints.py': '',
      'real.py': 'if __name__ == "__main__":\n    import hints\n',
      'tried.py': '',
      'last.py': '',
      'guarded.py': '',
      'imported.py': '',
    },
  },
  {
    name: 'python -m of a package',
    entry: '-m pkg',
    file: 'pkg/__main__.py',
    files: {
      'pkg/__init__.py': 'from . import core\n',
      'pkg/core.py': '',
      'pkg/__main__.py': `from .web import serve\n${PATCH}`,
      'pkg/web.py': 'import pkg.core\ndef serve(): pass\n',
    },
  },
  {
    name: 'python -m of a module with relative imports',
    entry: '-m outer.inner.run',
    file: 'outer/inner/run.py',
    files: {
      'outer/__init__.py': '',
      'outer/inner/__init__.py': 'import helper\n',
      'outer/inner/run.py': `from . import near\n${PATCH}if __name__ == "__main__":\n    import late\n`,
      'outer/inner/near.py': '',
      'helper.py': '',
      'late.py': '',
    },
  },
];

describe.skipIf(python === undefined)('the import order is that of Python', () => {
  test.each(cases)('$name', async ({ files, entry, file }) => {
    const project = await projectOf(files);
    const path = `${workspace}/${file}`;
    const program = project.programs.find((candidate) => candidate.entry.path === path);
    const order = program?.order.map((module) => module.path.slice(workspace.length + 1));
    expect(order).toEqual(trueOrder(files, entry));
  });
});

test('a call chain that is too deep is not followed', async () => {
  const depth = 20;
  const functions = Array.from({ length: depth }, (_, at) => `def f${at}():\n    f${at + 1}()\n`);
  const text = `${functions.join('')}def f${depth}():\n    import deep\nf0()\n${PATCH}`;
  const project = await projectOf({ 'app.py': text, 'deep.py': '' });
  expect(project.programs[0]?.order).toHaveLength(1);
});

test('places follow text that moved', async () => {
  const text = `import victim\n${PATCH}`;
  const project = await projectOf({ 'app.py': text, 'victim.py': 'X = 1\n' });
  const [program] = project.programs;
  const victim = project.moduleAt(`${workspace}/victim.py`)!;
  const path = `${workspace}/app.py`;
  const message = '`app.py` imports `victim` here';
  expect(program!.chainTo(victim)).toEqual([{ path, span: [7, 13], message }]);
  project.setFile(path, await factsOf(`# moved\n${text}`));
  expect(project.programs[0]!.chainTo(victim)).toEqual([{ path, span: [15, 21], message }]);
});
