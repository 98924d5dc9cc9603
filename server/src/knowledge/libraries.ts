import type { PatchPart } from './patch-part.ts';
import table from './tables/libraries.json' with { type: 'json' };

/** What a library does to the other greenlets, under the patch. */
export type LibraryVerdict =
  | 'cooperates'
  /** Its waits stop every greenlet. */
  | 'blocks'
  /** It blocks until somebody sets it up: `library-setups.json`. */
  | 'cooperates-with-setup'
  /** It computes. */
  | 'cpu'
  /** It raises or hangs. */
  | 'incompatible'
  /** On how it is used; no rule decides that by this table alone. */
  | 'depends';

/** A library outside the standard library, in some versions and one way of use. */
export interface Library {
  /** The module that people import, and after a slash what tells this row from others of it: `psycopg/c-build`. */
  readonly library: string;
  /** Names in the package index, normalised: `psycopg2-binary`. */
  readonly distributions: readonly string[];
  /** Import names; all that is below them belongs to the library. */
  readonly modules: readonly string[];
  /** The versions for which the row holds (PEP 440 specifiers); all where it is missing. */
  readonly versions?: string;
  /** The versions of gevent for which it holds. */
  readonly gevent?: string;
  /** It holds only where the distribution was asked for with one of these extras. */
  readonly extras?: readonly string[];
  /** The part of patch_all without which it does not hold. */
  readonly part?: PatchPart;
  /** `set-up`: it holds only in programs that have set the library up. */
  readonly when?: 'set-up';
  /** It holds only in programs that call this. */
  readonly called?: string;
  /** What else must be so, in words: no rule can see it, the row is for people. */
  readonly beyond?: string;
  readonly verdict: LibraryVerdict;
  /**
   * Where the finding stands: `program`: on the import, since all of the library is concerned
   * and is cured in one place; `call`: on each call. Missing where no rule reports the row.
   */
  readonly concerns?: 'program' | 'call';
  /** The library underneath whose set-up is meant: `grpc` of Google's clients. */
  readonly through?: string;
  /** Canonical paths of the calls that are concerned; `sh.*`: all below `sh` but its classes. */
  readonly calls?: readonly string[];
  /** Last names of flags that tell these calls not to wait: `LOCK_NB`. */
  readonly unlessGiven?: readonly string[];
  /**
   * Of `cpu`: `always`: dear whatever it is given, by design; `usually`: for what such programs
   * give it; `input`: only where the text shows that it is given much.
   */
  readonly cost?: 'always' | 'usually' | 'input';
  /** Whether other threads run meanwhile, so that the thread pool helps. */
  readonly releasesGil?: boolean;
  /** As in `standard-library.json`: the hub's thread pool as a cure. */
  readonly pool?: 'leaf' | 'unit' | 'refused';
  readonly poolReason?: 'keeps-gil' | 'forks' | 'bound-to-thread' | 'runs-own-code' | 'generator';
  /** Why it is so, in a few words that follow a colon. */
  readonly why: string;
  /** What to do instead, in a few words. */
  readonly remedy?: string;
  readonly evidence: string;
}

/** Every row, sorted by library. */
export const libraries = table as readonly Library[];

/** The name in front of the slash. */
export function libraryName({ library }: Pick<Library, 'library'>): string {
  return library.split('/', 1)[0] ?? library;
}

const byModule = new Map<string, Library[]>();
const byCall = new Map<string, Library[]>();
for (const row of libraries) {
  for (const module of row.modules) add(byModule, module, row);
  for (const call of row.calls ?? []) add(byCall, call, row);
}

const methodNames: ReadonlySet<string> = new Set(
  [...byCall.keys()].flatMap((path) => /\.[A-Z]\w*\.(\w+)$/.exec(path)?.[1] ?? []),
);

/** Whether some row names a method of this name. */
export function isLibraryMethod(name: string): boolean {
  return methodNames.has(name);
}

function add(map: Map<string, Library[]>, key: string, row: Library): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

const none: readonly Library[] = [];

/** The rows of a module, or of the nearest package around it that has some. */
export function librariesOfModule(module: string): readonly Library[] {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const rows = byModule.get(name);
    if (rows !== undefined) return rows;
  }
  return none;
}

/** The rows that name a call; those that name all of a module, where none names this one. */
export function librariesOfCall(path: string): readonly Library[] {
  return byCall.get(path) ?? byCall.get(wholeModule(path)) ?? none;
}

/** Whether a row is about a call. */
export function namesCall({ calls }: Library, path: string): boolean {
  if (calls === undefined) return false;
  return calls.includes(path) || (!byCall.has(path) && calls.includes(wholeModule(path)));
}

/** `sh.*` for `sh.git.status`; classes of the module, such as its exceptions, are not meant. */
function wholeModule(path: string): string {
  return /\.[A-Z]/.test(path) ? '' : `${path.slice(0, Math.max(0, path.indexOf('.')))}.*`;
}
