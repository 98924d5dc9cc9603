/** The formats of the tables about databases. */
import * as v from 'valibot';
import { path, sentence } from './words.ts';

const evidence = sentence;

/** A row of `orm-calls.json`. */
export const ormCall = v.strictObject({
  pattern: sentence,
  does: v.picklist(['queries', 'closes']),
  evidence,
});

/** A row of `transactions.json`. */
export const transaction = v.strictObject({
  path,
  how: v.picklist(['call', 'object', 'statement', 'write', 'end']),
  database: v.optional(v.literal('sqlite')),
  evidence,
});
