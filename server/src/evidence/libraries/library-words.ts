import type { Library } from '../../knowledge/libraries.ts';

/** What a message says where a verdict holds for some versions, and it is not known which one runs. */
export function unknownVersion({ distributions, versions, gevent }: Library): string {
  if (versions !== undefined)
    return ` Its version is not known here; this holds for ${distributions[0]} ${versions}.`;
  return ` The version of gevent is not known here; this holds for gevent ${gevent}.`;
}
