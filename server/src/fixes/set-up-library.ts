import { fileLabel } from '../evidence/early/late-patch.ts';
import type { FilePath } from '../facts/file-path.ts';
import { type Library, libraryName } from '../knowledge/libraries.ts';
import { type LibrarySetup, setupsOf } from '../knowledge/library-setups.ts';
import type { Place, ProgramView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';
import { addKeyword } from './add-keyword.ts';
import { callAfterPatch } from './call-after-patch.ts';
import type { Fix, TextEdit } from './edit.ts';
import { importInstead } from './import-instead.ts';
import type { FixSource } from './source.ts';
import { quoteOf } from './wrap-in-thread-pool.ts';

/** Where a program patches, or starts: there a set-up belongs. */
interface SetupPlace {
  readonly path: FilePath;
  /** The patch call; undefined where the launcher patches before this file is loaded. */
  readonly patch: Span | undefined;
}

/** What has to be set up, and where that may be written. */
export interface SetupTask {
  /** As people import it: `psycopg2`. */
  readonly library: string;
  readonly setup: LibrarySetup;
  readonly places: readonly SetupPlace[];
  /** The files that import the library, for a set-up that takes its place. */
  readonly importers: readonly FilePath[];
  /** The calls that lack an argument. */
  readonly calls: readonly { readonly path: FilePath; readonly span: Span }[];
  /** What several greenlets share and must not share any longer: no edit is right before that. */
  readonly shared?: Place;
}

/** The patches of programs, once each; the entry where nothing in the workspace patches; `home` where no program is known. */
function setupPlaces(programs: readonly ProgramView[], home: FilePath): readonly SetupPlace[] {
  const places = new Map<string, SetupPlace>();
  for (const { patch, sites, entry } of programs) {
    // One that may run (`if os.environ.get("GEVENT"):`) is where the set-up belongs, too.
    const call = (patch ?? sites[0])?.call;
    const path = call?.scope.module.path ?? entry.path;
    const span = call?.span;
    places.set(`${path} ${span?.join()}`, { path, patch: span });
  }
  return places.size > 0 ? [...places.values()] : [{ path: home, patch: undefined }];
}

/** A call that lacks an argument, as data: enough to find it again for a fix. */
type LackingCall = SetupTask['calls'][number] & { readonly callee: string };

/**
 * The set-up of a row that a quick fix can write for programs: the one that the table prefers, else
 * an argument of `calls`. Undefined where there is none. `home`: where the finding stands.
 */
export function setupTask(
  row: Library,
  programs: readonly ProgramView[],
  home: FilePath,
  importers: readonly FilePath[],
  calls: readonly LackingCall[],
  shared?: Place,
): SetupTask | undefined {
  const setups = setupsOf(row);
  const isGiven = ({ how, path }: LibrarySetup): boolean =>
    how === 'argument' && calls.some(({ callee }) => callee === path);
  const setup = setups.find(({ insert }) => insert !== undefined) ?? setups.find(isGiven);
  if (setup === undefined || (setup.how === 'instead' && importers.length === 0)) return undefined;
  const places = setup.how === 'call' ? setupPlaces(programs, home) : [];
  const lacking = calls.filter(({ callee }) => callee === setup.path);
  return {
    library: libraryName(row),
    setup,
    places,
    importers,
    calls: lacking,
    ...(shared !== undefined && { shared }),
  };
}

/** The files that a set-up may edit. */
export function filesOfSetup(task: SetupTask | undefined): readonly FilePath[] {
  if (task === undefined) return [];
  return [...task.places, ...task.calls].map(({ path }) => path).concat(task.importers);
}

/** The fixes that set a library up: one for each place, or one for all files. */
export function setUpLibrary(task: SetupTask, source: FixSource): Fix[] {
  if (task.shared !== undefined) return [];
  switch (task.setup.how) {
    case 'call':
      return callFixes(task, source);
    case 'instead':
      return importFixes(task, source);
    case 'argument':
      return keywordFixes(task, source);
    default:
      return [];
  }
}

/** What a message says of a set-up: what to write, and what it changes besides. */
export function setupAdvice(task: Pick<SetupTask, 'library' | 'setup' | 'shared'>): string {
  const before =
    task.shared === undefined
      ? ''
      : 'Give each greenlet a connection of its own first: several share one. ';
  return `${before}${adviceOf(task)}`;
}

function adviceOf({ library, setup }: Pick<SetupTask, 'library' | 'setup'>): string {
  const { how, path, keyword, value, effect } = setup;
  const after = effect === undefined ? '' : `: ${effect}`;
  switch (how) {
    case 'call':
      return `Call ${path}() right after patch_all()${after}.`;
    case 'instead':
      return `Import ${path} in place of ${library}${after}.`;
    default:
      return `Give it ${keyword}=${written(value)}${after}.`;
  }
}

function written(value: string | undefined): string {
  return value === 'True' || value === 'False' ? value : `"${value}"`;
}

function callFixes({ places, setup }: SetupTask, source: FixSource): Fix[] {
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

function importFixes({ importers, library, setup }: SetupTask, source: FixSource): Fix[] {
  const files: Fix['files'][number][] = [];
  for (const path of importers) {
    const file = source.file(path);
    const edits = file && importInstead(file, library, setup.path);
    if (edits === undefined) return [];
    files.push({ path, edits });
  }
  const title = `Import ${setup.path} in place of ${library} (the whole program)`;
  return [{ title, preferred: true, safe: false, files }];
}

function keywordFixes({ calls, setup }: SetupTask, source: FixSource): Fix[] {
  const { keyword, value } = setup;
  if (keyword === undefined) return [];
  const files = new Map<FilePath, TextEdit[]>();
  for (const { path, span } of calls) {
    const file = source.file(path);
    if (file === undefined) return [];
    const text = written(value).replaceAll('"', quoteOf(file));
    const edits = addKeyword(file, span, keyword, text);
    if (edits === undefined) return [];
    files.set(path, [...(files.get(path) ?? []), ...edits]);
  }
  if (files.size === 0) return [];
  const title = `Add ${keyword}=${written(value)}`;
  return [
    {
      title,
      preferred: true,
      safe: false,
      files: [...files].map(([path, edits]) => ({ path, edits })),
    },
  ];
}
