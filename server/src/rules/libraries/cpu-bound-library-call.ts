import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../../evidence/blocking/spawned-callables.ts';
import { computingCost } from '../../evidence/libraries/computing-cost.ts';
import { libraryCallsInGreenlets } from '../../evidence/libraries/library-calls.ts';
import { threadPoolFix } from '../../fixes/thread-pool-fix.ts';
import type { Library } from '../../knowledge/libraries.ts';
import { defineRule, type Found } from '../rule.ts';

interface ComputingCall extends Found {
  readonly row: Library;
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn: Spawn | undefined;
}

export const cpuBoundLibraryCall = defineRule<ComputingCall>({
  meta: {
    code: 'GVT303',
    name: 'cpu-bound-library-call',
    severity: 'information',
    enabled: true,
    summary:
      'Password hashing, images, data frames and models that stop every greenlet while they compute.',
    why: `A greenlet that computes never switches. \`bcrypt.hashpw()\` is slow by design, a quarter of a second
with 12 rounds: on a server that logs people in, every other request waits that long each time.

What is dear whatever it is given (password hashes, key derivation, making keys) is a warning. What is
dear for what such programs usually give it (images, data frames, models, queries of duckdb) is
information. JSON, msgpack, XML, YAML, compression and arithmetic on arrays are reported only where
the text shows that they are given a megabyte or more.`,
    cure: `Most of these let other threads run meanwhile: the quick fix runs the call in gevent's thread pool,
\`gevent.get_hub().threadpool.apply(bcrypt.hashpw, (password, salt))\`. It keeps the hub responsive; all
such calls of one process still share its threads. Where the library keeps the interpreter lock
(orjson, msgpack, pydantic, \`scipy.linalg\`) a thread gains nothing, and there is no quick fix: use
another process, for example a \`concurrent.futures.ProcessPoolExecutor\` with
\`mp_context=multiprocessing.get_context("spawn")\`, made after the patch. Or do it in smaller pieces with
\`gevent.sleep(0.001)\` between them; with \`gevent.sleep(0)\` timers and sockets still waited 0.8 s.`,
    notWhen: `A worker that does one such thing after the other, with nobody waiting for anything else. What
each user of Locust does once (\`on_start\`) is not reported.`,
    sources: [
      'Measured: bcrypt.hashpw(): gap as long as the call on the loop, 0.02 s in the thread pool; orjson, msgpack, pydantic, scipy.linalg.svd: as long as the call from a thread, too (gevent 26.9.0, Python 3.11).',
      'Measured: 300 pieces of 10 ms: gap 0.8 s and more with gevent.sleep(0) between them, 0.1 s with gevent.sleep(0.001); an echo over a socket beside 100 of them: 1.5 s and more, 0.2 s at most (gevent 26.9.0, Python 3.11).',
    ],
    since: '0.1.0',
    bad: `import bcrypt
import gevent

def log_in(password, known):
    return bcrypt.checkpw(password, known)

gevent.spawn(log_in, b"secret", b"").join()
`,
    good: `import bcrypt
import gevent

def log_in(password, known):
    return gevent.get_hub().threadpool.apply(bcrypt.checkpw, (password, known))

gevent.spawn(log_in, b"secret", b"").join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const found of libraryCallsInGreenlets(module, project, 'cpu')) {
      const { call, span, spawn, path, row, reach, certain } = found;
      if (reach.onlyAsThread || reach.onlyOnce) continue;
      const cost = computingCost(row, path, spawn === undefined ? call : undefined, project);
      if (cost === undefined) continue;
      const severity = cost === 'sure' && certain ? 'warning' : 'information';
      yield { span, subject: path, severity, related: reach.chain, row, spawn };
    }
  },

  word({ subject, row }) {
    const remedy =
      row.pool === 'leaf'
        ? "Run it in gevent's thread pool: it lets other threads run meanwhile."
        : row.releasesGil === false
          ? 'It keeps the interpreter lock, so a thread gains nothing: use another process.'
          : `Use ${row.remedy ?? 'another process'}.`;
    return (
      `${shortName(subject)}() stops every greenlet while it computes. ` +
      `Patching changes nothing about it, since it waits for nothing. ${remedy}`
    );
  },

  fixes: (found, source) => (found.row.pool === 'leaf' ? threadPoolFix(found, source) : []),
});
