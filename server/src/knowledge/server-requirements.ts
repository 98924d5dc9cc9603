import table from './tables/server-requirements.json' with { type: 'json' };
import { compareVersions, isVersion } from './version-range.ts';

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
  if (!isVersion(version)) return undefined;
  return serverRequirements.findLast(
    (row) => row.server === server && compareVersions(version, row.since) >= 0,
  )?.needs;
}
