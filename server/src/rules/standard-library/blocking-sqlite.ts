import { spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import {
  callsOfSqliteUnit,
  servesAllThreads,
  spawnedSqlite,
  sqliteWork,
} from '../../evidence/blocking/sqlite-unit.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import { threadPoolTitle, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import { externalCalls } from '../../project/external-calls.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface SqliteFound extends Found {
  /** The function that asks sqlite, short enough for a message; undefined where the call itself is spawned. */
  readonly unit: string | undefined;
  /** Where it is called from greenlets; empty where its work cannot move as a whole. */
  readonly calls: readonly { readonly path: FilePath; readonly span: Span }[];
  /** Whether its connection may be used in any thread (`check_same_thread=False`). */
  readonly anyThread: boolean;
}

export const blockingSqlite = defineRule<SqliteFound>({
  meta: {
    code: 'GVT207',
    name: 'blocking-sqlite',
    severity: 'warning',
    enabled: true,
    summary:
      '`sqlite3` in code that runs in greenlets stops all of them while it waits for a lock or works.',
    why: `sqlite works and waits in C, where patching cannot reach it. Where another connection or another
process holds the lock, \`execute()\` and \`commit()\` wait up to five seconds (\`timeout=\`) with every
greenlet of the process standing still: the one that holds the lock, too, if it is a greenlet that
switched inside its transaction, so that the wait ends with "database is locked". A long query
stops them just so.

There is one finding for each function, at its first such call. It is a warning where the function
writes, or where several greenlets may run it at once, and information otherwise.`,
    cure: `Give the whole unit, from \`connect()\` to \`close()\`, to the thread pool in one call. The quick fix does
so at the calls of the function that opens and closes the connection:
\`gevent.get_hub().threadpool.apply(add_order, (customer, total))\`.

Do not wrap single calls: a connection belongs to the thread that opened it, and in another one each
call raises \`sqlite3.ProgrammingError\`. Where a connection is kept for longer than a function there
is no quick fix: open it where it is used. One that is opened with \`check_same_thread=False\` may be asked from
a \`gevent.threadpool.ThreadPool(1)\` of its own.`,
    notWhen: `Databases in memory are never reported, and writes through \`connect(…, timeout=0)\` neither: where
another holds the lock they raise at once. A small database that only this process reads may be
quick enough: turn the rule off there. What each user of Locust does once (\`on_start\`) is not reported.`,
    sources: [
      'Measured: execute() while another connection holds the lock: gap 340 ms; the whole unit in the pool: gap 20 ms; connect() and execute() in two pool calls: ProgrammingError in 6 of 6 (gevent 26.9.0, Python 3.11).',
      'Python documentation, sqlite3.connect: timeout, check_same_thread.',
    ],
    since: '0.1.0',
    bad: `import sqlite3
import gevent

def add(name):
    connection = sqlite3.connect("people.db")
    connection.execute("insert into people values (?)", (name,))
    connection.commit()
    connection.close()

def handle(name):
    add(name)

gevent.spawn(handle, "ann").join()
`,
    good: `import sqlite3
import gevent

def add(name):
    connection = sqlite3.connect("people.db")
    connection.execute("insert into people values (?)", (name,))
    connection.commit()
    connection.close()

def handle(name):
    gevent.get_hub().threadpool.apply(add, (name,))

gevent.spawn(handle, "ann").join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    const asking = externalCalls(module, (path) => path.startsWith('sqlite3.'));
    for (const scope of new Set(asking.map((call) => call.scope))) {
      const work = sqliteWork(scope, project);
      if (work === undefined) continue;
      const reach = project.greenletReach(scope);
      if (reach === undefined || project.inThreadPool(scope)) continue;
      if (reach.onlyAsThread || reach.onlyOnce) continue;
      const { name } = scope;
      yield {
        span: work.first.span,
        subject: work.path,
        severity: work.writes || reach.many ? 'warning' : 'information',
        related: reach.chain,
        anyThread: servesAllThreads(scope, project),
        unit: name.length <= 24 ? name : `${name.slice(0, 23)}…`,
        calls: callsOfSqliteUnit(scope, reach, project).map((call) => ({
          path: call.scope.module.path,
          span: call.span,
        })),
      };
    }
    for (const { span, row, given, call, reach } of spawnedCallables(module, project, 'GVT207')) {
      const work = spawnedSqlite(row.path, given, call.scope, project);
      if (work === undefined) continue;
      const severity = work.writes || reach.many ? 'warning' : 'information';
      const unit = undefined;
      const anyThread = servesAllThreads(call.scope, project);
      yield { span, subject: row.path, severity, related: reach.chain, unit, calls: [], anyThread };
    }
  },

  word({ subject, unit, calls, anyThread }) {
    const method = subject.slice(subject.lastIndexOf('.') + 1);
    const alone = anyThread ? '' : '; single calls would raise ProgrammingError there';
    return (
      `sqlite's ${method}()${unit === undefined ? '' : ` in ${unit}()`} stops every greenlet while it waits. ` +
      'It waits for locks, and works, in C, where patching cannot reach it. ' +
      (calls.length > 0
        ? `Run ${unit}() as a whole in gevent's thread pool${alone}.`
        : anyThread
          ? 'Run what asks this connection in one thread pool, one call at a time.'
          : `Open, use and close the connection in one function, and run that in the thread pool${alone}.`)
    );
  },

  filesToFix: ({ calls }) => [...new Set(calls.map(({ path }) => path))],

  fixes({ calls, unit }, source) {
    if (calls.length === 0) return [];
    const files: { path: FilePath; edits: readonly TextEdit[] }[] = [];
    for (const path of new Set(calls.map((call) => call.path))) {
      const file = source.file(path);
      const spans = calls.filter((call) => call.path === path).map(({ span }) => span);
      const edits = file && wrapInThreadPool(file, ...spans);
      if (edits === undefined) return [];
      files.push({ path, edits });
    }
    return [{ title: threadPoolTitle(`${unit}()`), preferred: true, safe: false, files }];
  },
});
