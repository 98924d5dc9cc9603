import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { fileLogHandlers } from '../../evidence/threads/file-log-handlers.ts';
import { slowLogHandlers } from '../../evidence/threads/slow-log-handlers.ts';
import { logThroughQueue } from '../../fixes/log-through-queue.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface HandlerFound extends Found {
  /** Where it is added to a logger; undefined where a configuration does that. */
  readonly added: Span | undefined;
}

export const slowLoggingHandler = defineRule<HandlerFound>({
  meta: {
    code: 'GVT218',
    name: 'slow-logging-handler',
    severity: 'information',
    enabled: true,
    summary:
      'Log handlers that send by mail, HTTP or sockets hold their lock over the wait: greenlets log in turn.',
    why: `A handler of \`logging\` holds its lock while it writes a record. \`SMTPHandler\`, \`HTTPHandler\` and
\`SocketHandler\` wait for the network meanwhile: the loop goes on, but every other greenlet that logs
waits for its turn. Five greenlets that log through a handler of 0.2 seconds take 1.0 second; a mail
server that does not answer holds up all that log. Handlers that \`dictConfig()\`, Django's \`LOGGING\`, or the
ini file of \`fileConfig()\` and of gunicorn's \`logconfig\` makes and gives to a logger count as well.`,
    cure: `Put the records into a queue, and let one greenlet send them: \`logging.handlers.QueueHandler\` and
\`QueueListener\`. The quick fix writes both, with a stop at exit that sends what is left. Records are
then sent a little later than they are made.`,
    notWhen: `A handler for rare records, such as errors that page somebody, may be worth its wait. Handlers
that something else is given (a QueueListener, a MemoryHandler) are left alone, and so are programs
in which only one greenlet logs. A class of your own counts where its \`emit()\` itself asks the
network, or where it leaves that to one of these.`,
    sources: [
      'Measured: 5 greenlets, a handler that waits 0.2 s: 1.06 s; through a QueueHandler 0.00 s (gevent 26.9.0, Python 3.11).',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import logging
from logging.handlers import SMTPHandler
import gevent

log = logging.getLogger("shop")
log.addHandler(SMTPHandler("localhost", "shop@example.org", ["ops@example.org"], "log"))

def work(number):
    log.error("number %s", number)

gevent.joinall([gevent.spawn(work, number) for number in range(5)])
`,
    good: `from gevent import monkey
monkey.patch_all()
import logging
import queue
from logging.handlers import QueueHandler, QueueListener, SMTPHandler
import gevent

records = queue.SimpleQueue()
mail = SMTPHandler("localhost", "shop@example.org", ["ops@example.org"], "log")
listener = QueueListener(records, mail)
listener.start()
log = logging.getLogger("shop")
log.addHandler(QueueHandler(records))

def work(number):
    log.error("number %s", number)

gevent.joinall([gevent.spawn(work, number) for number in range(5)])
listener.stop()
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { type, span, added, reach } of slowLogHandlers(module, project)) {
      yield { span, subject: type, related: reach.chain, added: added?.span };
    }
  },

  *checkDeployment(deployment, project) {
    for (const { type, span, reach, readBy } of fileLogHandlers(deployment, project)) {
      yield { span, subject: type, related: [readBy, ...reach.chain], added: undefined };
    }
  },

  word: ({ subject }) =>
    `\`${shortName(subject.replace('logging.handlers.', ''))}\` lets greenlets that log wait for each other. ` +
    'It holds its lock while it waits for the network. ' +
    'Add a QueueHandler instead, and let a QueueListener send the records.',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && found.added && logThroughQueue(file, found.added);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Log through a queue (records are sent a little later)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
