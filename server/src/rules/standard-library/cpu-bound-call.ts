import { argumentsOf, type CpuCost, cpuCost } from '../../evidence/blocking/cpu-cost.ts';
import { callsInGreenlets, shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { type Spawn, spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { processPoolFix } from '../../fixes/process-pool-fix.ts';
import { threadPoolFix } from '../../fixes/thread-pool-fix.ts';
import type { StandardLibraryCall } from '../../knowledge/standard-library.ts';
import type { GreenletReach } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface CpuFound extends Found {
  /** `600000 rounds`, `(a+)+b`, `a whole file`. */
  readonly seen: string;
  /** Whether other threads run meanwhile. */
  readonly releasesGil: boolean;
  readonly judge: 'count' | 'data' | 'pattern';
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn?: Spawn;
}

export const cpuBoundCall = defineRule<CpuFound>({
  meta: {
    code: 'GVT212',
    name: 'cpu-bound-call',
    severity: 'warning',
    enabled: true,
    summary:
      'Key derivation, compression of much data and patterns that backtrack stop every greenlet while they compute.',
    why: `A greenlet that computes never switches, and patching changes nothing about it: while
\`hashlib.pbkdf2_hmac()\` runs its 600,000 rounds, every other greenlet of the process waits, about
0.3 seconds.

The rule reports what the text proves to be dear: rounds of \`pbkdf2_hmac\` from 20,000 on, \`n\` of
\`scrypt\` from 4,096 on, data of many megabytes, and regular expressions such as \`(a+)+b\`,
\`(\\d{1,3},?)+$\` or \`(.*,){11}P\` whose time doubles every few characters of some texts: a loop
that can go through one text in many ways, and then something that fails. Where the number of
rounds cannot be told, or a whole file is compressed, it is information. JSON, pickles and compression of data whose size is not
seen are not reported: 200 kB take less than 10 ms.`,
    cure: `Where the call lets other threads run meanwhile (hashing, compression), the quick fix runs it in
gevent's thread pool: \`gevent.get_hub().threadpool.apply(f, (arguments,))\`. A greenlet that was given
the function itself stays, and waits for that thread:
\`gevent.spawn(gevent.get_hub().threadpool.apply, f, (arguments,))\`.

JSON, pickles and regular expressions keep the interpreter lock: in a thread they stop the loop all
the same (measured: 0.25 s in the pool as well). For
\`re.findall\`, \`re.split\` and \`re.sub\` the quick fix makes a \`concurrent.futures.ProcessPoolExecutor\`
with \`mp_context=multiprocessing.get_context("spawn")\` (a forked child would carry running greenlets
along) and waits for the result cooperatively. It is offered where the patch has certainly run and
the main module starts things only under \`if __name__ == "__main__":\`, since each child process
imports it again. A match object cannot be sent back. JSON and pickles gain little if one call moves
alone, since what it takes or returns is pickled on the loop (\`json.loads\` of 7.7 MB: gap 0.40 s on
the loop, still 0.28 s with the pool): give the process a function that parses, works and returns
what is small. Write a pattern so that one text matches in one way only: \`a+b\`.`,
    notWhen: `A program whose greenlets may all wait that long: a script that does one thing after the
other. What each user of Locust does once (\`on_start\`) is not reported.`,
    sources: [
      'Measured (Python 3.11): of some eighty patterns those that are reported took more than 0.5 s on texts of up to 90 characters, and those that are not less than 0.15 s.',
      'Measured: pbkdf2_hmac with 600,000 rounds: gap 315 ms on the loop, 6 ms in the thread pool; (a+)+b over 24 characters: 1.7 s, all of it a gap even from the pool (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.threadpool.',
    ],
    since: '0.1.0',
    bad: `import hashlib
import gevent

def check(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)

gevent.spawn(check, b"secret").join()
`,
    good: `import hashlib
import gevent

def check(password):
    return gevent.get_hub().threadpool.apply(
        hashlib.pbkdf2_hmac, ("sha256", password, b"salt", 600_000)
    )

gevent.spawn(check, b"secret").join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const { call, row, reach } of callsInGreenlets(module, project, 'GVT212')) {
      if (reach.onlyAsThread || reach.onlyOnce) continue;
      const cost = cpuCost(row, argumentsOf(call), project);
      if (cost === undefined) continue;
      yield { span: call.span, ...describe(row, cost, reach) };
    }
    for (const { span, row, given, spawn, reach } of spawnedCallables(module, project, 'GVT212')) {
      const cost = cpuCost(row, given, project);
      if (cost !== undefined) yield { span, ...describe(row, cost, reach), spawn };
    }
  },

  word({ subject, seen, releasesGil, judge }) {
    const name = `${shortName(subject)}()`;
    if (judge === 'pattern') {
      const pattern = seen.length <= 16 ? seen : `${seen.slice(0, 15)}…`;
      return (
        `${name} with \`${pattern}\` can stop every greenlet for very long. On some texts its ` +
        'time doubles every few characters, and no other thread runs meanwhile. ' +
        'Write the pattern so that a text matches in one way only, or match in another process.'
      );
    }
    const amount = seen === '' || seen === 'a whole file' ? '' : ` (${seen})`;
    return (
      `${name}${amount} stops every greenlet while it computes. ` +
      'Patching changes nothing about it, since it waits for nothing. ' +
      (releasesGil
        ? "Run it in gevent's thread pool: it lets other threads run meanwhile."
        : 'It keeps the interpreter lock, so a thread gains nothing: use another process.')
    );
  },

  fixes(found, source) {
    if (found.releasesGil || found.spawn !== undefined) return threadPoolFix(found, source);
    const file = source.file(found.path ?? '');
    const call = file?.module.calls.find(({ span }) => span.join() === found.span.join());
    if (file === undefined || call === undefined) return [];
    const { calleeSpan } = call;
    const name = file.text.slice(calleeSpan[0], calleeSpan[1]);
    return processPoolFix(file, call, { job: call.target, name }, source.project);
  },
});

function describe(
  row: StandardLibraryCall,
  { certain, seen }: CpuCost,
  { chain }: GreenletReach,
): Omit<CpuFound, 'span'> {
  const judge = row.size?.judge ?? 'input';
  return {
    subject: row.path,
    severity: certain ? 'warning' : 'information',
    related: chain,
    seen,
    releasesGil: row.releasesGil === true,
    judge: judge.startsWith('pattern') ? 'pattern' : judge === 'input' ? 'data' : 'count',
  };
}
