import { keptConnections } from '../../evidence/databases/kept-connections.ts';
import { leakingGreenlets } from '../../evidence/databases/leaking-greenlets.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { finallyAroundBody } from '../../fixes/finally-around-body.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface LeakFound extends Found {
  /** Where the function that the greenlet runs has its name; undefined for a setting. */
  readonly job?: { readonly path: FilePath; readonly name: Span };
}

export const leakedOrmConnection = defineRule<LeakFound>({
  meta: {
    code: 'GVT308',
    name: 'leaked-orm-connection',
    severity: 'information',
    enabled: true,
    summary:
      "Django's ORM in greenlets that never close their connections: started by hand, or by CONN_MAX_AGE.",
    why: `Django keeps one database connection for each greenlet, and closes those of requests when the request
ends. It knows nothing of greenlets that you start yourself: their connection stays open behind them
until the garbage collector happens to find it. Ten greenlets that had each asked \`Order.objects\`
once had left ten open connections; a server under load meets the database's limit.

With \`CONN_MAX_AGE\` the same holds for requests below gunicorn's gevent worker, which serves each client
connection in a greenlet of its own: of 30 requests none got the connection of another one, and their 30
connections stayed open until the garbage collector ran. The finding then stands on that setting.`,
    cure: `Call \`django.db.connections.close_all()\` in a \`finally\` of the function that the greenlet runs; the
quick fix writes that. It is not applied unattended, since whoever else calls the function loses the
connection, too. \`close_old_connections()\` does the same only where \`CONN_MAX_AGE\` is 0: with 600,
ten of ten connections stayed open.`,
    notWhen: `The database backend shares its connections among greenlets (\`django-db-geventpool\`); where a
dependency file or the environment names it, nothing is reported. \`CONN_MAX_AGE\` is of use where a proxy
keeps few connections to gunicorn open and sends all requests over them.`,
    sources: [
      'Measured: 10 greenlets that asked the ORM left 10 connections open, 0 with connections.close_all() in a finally (Django 5.2.19, gevent 26.9.0, Python 3.11).',
      'Measured: 30 requests to pywsgi with CONN_MAX_AGE=600: 30 connections, all open until the garbage was collected; with 0 none was left (Django 5.2.19, psycopg 3.3.9, gevent 26.9.0).',
      'Django documentation, Databases, "Persistent connections": connections are closed at the end of each request.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent
from django.contrib.auth.models import User

def remind(pk):
    print("Dear", User.objects.get(pk=pk))

def remind_all(keys):
    gevent.joinall([gevent.spawn(remind, pk) for pk in keys])
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent
from django.contrib.auth.models import User
from django.db import connections

def remind(pk):
    try:
        print("Dear", User.objects.get(pk=pk))
    finally:
        connections.close_all()

def remind_all(keys):
    gevent.joinall([gevent.spawn(remind, pk) for pk in keys])
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { job, span, related } of leakingGreenlets(module, project)) {
      yield {
        span,
        subject: job.name,
        related,
        job: { path: job.module.path, name: job.nameSpan },
      };
    }
    for (const { span, related } of keptConnections(module, project)) {
      yield { span, subject: 'CONN_MAX_AGE', related };
    }
  },

  word: ({ subject, job }) => {
    if (job === undefined) {
      return (
        '`CONN_MAX_AGE` leaves a connection open behind each greenlet; no other one gets it. ' +
        "gunicorn's gevent worker serves each client in a greenlet of its own, and Django keeps " +
        "connections by greenlet. Set it to 0, or let a pool keep them: Django's own, or PgBouncer."
      );
    }
    const name = subject.length <= 24 ? subject : `${subject.slice(0, 23)}…`;
    return (
      `Each greenlet that runs \`${name}()\` leaves a database connection open. ` +
      'Django closes those of requests only. ' +
      'Call django.db.connections.close_all() in a finally.'
    );
  },

  filesToFix: ({ job, path }) =>
    job === undefined ? (path === undefined ? [] : [path]) : [job.path],

  fixes({ job, subject, path = '', span }, source) {
    if (job === undefined) {
      const title = 'Set CONN_MAX_AGE to 0 (each request then closes its connection)';
      const files = [{ path, edits: [{ span, text: '0' }] }];
      return [{ title, preferred: true, safe: false, files }];
    }
    const file = source.file(job.path);
    const wanted = { module: 'django.db', name: 'connections' };
    const edits = file && finallyAroundBody(file, job.name, wanted, 'close_all');
    if (file === undefined || edits === undefined) return [];
    const name = subject.length <= 24 ? subject : `${subject.slice(0, 23)}…`;
    const title = `Close the connections when ${name}() ends (for all who call it)`;
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});
