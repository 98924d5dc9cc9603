import { callsBesideGreenlets } from '../../evidence/blocking/beside-greenlets.ts';
import { argumentsOf, type GivenArguments } from '../../evidence/blocking/cpu-cost.ts';
import { callsInGreenlets } from '../../evidence/blocking/greenlet-calls.ts';
import { knownNumber } from '../../evidence/blocking/known-size.ts';
import { type Spawn, spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { signalWaitFix } from '../../fixes/signal-wait-fix.ts';
import { threadPoolFix } from '../../fixes/thread-pool-fix.ts';
import type { ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

/** A wait for a signal. */
interface SignalFound extends Found {
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn?: Spawn;
}

export const blockingSignalWait = defineRule<SignalFound>({
  meta: {
    code: 'GVT208',
    name: 'blocking-signal-wait',
    severity: 'warning',
    enabled: true,
    summary:
      '`signal.pause()`, `sigwait()`, `sigwaitinfo()` or `sigtimedwait()` in greenlets stops all of them until a signal comes.',
    why: `gevent patches \`signal.signal()\` and no wait for a signal: \`signal.pause()\`, \`signal.sigwait()\`,
\`signal.sigwaitinfo()\` and \`signal.sigtimedwait()\` wait in C. No greenlet runs until the signal comes;
a server in the same process answers nobody meanwhile. \`signal.pause()\` at the end of a main program
stops its greenlets in the same way.`,
    cure: `Let the loop receive the signal, and wait for an event:

\`\`\`python
stopped = gevent.event.Event()
gevent.signal_handler(signal.SIGTERM, stopped.set).ref = True
stopped.wait()
\`\`\`

\`ref = True\` matters where nothing else keeps the loop busy: it does not count watchers of signals by
itself, and \`stopped.wait()\` would raise LoopExit. Where the program blocks the signal
(\`signal.pthread_sigmask\`), it must let it through again.

The first quick fix writes this where the signals stand in the call and nobody handles them
otherwise. Where the number that came is used, the signals put it in a \`gevent.queue.Queue\`.
For \`signal.pause()\` all handlers must be installed right before it; they are then run by the loop,
too. It is not applied unattended, since the loop goes on receiving the signal after the wait; a
handler of requests, which would set it up each time, is left alone.

The second one keeps \`sigwait()\` and its sisters, and lets the thread pool wait. Here the
signal must be blocked before the pool starts its threads, which inherit the mask.
\`signal.pause()\` has no place in a thread: signals wake the main one.`,
    notWhen: `A process whose greenlets have nothing to do until the signal. \`sigtimedwait(…, 0)\` does not
wait and is not reported.`,
    sources: [
      'Measured: gap 0.30 s each, with a signal after 0.3 s; sigwait, sigwaitinfo and sigtimedwait in the thread pool: 0.02 s (gevent 26.9.0, Python 3.11).',
      'Run: Event.wait() with nothing but signal_handler() beside it raises LoopExit; with ref = True it waits. A signal that pthread_sigmask blocks does not reach the loop (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.signal_handler: "Call the handler with the given args and kwargs when the process receives the signal signum".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import signal
import gevent

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])

def reload():
    signal.sigwait([signal.SIGHUP])
    print("reading the settings again")

gevent.spawn(reload).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import signal
import gevent
from gevent.event import Event

changed = Event()
gevent.signal_handler(signal.SIGHUP, changed.set)

def reload():
    changed.wait()
    print("reading the settings again")

gevent.spawn(reload).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT208')) {
      if (returnsAtOnce(row.path, argumentsOf(call), project)) continue;
      yield { span: call.span, subject: row.path, related: reach.chain };
    }
    for (const { call, row, started } of callsBesideGreenlets(module, project, 'GVT208')) {
      if (returnsAtOnce(row.path, argumentsOf(call), project)) continue;
      yield { span: call.span, subject: row.path, related: [started] };
    }
    for (const one of spawnedCallables(module, project, 'GVT208')) {
      const { span, spawn, row, given, reach } = one;
      if (returnsAtOnce(row.path, given, project)) continue;
      yield { span, subject: row.path, related: reach.chain, spawn };
    }
  },

  word: ({ subject }) =>
    `${subject}() stops every greenlet until a signal comes. No patch makes it cooperative. ` +
    'Set a gevent.event.Event in gevent.signal_handler(), and wait for that.',

  fixes(found, source) {
    const onTheLoop = found.spawn === undefined ? signalWaitFix(found, source) : [];
    const inThread = found.subject === 'signal.pause' ? [] : threadPoolFix(found, source);
    return [
      ...onTheLoop,
      ...inThread.map((fix) => ({ ...fix, preferred: fix.preferred && onTheLoop.length === 0 })),
    ];
  },
});

/** Whether a timeout of 0 is given. */
function returnsAtOnce(path: string, given: GivenArguments, project: ProjectView): boolean {
  if (path !== 'signal.sigtimedwait') return false;
  const expression = given.at({ position: 1 });
  if (expression === undefined) return true;
  return knownNumber({ expression, unit: given.unit }, project) === 0;
}
