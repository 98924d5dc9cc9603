/**
 * A part of the standard library that gevent patches on its own. The names are those of
 * patch_all's keywords (gevent 26.9.0); `select` covers the module selectors too.
 */
export type PatchPart =
  | 'dns'
  | 'os'
  | 'queue'
  | 'select'
  | 'signal'
  | 'socket'
  | 'ssl'
  | 'subprocess'
  | 'thread'
  | 'time';

/** How bad the thing is that a row describes, when it is proven. */
export type RowSeverity = 'error' | 'warning' | 'information';
