import type { Library } from '../../knowledge/libraries.ts';
import type { Place } from '../../project/model.ts';
import { shortName } from '../blocking/greenlet-calls.ts';
import type { GreenletLibraryCall } from './library-calls.ts';

/** What a message says where a verdict holds for some versions, and it is not known which one runs. */
export function unknownVersion({ distributions, versions, gevent }: Library): string {
  if (versions !== undefined)
    return ` Its version is not known here; this holds for ${distributions[0]} ${versions}.`;
  return ` The version of gevent is not known here; this holds for gevent ${gevent}.`;
}

/** Calls that are shown below a finding on an import; more would only fill the view. */
const mostCalls = 5;

/** Where a library that concerns the whole program is called, each with the way from the spawn. */
export function callPlaces(calls: readonly GreenletLibraryCall[]): readonly Place[] {
  return calls.slice(0, mostCalls).flatMap(({ call, span, path, reach }): Place[] => {
    const message = `${shortName(path)}() waits here, in a greenlet`;
    return [...reach.chain, { path: call.scope.module.path, span, message }];
  });
}

/** A step quieter where the version is not known. */
export function severityOf(certain: boolean): 'warning' | 'information' {
  return certain ? 'warning' : 'information';
}
