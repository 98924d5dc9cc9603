import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { connectionsInGreenlets } from '../../evidence/libraries/shared-connections.ts';
import { defineRule, type Found } from '../rule.ts';

interface SharedConnectionFound extends Found {
  /** What the second greenlet gets: `RuntimeError: reentrant call`. */
  readonly effect: string;
}

export const connectionSharedByGreenlets = defineRule<SharedConnectionFound>({
  meta: {
    code: 'GVT407',
    name: 'connection-shared-by-greenlets',
    severity: 'warning',
    enabled: true,
    summary: 'One connection that several greenlets use at the same time.',
    why: `While one greenlet waits for the answer on a connection, another one gets to run, and uses the same
connection. What comes of that was measured: \`pymysql\` raises \`RuntimeError: reentrant call\`,
\`psycopg2\` that is set up for gevent \`ProgrammingError\`, two greenlets in \`recv()\` of one socket
\`ConcurrentObjectUseError\`; a transaction of one greenlet holds what another one wrote.

The rule reports connections, cursors and SQLAlchemy's sessions that code keeps where several greenlets find
the same one, and uses outside of a \`with lock:\`:

- by a name of the module, also where a function makes it at first use (\`global\`), or a cached one returns it;
- on a class, or on an object of which there is one for all, also lazily and by a property;
- on an object that starts the greenlets with its own methods (\`pool.spawn(self.fetch, url)\`);
- in a function that hands it to the greenlets which it starts in a loop or by a map, or that they close over.

Greenlets run at once where handlers, tasks, maps, or spawns in a loop that does not wait for each start them.`,
    cure: `A connection for each greenlet, or a pool: SQLAlchemy's engine, \`psycopg_pool\`,
\`psycopg2.pool.ThreadedConnectionPool\`, \`with connect() as connection:\` in the handler. There is no
quick fix, since it is for you to say where a connection begins and ends.`,
    notWhen: `Clients that keep a pool inside are never reported: \`redis.Redis\`, \`pymongo.MongoClient\`,
\`requests.Session\`, \`PooledClient\`; nor is \`psycopg\` 3, which lets one greenlet in after the other.`,
    sources: [
      'Measured: PyMySQL 1.2.4 RuntimeError, psycopg2 2.9.13 with psycogreen ProgrammingError, socket.recv() ConcurrentObjectUseError (gevent 26.9.0).',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent
import pymysql

connection = pymysql.connect(host="localhost")

def ask(number):
    with connection.cursor() as cursor:
        cursor.execute("select %s", (number,))

gevent.joinall([gevent.spawn(ask, number) for number in range(3)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent
import pymysql

def ask(number):
    with pymysql.connect(host="localhost") as connection:
        with connection.cursor() as cursor:
            cursor.execute("select %s", (number,))

gevent.joinall([gevent.spawn(ask, number) for number in range(3)])
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { call, row, related, certain } of connectionsInGreenlets(module, project)) {
      const severity = certain ? 'warning' : 'information';
      yield { span: call.span, subject: row.path, severity, related, effect: row.effect };
    }
  },

  word: ({ subject, effect }) =>
    `Several greenlets use this \`${shortName(subject)}\` at the same time. ` +
    `Where one waits for its answer and another one asks, that one gets ${effect}. ` +
    'Use a connection for each greenlet, or a pool.',
});
