import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { backendUses } from '../../evidence/libraries/backend-uses.ts';
import { driverUses } from '../../evidence/libraries/driver-uses.ts';
import { libraryCallsInGreenlets } from '../../evidence/libraries/library-calls.ts';
import { libraryImports } from '../../evidence/libraries/library-import.ts';
import { callPlaces, severityOf, unknownVersion } from '../../evidence/libraries/library-words.ts';
import { sharedOnceSetUp } from '../../evidence/libraries/shared-connections.ts';
import {
  filesOfSetup,
  type SetupTask,
  setUpLibrary,
  setupAdvice,
  setupTask,
} from '../../fixes/set-up-library.ts';
import { type Library, libraryName } from '../../knowledge/libraries.ts';
import { setupsOf } from '../../knowledge/library-setups.ts';
import type { ModuleView, Place, ProgramView, ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface MissingSetup extends Found {
  readonly row: Library;
  /** The quick fix, where one can be written. */
  readonly task: SetupTask | undefined;
  /** Whether the finding stands on one call, on an import, or on a string of the settings. */
  readonly where: 'call' | 'import' | 'setting';
  /** What the string is that loads it: `address`, or the key of a setting: `ENGINE`. */
  readonly named?: string;
  readonly certain: boolean;
}

export const missingGeventSetup = defineRule<MissingSetup>({
  meta: {
    code: 'GVT302',
    name: 'missing-gevent-setup',
    severity: 'warning',
    enabled: true,
    summary:
      'A library that cooperates once it is set up for gevent, in a program that never does.',
    why: `Some libraries wait in C, and have a switch that makes them wait in gevent's hub instead. Nobody
throws it for you: \`monkey.patch_all()\` does not know them. Without it every query of \`psycopg2\`,
every call of \`grpc\` and every \`recv()\` of \`zmq\` stops all greenlets of the process, and some of them
hang for good: a stream of grpc, a server in the process.

| library | what sets it up |
| --- | --- |
| \`psycopg2\` | \`psycogreen.gevent.patch_psycopg()\`, or \`psycopg2.extensions.set_wait_callback(…)\` |
| \`grpc\`, and what is built on it (Google's clients, OpenTelemetry's gRPC exporter) | \`grpc.experimental.gevent.init_gevent()\` |
| \`zmq\` | \`import zmq.green as zmq\` |
| \`curl_cffi\` | \`Session(thread="gevent")\` |

A driver that SQLAlchemy loads by the address of a database (\`postgresql+psycopg2://…\`), or Django by the
\`ENGINE\` of its settings, counts as well; the finding then stands on that string.

The set-up may stand anywhere in the program: in another module, in gunicorn's \`post_fork\`, in an
\`AppConfig.ready()\`.`,
    cure: `Set the library up right after the patch. The quick fix writes the call below \`patch_all()\` in
the file that patches, or first in the program's entry where the launcher patches; for \`zmq\` it imports
\`zmq.green\` wherever the program imports \`zmq\`. It changes how the whole program waits, so it is not
applied unattended. With psycogreen \`connect_timeout\` no longer works: put a \`gevent.Timeout\` around
\`connect()\`. COPY and large objects raise ProgrammingError then. A connection
that several greenlets share raises it, too (connection-shared-by-greenlets): where one is seen,
there is no quick fix, and each greenlet needs its own first.`,
    notWhen: `The set-up happens where it cannot be seen: in a package of your own that is installed, or
by a plugin. Silence the finding on its line, with the reason.`,
    sources: [
      'Measured: psycopg2 execute of 0.5 s: gap 509 ms, with psycogreen 14 ms; grpc unary call: 514 ms, with init_gevent() 11 ms, streams and servers hang without (gevent 26.9.0, Python 3.11).',
      'https://github.com/psycopg/psycogreen; grpc.experimental.gevent; PyZMQ documentation, zmq.green.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent
import psycopg2

def ask():
    connection = psycopg2.connect("dbname=shop")
    connection.cursor().execute("select pg_sleep(1)")

gevent.spawn(ask).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import gevent
import psycopg2

def ask():
    connection = psycopg2.connect("dbname=shop")
    connection.cursor().execute("select pg_sleep(1)")

gevent.spawn(ask).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    const verdict = 'cooperates-with-setup';
    const callsOf = (one: typeof module) => libraryCallsInGreenlets(one, project, verdict);
    for (const { span, spawn, path, row, reach, certain } of callsOf(module)) {
      if (row.concerns !== 'call') continue;
      const setup = setupsOf(row).find((one) => one.how === 'argument' && one.path === path);
      const calls = spawn === undefined ? [{ path: module.path, span }] : [];
      const task = setup && { library: libraryName(row), setup, places: [], importers: [], calls };
      const shared = { row, task, where: 'call', certain, related: reach.chain } as const;
      yield { span, subject: path, severity: severityOf(certain), ...shared };
    }
    for (const { row, span, calls, programs, importers, certain } of libraryImports(
      module,
      project,
      callsOf,
    )) {
      const paths = importers.map(({ path }) => path);
      const inUse = sharedOf(row, programs, module, project);
      const task = setupTask(row, programs, module.path, paths, [], inUse);
      const related = [...callPlaces(calls), ...(inUse === undefined ? [] : [inUse])];
      const shared = { row, task, where: 'import', certain, related } as const;
      yield { span, subject: libraryName(row), severity: severityOf(certain), ...shared };
    }
    for (const use of [
      ...driverUses(module, project, verdict),
      ...backendUses(module, project, verdict),
    ]) {
      const { row, span, programs, named, related, certain } = use;
      const inUse = sharedOf(row, programs, module, project);
      const task = setupTask(row, programs, module.path, [], [], inUse);
      const shared = { row, task, where: 'setting', named, certain, related } as const;
      yield { span, subject: libraryName(row), severity: severityOf(certain), ...shared };
    }
  },

  word({ subject, row, task, where, named, certain }) {
    const name = where === 'call' ? `${shortName(subject)}()` : `\`${subject}\``;
    const lead = where === 'setting' ? `${name}, which this ${named} loads,` : name;
    const remedy = task === undefined ? `Use ${row.remedy}.` : setupAdvice(task);
    const unsure = certain ? '' : unknownVersion(row);
    return (
      `${lead} stops every greenlet until it is set up for gevent. ` +
      `Nothing in this program does that: ${row.why}. ${remedy}${unsure}`
    );
  },

  filesToFix: ({ task, path }) => [
    ...new Set([...(path === undefined ? [] : [path]), ...filesOfSetup(task)]),
  ],

  fixes: ({ task }, source) => (task === undefined ? [] : setUpLibrary(task, source)),
});

function sharedOf(
  row: Library,
  programs: readonly ProgramView[],
  module: ModuleView,
  project: ProjectView,
): Place | undefined {
  const loaded = new Set(programs.flatMap(({ order }) => order));
  return sharedOnceSetUp(libraryName(row), [...loaded.add(module)], project);
}
