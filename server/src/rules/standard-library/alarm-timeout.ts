import { alarmsInGreenlets } from '../../evidence/timeouts/alarms.ts';
import { useGeventTimeout } from '../../fixes/use-gevent-timeout.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface AlarmFound extends Found {
  /** The name of the handler, where it stands in the same file. */
  readonly handler?: Span;
}

export const alarmTimeout = defineRule<AlarmFound>({
  meta: {
    code: 'GVT216',
    name: 'alarm-timeout',
    severity: 'warning',
    enabled: true,
    summary:
      'A SIGALRM handler that raises ends the main greenlet, not the one that set the alarm.',
    why: `Python runs signal handlers in the main thread, and there under gevent in the main greenlet. A
handler that raises, set up by \`signal.alarm()\` or \`signal.setitimer()\` to end a wait, therefore does
not end the wait of the greenlet that asked: that one goes on, and the main greenlet, which waits in
\`join()\` or serves, gets the exception. There is one alarm for the whole process, too: a second
greenlet that sets one takes away the first.`,
    cure: `Use \`gevent.Timeout\`, which is raised in the greenlet that starts it. Where the handler only raises
and the function takes its alarm back, the quick fix writes \`gevent.Timeout.start_new(…)\` and
\`close()\`; a \`with gevent.Timeout(5, TimedOut):\` reads better still. Of \`timeout_decorator\` use
\`gevent.with_timeout()\`, since its \`use_signals=False\` starts a process for each call.`,
    notWhen: `Scripts that wait in their main greenlet alone, and handlers that only note the signal, are left
alone. gevent.Timeout cannot interrupt what blocks in C; nor can the alarm's exception reach a
greenlet that waits.`,
    sources: [
      'Measured: alarm in a spawned greenlet that sleeps: the main greenlet got the exception, the sleeping one "no timeout" (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.signal: handlers run in the main greenlet.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import signal
import time
import gevent

def too_slow(signum, frame):
    raise TimeoutError("too slow")

def ask():
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(1)
    time.sleep(2)
    signal.alarm(0)

gevent.spawn(ask).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import time
import gevent

def ask():
    with gevent.Timeout(1, TimeoutError("too slow")):
        time.sleep(2)

gevent.spawn(ask).join()
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const { span, path, handler, related } of alarmsInGreenlets(module, project)) {
      const here = handler?.module === module ? { handler: handler.nameSpan } : {};
      yield { span, subject: path, related, ...here };
    }
  },

  word: ({ subject }) =>
    (subject === 'timeout_decorator.timeout'
      ? '`timeout_decorator.timeout` raises in the main greenlet, not in this one. '
      : `\`${subject}()\` raises in the main greenlet: this one goes on waiting. `) +
    'Signal handlers run there, and there is one alarm for all greenlets. ' +
    'Use gevent.Timeout, which is raised in the greenlet that starts it.',

  fixes(found, source) {
    const file = found.handler && source.file(found.path ?? '');
    const edits = file && found.handler && useGeventTimeout(file, found.span, found.handler);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Use gevent.Timeout (raised in this greenlet, not in the main one)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
