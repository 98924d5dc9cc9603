import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { waitsInTransactions } from '../../evidence/databases/waits-in-transactions.ts';
import { moveOutOfBlock } from '../../fixes/move-out-of-block.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface WaitFound extends Found {
  /** Where the transaction begins. */
  readonly begin: Span;
  /** Whether the call itself waits, or a function of the program that it leads to. */
  readonly direct: boolean;
  readonly database: 'sqlite' | undefined;
}

export const transactionOverSwitch = defineRule<WaitFound>({
  meta: {
    code: 'GVT307',
    name: 'transaction-over-switch',
    severity: 'information',
    enabled: true,
    summary: 'A call that waits for the network or the clock while a database transaction is open.',
    why: `A transaction keeps what it has locked, and its connection, until it ends. While a greenlet waits
inside it for somebody else's server, the others run, and all that want the same rows, or a place in
the connection pool, wait as long as that server likes. With sqlite there is one writer: the next
one waits in C, which stops every greenlet, the one with the transaction included, until "database
is locked" is raised: a gap of 1.01 seconds where the first transaction would have taken 0.3.`,
    cure: `Make the call before the transaction, or behind it (\`transaction.on_commit()\` in Django). Where the
call is the first or the last statement of its block, a quick fix moves it out; it is not applied
unattended, since a failure of the call then no longer undoes what the transaction wrote.`,
    notWhen: `The lock is meant to be held: a row of a queue that one worker takes with \`FOR UPDATE SKIP LOCKED\`
until its job is done.`,
    sources: [
      'Measured: a sqlite transaction held over gevent.sleep(), a second writer with a timeout of 1 s: gap 1.01 s and OperationalError("database is locked"); without the switch inside: gap 0.02 s (gevent 26.9.0, Python 3.11).',
      'Django documentation, Database transactions, "Performing actions after commit".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent
import requests
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg:///shop")

def pay(order):
    with engine.begin() as connection:
        connection.execute(text("UPDATE orders SET paid = true WHERE id = :id"), {"id": order})
        requests.post("https://bank.example/charge", json={"order": order})

gevent.joinall([gevent.spawn(pay, order) for order in range(10)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent
import requests
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg:///shop")

def pay(order):
    requests.post("https://bank.example/charge", json={"order": order})
    with engine.begin() as connection:
        connection.execute(text("UPDATE orders SET paid = true WHERE id = :id"), {"id": order})

gevent.joinall([gevent.spawn(pay, order) for order in range(10)])
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, path, transaction, steps, certain } of waitsInTransactions(
      module,
      project,
    )) {
      const { begin, row } = transaction;
      yield {
        span: call.span,
        subject: path,
        severity: certain ? 'information' : 'hint',
        related: [begin, ...steps],
        begin: begin.span,
        direct: steps.length === 0,
        database: row.database,
      };
    }
  },

  word: ({ subject, direct, database }) => {
    const name = shortName(subject);
    const lead = direct
      ? `${name}() waits while a transaction is open.`
      : `This call leads to ${name}(), which waits while a transaction is open.`;
    const harm =
      database === 'sqlite'
        ? "The next writer waits in C for sqlite's lock, and stops every greenlet, this one included."
        : 'What it has locked stays locked meanwhile, and its connection is taken.';
    return `${lead} ${harm} Make the call before the transaction, or behind it.`;
  },

  fixes({ path, span, begin, direct, subject }, source) {
    const file = source.file(path ?? '');
    if (file === undefined || !direct) return [];
    const moved = moveOutOfBlock(file, span, begin);
    if (moved === undefined) return [];
    const name = shortName(subject);
    const title =
      moved.where === 'above'
        ? `Move ${name}() above the transaction (unlocked until then)`
        : `Move ${name}() below the transaction (its failure undoes nothing)`;
    return [
      { title, preferred: true, safe: false, files: [{ path: file.path, edits: moved.edits }] },
    ];
  },
});
