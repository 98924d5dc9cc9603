import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import { extractFacts, FactsMemory } from '../../server/src/facts/extract.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import type { ModuleView, PatchSite, ScopeView } from '../../server/src/project/model.ts';
import { Project } from '../../server/src/project/project.ts';
import type { Value } from '../../server/src/project/value.ts';
import { testParser } from '../support/parser.ts';

const paths = ['a.py', 'b.py', 'pkg/__init__.py', 'pkg/a.py', 'pkg/c.py', 'time.py', 'lib/d.py'];

/** Statements that bind, rebind, shadow, return and call over module borders. */
const statements = [
  'import time',
  'import gevent',
  'import a',
  'import b as a',
  'import pkg.c',
  'from a import *',
  'from b import f',
  'from pkg import c',
  'from pkg.a import f as g, C',
  'from . import c',
  '__all__ = ["c", "f"]',
  'from pkg import *',
  'import importlib\nimportlib.import_module("pkg.c")',
  'from .c import C',
  'try:\n    from gevent import sleep\nexcept ImportError:\n    from time import sleep',
  'from time import sleep',
  'def f():\n    return time.sleep',
  'def f():\n    return g()',
  'def g():\n    sleep(1)\n    return C()',
  'def g():\n    global h\n    h = f()\n    time.sleep(1)',
  'class C:\n    def m(self):\n        self.x = f()\n        return self',
  'class C:\n    def m(self):\n        self.m().x()\n        a.f()',
  'class D(C):\n    def run(self):\n        super().m()\n        self.x.y()',
  'class D(gevent.Greenlet):\n    def run(self):\n        self.kill()',
  'def f():\n    x = time.sleep\n    y = x\n    return y',
  'def f():\n    x = gevent.sleep\n    y = x\n    return y',
  'def f():\n    y = gevent\n    x = C()\n    return x',
  'def g():\n    x = C()\n    def inner():\n        return x.m()\n    x = f\n    return inner()',
  'def g():\n    x = f\n    def inner():\n        return x()\n    return inner()',
  'def g():\n    import a as x\n    (lambda: x.f())()\n    return lambda: x.g()',
  'class C:\n    def m(self):\n        y = f()\n        self.x = y',
  'h = f()',
  'h = C()',
  'h.m().m()',
  'f()()',
  'sleep(2)',
  'pkg.c.f()',
  'c.C().m()',
  'D().run()',
  'a.b.f()',
  'for x in (1, 2):\n    sleep(x)\n    sleep = time.sleep',
  'print("x")',
  'if __name__ == "__main__":\n    import c\n    c.C().m()',
  '# nothing',
  'raise SystemExit',
  'import sys\nsys.exit()',
  // Names of submodules that the package itself binds, or no longer does.
  'c = 1',
  'def c():\n    return f()',
  'import pkg.a as a, pkg.c as c',
  'from pkg import *',
  'from pkg import a, c',
  'from . import a, c as d',
  'del f, c',
  'class D(h, g()):\n    m = f',
  'def f():\n    return C',
  // What programs are told by, and what patches them.
  'from gevent import monkey\nmonkey.patch_all()',
  'if a:\n    from gevent import monkey\n    monkey.patch_all(thread=False)',
  'try:\n    import pkg.c, b\nexcept ImportError:\n    c = None',
  'def f():\n    import b, pkg.a\n    g()',
  'f()',
  'def f(x: C, y: "C | None" = None):\n    return x.m()',
  'class C:\n    h: "a.C"\n    def m(self):\n        self.x: C = g()\n        return self.h.m',
  'from contextlib import contextmanager\n@contextmanager\ndef g():\n    x = f\n    yield x',
  'def g():\n    y = C()\n    yield y',
  'with g() as h:\n    h.m()',
  'for h in g():\n    h.m().x()',
  'def f():\n    with g() as x:\n        return x.m',
  'x: C = f()\nx.m()',
  'h = __import__("b")\nh.f()',
  // What is searched for modules, and what lies there.
  'import sys\nsys.path.insert(0, "lib")',
  'import sys\nsys.path.append("pkg")',
  'import os, sys\nHERE = os.path.dirname(__file__)\nsys.path.insert(0, os.path.join(HERE, "pkg"))',
  'import d\nd.f()',
  'from d import f, C',
  'def f(x=1, *, y):\n    return pkg.c.C().m()',
  // Attributes that are set from outside.
  'def g():\n    C.x = f',
  'h = C()\nh.x = gevent.sleep',
  'def g():\n    a.h.x = time.sleep\n    pkg.c = f',
  'import flask\nflask.g.x = f',
  'import flask\ndef f():\n    flask.g.x().m()',
  'def f(x):\n    x.x = C()',
  'a.h.x()',
  // Dictionaries that are filled later.
  'h = {}',
  'def g():\n    h["x"] = f',
  'def g():\n    h["x"] = C()\n    x = {}\n    x[1] = f\n    return x[1]',
  'def g():\n    x = {}\n    x[1] = f\n    def inner():\n        return x[1]()\n    return inner()',
  'def g():\n    x = {}\n    x[1] = C\n    def inner():\n        return x[1]()\n    return inner()',
  'class C:\n    def m(self):\n        self.x = {}\n        self.x[1] = f\n        self.x[1]()',
  'class C:\n    x = {1: 2}\n    def m(self):\n        self.x[1] = C()\n        return self.x[1]',
  'a.h["x"]().m()',
  'h["x"]()',
  // Spawns that are given to a map, and jobs behind a star.
  'def g():\n    x = [f]\n    list(map(gevent.spawn, x))',
  'def g():\n    x = [C]\n    list(map(gevent.spawn, x))',
  'x = [(f, 1), (C,)]\nfor y in x:\n    gevent.spawn(*y)',
  'def g():\n    x = (f, 1)\n    gevent.spawn(*x)',
  'def g():\n    x = (C, 1)\n    gevent.spawn(*x)',
  'class C:\n    def m(self, x):\n        getattr(self, "m" + x)().x()\n    def mm(self):\n        return f',
  // What is put away, and taken out again.
  'h = []',
  'def g(x):\n    h.append(x)',
  'g(f)',
  'def f():\n    for x in h:\n        gevent.spawn(x)',
  'class C:\n    def __init__(self, x):\n        self.x = x\n    def m(self):\n        gevent.spawn(self.x)',
  'C(f).m()',
  'C(x=g)',
  '@dataclass\nclass C:\n    y: int\n    x: object\n    def m(self):\n        self.x()',
];

/** Files beside the Python ones, each with texts that it may hold. */
const otherFiles: Readonly<Record<string, readonly string[]>> = {
  Procfile: ['web: gunicorn -k gevent a:app', 'web: gunicorn -k gthread a:app', 'x: python b.py'],
  'pkg/Procfile': ['w: celery -A pkg.c worker -P gevent', 'w: python -m gevent.monkey a.py', ''],
  '.env': ['PYTHONPATH=lib', 'PYTHONPATH=pkg:lib', 'X=1'],
  'setup.cfg': [
    '[options]\npackage_dir =\n  = lib',
    '[options.packages.find]\nwhere = pkg',
    '[tool:pytest]\npythonpath = lib',
  ],
  'run.sh': ['python a.py\npython -m pkg.c', 'locust -f pkg/c.py', '# nothing'],
  'gunicorn.ini': ['[uwsgi]\ngevent = 10\nmodule = a:app', '[uwsgi]\nmodule = pkg.c:app'],
  'requirements.txt': [
    'gevent==24.2.1',
    'gevent>=23\nredis==5.0',
    'gevent<24 ; os_name == "nt"',
    '',
  ],
  'constraints.txt': ['gevent==24.2.1', 'gevent==25.5.1', 'redis'],
  'uv.lock': [
    '[[package]]\nname = "gevent"\nversion = "24.2.1"\n',
    '[[package]]\nname = "gevent"\nversion = "25.5.1"\n',
    '[[package]]\nname = "redis"\nversion = "5.0"\n',
  ],
  'pkg/pyproject.toml': [
    '[project]\ndependencies = ["gevent>=24"]\nscripts = {a = "a:f"}\n',
    '[project]\ndependencies = ["gevent", "redis"]\n',
    '[project',
  ],
};

const installed = [[], ['24.2.1'], ['24.2.1', '25.5.1']].map((versions) => [
  {
    folder: '/ws',
    distributions: versions.map((version) => ({ name: 'gevent', version, path: `/ws/${version}` })),
  },
]);

function shown(value: Value): string {
  switch (value.kind) {
    case 'module':
      return `module ${value.module.path}`;
    case 'function':
    case 'class':
    case 'instance': {
      const { scope } = value;
      const bound = value.kind === 'function' && value.bound ? 'bound ' : '';
      return `${bound}${value.kind} ${scope.module.path} ${scope.qualifiedName} ${scope.span}`;
    }
    case 'unknown':
      return `unknown ${(value.oneOf ?? []).map(shown)}`;
    default:
      return JSON.stringify(value);
  }
}

function everything(project: Project): string[] {
  return [
    ...project.modules.flatMap((module) => ofModule(project, module)),
    ...programs(project),
    ...ofDeployments(project),
  ];
}

/** What the files beside the Python ones say, and the versions that follow from them. */
function ofDeployments(project: Project): string[] {
  return [
    `uses gevent: ${project.usesGevent}`,
    ...project.deployments.map(({ path, launches }) => `${path} ${JSON.stringify(launches)}`),
    ...project.dependencies.map((one) => JSON.stringify(one)),
    ...project.modules.flatMap((module) =>
      ['gevent', 'redis'].map(
        (name) => `${module.path} ${name} ${JSON.stringify(project.versionOf(name, module))}`,
      ),
    ),
  ];
}

/** The programs with all that their walks found, in order. */
function programs(project: Project): string[] {
  return project.programs.flatMap((program) => [
    `program ${program.entry.path} ${program.finalState} ${[...(program.finalParts ?? [])]} ${program.uncertain}`,
    ...program
      .steps()
      .map((step) =>
        JSON.stringify(step, (key, value) =>
          key === 'module' || key === 'site' || key === 'scope' ? placeOf(value) : value,
        ),
      ),
  ]);
}

function placeOf(value: ModuleView | PatchSite | ScopeView): string {
  if ('call' in value) return `${value.call.scope.module.path} ${value.call.span} ${value.path}`;
  return 'path' in value ? value.path : `${value.module.path} ${value.qualifiedName}`;
}

function ofModule(project: Project, module: ModuleView): string[] {
  return [
    `${module.path} ${module.name} ${module.importsGevent}`,
    ...module.scopes.map((scope) => `${scope.qualifiedName} ${scope.span} ${scope.nameSpan}`),
    ...module.calls.map((call) => `${module.path} ${call.span} ${shown(call.target)}`),
    ...module.script.events.flatMap((event) =>
      project.importTargets(event).map((target) => `${target.module.path} ${target.span}`),
    ),
  ];
}

const step = fc.record({
  path: fc.constantFrom(...paths),
  remove: fc.boolean(),
  lines: fc.array(fc.constantFrom(...statements), { maxLength: 6 }),
  /** Change one line of the file only, if there is a file. */
  edit: fc.option(fc.record({ at: fc.nat(5), line: fc.constantFrom(...statements) })),
  look: fc.boolean(),
});

/** What happens to a file that is not Python, or to the environment, before a step. */
const otherStep = fc.option(
  fc.record({
    path: fc.constantFrom(...Object.keys(otherFiles)),
    remove: fc.boolean(),
    text: fc.nat(3),
    installed: fc.option(fc.constantFrom(...installed)),
  }),
);

it('links an edited project as it links a fresh one', async () => {
  const parser = await testParser();
  const read = (text: string, memory?: FactsMemory): FileFacts => {
    const tree = parser.parse(text);
    if (!tree) throw new Error('the parser gave up');
    try {
      return extractFacts(text, tree, memory);
    } finally {
      tree.delete();
    }
  };
  fc.assert(
    fc.property(
      fc.array(fc.record({ step, other: otherStep }), { minLength: 1, maxLength: 14 }),
      (steps) => {
        const project = new Project();
        project.setRoots(['/ws']);
        const texts = new Map<string, string[]>();
        const memories = new Map<string, FactsMemory>();
        const others = new Map<string, string>();
        let environments = installed[0]!;
        for (const { step, other } of steps) {
          const { path, remove, lines, edit, look } = step;
          if (other !== null) {
            const file = `/ws/${other.path}`;
            const choices = otherFiles[other.path]!;
            if (other.remove) {
              others.delete(file);
              project.removeDeployment(file);
            } else {
              const text = choices[other.text % choices.length]!;
              others.set(file, text);
              project.setDeployment(file, readDeploymentFile(file, text));
            }
            if (other.installed !== null) {
              environments = other.installed;
              project.setInstalled(environments);
            }
            if (look) everything(project);
          }
          const full = `/ws/${path}`;
          const known = texts.get(full);
          if (known && edit) {
            const changed = [...known];
            changed[edit.at % (changed.length + 1)] = edit.line;
            texts.set(full, changed);
          } else if (known && remove) {
            texts.delete(full);
            memories.delete(full);
            project.removeFile(full);
          } else {
            texts.set(full, lines);
          }
          const now = texts.get(full);
          if (now) {
            let memory = memories.get(full);
            if (!memory) {
              memory = new FactsMemory();
              memories.set(full, memory);
            }
            project.setFile(full, read(`${now.join('\n')}\n`, memory));
          }
          // Some answers are kept from before the next change, others are not.
          if (look) everything(project);
        }
        const fresh = new Project();
        fresh.setRoots(['/ws']);
        for (const [path, lines] of texts) fresh.setFile(path, read(`${lines.join('\n')}\n`));
        for (const [path, text] of others)
          fresh.setDeployment(path, readDeploymentFile(path, text));
        fresh.setInstalled(environments);
        expect(everything(project)).toEqual(everything(fresh));
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);
