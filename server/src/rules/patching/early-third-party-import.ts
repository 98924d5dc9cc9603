import { type FoundEarly, foundEarly, wordEarly } from '../../evidence/early/early-harm.ts';
import { earlyLibraries } from '../../evidence/early/early-libraries.ts';
import { patchFirstFixes } from '../../fixes/patch-first-fixes.ts';
import { defineRule } from '../rule.ts';

export const earlyThirdPartyImport = defineRule<FoundEarly>({
  meta: {
    code: 'GVT102',
    name: 'early-third-party-import',
    severity: 'warning',
    enabled: true,
    summary:
      'Libraries that are imported before `monkey.patch_all()` and keep unpatched parts for good.',
    why: `A library that takes names out of the standard library at import keeps the blocking originals
when it is imported before the patch, just as your own code does (GVT101). What becomes of that differs
from library to library, and was run for each one that is reported:

- \`urllib3\` and all that is built on it (\`requests\`, \`botocore\`, \`boto3\`, \`sentry_sdk\`, \`docker\`, …) keep
  \`SSLContext\`: every https request raises RecursionError.
- Django's lazy settings make \`patch_all()\` itself raise ImproperlyConfigured.
- \`psycopg\` 3, \`kafka\`, \`neo4j\`, \`fasteners\`, \`pyrate_limiter\` stop every greenlet whenever they wait.
- \`peewee\`, \`bottle\`, \`memcache\`, \`pyramid.threadlocal\` share one connection or request among all greenlets.
- \`asgiref\`, \`motor\`, \`aiosqlite\` hang; \`git\`, \`invoke\`, \`fabric\` raise TypeError at their first command.

Most libraries are fine early, and about 590 that were run are silent. So are libraries of which the
program uses only what is not harmed: \`requests\` with http addresses alone, \`rich\` without \`track()\`.`,
    cure: `Patch first: \`from gevent import monkey\` and \`monkey.patch_all()\` as the first lines of the
script that starts the program. The quick fix moves the patch there, or the import of the module that
patches.`,
    notWhen: `A version of the library that no longer takes the names at import. Tell us, so that the
row of the table gets a range.`,
    sources: [
      'Measured: requests imported early: RecursionError on the first https request, late: answered; psycopg 3.3.9: gap 2.0 s early, 0.05 s late (gevent 26.9.0, Python 3.11).',
      'https://github.com/gevent/gevent/issues/1016, https://github.com/urllib3/urllib3/issues/1176, https://github.com/benoitc/gunicorn/issues/2796',
    ],
    since: '0.1.0',
    bad: `import requests

from gevent import monkey
monkey.patch_all()
import gevent

def fetch():
    return requests.get("https://example.org").status_code

gevent.spawn(fetch).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import requests

import gevent

def fetch():
    return requests.get("https://example.org").status_code

gevent.spawn(fetch).join()
`,
    proof: 'gap',
  },

  check: (module, project) => foundEarly(module, project, earlyLibraries),

  word: wordEarly,

  filesToFix: (found) => found.filesToFix,

  fixes: (found, source) => patchFirstFixes(found.entries, source),
});
