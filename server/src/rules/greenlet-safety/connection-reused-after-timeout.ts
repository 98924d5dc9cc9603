import { killedQuestions } from '../../evidence/timeouts/killed-questions.ts';
import { raisesGreenletExit } from '../../evidence/timeouts/kills.ts';
import { type Question, sentFor } from '../../evidence/timeouts/questions.ts';
import { reusedConnections } from '../../evidence/timeouts/reused-connections.ts';
import { timedQuestions } from '../../evidence/timeouts/timed-questions.ts';
import { callFirstInHandler } from '../../fixes/call-first-in-handler.ts';
import { type CuttingOff, callWhenCutOff } from '../../fixes/call-when-cut-off.ts';
import type { BlockView, Place } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface ReusedConnectionFound extends Found {
  /** How the program spells it: `self.mail`. */
  readonly connection: string;
  /** The method that gives it up: `close`. */
  readonly close: string;
  /** Whether the greenlet that asks is killed; otherwise a timeout cuts it off. */
  readonly killed: boolean;
  /** The handler that takes the timeout; undefined where the timeout is silent. */
  readonly clause: Span | undefined;
  /** What can be wrapped where no handler of the function takes the exception. */
  readonly wrap?: { readonly sent: Span | undefined; readonly cut: CuttingOff } | undefined;
}

export const connectionReusedAfterTimeout = defineRule<ReusedConnectionFound>({
  meta: {
    code: 'GVT418',
    name: 'connection-reused-after-timeout',
    severity: 'warning',
    enabled: true,
    summary:
      'A connection that is kept after a `gevent.Timeout` or a kill gives the next caller the previous answer.',
    why: `A \`gevent.Timeout\` cuts the wait for an answer off; the answer still comes. On a connection that
matches answers to questions by their order alone, whoever asks next reads it as the answer to another
question: one user's data goes to another, and nothing raises. Killing the greenlet that waits
(\`job.kill()\`, \`gevent.killall(jobs)\`, \`pool.kill()\`) does the same.

The rule reports questions on connections that outlive the function (attributes of \`self\`, module
globals), under a \`with gevent.Timeout(…)\` that the function takes itself, in functions that are called
there, or in what it has \`gevent.with_timeout()\` call, where neither the handler nor what follows closes, replaces or hands over
the connection. And those in what a greenlet runs that somebody kills without having waited for its end: the
function that spawned it, another one that finds it in an attribute or a global (\`self.job.kill()\`,
\`gevent.killall(self.workers)\`, \`self.pool.kill()\`), or the owner of an object whose class derives from
\`Greenlet\`; where somebody asks on the connection afterwards. A kill at the end (by \`atexit\` or a signal,
in \`stop()\` or \`close()\`, last in the main function) is no finding.

It knows sockets (a \`recv\` behind a \`send\` in the same function), \`smtplib\`, \`ftplib\`, \`poplib\`,
\`imaplib\`, the pipes of a child process, pymemcache's \`Client\` and pg8000's \`native.Connection\`.`,
    cure: `Close the connection in the handler, or where the exception of the kill passes, which the quick fix
writes, or after the kill, and connect anew when it is needed next. Or use the driver's own timeout, which
gives the connection up by itself, or a pool that does (\`PooledClient\`).`,
    notWhen: `The protocol numbers its questions, and the code skips answers to old ones. Clients that
notice by themselves are not reported: \`http.client\` raises CannotSendRequest, \`requests\`, \`redis\` and
pymemcache's \`PooledClient\` drop the connection; PyMySQL, MySQL Connector, \`psycopg\` and \`psycopg2\` under
psycogreen raise from then on.`,
    sources: [
      'Measured: asked "slow" in what gevent.with_timeout() calls, with timeout_value and with a handler, and in a greenlet that another method kills, of a pool, and of a subclass of Greenlet: "fast" got the answer to slow (gevent 26.9.0, Python 3.11).',
      "Measured: the same for a file of makefile('rwb') and for the pipes of a child of subprocess: the answer to slow; imaplib's search('fast') returned the numbers of both (gevent 26.9.0, Python 3.11).",
      'Measured: asked "slow" under a Timeout of 0.1 s, then "fast" on the same connection: socket, smtplib, ftplib and poplib gave the answer to slow, pymemcache Client raised KeyError(b"slow"); http.client raised CannotSendRequest, requests and PooledClient answered right (gevent 26.9.0, Python 3.11, pymemcache 4.0.0).',
      'Measured, killed and under a Timeout alike: asked 2, socket, smtplib and pg8000.native gave the answer to 1, and went on one answer behind; pymemcache Client raised KeyError(b"k1"); PyMySQL InterfaceError, MySQL Connector and psycopg OperationalError, psycopg2 with psycogreen InterfaceError; PooledClient answered right (gevent 26.9.0, pg8000 1.31.6, PyMySQL 1.2.4, mysql-connector-python 26.10.0, psycopg 3.3.9, psycopg2 2.9.13).',
    ],
    since: '0.1.0',
    bad: `import gevent
import smtplib

class Outbox:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")

    def send(self, sender, to, text):
        try:
            with gevent.Timeout(5):
                self.server.sendmail(sender, to, text)
        except gevent.Timeout:
            return False
        return True
`,
    good: `import gevent
import smtplib

class Outbox:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")

    def send(self, sender, to, text):
        try:
            with gevent.Timeout(5):
                self.server.sendmail(sender, to, text)
        except gevent.Timeout:
            self.server.close()
            return False
        return True
`,
    proof: 'output',
  },

  *check(module, project) {
    if (!project.usesGevent) return;
    for (const found of reusedConnections(module, project)) {
      const { call, row, connection, timeout, handler } = found;
      const places = [{ path: module.path, span: timeout, message: 'The timeout' }];
      if (handler !== undefined) places.push(keepingHandler(handler, connection));
      yield {
        span: call.span,
        subject: call.path ?? row.path,
        related: places,
        connection,
        close: row.close,
        killed: false,
        clause: handler?.span,
      };
    }
    for (const found of timedQuestions(module, project)) {
      const { call, row, connection, timed, outside } = found;
      const { handler } = timed;
      const { path } = timed.call.scope.module;
      const places = [{ path, span: timed.timeout, message: 'The timeout' }];
      // One that stands in another file, or that calls the connection otherwise, is left to a person.
      const own = path === module.path && outside === connection ? handler : undefined;
      if (handler !== undefined) places.push(keepingHandler(handler, outside));
      const subject = call === timed.call ? row.path : (call.path ?? row.path);
      const clause = own?.span;
      const { close } = row;
      const wrap = own || call === timed.call ? undefined : wrapping(found, 'Timeout');
      const { span } = call;
      yield { span, subject, related: places, connection, close, killed: false, clause, wrap };
    }
    for (const found of killedQuestions(module, project)) {
      const { call, row, connection, place, kill } = found;
      const { path } = kill.scope.module;
      const message = `It is killed here, and \`${connection}\` is kept`;
      yield {
        span: call.span,
        subject: call.path ?? row.path,
        related: [place, { path, span: kill.span, message }],
        connection,
        close: row.close,
        killed: true,
        clause: undefined,
        wrap: wrapping(found, raisesGreenletExit(kill) ? 'GreenletExit' : undefined),
      };
    }
  },

  word({ connection, close, killed, clause }) {
    const name = connection.length <= 30 ? connection : `…${connection.slice(-29)}`;
    const where = killed
      ? 'after the kill'
      : clause === undefined
        ? 'when the time is up'
        : 'in the handler';
    return (
      `After a ${killed ? 'kill' : 'timeout'} the next caller of \`${name}\` gets the answer to this question. ` +
      'The answer still comes, and nothing tells whose it is. ' +
      `Call ${name}.${close}() ${where}, or use the timeout of the connection itself.`
    );
  },

  fixes({ path, span, connection, close, clause, killed, wrap }, source) {
    const file = source.file(path ?? '');
    if (file === undefined) return [];
    const statement = `${connection}.${close}()`;
    const edits = clause
      ? callFirstInHandler(file, clause, statement)
      : wrap && callWhenCutOff(file, span, wrap.sent, wrap.cut, statement);
    if (edits === undefined) return [];
    const where = clause ? 'in the handler' : killed ? 'when a kill comes' : 'when the time is up';
    const title = `Close the connection ${where} (who uses it next must connect)`;
    return [
      {
        title,
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

/** A lambda has no statements. */
function wrapping(question: Question, cut: CuttingOff): ReusedConnectionFound['wrap'] {
  if (question.call.scope.kind !== 'function') return undefined;
  return { sent: sentFor(question)?.span, cut };
}

function keepingHandler({ span, unit }: BlockView, connection: string): Place {
  const [start] = span;
  const { path } = unit.scope.module;
  const message = `The handler that keeps \`${connection}\``;
  return { path, span: [start, start + 'except'.length], message };
}
