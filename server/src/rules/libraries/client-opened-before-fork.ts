import type { LaunchOption } from '../../deployment/launch.ts';
import { connectionsBeforeFork, type Fork } from '../../evidence/libraries/forked-connections.ts';
import { addUwsgiOption } from '../../fixes/add-uwsgi-option.ts';
import { removePreload } from '../../fixes/remove-preload.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { ForkedConnection } from '../../knowledge/forked-connections.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundClient extends Found {
  readonly row: ForkedConnection;
  readonly fork: Pick<Fork, 'by' | 'option'>;
}

const LAZY = 'lazy-apps';

export const clientOpenedBeforeFork = defineRule<FoundClient>({
  meta: {
    code: 'GVT309',
    name: 'client-opened-before-fork',
    severity: 'warning',
    enabled: true,
    summary:
      'A client is connected while the application is loaded, and then the server or the program forks.',
    why: `gunicorn with \`--preload\`, and uWSGI unless it is told \`lazy-apps\`, load the application in one
process and fork the workers from it. A connection that the application opens while it is imported is
then one socket in all of them: they write their questions into it together, and each reads whatever
answer comes first. Threads of a client stay behind in the master. The same happens where a program forks
processes itself: \`Process(target=serve)\` or \`os.fork()\` in a loop, and a single one if both the child
and the process that forked it use the connection.

What was seen, with two processes that ask 20 different questions each: \`pymysql\` gave 6 of them the
answer to the other process's question, \`mariadb\` 17, \`pg8000\` 16, \`smtplib\` 6; \`psycopg\`
answered wrong and then failed; with \`psycopg2\` and with a SQLAlchemy engine that was connected before
one of the two never came back, nor did a ZeroMQ socket; \`confluent_kafka.Producer\` did nothing at all.

Reported is a client that import-time code certainly makes (or connects, where it does so at first use),
that a handler or task, or what a process runs, uses afterwards, and that nothing closes or binds anew;
kept in a name, in an attribute of an object, or in the application (\`app.db\`, \`app.extensions["db"]\`).
Of a single child it has to be used on both sides while the child runs: where the child alone uses it, or the
parent waits for its end first, the answers were right. It
is information where no more than one worker is known of (that one, and whoever replaces it, get the same
connection), and where the program does not say that multiprocessing forks: it does on Linux before
Python 3.14.`,
    cure: `Make it in each worker: in gunicorn's hook \`post_fork\`, in a function with uWSGI's
\`@postfork\`, or where it is first used. SQLAlchemy's engine may stay where it is: call
\`engine.dispose()\` once nothing of the import needs it, or \`engine.dispose(close=False)\` in the worker.

Or let each worker load the application. The quick fix takes \`--preload\` out, or adds
\`lazy-apps = true\`; it is not applied unattended, as it costs the memory and the start-up time that
loading it once saves.`,
    notWhen: `Clients that were seen to be right are not reported: \`redis.Redis\` and \`MongoClient(connect=False)\`,
which look at the process, \`create_engine()\`, pymemcache's \`Client\` and \`zmq.Context()\` before
they are used, \`pylibmc\` and gRPC channels. \`sqlite3\` and \`MongoClient\` are information: their
documentation forbids it, and the runs showed no wrong answer.`,
    sources: [
      'Measured: one socket, 20 questions of the parent and of one child of os.fork(), gevent.fork() or multiprocessing each: both read wrong answers; none was wrong where only one of the two asked, or the parent after the child had ended (gevent 26.9.0, Python 3.11).',
      'Measured: two children of os.fork(), 20 questions each (gevent 26.9.0, Python 3.11); the table forked-connections holds what each client did.',
      'Measured: PyMySQL made at import, 30 requests to two workers: uWSGI 2.0.31 answered 8 with the row of another request, none with lazy-apps; gunicorn 27.0.1 --preload with pg8000: wrong answers in both workers, none without.',
      'SQLAlchemy documentation, Using Connection Pools with Multiprocessing or os.fork(); sqlite.org/howtocorrupt.html 2.6; PyMongo documentation, MongoClient opened before fork',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'shop.py',
      beside: { Procfile: 'web: gunicorn -k gevent --workers 2 --preload shop:app\n' },
    },
    bad: `from gevent import monkey
monkey.patch_all()
import psycopg

connection = psycopg.connect("dbname=shop")

def app(environ, start_response):
    count = connection.execute("select count(*) from parcels").fetchone()[0]
    start_response("200 OK", [])
    return [str(count).encode()]
`,
    good: `from gevent import monkey
monkey.patch_all()
import psycopg

def app(environ, start_response):
    with psycopg.connect("dbname=shop") as connection:
        count = connection.execute("select count(*) from parcels").fetchone()[0]
    start_response("200 OK", [])
    return [str(count).encode()]
`,
    proof: 'output',
  },

  *check(module, project) {
    if (!project.usesGevent) return;
    for (const { call, row, fork, related } of connectionsBeforeFork(module, project)) {
      const shared = row.shares === 'threads' || fork.several;
      const severity = row.severity ?? (shared ? 'warning' : 'information');
      yield { span: call.span, subject: row.path, severity, related, row, fork };
    }
  },

  word({ row, fork: { by } }) {
    const { path, shares } = row;
    // Those of servers are called workers.
    const byItself = by === 'multiprocessing' || by === 'fork';
    const effect = byItself ? row.effect.replaceAll('worker', 'process') : row.effect;
    const name = path.length <= 26 ? path : path.slice(path.lastIndexOf('.') + 1);
    const connects = row.opens === undefined ? 'runs' : 'connects';
    const who = byItself ? 'the program' : by;
    return (
      `\`${name}()\` ${connects} before ${who} forks: ${harmOf(row.severity, shares, byItself ? 'process' : 'worker')}. ` +
      `Then ${effect}. ${cures[by]}.`
    );
  },

  filesToFix: ({ fork: { option } }) => (option === undefined ? [] : [option.path]),

  fixes({ fork: { by, option } }, source) {
    if (option === undefined) return [];
    return by === 'gunicorn' ? removePreload(option, source) : loadLazily(option, source);
  },
});

/** What to do, by what forks. */
const cures: Readonly<Record<Fork['by'], string>> = {
  gunicorn: 'Make it in each worker, in post_fork or at first use, or take --preload out',
  uWSGI: `Make it in each worker, with @postfork or at first use, or set ${LAZY}`,
  multiprocessing: 'Make it in the function that each process runs, or at first use',
  fork: 'Make it in the child, or at first use',
};

function harmOf(
  severity: ForkedConnection['severity'],
  shares: ForkedConnection['shares'],
  who: 'process' | 'worker',
): string {
  if (severity === 'information') return 'its documentation warns of that';
  if (shares === 'threads') {
    return who === 'worker' ? 'no worker has its threads' : 'no child has its threads';
  }
  return who === 'worker' ? 'its workers share one socket' : 'its processes share one socket';
}

function loadLazily(option: LaunchOption, source: FixSource) {
  const { path } = option;
  const text = source.deploymentText(path);
  const edits = text === undefined ? undefined : addUwsgiOption(text, option, LAZY);
  if (edits === undefined) return [];
  const title = `Add ${LAZY} (each worker then loads the application)`;
  return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
}
