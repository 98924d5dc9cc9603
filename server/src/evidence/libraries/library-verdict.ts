import type { Dependency } from '../../deployment/deployment-file.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { type Library, type LibraryVerdict, libraryName } from '../../knowledge/libraries.ts';
import { setupsOf } from '../../knowledge/library-setups.ts';
import type { VersionKnowledge } from '../../knowledge/version-range.ts';
import type { ProjectView } from '../../project/model.ts';
import { versionsHold } from './library-row.ts';
import { isSetUpAnywhere } from './library-setup.ts';
import { unknownVersion } from './library-words.ts';

/** What a library does under the patch, reading on from its name. */
const does: Readonly<Record<LibraryVerdict, string>> = {
  cooperates: 'cooperates under the patch',
  blocks: 'stops every greenlet while it waits',
  'cooperates-with-setup': 'stops every greenlet until it is set up for gevent',
  cpu: 'computes, and every greenlet waits meanwhile',
  incompatible: 'does not work in a patched program',
  depends: 'stops other greenlets or not, by how it is used',
};

/** What a line of a dependency file says of the version. */
type Line = VersionKnowledge & Pick<Dependency, 'extras'>;

/**
 * What the table says of libraries in the versions that run near a file: the verdict, why and in
 * which versions, what to do instead, and how it is known. Whole sentences of plain text; none
 * where no row is about these versions.
 */
export function verdictSentences(
  rows: readonly Library[],
  near: { readonly path: FilePath },
  project: ProjectView,
  line?: Line,
): readonly string[] {
  const names = [...new Set(rows.map(libraryName))];
  return names.flatMap((name) => {
    const own = rows.filter((row) => libraryName(row) === name && isForMachines(row));
    const held = own.flatMap((row) => {
      const holds = versionsHold(row, near, project, line);
      return holds === 'no' ? [] : [{ row, certain: holds === 'yes' }];
    })[0];
    if (held === undefined) return [];
    const { row, certain } = held;
    const others = own.filter((other) => other.verdict !== row.verdict && isOfOther(other, row));
    return [
      `${name}${callsOf(row)} ${does[row.verdict]}: ${row.why}.${certain ? versionsOf(row) : unknownVersion(row)}`,
      ...cure(row, project),
      ...others.map((other) => `${rangeOf(other)}: it ${does[other.verdict]}.`),
      evidenceOf(row),
    ];
  });
}

/** The run of the library by itself comes first: `Measured: psycopg2_execute=509, … (2.9.13, gevent 26.9.0)`. */
const MEASURED = /^Measured: [^\s=]+=(?:(\d+)(\(error\))?|hang)/;
const VERSIONS = /\(([^()]*\bgevent [\d.]+)\)/;

function evidenceOf({ evidence }: Library): string {
  const measured = MEASURED.exec(evidence);
  if (measured === null)
    return /^(?:Measured|Over)/.test(evidence) ? `${evidence}.` : `Source: ${evidence}.`;
  const versions = VERSIONS.exec(evidence)?.[1];
  const [, gap, raised] = measured;
  const stood = gap === undefined ? 'it hung' : `the other greenlets stood still for ${gap} ms`;
  const seen = raised === undefined ? stood : 'it raised';
  return `Measured: ${seen}${versions === undefined ? '' : ` (${versions})`}.`;
}

/** Where not all of the library is concerned. */
function callsOf({ concerns, calls }: Library): string {
  const [first] = concerns === 'call' ? (calls ?? []) : [];
  return first === undefined || first.endsWith('.*') ? '' : `, in calls like ${first}(),`;
}

/** Rows that hold only in one way of use are left to the rules. */
function isForMachines({ beyond, when, called }: Library): boolean {
  return beyond === undefined && when === undefined && called === undefined;
}

function isOfOther(other: Library, row: Library): boolean {
  return other.versions !== row.versions && (other.versions ?? other.extras) !== undefined;
}

function versionsOf({ versions, gevent }: Library): string {
  if (versions !== undefined) return ` That holds for ${versions}.`;
  return gevent === undefined ? '' : ` That holds with gevent ${gevent}.`;
}

/** `psycopg >=3.1.5,<3.1.14 with [binary] or [c]`. */
function rangeOf({ distributions, versions = '', extras = [] }: Library): string {
  const asked = extras.map((extra) => `[${extra}]`).join(' or ');
  return [distributions[0], versions, asked && `with ${asked}`].filter(Boolean).join(' ');
}

function cure(row: Library, project: ProjectView): string[] {
  if (row.verdict === 'cooperates') return [];
  const [setup] = setupsOf(row).filter(({ insert }) => insert !== undefined);
  const remedies = row.remedy === undefined ? [] : [`What helps: ${row.remedy}.`];
  if (setup?.effect !== undefined) remedies.push(`After that: ${setup.effect}.`);
  if (setupsOf(row).length > 0 && isSetUpAnywhere(row, project)) {
    remedies.push('This workspace sets it up.');
  }
  return remedies;
}
