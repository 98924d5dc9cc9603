import type { Dependency } from '../../deployment/deployment-file.ts';
import { type FilePath, folderOf } from '../../facts/file-path.ts';
import type { Library } from '../../knowledge/libraries.ts';
import { rangeHolds, type VersionKnowledge } from '../../knowledge/version-range.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { KnownVersion, ModuleView, ProjectView } from '../../project/model.ts';
import { isSetUp, mayRunTogether } from './library-setup.ts';

/** A row that holds for the library as a module uses it. */
export interface HeldRow {
  readonly row: Library;
  /** False: the version is not known, and the row is that of the newest one. */
  readonly certain: boolean;
}

/** Newer than every version: a row without an upper end holds for it. */
const newest: VersionKnowledge = { version: '99999' };

/**
 * The one of `rows` that holds for the versions that `module` runs with; those that only people
 * can judge never do. Where a version is not known the newest one's row holds. `line`: what a line
 * of a dependency file says of the version, where the question is about that line.
 */
export function heldRow(
  rows: readonly Library[],
  module: ModuleView,
  project: ProjectView,
  line?: VersionKnowledge & Pick<Dependency, 'extras'>,
): HeldRow | undefined {
  for (const row of rows) {
    if (row.beyond !== undefined || (row.concerns === undefined && row.verdict !== 'cooperates')) {
      continue;
    }
    const held = versionsHold(row, module, project, line);
    if (held === 'no') continue;
    if (row.when === 'set-up' && !isSetUp(row, module, project)) continue;
    if (row.called !== undefined && !isCalled(row.called, module, project)) continue;
    return { row, certain: held === 'yes' };
  }
  return undefined;
}

/** Whether a row is about the versions and extras that code near a file runs with. */
export function versionsHold(
  row: Library,
  near: { readonly path: FilePath },
  project: ProjectView,
  line?: VersionKnowledge & Pick<Dependency, 'extras'>,
): 'yes' | 'no' | 'newest' {
  const judge = () => versionsOf(row, near, project, line);
  if (line !== undefined) return judge();
  return keptForAll(project, `versions of ${row.library} in ${folderOf(near.path)}`, judge);
}

function versionsOf(
  row: Library,
  near: { readonly path: FilePath },
  project: ProjectView,
  line: (VersionKnowledge & Pick<Dependency, 'extras'>) | undefined,
): 'yes' | 'no' | 'newest' {
  const held = [
    holds(row.versions, line ?? knownVersion(row, near, project)),
    holds(row.gevent, row.gevent && project.versionOf('gevent', near)),
    extrasHold(row, line?.extras, near, project),
  ];
  if (held.includes('no')) return 'no';
  return held.includes('newest') ? 'newest' : 'yes';
}

/** What is known of the version of a row's distribution: the first of them that is known. */
export function knownVersion(
  { distributions }: Library,
  near: { readonly path: FilePath },
  project: ProjectView,
): KnownVersion | undefined {
  for (const distribution of distributions) {
    const known = project.versionOf(distribution, near);
    if (known !== undefined) return known;
  }
  return undefined;
}

function holds(
  range: string | undefined,
  known: VersionKnowledge | '' | undefined,
): 'yes' | 'no' | 'newest' {
  if (range === undefined) return 'yes';
  const held = rangeHolds(range, known || undefined);
  if (held !== 'unknown') return held;
  return rangeHolds(range, newest) === 'yes' ? 'newest' : 'no';
}

/**
 * Whether a line, or some dependency file, asks for one of the extras that the row is about, or
 * the distribution that it brings is there: `psycopg-binary` for `psycopg[binary]`.
 */
function extrasHold(
  { extras, distributions }: Library,
  own: readonly string[] | undefined,
  near: { readonly path: FilePath },
  project: ProjectView,
): 'yes' | 'no' {
  if (extras === undefined) return 'yes';
  if (own?.some((extra) => extras.includes(extra)) === true) return 'yes';
  const brought = distributions.flatMap((name) => extras.map((extra) => `${name}-${extra}`));
  if (brought.some((name) => project.versionOf(name, near) !== undefined)) return 'yes';
  if (own !== undefined) return 'no';
  const asked = project.dependencies.some(
    (dependency) =>
      distributions.includes(dependency.name) &&
      dependency.extras.some((extra) => extras.includes(extra)),
  );
  return asked ? 'yes' : 'no';
}

/** Whether code that a module may run with calls something. */
function isCalled(path: string, module: ModuleView, project: ProjectView): boolean {
  const calling = keptForAll(project, `modules that call ${path}`, () =>
    project.modules.filter((one) => !one.isTest && one.calls.some((call) => call.path === path)),
  );
  return calling.some((one) => mayRunTogether(one, module, project));
}
