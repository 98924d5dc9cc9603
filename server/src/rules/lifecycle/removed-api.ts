import {
  copesSomewhere,
  type RemovedUse,
  removedApiUses,
} from '../../evidence/api/removed-api-uses.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import { renameCallee } from '../../fixes/rename-callee.ts';
import { renameModule } from '../../fixes/rename-module.ts';
import { replaceApiPath } from '../../fixes/replace-name.ts';
import type { SourceFile } from '../../fixes/source.ts';
import type { RemovedGeventApi } from '../../knowledge/removed-gevent-api.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import { defineRule, type Found } from '../rule.ts';

/** A name of gevent that is gone. */
interface RemovedApi extends Found {
  readonly row: RemovedGeventApi;
  readonly how: RemovedUse['how'];
}

export const removedApi = defineRule<RemovedApi>({
  meta: {
    code: 'GVT526',
    name: 'removed-api',
    severity: 'error',
    enabled: true,
    summary: 'A module, function or method that gevent no longer has is imported or used.',
    why: `Names that gevent once had are gone: \`gevent.coros\` since 1.2, \`gevent.wsgi\` since 1.3,
\`gevent.signal(…)\` since 1.5, and more since 1.0. Importing them raises ImportError or
ModuleNotFoundError, using them AttributeError. \`gevent.signal\` is a module today: calling it raises
TypeError once it is imported, and AttributeError before.`,
    cure: `Use today's name. Where it does the same, the quick fix renames it through the whole file; where
its arguments or its meaning differ, the fix says so and is not applied unattended.`,
    notWhen: `Where requirements or lock files hold gevent below the version that dropped the name. Code for
several versions of gevent: what stands in a try with a handler for the error, behind
\`hasattr\` or a question about versions is not reported, nor is any of it in a module that reads
\`gevent.version_info\`.`,
    sources: [
      "Measured: ModuleNotFoundError: No module named 'gevent.coros'; AttributeError: module 'gevent' has no attribute 'signal' (gevent 26.9.0, Python 3.11).",
      "gevent's change log, 0.13 to 1.5 and 22.8.",
    ],
    since: '0.1.0',
    tags: ['deprecated'],
    bad: `from gevent.coros import Semaphore

limit = Semaphore(2)
`,
    good: `from gevent.lock import Semaphore

limit = Semaphore(2)
`,
    proof: 'exception',
  },

  *check(module, project) {
    if (!project.usesGevent) return;
    const installed = project.versionOf('gevent', module);
    for (const { row, path, span, how } of removedApiUses(module, project)) {
      if (row.removedIn !== undefined && rangeHolds(`>=${row.removedIn}`, installed) === 'no') {
        continue;
      }
      yield { span, subject: path, row, how };
    }
  },

  word({ subject, row, how }) {
    const when = row.removedIn === undefined ? 'is gone' : `left gevent in ${row.removedIn}`;
    const remedy =
      row.replacement === undefined
        ? hint(row)
        : row.dropIn
          ? `Use ${row.replacement}${subject.slice(row.path.length)}.`
          : `Use ${row.replacement}, which differs. ${hint(row)}`;
    const written = row.kind === 'call' ? `${subject}()` : shortName(subject);
    return `${written} ${when}: this raises ${errorOf(row, how)}. ${remedy}`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const { replacement, dropIn } = found.row;
    if (file === undefined || replacement === undefined) return [];
    // What copes with the old name's absence must keep asking for it.
    if (copesSomewhere(file.module, source.project, found.row)) return [];
    const edits = renamed(file, found, replacement);
    if (edits === undefined || edits.length === 0) return [];
    return [
      {
        title: dropIn ? `Use ${replacement}` : `Use ${replacement} (its arguments differ: look)`,
        preferred: true,
        // Until now it raised.
        safe: dropIn,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

function errorOf(row: RemovedGeventApi, how: RemovedUse['how']): string {
  if (how === 'from-import') return 'ImportError';
  if (how === 'import') return 'ModuleNotFoundError';
  return row.kind === 'module' ? 'AttributeError' : row.fails;
}

/** What the table says of the way out, without what was run for it. */
function hint({ evidence }: RemovedGeventApi): string {
  const said = evidence
    .replace(/\s*\(ran on [^)]*\)$/, '')
    .replace(/^No module named '[^']*'; /, '');
  return `Today: ${said}.`;
}

function renamed(
  file: SourceFile,
  { row, span, subject }: RemovedApi,
  replacement: string,
): TextEdit[] | undefined {
  if (row.kind === 'module') return renameModule(file, row.path, replacement);
  const newName = replacement.slice(replacement.lastIndexOf('.') + 1);
  if (row.kind === 'call') return renameCallee(file, span, 'signal', newName);
  const text = file.text.slice(span[0], span[1]);
  const name = subject.slice(subject.lastIndexOf('.') + 1);
  const direct = replaceApiPath(file, row.path, replacement);
  if (direct !== undefined) return direct;
  // A method of an object: only its own name changes, if it stays on the same class.
  const sameHolder = row.path.slice(0, -name.length) === replacement.slice(0, -newName.length);
  if (!sameHolder || !text.endsWith(`.${name}`)) return undefined;
  return [{ span: [span[1] - name.length, span[1]], text: newName }];
}
