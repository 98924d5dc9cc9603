import { configuredPools } from '../../evidence/libraries/configured-pools.ts';
import { greenletsAround } from '../../evidence/libraries/greenlet-count.ts';
import { poolsOf } from '../../evidence/libraries/pool-places.ts';
import type { ConnectionPool } from '../../knowledge/connection-pools.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface SmallPool extends Found {
  /** What the message calls the pool. */
  readonly name: string;
  readonly row: ConnectionPool;
  readonly places: number;
  readonly greenlets: number;
  readonly who: string;
  /** Until it times out. */
  readonly seconds: number | undefined;
  /** The number that says how many places there are, and what it has to be; undefined where none is written. */
  readonly size: { readonly span: Span; readonly wanted: number } | undefined;
}

/** What databases accept as they come: PostgreSQL's `max_connections`. */
const USUAL_LIMIT = 100;

export const poolSmallerThanGreenlets = defineRule<SmallPool>({
  meta: {
    code: 'GVT306',
    name: 'pool-smaller-than-greenlets',
    severity: 'information',
    enabled: true,
    summary: 'A connection pool with fewer places than the program has greenlets that want one.',
    why: `A worker with threads rarely asks for more connections than a pool has. A gevent worker lets 1000
requests in (gunicorn's default) where SQLAlchemy's pool has 5 places and 10 more in need: under load the
16th request waits for a connection, and after 30 seconds gets \`TimeoutError: QueuePool limit of size 5
overflow 10 reached\`. redis' and psycopg2's pools raise at once.

Compared is the size of a pool, where it is spelled out or known by default, with the number of greenlets of
one process: \`--worker-connections\`, Celery's \`--concurrency\`, uWSGI's \`gevent = N\`, huey's workers, or the
\`gevent.pool.Pool(n)\` or server's \`spawn=n\` whose greenlets use it. The pools of Django (\`"OPTIONS": {"pool": …}\`,
four places as it comes) and of Flask-SQLAlchemy (\`SQLALCHEMY_ENGINE_OPTIONS\`) count as well. Pools that only make greenlets wait,
without an end, are hints, and so are defaults on both sides: that many requests rarely need the
database in the same moment.

Nothing is said where a number comes from the settings, or where a semaphore or pool of greenlets in the
program lets no more through than there are places.`,
    cure: `Give the pool as many places as greenlets use it at once, as far as the database has them for all
workers together (PostgreSQL accepts 100 as it comes); else let fewer greenlets in: \`--worker-connections\`,
a \`gevent.pool.Pool\` or \`gevent.lock.BoundedSemaphore\` of that size around the part that asks the database.
The quick fix writes the number where one is written, and up to 100.`,
    notWhen: `Few requests need the database, and waiting for a place is what you want: then the pool is the
bound. A PgBouncer or ProxySQL in front of the database cannot be seen from here; it lets a pool be larger
than the database's own limit.`,
    sources: [
      'Measured: 10 greenlets over pool_size=2, max_overflow=0, pool_timeout=0.2: TimeoutError; with 10 places all are answered (SQLAlchemy 2.1.9, gevent 26.9.0).',
      'https://docs.sqlalchemy.org/en/20/core/pooling.html; gunicorn documentation, worker_connections: 1000 by default',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent.pool
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=5, max_overflow=0)

def load(number):
    with engine.connect() as connection:
        return connection.execute(text("select 1")).all()

gevent.pool.Pool(50).map(load, range(500))
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent.pool
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=50, max_overflow=0)

def load(number):
    with engine.connect() as connection:
        return connection.execute(text("select 1")).all()

gevent.pool.Pool(50).map(load, range(500))
`,
    proof: 'exception',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    const programs = project.programsOf(module);
    if (programs.length === 0) return;
    for (const pool of [...poolsOf(module, project), ...configuredPools(module, project)]) {
      const { name, path, span, scope, row, places, extra, seconds, size } = pool;
      if (project.inThreadPool(scope)) continue;
      for (const program of programs) {
        const found = greenletsAround(row, program, places, project);
        if (found === undefined || found.count <= places) continue;
        const start = size?.unit.start ?? 0;
        // Where nobody chose either number, it is the common case that works until load comes.
        const isChosen = found.isWritten || pool.isWritten;
        yield {
          span,
          subject: path,
          severity: row.exhausted === 'waits' || !isChosen ? 'hint' : 'information',
          related: found.places,
          name,
          row,
          places,
          greenlets: found.count,
          who: found.who,
          seconds,
          size:
            size?.expression.kind === 'number'
              ? {
                  span: [size.expression.span[0] + start, size.expression.span[1] + start],
                  wanted: found.count - extra,
                }
              : undefined,
        };
        break;
      }
    }
  },

  word: ({ name, row, places, greenlets, who, seconds }) =>
    `${name} has ${places} places for the ${greenlets} greenlets of ${who}. ` +
    `${fateOf(row, seconds)} Give it more, as far as the server behind it takes them from all workers, or let fewer greenlets in.`,

  fixes({ path = '', size, places, greenlets }, source) {
    const file = source.file(path);
    if (file === undefined || size === undefined || greenlets > USUAL_LIMIT) return [];
    if (!/^\d+$/.test(file.text.slice(size.span[0], size.span[1]))) return [];
    const title = `Allow ${greenlets} connections instead of ${places} (the database's limit counts)`;
    const edits = [{ span: size.span, text: String(size.wanted) }];
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

function fateOf({ exhausted, error }: ConnectionPool, seconds: number | undefined): string {
  switch (exhausted) {
    case 'raises':
      return `Whoever finds none free gets ${error} at once.`;
    case 'times-out':
      return `Whoever finds none free waits${seconds === undefined ? '' : ` ${seconds} s`}, then gets ${error}.`;
    case 'waits':
      return 'Whoever finds none free waits for one, without an end.';
  }
}
