import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis.ts';
import type { Finding } from '../../server/src/analysis/finding.ts';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const paths = ['main.py', 'work.py', 'shop/__init__.py', 'shop/store.py', 'test_shop.py'];

/** Top-level statements: what patches, spawns, blocks, wraps, imports and makes things. */
const statements = [
  'from gevent import monkey\nmonkey.patch_all()',
  'from gevent import monkey\nmonkey.patch_all(thread=False)',
  'from psycogreen.gevent import patch_psycopg\npatch_psycopg()',
  'import gevent',
  'import os, time, subprocess, zlib, json',
  'import work',
  'import main',
  'from work import *',
  'from shop import store',
  'from shop.store import connect, run, Client, LOCK',
  'from .store import run, Client',
  'import pycurl, psycopg2, psycopg, zmq, bcrypt',
  'import sqlalchemy\nengine = sqlalchemy.create_engine("postgresql+psycopg2://x")',
  'import threading\nLOCK = threading.Lock()',
  'from time import sleep',
  'import concurrent.futures\nexecutor = concurrent.futures.ThreadPoolExecutor(4)',
  'class Client(pycurl.Curl):\n    def go(self):\n        self.perform()',
  'class Client:\n    def __init__(self):\n        self.curl = pycurl.Curl()\n    def go(self):\n        self.curl.perform()\n        return run("x")',
  'def connect():\n    return pycurl.Curl()',
  'def connect():\n    return psycopg2.connect("").cursor()',
  'def connect():\n    return acme.connect()',
  'import acme',
  'def run(x):\n    os.system(x)',
  'def run(x):\n    return subprocess.run(x)',
  'def run(x=1):\n    with LOCK:\n        time.sleep(1)\n        connect().execute("x")',
  'def run(*x):\n    for name in x:\n        with open(name) as file:\n            zlib.compress(file.read())',
  'def one(*x):\n    run("x")\n    connect().perform()\n    psycopg2.connect("").cursor().execute("x")',
  'def one():\n    Client().go()\n    bcrypt.hashpw(b"", b"")\n    os.wait()',
  'def one():\n    two()\n    psycopg.connect("").execute("x")\n    zmq.Context().socket(1).recv()',
  'def one():\n    gevent.get_hub().threadpool.apply(run, (1,))',
  'def two(*x):\n    one()\n    os.system("y")',
  'def two():\n    executor.submit(run, 1).result()\n    connect().fetch("x")',
  'gevent.spawn(one)',
  'gevent.spawn(two()).join()',
  'gevent.joinall([gevent.spawn(run, 1), gevent.spawn(Client().go)])',
  'threading.Thread(target=two).start()',
  'from gevent.pool import Pool\nPool(3).map(run, [1])',
  'gevent.spawn(store.run, 1)',
  'run("at start")',
  'if __name__ == "__main__":\n    gevent.spawn(work.one).join()',
  'from flask import Flask\napp = Flask(__name__)\n@app.get("/")\ndef home():\n    run("x")\n    return connect().perform()',
  'from gunicorn.app.base import BaseApplication\nclass Server(BaseApplication):\n    def __init__(self, options):\n        self.options = options\n    def load_config(self):\n        for k, v in self.options.items():\n            self.cfg.set(k, v)',
  'from work import OPTIONS',
  'OPTIONS = {"worker_class": "gevent"}',
  'OPTIONS = {"worker_class": "gthread", "threads": 2}',
  'OPTIONS.update(worker_class="gevent", preload_app=True)',
  'if __name__ == "__main__":\n    Server(OPTIONS).run()',
  'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.store")\napp = get_wsgi_application()',
  'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}',
  'DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"',
  'DATABASES["default"].update(ENGINE="django.db.backends.mysql")',
  'from celery import Celery\ncelery = Celery()\ncelery.conf.update(worker_pool="gevent")',
  '# greenlint: ignore[GVT201]',
  'os.system("z")  # greenlint: ignore[GVT999]',
  'def run(x):\n    os.system(x)  # greenlint: ignore[GVT201]',
];

/** Where the edits start: a program that has something of all this. */
const start: Readonly<Record<string, readonly string[]>> = {
  'main.py': [
    'from gevent import monkey\nmonkey.patch_all()',
    'import gevent',
    'import os, time, zlib, bcrypt, pycurl, psycopg2',
    'import work',
    'from shop.store import connect, run, Client, LOCK',
    'import concurrent.futures\nexecutor = concurrent.futures.ThreadPoolExecutor(4)',
    'def one():\n    Client().go()\n    bcrypt.hashpw(b"", b"")\n    os.wait()',
    'def two():\n    executor.submit(run, 1).result()\n    psycopg2.connect("").cursor().execute("x")',
    'gevent.joinall([gevent.spawn(one), gevent.spawn(two)])',
    'gevent.spawn(work.one).join()',
  ],
  'work.py': [
    'import gevent, os, psycopg, acme',
    'from shop import store',
    'def connect():\n    return acme.connect()',
    'def two():\n    connect().fetch("x")\n    os.system("y")',
    'def one():\n    two()\n    psycopg.connect("").execute("x")\n    store.run("z")',
  ],
  'shop/__init__.py': ['# the shop', 'import os'],
  'shop/store.py': [
    'import os, pycurl, threading, time, zlib',
    'LOCK = threading.Lock()',
    'def connect():\n    return pycurl.Curl()',
    'def run(x):\n    with LOCK:\n        os.system(x)\n    zlib.compress(open(x).read())',
    'class Client(pycurl.Curl):\n    def go(self):\n        self.perform()',
  ],
};

/** Files beside the Python ones, each with texts that it may hold; an empty one takes it away. */
const otherFiles: Readonly<Record<string, readonly string[]>> = {
  Procfile: [
    'web: gunicorn -k gevent main:app\n',
    'web: gunicorn main:app\n',
    'w: python work.py',
    '',
  ],
  'requirements.txt': [
    'gevent==25.5.1\nflask-sqlalchemy\npsycopg[c]==3.1.10\n',
    'gevent==26.9.0\npsycopg[c]==3.2\npsycopg2-binary\n',
    'redis\nmysqlclient\ndjango\n',
    '',
  ],
  'uv.lock': ['[[package]]\nname = "psycopg"\nversion = "3.1.10"\n', ''],
  'pyproject.toml': [
    '[tool.greenlint.blocking]\n"acme.Client.fetch" = ""\n"shop.store.run" = "x"\n[tool.greenlint.returns]\n"acme.connect" = "acme.Client"\n',
    '[tool.greenlint]\nignore = ["GVT301"]\nentry-points = ["work.py"]\n[tool.greenlint.cooperates]\n"os.system" = "x"\n',
    '[tool.greenlint.patched-by]\n"main.py" = "us"\n[tool.greenlint.severity]\nGVT206 = "warning"\n',
    '[tool.greenlint.returns]\n"acme.connect" = "pycurl.Curl"\n"broken" = 1\n',
    '',
  ],
};

const edit = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('file' as const),
      path: fc.constantFrom(...paths),
      lines: fc.array(fc.constantFrom(...statements), { minLength: 2, maxLength: 10 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      path: fc.constantFrom(...paths),
      at: fc.nat(9),
      line: fc.constantFrom(...statements),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('close' as const, 'remove' as const),
      path: fc.constantFrom(...paths),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('other' as const),
      path: fc.constantFrom(...Object.keys(otherFiles)),
      text: fc.nat(4),
    }),
  },
);
type Edit = typeof edit extends fc.Arbitrary<infer Kind> ? Kind : never;

/** A workspace that is edited as an editor does it: some files are open, others change on disk. */
class Edited {
  readonly workspace: MemoryWorkspace;
  readonly disk = new Map<string, string>();
  readonly open = new Map<string, { lines: readonly string[]; version: number }>();
  readonly analysis: Analysis;

  constructor(analysis: Analysis, workspace: MemoryWorkspace) {
    this.analysis = analysis;
    this.workspace = workspace;
  }

  static async start(): Promise<Edited> {
    const workspace = new MemoryWorkspace({ '/ws/.gitignore': '' });
    const analysis = await emptyAnalysis(workspace);
    await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
    const edited = new Edited(analysis, workspace);
    for (const [path, lines] of Object.entries(start)) await edited.write(path, textOf(lines));
    return edited;
  }

  async apply(step: Edit): Promise<void> {
    const { path } = step;
    if (step.kind === 'file') await this.write(path, textOf(step.lines));
    else if (step.kind === 'type') await this.type(path, step.at, step.line);
    else if (step.kind === 'other') {
      const choices = otherFiles[path] ?? [];
      await this.write(path, choices[step.text % choices.length] ?? '');
    } else if (step.kind === 'remove') await this.write(path, '');
    else if (this.open.delete(path)) await this.analysis.close(`/ws/${path}`);
  }

  private async write(path: string, text: string): Promise<void> {
    if (text === '') {
      this.disk.delete(path);
      this.workspace.remove(`/ws/${path}`);
    } else {
      this.disk.set(path, text);
      this.workspace.write(`/ws/${path}`, text);
    }
    await this.analysis.filesChanged([`/ws/${path}`]);
  }

  /** Replaces one statement of an open file, and opens it before where it is not. */
  private async type(path: string, at: number, line: string): Promise<void> {
    let open = this.open.get(path);
    const full = `/ws/${path}`;
    if (open === undefined) {
      const text = this.disk.get(path);
      if (text === undefined) return;
      open = { lines: text.slice(0, -2).split('\n\n'), version: 1 };
      await this.analysis.open({ path: full, version: 1, text, languageId: 'python' });
    }
    const lines = [...open.lines];
    const index = at % lines.length;
    const start = textOf(lines.slice(0, index)).length;
    const changes = [{ span: [start, start + (lines[index]?.length ?? 0)] as const, text: line }];
    lines[index] = line;
    this.open.set(path, { lines, version: open.version + 1 });
    await this.analysis.change(full, open.version + 1, changes);
  }

  /** What every file holds now. */
  get texts(): Record<string, string> {
    const typed = [...this.open].map(([path, { lines }]) => [path, textOf(lines)] as const);
    return { '.gitignore': '', ...Object.fromEntries(this.disk), ...Object.fromEntries(typed) };
  }
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n\n`).join('');
}

async function findings(analysis: Analysis): Promise<readonly Finding[]> {
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  return files.flatMap((file) => file.findings);
}

it('finds in an edited workspace what it finds in the same from nothing', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ edit, look: fc.boolean() }), { minLength: 1, maxLength: 10 }),
      async (steps) => {
        const edited = await Edited.start();
        for (const { edit: step, look } of steps) {
          await edited.apply(step);
          if (look) await findings(edited.analysis);
        }
        const found = await findings(edited.analysis);
        const fresh = await findings(await analysisOf(edited.texts));
        expect(found).toEqual(fresh);
        for (const { code } of found) codes.add(code);
      },
    ),
    { numRuns: 50 },
  );
  // Equal because nothing was found would prove nothing.
  expect(codes.size).toBeGreaterThan(10);
}, 60_000);
