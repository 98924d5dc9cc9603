import { type Library, libraries } from '../../server/src/knowledge/libraries.ts';
import { rangeHolds } from '../../server/src/knowledge/version-range.ts';

/** The row of the knowledge table that is called `name`. */
export function rowOf(name: string): Library | undefined {
  return libraries.find(({ library }) => library === name);
}

/** Whether a row is about this version of the library and of gevent. A row that is missing is about all. */
export function isAbout(row: Library | undefined, version: string, gevent: string): boolean {
  return (
    rangeHolds(row?.versions ?? '', { version }) !== 'no' &&
    rangeHolds(row?.gevent ?? '', { version: gevent }) !== 'no'
  );
}
