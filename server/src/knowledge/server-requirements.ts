import table from './tables/server-requirements.json' with { type: 'json' };

/** What a server's gevent worker refuses to start without. */
export interface ServerRequirement {
  /** `gunicorn`. */
  readonly server: string;
  /** First version of the server that asks for it. */
  readonly since: string;
  readonly package: string;
  /** The oldest version of the package that will do. */
  readonly needs: string;
  readonly evidence: string;
}

/** Every row, sorted by server and version. */
export const serverRequirements = table as readonly ServerRequirement[];

/** The oldest gevent that this version of a server starts with; undefined: any, or not known. */
export function oldestGevent(server: string, version: string): string | undefined {
  return serverRequirements.findLast(
    (row) => row.server === server && compareReleases(version, row.since) >= 0,
  )?.needs;
}

/**
 * Compares release versions part by part: negative where `a` is the older. Suffixes (`rc1`,
 * `.post2`) count for nothing, so that a pre-release passes for its release.
 */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): readonly number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
