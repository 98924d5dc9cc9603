import { compare, explain, RANGE_PATTERN, satisfies, valid, validRange } from '@renovatebot/pep440';

/** What is known of the version of a distribution. */
export interface VersionKnowledge {
  /** The one version that it is. */
  readonly version?: string | undefined;
  /** The range that it lies in, by PEP 440. */
  readonly specifier?: string | undefined;
}

const CLAUSE = new RegExp(`^${RANGE_PATTERN}$`, 'i');

/** Any pre-release counts as the version that it is. */
const everyRelease = { prereleases: true };

/**
 * Whether a version lies in `range`, a specifier set of PEP 440 (`>=1.2,<2`; empty: any). Of a
 * version that is known by a range only the answer is `yes` or `no` where all of that range lies
 * inside or outside.
 */
export function rangeHolds(
  range: string,
  known: VersionKnowledge | undefined,
): 'yes' | 'no' | 'unknown' {
  const wanted = clausesOf(range);
  if (wanted === undefined) return 'unknown';
  if (wanted.length === 0) return 'yes';
  if (known?.version !== undefined) {
    if (valid(known.version) === null) return 'unknown';
    return satisfies(known.version, range, everyRelease) ? 'yes' : 'no';
  }
  const given = known?.specifier === undefined ? undefined : clausesOf(known.specifier);
  if (given === undefined || given.length === 0) return 'unknown';
  const span = boundsOf(given);
  if (isEmpty(span)) return 'unknown';
  const holds = wanted.map((clause) => clauseHolds(clause, span));
  if (holds.includes('no') || isEmpty(boundsOf([...given, ...wanted]))) return 'no';
  return holds.every((one) => one === 'yes') ? 'yes' : 'unknown';
}

/** Whether a text is a version of PEP 440. */
export function isVersion(text: string): boolean {
  return valid(text) !== null;
}

/** Compares two versions of PEP 440: negative where `a` is the older. Both must be versions. */
export function compareVersions(a: string, b: string): number {
  return compare(a, b);
}

interface Clause {
  readonly operator: string;
  readonly version: string;
  /** `==24.*`. */
  readonly prefix: boolean;
}

/** A stretch of versions, each end with whether it belongs to it. */
interface Bounds {
  readonly low: { readonly version: string; readonly included: boolean } | undefined;
  readonly high: { readonly version: string; readonly included: boolean } | undefined;
}

/** The clauses of a specifier set; undefined where it is none. */
function clausesOf(range: string): readonly Clause[] | undefined {
  if (range.trim() === '') return [];
  if (!validRange(range)) return undefined;
  const clauses: Clause[] = [];
  for (const text of range.split(',')) {
    const { operator, version, prefix } = CLAUSE.exec(text.trim())?.groups ?? {};
    // `===` may name anything.
    if (operator === undefined || version === undefined) return undefined;
    clauses.push({ operator, version, prefix: prefix !== undefined });
  }
  return clauses;
}

/** The narrowest stretch that holds all versions of a specifier set; `!=` leaves gaps in it. */
function boundsOf(clauses: readonly Clause[]): Bounds {
  let bounds: Bounds = { low: undefined, high: undefined };
  for (const clause of clauses) {
    const { low, high } = boundsOfClause(clause);
    bounds = {
      low: later(bounds.low, low, 1),
      high: later(bounds.high, high, -1),
    };
  }
  return bounds;
}

function later(a: Bounds['low'], b: Bounds['low'], sign: 1 | -1): Bounds['low'] {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compare(a.version, b.version) * sign;
  if (order !== 0) return order > 0 ? a : b;
  return a.included ? b : a;
}

function boundsOfClause({ operator, version, prefix }: Clause): Bounds {
  const here = { version, included: true };
  const beside = { version, included: false };
  switch (operator) {
    case '==':
    case '===':
      return prefix ? prefixed(version, releaseOf(version)) : { low: here, high: here };
    case '~=':
      return { low: here, high: prefixed(version, releaseOf(version).slice(0, -1)).high };
    case '>=':
      return { low: here, high: undefined };
    case '>':
      return { low: beside, high: undefined };
    case '<=':
      return { low: undefined, high: here };
    case '<': {
      // Below 25 there is no pre-release of 25.
      const below = explain(version)?.is_prerelease ? version : `${version}.dev0`;
      return { low: undefined, high: { version: below, included: false } };
    }
    default:
      return { low: undefined, high: undefined };
  }
}

/** All versions that begin with these parts: `==24.2.*`. */
function prefixed(version: string, release: readonly number[]): Bounds {
  const epoch = explain(version)?.epoch ?? 0;
  const mark = epoch === 0 ? '' : `${epoch}!`;
  const next = [...release.slice(0, -1), (release.at(-1) ?? 0) + 1];
  return {
    // Its development releases are the first that begin so.
    low: { version: `${mark}${release.join('.')}.dev0`, included: true },
    high: { version: `${mark}${next.join('.')}.dev0`, included: false },
  };
}

function releaseOf(version: string): readonly number[] {
  return explain(version)?.release ?? [];
}

function isEmpty({ low, high }: Bounds): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low.version, high.version);
  return order > 0 || (order === 0 && !(low.included && high.included));
}

/** Whether one clause holds for every version of a stretch, or for none. */
function clauseHolds(clause: Clause, span: Bounds): 'yes' | 'no' | 'unknown' {
  if (clause.operator === '!=') {
    const same = boundsOfClause({ ...clause, operator: '==' });
    const both = { low: later(span.low, same.low, 1), high: later(span.high, same.high, -1) };
    if (isEmpty(both)) return 'yes';
    return isInside(span, same) ? 'no' : 'unknown';
  }
  return isInside(span, boundsOfClause(clause)) ? 'yes' : 'unknown';
}

function isInside(inner: Bounds, outer: Bounds): boolean {
  return isBeyond(inner.low, outer.low, 1) && isBeyond(inner.high, outer.high, -1);
}

function isBeyond(inner: Bounds['low'], outer: Bounds['low'], sign: 1 | -1): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const order = compare(inner.version, outer.version) * sign;
  return order > 0 || (order === 0 && (outer.included || !inner.included));
}
