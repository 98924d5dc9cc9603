import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { libraryCallsInGreenlets } from '../../evidence/libraries/library-calls.ts';
import { libraryImports } from '../../evidence/libraries/library-import.ts';
import { callPlaces, unknownVersion } from '../../evidence/libraries/library-words.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { addKeyword } from '../../fixes/add-keyword.ts';
import { callAfterPatch } from '../../fixes/call-after-patch.ts';
import type { Fix } from '../../fixes/edit.ts';
import { importInstead } from '../../fixes/import-instead.ts';
import type { FixSource } from '../../fixes/source.ts';
import { quoteOf } from '../../fixes/wrap-in-thread-pool.ts';
import { type Library, libraryName } from '../../knowledge/libraries.ts';
import { type LibrarySetup, setupsOf } from '../../knowledge/library-setups.ts';
import type { ProgramView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** Where a program patches, or starts: there the set-up belongs. */
interface SetupPlace {
  readonly path: FilePath;
  /** The patch call; undefined where the launcher patches before this file is loaded. */
  readonly patch: Span | undefined;
}

interface MissingSetup extends Found {
  readonly row: Library;
  /** What the quick fix writes, where it can write one. */
  readonly setup: LibrarySetup | undefined;
  readonly places: readonly SetupPlace[];
  /** The files that import the library, for a set-up that takes its place. */
  readonly importers: readonly FilePath[];
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

The set-up may stand anywhere in the program: in another module, in gunicorn's \`post_fork\`, in an
\`AppConfig.ready()\`.`,
    cure: `Set the library up right after the patch. The quick fix writes the call below \`patch_all()\` in
the file that patches, or first in the program's entry where the launcher patches; for \`zmq\` it imports
\`zmq.green\` wherever the program imports \`zmq\`. It changes how the whole program waits, so it is not
applied unattended. With psycogreen \`connect_timeout\` no longer works: put a \`gevent.Timeout\` around
\`connect()\`. COPY and large objects raise ProgrammingError then.`,
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
    const callsOf = (one: typeof module) =>
      libraryCallsInGreenlets(one, project, 'cooperates-with-setup');
    for (const { call, path, row, reach, certain } of callsOf(module)) {
      if (row.concerns !== 'call') continue;
      const [setup] = setupsOf(row).filter((one) => one.how === 'argument' && one.path === path);
      const rest = { row, setup, places: [], importers: [], certain, related: reach.chain };
      yield { span: call.span, subject: path, severity: severityOf(certain), ...rest };
    }
    for (const found of libraryImports(module, project, callsOf)) {
      const { row, span, calls, programs, certain } = found;
      const [setup] = setupsOf(row).filter(({ insert }) => insert !== undefined);
      const places = placesOf(programs, module.path);
      const importers = found.importers.map(({ path }) => path);
      const related = callPlaces(calls);
      const subject = libraryName(row);
      const rest = { row, setup, places, importers, certain, related };
      yield { span, subject, severity: severityOf(certain), ...rest };
    }
  },

  word({ subject, row, setup, certain }) {
    const name = row.concerns === 'call' ? `${shortName(subject)}()` : `\`${subject}\``;
    const remedy = setup === undefined ? ` Use ${row.remedy}.` : adviceOf(setup, subject);
    return (
      `${name} stops every greenlet until it is set up for gevent. ` +
      `Nothing in this program does that: ${row.why}.${remedy}${certain ? '' : unknownVersion(row)}`
    );
  },

  filesToFix: ({ places, importers, path }) => [
    ...new Set([
      ...(path === undefined ? [] : [path]),
      ...places.map((place) => place.path),
      ...importers,
    ]),
  ],

  fixes(found, source) {
    const { setup } = found;
    if (setup === undefined) return [];
    if (setup.how === 'call') return callFixes(found, setup, source);
    if (setup.how === 'instead') return importFixes(found, setup, source);
    return setup.how === 'argument' ? keywordFixes(found, setup, source) : [];
  },
});

function severityOf(certain: boolean): 'warning' | 'information' {
  return certain ? 'warning' : 'information';
}

/** The patches of the programs, once each; the entry where nothing in the workspace patches. */
function placesOf(programs: readonly ProgramView[], home: FilePath): readonly SetupPlace[] {
  const places = new Map<string, SetupPlace>();
  for (const { patch, entry } of programs) {
    const path = patch?.call.scope.module.path ?? entry.path;
    const span = patch?.call.span;
    places.set(`${path} ${span?.join()}`, { path, patch: span });
  }
  return places.size > 0 ? [...places.values()] : [{ path: home, patch: undefined }];
}

/** What to write, and what it changes besides. */
function adviceOf({ how, path, keyword, value, effect }: LibrarySetup, library: string): string {
  const after = effect === undefined ? '' : `: ${effect}`;
  switch (how) {
    case 'call':
      return ` Call ${path}() right after patch_all()${after}.`;
    case 'instead':
      return ` Import ${path} in place of ${library}${after}.`;
    default:
      return ` Give it ${keyword}=${written(value)}${after}.`;
  }
}

function written(value: string | undefined): string {
  return value === 'True' || value === 'False' ? value : `"${value}"`;
}

function callFixes({ places }: MissingSetup, setup: LibrarySetup, source: FixSource): Fix[] {
  const dot = setup.path.lastIndexOf('.');
  const wanted = { module: setup.path.slice(0, dot), name: setup.path.slice(dot + 1) };
  const fixes: Fix[] = [];
  for (const { path, patch } of places) {
    const file = source.file(path);
    const edits = file && callAfterPatch(file, patch, wanted, source.orderGuard(path));
    if (edits === undefined) continue;
    const where = places.length === 1 ? '' : ` in ${fileLabel(path, 20)}`;
    const needs = setup.package === undefined ? 'the whole program' : `needs ${setup.package}`;
    fixes.push({
      title: `Call ${wanted.name}() right after the patch${where} (${needs})`,
      preferred: fixes.length === 0,
      safe: false,
      files: [{ path, edits }],
    });
  }
  return fixes;
}

function importFixes(
  { importers, subject }: MissingSetup,
  { path: to }: LibrarySetup,
  source: FixSource,
): Fix[] {
  const files: Fix['files'][number][] = [];
  for (const path of importers) {
    const file = source.file(path);
    const edits = file && importInstead(file, subject, to);
    if (edits === undefined) return [];
    files.push({ path, edits });
  }
  const title = `Import ${to} in place of ${subject} (the whole program)`;
  return [{ title, preferred: true, safe: false, files }];
}

function keywordFixes(
  { path, span }: MissingSetup,
  { keyword, value }: LibrarySetup,
  source: FixSource,
): Fix[] {
  const file = source.file(path ?? '');
  if (file === undefined || keyword === undefined) return [];
  const quote = quoteOf(file);
  const text = written(value).replaceAll('"', quote);
  const edits = addKeyword(file, span, keyword, text);
  if (edits === undefined) return [];
  const title = `Add ${keyword}=${text}`;
  return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
}
