/** The formats of the tables about descriptors, devices and functions of C. */
import * as v from 'valibot';
import { count, identifier, part, path, sentence } from './words.ts';

export const descriptor = v.strictObject({
  type: path,
  what: sentence,
  nonBlocking: v.optional(v.union([part, v.literal('gevent')])),
  evidence: sentence,
});

export const waitingDevice = v.strictObject({
  pattern: sentence,
  what: sentence,
  evidence: sentence,
});

export const foreignWait = v.strictObject({
  name: identifier,
  seconds: v.optional(v.strictObject({ position: count, unit: v.number() })),
  pool: v.picklist(['leaf', 'refused']),
  evidence: sentence,
});
