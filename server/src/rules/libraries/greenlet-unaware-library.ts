import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { threadPoolRefusal } from '../../evidence/blocking/thread-pool-refusals.ts';
import {
  libraryCallsInGreenlets,
  ownBlockingCalls,
} from '../../evidence/libraries/library-calls.ts';
import { libraryImports } from '../../evidence/libraries/library-import.ts';
import { callPlaces, unknownVersion } from '../../evidence/libraries/library-words.ts';
import { threadPoolTitle, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import { type Library, libraryName } from '../../knowledge/libraries.ts';
import { defineRule, type Found } from '../rule.ts';

interface UnawareLibrary extends Found {
  /** Undefined where the configuration says that the call blocks. */
  readonly row: Library | undefined;
  /** Words of the configuration, where people say that the call blocks. */
  readonly own?: string;
  /** Whether the finding stands on the import, since the whole library is concerned. */
  readonly whole: boolean;
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
concerned, as with database drivers, once for a program, on the import. It counts what is installed
or locked; where the version is not known it is information, and the newest version's verdict.
What you know yourself goes into \`[tool.greenlint.blocking]\` and \`[tool.greenlint.cooperates]\`.`,
    cure: `Use a library that waits in Python, or that knows of gevent; the message names one where there is
one. Where the library lets other threads run meanwhile, the quick fix runs the single call in gevent's
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
    for (const { call, path, row, reach, certain } of callsOf(module)) {
      if (row.concerns !== 'call') continue;
      const severity = certain ? 'warning' : 'information';
      const related = reach.chain;
      yield { span: call.span, subject: path, severity, related, row, whole: false, certain };
    }
    for (const { call, path, reach, hint } of ownBlockingCalls(module, project)) {
      const shared = { row: undefined, whole: false, certain: true, own: hint };
      yield { span: call.span, subject: path, related: reach.chain, ...shared };
    }
    for (const { row, span, calls, certain } of libraryImports(module, project, callsOf)) {
      const related = callPlaces(calls);
      const severity = certain ? 'warning' : 'information';
      const subject = libraryName(row);
      yield { span, subject, severity, related, row, whole: true, certain };
    }
  },

  word({ subject, row, whole, certain, own = '' }) {
    if (row === undefined) {
      const instead = own === '' ? '' : ` Instead: ${own.replace(/\.$/, '')}.`;
      return (
        `${shortName(subject)}() stops every greenlet while it waits. ` +
        `The configuration says so (\`blocking\`).${instead}`
      );
    }
    const name = whole ? `\`${subject}\`` : `${shortName(subject)}()`;
    const remedy = row.remedy === undefined ? '' : ` Use ${row.remedy}.`;
    return (
      `${name} stops every greenlet while it waits. ` +
      `Monkey patching does not reach it: ${row.why}.${remedy}${certain ? '' : unknownVersion(row)}`
    );
  },

  fixes(found, source) {
    const { row, whole, path, span, subject } = found;
    if (whole || row?.pool !== 'leaf') return [];
    const file = source.file(path ?? '');
    const call = file?.module.calls.find((one) => one.span.join() === span.join());
    if (file === undefined || call === undefined) return [];
    if (threadPoolRefusal(call, source.project) !== undefined) return [];
    const edits = wrapInThreadPool(file, span);
    if (edits === undefined) return [];
    const title = threadPoolTitle(`${shortName(subject)}()`);
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});
