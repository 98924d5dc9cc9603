/** The words that the formats of several tables are made of. */
import * as v from 'valibot';

export const sentence = v.pipe(v.string(), v.minLength(3), v.maxLength(400), v.trim());
/** A dotted Python path with at least one dot: `threading.Lock`. */
export const path = v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/));
/** A module: dots are allowed. */
export const module = v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/));
export const identifier = v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A part of the standard library that gevent patches. */
export const part = v.picklist([
  'dns',
  'os',
  'queue',
  'select',
  'signal',
  'socket',
  'ssl',
  'subprocess',
  'thread',
  'time',
]);
