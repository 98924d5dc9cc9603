import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../../evidence/blocking/spawned-callables.ts';
import { backendUses } from '../../evidence/libraries/backend-uses.ts';
import { driverUses } from '../../evidence/libraries/driver-uses.ts';
import {
  type GreenletLibraryCall,
  libraryCallsInGreenlets,
  ownBlockingCalls,
} from '../../evidence/libraries/library-calls.ts';
import { libraryImports } from '../../evidence/libraries/library-import.ts';
import { callPlaces, severityOf, unknownVersion } from '../../evidence/libraries/library-words.ts';
import {
  filesOfSetup,
  type SetupTask,
  setUpLibrary,
  setupTask,
} from '../../fixes/set-up-library.ts';
import { threadPoolFix } from '../../fixes/thread-pool-fix.ts';
import { type Library, libraryName } from '../../knowledge/libraries.ts';
import { defineRule, type Found } from '../rule.ts';

interface UnawareLibrary extends Found {
  /** Undefined where the configuration says that the call blocks. */
  readonly row: Library | undefined;
  /** Words of the configuration, where people say that the call blocks. */
  readonly own?: string;
  /** Whether the finding stands on one call, on an import, or on a string of the settings. */
  readonly where: 'call' | 'import' | 'setting';
  /** What the string is that loads it: `address`, or the key of a setting: `ENGINE`. */
  readonly named?: string;
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn?: Spawn | undefined;
  /** What makes the library cooperate, where a quick fix can write that. */
  readonly task?: SetupTask | undefined;
  readonly certain: boolean;
}

export const greenletUnawareLibrary = defineRule<UnawareLibrary>({
  meta: {
    code: 'GVT301',
    name: 'greenlet-unaware-library',
    severity: 'warning',
    enabled: true,
    summary: 'A library that waits where patching cannot reach, in code that runs in greenlets.',
    why: `\`monkey.patch_all()\` makes Python's own waits cooperative. A library that waits in C, Rust or
Java never asks Python: while \`pycurl.Curl.perform()\` waits for its answer, no other greenlet of the
process runs. Which libraries do so was measured, one by one, beside a heartbeat greenlet; what
cooperates (\`requests\`, \`redis\`, \`pymongo\`, \`PyMySQL\`, \`psycopg\` 3 and many more) is never reported.

Where one call is concerned the finding stands on the call; where all that the library does is
concerned, as with database drivers, once for a program: on the import, or on the address by which
SQLAlchemy loads it (\`mysql://…\`), or on the \`ENGINE\` or \`BACKEND\` of Django's settings. It counts what is installed
or locked; where the version is not known it is information, and the newest version's verdict.
What you know yourself goes into \`[tool.greenlint.blocking]\` and \`[tool.greenlint.cooperates]\`.`,
    cure: `Use a library that waits in Python, or that knows of gevent; the message names one where there is
one. For \`MySQLdb\` a quick fix calls \`pymysql.install_as_MySQLdb()\` right after the patch, for
\`mysql.connector\` it gives \`use_pure=True\`. Where the library lets other threads run meanwhile, the quick fix runs the single call in gevent's
thread pool: \`gevent.get_hub().threadpool.apply(curl.perform)\`. It is not applied unattended, and not
offered where the call belongs to the thread that made its object, or keeps the interpreter lock.`,
    notWhen: `The call never waits long: a database in the same process, a socket that is known to be ready.`,
    sources: [
      'Measured: pycurl.Curl.perform() for an answer of 0.5 s: gap 0.5 s on the loop, 0.02 s in the thread pool (gevent 26.9.0, Python 3.11).',
      'gevent documentation, Introduction, "Cooperative multitasking": only what asks the hub cooperates.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent
import pycurl

def fetch(url):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.perform()

gevent.spawn(fetch, "http://localhost:8000/").join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent
import requests

def fetch(url):
    return requests.get(url)

gevent.spawn(fetch, "http://localhost:8000/").join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    const callsOf = (one: typeof module) => libraryCallsInGreenlets(one, project, 'blocks');
    for (const { span, spawn, path, row, reach, certain } of callsOf(module)) {
      if (row.concerns !== 'call') continue;
      const shared = { row, where: 'call', certain, spawn, related: reach.chain } as const;
      yield { span, subject: path, severity: severityOf(certain), ...shared };
    }
    for (const { call, path, reach, hint } of ownBlockingCalls(module, project)) {
      const shared = { row: undefined, where: 'call', certain: true, own: hint } as const;
      yield { span: call.span, subject: path, related: reach.chain, ...shared };
    }
    for (const { row, span, calls, programs, certain } of libraryImports(
      module,
      project,
      callsOf,
    )) {
      const task = setupTask(row, programs, module.path, [], lackingCalls(calls));
      const shared = { row, where: 'import', certain, task, related: callPlaces(calls) } as const;
      yield { span, subject: libraryName(row), severity: severityOf(certain), ...shared };
    }
    for (const use of [
      ...driverUses(module, project, 'blocks'),
      ...backendUses(module, project, 'blocks'),
    ]) {
      const { row, span, programs, named, related, certain } = use;
      const task = setupTask(row, programs, module.path, [], []);
      const shared = { row, where: 'setting', named, certain, task, related } as const;
      yield { span, subject: libraryName(row), severity: severityOf(certain), ...shared };
    }
  },

  word({ subject, row, where, named, certain, own = '' }) {
    if (row === undefined) {
      const instead = own === '' ? '' : ` Instead: ${own.replace(/\.$/, '')}.`;
      return (
        `${shortName(subject)}() stops every greenlet while it waits. ` +
        `The configuration says so (\`blocking\`).${instead}`
      );
    }
    const name = where === 'call' ? `${shortName(subject)}()` : `\`${subject}\``;
    const lead = where === 'setting' ? `${name}, which this ${named} loads,` : name;
    const remedy = row.remedy === undefined ? '' : ` Use ${row.remedy}.`;
    return (
      `${lead} stops every greenlet while it waits. ` +
      `Monkey patching does not reach it: ${row.why}.${remedy}${certain ? '' : unknownVersion(row)}`
    );
  },

  filesToFix: ({ task, path }) => [
    ...new Set([...(path === undefined ? [] : [path]), ...filesOfSetup(task)]),
  ],

  fixes(found, source) {
    const { row, where, task } = found;
    if (where !== 'call') return task === undefined ? [] : setUpLibrary(task, source);
    return row?.pool === 'leaf' ? threadPoolFix(found, source) : [];
  },
});

/** The calls themselves; a callable that a spawn is given takes no argument more. */
function lackingCalls(calls: readonly GreenletLibraryCall[]) {
  return calls
    .filter(({ spawn }) => spawn === undefined)
    .map(({ call, path }) => ({ callee: path, path: call.scope.module.path, span: call.span }));
}
