import { fileLabel } from '../../evidence/early/late-patch.ts';
import { curedSince } from '../../evidence/libraries/cured-since.ts';
import { driverDependencies } from '../../evidence/libraries/driver-dependencies.ts';
import { unknownVersion } from '../../evidence/libraries/library-words.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import {
  type AskedFor,
  addRequirement,
  raiseRequirement,
  replaceRequirement,
} from '../../fixes/requirement-line.ts';
import {
  filesOfSetup,
  type SetupTask,
  setUpLibrary,
  setupAdvice,
  setupTask,
} from '../../fixes/set-up-library.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { FrameworkDriver } from '../../knowledge/framework-drivers.ts';
import { type Library, libraryName } from '../../knowledge/libraries.ts';
import { setupsOf } from '../../knowledge/library-setups.ts';
import { defineRule, type Found } from '../rule.ts';

interface DependencyFound extends Found {
  readonly path: FilePath;
  readonly row: Library;
  readonly driver: FrameworkDriver;
  /** The file that the program starts from. */
  readonly entry: FilePath;
  /** Where the parts of the line stand; undefined where it does not name the library itself. */
  readonly asked: AskedFor | undefined;
  readonly certain: boolean;
  /** What the quick fix writes into the program, where the library has to be set up. */
  readonly setUp: SetupTask | undefined;
}

export const greenletUnawareDependency = defineRule<DependencyFound>({
  meta: {
    code: 'GVT305',
    name: 'greenlet-unaware-dependency',
    severity: 'information',
    enabled: true,
    summary:
      'A line of a dependency file that brings a driver which stops every greenlet into a gevent program.',
    why: `SQLAlchemy, Django and Celery load their drivers by a name in the settings, often one that only the
environment knows. No code imports \`mysqlclient\` or \`psycopg2\` then, and the line of the dependency file is
the only place that shows it: each query stops every greenlet of the worker.

The finding stands on the line of requirements files, pyproject.toml, Pipfile, setup.cfg, setup.py and conda
environments, where a program of that project certainly runs in greenlets (a gevent worker, a server or
pools of gevent) and uses a framework that loads the driver. Versions count: \`psycopg[binary]\` blocks from
3.1.5 to 3.1.13, and cooperates before and since. Where code uses the library itself,
GVT301, GVT302 and GVT304 speak there, or it is set up, and the line is silent. So it is where another driver for the same
databases is asked for too, in groups and files for development and tests, in extras that are a choice of
whoever installs, and in lock files.`,
    cure: `Ask for a driver that waits in Python, or set this one up for gevent: the message names what was
measured to help. The quick fix raises the version where a later one cooperates. It also asks for PyMySQL in place of mysqlclient and installs it as MySQLdb where the program patches or starts
(another driver: slower on large results, and Django checks the version that it claims to have), and for
psycogreen beside psycopg2, with the call that sets it up. Files with hashes are left alone; lock files have
to be made anew.`,
    notWhen: `The driver is there for another program of the same project, or the greenlets never ask the
database. Put \`# greenlint: ignore[greenlet-unaware-dependency]\` on the line, with the reason.`,
    sources: [
      'Measured: MySQLdb query of 0.5 s: gap 503 ms, PyMySQL as MySQLdb 14 ms; psycopg2 through SQLAlchemy 505 ms, with psycogreen 12 ms (gevent 26.9.0).',
      'https://www.psycopg.org/psycopg3/docs/news.html (3.1.14: gevent support in the C implementation)',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'requirements.txt',
      beside: {
        Procfile: 'web: gunicorn -k gevent shop:app\n',
        'shop.py': `import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)
`,
      },
    },
    bad: 'gunicorn\ngevent\nflask-sqlalchemy\nmysqlclient\n',
    good: 'gunicorn\ngevent\nflask-sqlalchemy\npymysql\n',
    proof: {
      none: 'it claims nothing but what GVT301 and GVT302 prove of the same drivers: that a line of a dependency file brings them.',
    },
  },

  check: () => [],

  *checkDeployment(deployment, project) {
    for (const found of driverDependencies(deployment, project)) {
      const { dependency, row, driver, program, known, certain } = found;
      const { path, span, name } = dependency;
      const isItself = row.distributions.includes(name);
      const other = known === undefined || known.place.path === path ? [] : [known.place];
      const [start] = program.learnt;
      const entry = program.entry.path;
      yield {
        path,
        span,
        subject: name,
        severity: certain ? 'information' : 'hint',
        related: [...(start === undefined ? [] : [start]), ...other],
        row,
        driver,
        entry,
        asked: isItself ? dependency : undefined,
        certain,
        setUp: setupTask(row, [program], program.entry.path, [], []),
      };
    }
  },

  word({ subject, row, driver, entry, certain }) {
    const { framework, loads } = driver;
    const library = row.distributions.includes(subject) ? subject : row.distributions[0];
    const when = row.verdict === 'cooperates-with-setup' ? 'until it is set up' : 'while it waits';
    return (
      `${library} stops every greenlet of ${fileLabel(entry)} ${when}. ` +
      `${framework} loads it ${loads}, and ${row.why}.${adviceOf(row)}` +
      `${certain ? '' : unknownVersion(row)}`
    );
  },

  filesToFix: ({ path, setUp }) => [path, ...filesOfSetup(setUp)],

  fixes(found, source) {
    const { path, subject, row, asked } = found;
    const text = source.deploymentText(path);
    const since = curedSince(row);
    if (text === undefined) return [];
    if (since === undefined) return setUpFixes(found, text, source);
    if (asked?.specifierSpan === undefined) return [];
    const edits = raiseRequirement(text, asked.specifierSpan, since);
    if (edits === undefined) return [];
    const title = `Raise ${subject} to ${since}, which cooperates (install and test it)`;
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

/** The call that sets the library up in the program, and the line that installs what it needs. */
function setUpFixes(
  { path, subject, asked, setUp }: DependencyFound,
  text: string,
  source: FixSource,
): Fix[] {
  const name = setUp?.setup.package;
  if (setUp === undefined || name === undefined || asked === undefined) return [];
  const line = setUp.setup.replaces
    ? replaceRequirement(path, text, asked, name)
    : addRequirement(path, text, asked, name);
  const [inCode, ...more] = setUpLibrary(setUp, source);
  if (line === undefined || inCode === undefined || more.length > 0) return [];
  const call = setUp.setup.path.slice(setUp.setup.path.lastIndexOf('.') + 1);
  const title = setUp.setup.replaces
    ? `Use ${name}, not ${subject}, and call ${call}() (another driver)`
    : `Install ${name} and call ${call}() (the whole program)`;
  return [{ title, preferred: true, safe: false, files: [{ path, edits: line }, ...inCode.files] }];
}

/** What helps: a set-up that can be written, or what the table says. */
function adviceOf(row: Library): string {
  const since = curedSince(row);
  if (since !== undefined) return ` Ask for ${since} or newer.`;
  const [setup] = setupsOf(row).filter(({ insert }) => insert !== undefined);
  if (setup === undefined) return row.remedy === undefined ? '' : ` Use ${row.remedy}.`;
  const needs = setup.package === undefined ? '' : ` Install ${setup.package}.`;
  return `${needs} ${setupAdvice({ library: libraryName(row), setup })}`;
}
