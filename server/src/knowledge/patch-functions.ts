import type { PatchPart } from './patch-part.ts';
import functionTable from './tables/patch-functions.json' with { type: 'json' };
import keywordTable from './tables/patch-keywords.json' with { type: 'json' };

/** A function of gevent.monkey that patches (gevent 26.9.0). */
export interface PatchFunction {
  /** `gevent.monkey.patch_all`. */
  readonly path: string;
  /** The parts that it patches when it is called without arguments. */
  readonly parts: readonly PatchPart[];
  /** It does nothing on Python 3. */
  readonly noop: boolean;
  /** Its keyword `aggressive` decides whether blocking selectors stay. */
  readonly aggressive: boolean;
  /** It takes any keyword in silence; the others raise TypeError. */
  readonly acceptsUnknownKeywords: boolean;
  /** `none`: it has no parameters of its own. */
  readonly positionalArguments: 'allowed' | 'deprecated' | 'none';
  readonly evidence: string;
}

/** A keyword of such a function, of today or of the past. */
export interface PatchKeyword {
  /** `gevent.monkey.patch_all`. */
  readonly function: string;
  readonly keyword: string;
  /** Its place among the positional arguments, from 0; absent for removed ones. */
  readonly position?: number;
  readonly default?: boolean;
  /** The part that False leaves out. */
  readonly part?: PatchPart;
  /** `no-op`: accepted and without effect; `removed`: no longer in the signature. */
  readonly status: 'used' | 'no-op' | 'removed';
  readonly evidence: string;
}

/** Every function, sorted by path. */
export const patchFunctions = functionTable as readonly PatchFunction[];
/** Every keyword, sorted by function and keyword. */
export const patchKeywords = keywordTable as readonly PatchKeyword[];

const byPath = new Map(patchFunctions.map((row) => [row.path, row]));
const keywordByName = new Map(patchKeywords.map((row) => [`${row.function} ${row.keyword}`, row]));

/** The row of `gevent.monkey.patch_…`. */
export function patchFunction(path: string): PatchFunction | undefined {
  return byPath.get(path);
}

/** One keyword of a patch function; undefined if the function never had it. */
export function patchKeyword(path: string, keyword: string): PatchKeyword | undefined {
  return keywordByName.get(`${path} ${keyword}`);
}

/** The names of a function's positional arguments, in order. */
export function positionalParameters(path: string): readonly PatchKeyword[] {
  return patchKeywords
    .filter((row) => row.function === path && row.position !== undefined)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}
