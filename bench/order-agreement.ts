import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { projectOf, workspace } from '../test/support/project.ts';
import { tracedRun, whyNotTraced } from '../test/support/traced-run.ts';
import { printTable } from './measure.ts';

/** A real program: libraries from PyPI taken as its own code, and a few files that use them. */
interface RealProgram {
  readonly name: string;
  /** Packages and modules of the environment that are copied beside the files. */
  readonly packages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
  /** The file with which the program's own code begins; what the launcher loads before is its own. */
  readonly entry: string;
}

const flaskPackages = [
  'flask',
  'werkzeug',
  'jinja2',
  'click',
  'itsdangerous',
  'blinker',
  'markupsafe',
];
const PATCH = 'from gevent import monkey\n\nmonkey.patch_all()\n\n';

const programs: readonly RealProgram[] = [
  {
    name: 'locust',
    packages: ['locust'],
    files: {
      'load.py':
        'from locust.main import main\nfrom locust.env import Environment\n\nfrom readers import Reader\n\nif __name__ == "__main__":\n    Environment(user_classes=[Reader]).create_local_runner()\n',
      'readers.py':
        'from locust import HttpUser, task\n\n\nclass Reader(HttpUser):\n    @task\n    def read(self):\n        self.client.get("/")\n',
    },
    command: 'python load.py',
    entry: 'load.py',
  },
  {
    name: 'gunicorn -k gevent with Flask',
    packages: flaskPackages,
    files: {
      Procfile: 'web: gunicorn -k gevent shop.wsgi:app\n',
      'shop/__init__.py': '',
      'shop/wsgi.py':
        'from flask import Flask, jsonify\n\nfrom . import stock\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef index():\n    return jsonify(stock.items())\n',
      'shop/stock.py': 'import time\n\n\ndef items():\n    time.sleep(0.1)\n    return ["tea"]\n',
    },
    command: 'gunicorn -k gevent shop.wsgi:app',
    entry: 'shop/__init__.py',
  },
  {
    name: 'Celery -P gevent',
    // Its own modules have run when the application begins.
    packages: [],
    files: {
      Procfile: 'worker: celery -A proj worker -P gevent\n',
      'proj/__init__.py': '',
      'proj/celery.py':
        'from celery import Celery\n\napp = Celery("proj", broker="memory://", include=["proj.tasks"])\n\nif __name__ == "__main__":\n    app.start()\n',
      'proj/tasks.py': 'from .celery import app\n\n\n@app.task\ndef add(x, y):\n    return x + y\n',
    },
    command: 'celery -A proj worker -P gevent',
    entry: 'proj/__init__.py',
  },
  {
    name: 'Celery in a script',
    packages: ['celery', 'kombu', 'vine', 'amqp', 'billiard'],
    files: {
      'work.py': `${PATCH}from tasks import app\n\nif __name__ == "__main__":\n    print(app)\n`,
      'tasks.py':
        'from celery import Celery\n\napp = Celery("tasks", broker="memory://")\n\n\n@app.task\ndef add(x, y):\n    return x + y\n',
    },
    command: 'python work.py',
    entry: 'work.py',
  },
  {
    name: 'Flask-SocketIO',
    packages: [
      ...flaskPackages,
      'flask_socketio',
      'socketio',
      'engineio',
      'simple_websocket',
      'bidict',
      'wsproto',
      'h11',
    ],
    files: {
      'app.py': `${PATCH}from threading import Lock\n\nfrom flask import Flask, render_template, request, session\nfrom flask_socketio import SocketIO, emit\n\napp = Flask(__name__)\nsocketio = SocketIO(app, async_mode="gevent")\nthread_lock = Lock()\n\n\n@socketio.event\ndef my_event(message):\n    emit("my_response", message)\n\n\nif __name__ == "__main__":\n    socketio.run(app, port=0)\n`,
    },
    command: 'python app.py',
    entry: 'app.py',
  },
];

/** How the model's order of one program compares with the true one. */
export interface Agreement {
  readonly name: string;
  /** Modules that really ran, from the entry's on. */
  readonly modules: number;
  /** Of these, those that the model has in the same order. */
  readonly agreeing: number;
  /** Modules that really ran and that the model does not have, or has in another place. */
  readonly missing: readonly string[];
  /** Modules that the model has and that did not run. */
  readonly extra: readonly string[];
}

/** Runs the programs and walks them; undefined with a word on the console where nothing can run. */
export async function orderAgreements(): Promise<readonly Agreement[] | undefined> {
  const reason = whyNotTraced();
  if (reason !== undefined) {
    console.warn(`SKIPPED: the true order of imports: ${reason}.`);
    return undefined;
  }
  const agreements: Agreement[] = [];
  for (const program of programs) agreements.push(await agreementOf(program));
  return agreements;
}

/** Prints how much of real programs the model walks as Python does. */
export async function benchOrderAgreement(): Promise<void> {
  console.log('\nOrder of imports in real programs, the libraries\u2019 own modules included');
  const agreements = await orderAgreements();
  if (agreements === undefined) return;
  printTable([
    ['program', 'modules', 'in the same order', 'not run'],
    ...agreements.map(({ name, modules, agreeing, extra }) => [
      name,
      String(modules),
      `${agreeing} (${((100 * agreeing) / modules).toFixed(1)} %)`,
      String(extra.length),
    ]),
  ]);
}

async function agreementOf(program: RealProgram): Promise<Agreement> {
  const root = mkdtempSync(join(tmpdir(), 'greenlint-order-'));
  try {
    layOut(program, root);
    const truth = await tracedRun(root, program.command, { environment: {} });
    if (!truth.ended) throw new Error(`${program.name}: ${truth.output}`);
    const all = truth.modules.map(({ path }) => path);
    const start = all.indexOf(program.entry);
    const before = new Set(all.slice(0, start));
    const really = all.slice(start);
    const told = (await modelOrder(root, program.entry)).filter((path) => !before.has(path));
    const same = new Set(longestCommon(really, told));
    const ran = new Set(really);
    return {
      name: program.name,
      modules: really.length,
      agreeing: same.size,
      missing: really.filter((path) => !same.has(path)),
      extra: told.filter((path) => !ran.has(path)),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function layOut({ packages, files }: RealProgram, root: string): void {
  const library = resolve('.cache/launchers/lib');
  const [python = ''] = readdirSync(library);
  const installed = join(library, python, 'site-packages');
  for (const name of packages) {
    cpSync(join(installed, name), join(root, name), {
      recursive: true,
      filter: (path) => !path.endsWith('__pycache__') && !/\/tests?$/.test(path),
    });
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** The real programs with all their files, for those who look at more than the order. */
export function realProgramFiles(): readonly {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}[] {
  return programs.map((program) => {
    const root = mkdtempSync(join(tmpdir(), 'greenlint-real-'));
    try {
      layOut(program, root);
      return { name: program.name, files: filesOf(root) };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
}

function filesOf(root: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const item of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(item.parentPath, item.name);
    if (item.isFile() && /\.py$|Procfile$/.test(item.name)) {
      files[path.slice(root.length + 1)] = readFileSync(path, 'utf8');
    }
  }
  return files;
}

async function modelOrder(root: string, entry: string): Promise<readonly string[]> {
  const project = await projectOf(filesOf(root));
  const program =
    project.programs.find(({ launch }) => launch?.path.endsWith('/Procfile')) ??
    project.programs.find((one) => one.entry.path === `${workspace}/${entry}`);
  if (program === undefined) throw new Error(`no program begins with ${entry}`);
  return program.order.map(({ path }) => path.slice(workspace.length + 1));
}

/** A longest sequence that both hold in order. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common.push(a[i]!);
      i++;
      j++;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return common;
}
