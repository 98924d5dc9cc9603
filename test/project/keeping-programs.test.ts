import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import { extractFacts, FactsMemory } from '../../server/src/facts/extract.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import type { ScopeView } from '../../server/src/project/model.ts';
import { Project } from '../../server/src/project/project.ts';
import { testParser } from '../support/parser.ts';

/** Lines of functions, some of which mean something to programs and greenlet reach. */
const lines = [
  'pass',
  'x = 1',
  'x = compute(1, 2)',
  'print("a", x)',
  'log.info("a %s", helper)',
  'helper()',
  'helper(work)',
  'tasks.work()',
  'gevent.spawn(work)',
  'gevent.spawn(tasks.work, 1)',
  'gevent.spawn(x)',
  'gevent.spawn(work if x else helper)',
  'table = {"work": work}\n    gevent.spawn(table["work"])',
  'gevent.spawn(TABLE.get("work"))',
  'x = work',
  'y = helper',
  'gevent.spawn(partial(work, 1))',
  'for i in range(3):\n        gevent.spawn(work)',
  'for i in range(3):\n        gevent.spawn(work).join()',
  'for i in range(3):\n        job = gevent.spawn(work)\n        job.kill()',
  'with Guard() as guard:\n        helper()',
  'if x:\n        return helper()',
  'from gevent import monkey\n    monkey.patch_all()',
  'from gevent import monkey\n    monkey.patch_all(thread=False)',
  'import tasks',
  'import tasks\n    getattr(tasks, "wo" + x)()',
  'import late',
  '__import__("late")',
  'from tasks import work as job\n    gevent.spawn(job)',
  'app.add_url_rule("/", view_func=work)',
  'app = Flask(__name__)',
  'WSGIServer(("", 1), app).serve_forever()',
  'pool = ThreadPool(3)\n    pool.apply(work)',
  'return work',
  '(lambda: helper())()',
  'raise SystemExit',
  'sys.exit(1)',
  'leave = sys.exit\n    leave()',
  'log.info("a %s", x)',
  'other = Flask(__name__)\n    other.before_request(work)\n    app.register_blueprint(other)',
  'app.register_blueprint(x)',
  'return app',
  'return Middleware(app)',
  'return Middleware(x, late)',
  'WSGIServer(("", 1), helper()).serve_forever()',
  'falcon_app.add_route("/", Guard())',
  'falcon_app.add_route("/", y)',
  'y = Guard()',
  'patterns = [path("", helper), path("late/", include("late"))]',
  'patterns = [path("", cache(3)(work)), path("x", Guard.as_view())]',
  'app.add_url_rule("/", view_func=cache(work))',
  // What is put away, and taken out again.
  'JOBS.append(work)',
  'JOBS.append((1, helper))',
  'TABLE["x"] = helper',
  'for x in JOBS:\n        gevent.spawn(x)',
  'for x, y in JOBS:\n        y()',
  'gevent.spawn(TABLE[x])',
  'keeper = Keeper(work)',
  'Keeper(x).run()',
  'Keeper(job=helper)',
  'keep(helper)',
  'Holder(Guard()).run()',
  'Holder(Holder(Guard())).run()',
  'Holder(x).run()',
  'x = Guard()',
  'x = Holder(guard=Guard())\n    gevent.spawn(x.run)',
  'gevent.spawn(drive, Holder(Guard()))',
  'gevent.spawn(drive, Copy())',
  'gevent.spawn(drive, x)',
  'drive(Move())',
  'drive(a)',
  'x = {"copy": Copy, "move": Move}["copy"]()',
  'x.run()',
  'for _ in Holder():\n        pass',
  'print(Holder().ready)',
  'print(Holder().inner)',
  'x = Holder()\n    print(x.ready)',
  'self.inner = x',
  'with x:\n        pass',
];

const files: Readonly<Record<string, readonly string[]>> = {
  'app.py': [
    'import gevent, sys, tasks, late, logging as log',
    'from functools import partial',
    'from flask import Flask',
    'from gevent.pywsgi import WSGIServer',
    'from gevent.threadpool import ThreadPool',
    'from tasks import work, Guard, Holder, Copy, Move, drive',
    'from django.urls import include, path',
    'from celery import shared_task',
    'import falcon, locust',
    'falcon_app = falcon.App()',
    'app = Flask(__name__)',
    'TABLE = {"work": work, "print": print}',
    'JOBS = []',
    'class Keeper:\n  def __init__(self, job, other=None):\n    self.job = job\n    self.other = other\n  def run(self):\n    gevent.spawn(self.job)\n    @\n  def more(self):\n    self.other()',
    'def keep(x):\n    @\n    @\n    JOBS.append(x)',
    'class Shopper(locust.HttpUser):\n    tasks = {helper: 1}\n    @',
    '@shared_task\ndef queued():\n    @\n    @',
    'def helper(a=None):\n    @\n    @',
    'def compute(a, b):\n    @\n    @\n    @',
    '@app.route("/")\ndef view():\n    @\n    @',
    'compute(1, 2)',
    'class Job(gevent.Greenlet):\n  def _run(self):\n    @\n    @',
    'if __name__ == "__main__":\n    @\n    @\n    WSGIServer(("", 80), app).serve_forever()',
  ],
  'tasks.py': [
    'import gevent, app, logging as log',
    'from app import helper',
    'class Guard:\n  def __enter__(self):\n    @\n  def __exit__(self, *a):\n    @\n  def on_get(self, a, b):\n    @',
    'def work(a=None):\n    @\n    @',
    'class Holder:\n  def __init__(self, guard=None):\n    self.inner = guard\n    @\n' +
      '  def run(self):\n    self.inner.on_get(1, 2)\n    @\n' +
      '  @property\n  def ready(self):\n    @\n' +
      '  def __iter__(self):\n    @',
    'class Job:\n  def run(self):\n    self.step()\n    @',
    'class Copy(Job):\n  def step(self):\n    @',
    'class Move(Job):\n  def step(self):\n    @',
    'def drive(thing):\n  thing.run()\n  @',
    'work()',
  ],
  'late.py': [
    'import tasks',
    'from django.urls import path',
    'def late():\n    @\n    @',
    'late()',
    'tasks.work()',
    'if tasks:\n    @\n    urlpatterns = [path("", late)]',
  ],
};

const holes = Object.values(files)
  .map((statements) => statements.join('\n').split('@\n').length + 4)
  .reduce((a, b) => a + b, 0);

function textOf(name: string, chosen: readonly string[], shift: number): string {
  let hole = shift;
  return (files[name] ?? [])
    .map((statement) =>
      statement.replaceAll(/^([ ]+)@$/gm, (_, indent: string) => {
        hole += 1;
        return `${indent}${chosen[hole % chosen.length]}`;
      }),
    )
    .join('\n')
    .concat('\n');
}

function named(scope: ScopeView): string {
  return `${scope.module.path} ${scope.qualifiedName} ${scope.span}`;
}

/** Every answer that programs and greenlet reach give. */
function everything(project: Project): unknown[] {
  const verdicts = project.modules.flatMap((module) =>
    module.script.events.map((event) =>
      project
        .patchedAt(module, event.span[0])
        .map(({ state, program, parts }) => [state, program.entry.path, [...(parts ?? [])]]),
    ),
  );
  const programs = project.programs.map((program) => ({
    entry: program.entry.path,
    patch: program.patch && [program.patch.call.span, program.patch.path],
    sites: program.sites.map((site) => [site.call.span, [...(site.parts ?? [])], site.placement]),
    order: program.order.map((module) => [module.path, program.chainTo(module)]),
    state: [program.finalState, program.uncertain, [...(program.finalParts ?? [])]],
  }));
  const scopes = project.modules.flatMap((module) =>
    module.scopes.map((scope) => [
      named(scope),
      reachOf(project, scope),
      project.inThreadPool(scope),
      project.callers(scope).map((call) => [named(call.scope), call.span]),
    ]),
  );
  return [verdicts, programs, scopes];
}

function reachOf(project: Project, scope: ScopeView) {
  const reach = project.greenletReach(scope);
  return reach && { ...reach, manyChain: reach.manyChain() };
}

it('answers for programs and greenlets after edits as a fresh project does', async () => {
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
  const names = Object.keys(files);
  const procfile = readDeploymentFile('/ws/Procfile', 'w: celery -A app:queue worker -P gevent\n');
  const start = fc.array(fc.constantFrom(...lines), { minLength: holes, maxLength: holes });
  const edit = fc.record({
    hole: fc.nat(holes - 1),
    line: fc.constantFrom(...lines),
    look: fc.boolean(),
  });
  let kept = 0;
  fc.assert(
    fc.property(start, fc.array(edit, { minLength: 1, maxLength: 8 }), (first, edits) => {
      const chosen = [...first];
      const memories = new Map(names.map((name) => [name, new FactsMemory()]));
      const put = (project: Project, withMemory: boolean): void => {
        names.forEach((name, index) => {
          const text = textOf(name, chosen, index * 9);
          project.setFile(`/ws/${name}`, read(text, withMemory ? memories.get(name) : undefined));
        });
      };
      const project = new Project();
      project.setRoots(['/ws']);
      project.setDeployment('/ws/Procfile', procfile);
      put(project, true);
      everything(project);
      for (const { hole, line, look } of edits) {
        chosen[hole] = line;
        const before = project.programs;
        put(project, true);
        if (project.programs === before) kept += 1;
        if (look) everything(project);
      }
      const fresh = new Project();
      fresh.setRoots(['/ws']);
      fresh.setDeployment('/ws/Procfile', procfile);
      put(fresh, false);
      expect(everything(project)).toEqual(everything(fresh));
    }),
    { numRuns: 200 },
  );
  // Some edits mean nothing to programs: if none was passed over, the test tested nothing.
  expect(kept).toBeGreaterThan(50);
}, 120_000);
