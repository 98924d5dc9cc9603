/** The formats of the tables about patching. */
import * as v from 'valibot';
import { count, identifier, part, path, sentence } from './words.ts';

const evidence = sentence;

/** A row of `patch-functions.json`. */
export const patchFunction = v.strictObject({
  path,
  parts: v.array(part),
  noop: v.boolean(),
  aggressive: v.boolean(),
  acceptsUnknownKeywords: v.boolean(),
  positionalArguments: v.picklist(['allowed', 'deprecated', 'none']),
  evidence,
});

/** A row of `patch-keywords.json`. */
export const patchKeyword = v.strictObject({
  function: path,
  keyword: identifier,
  position: v.optional(count),
  default: v.optional(v.boolean()),
  part: v.optional(part),
  status: v.picklist(['used', 'no-op', 'removed']),
  evidence,
});

/** A row of `patching-libraries.json`. */
export const patchingLibrary = v.strictObject({
  module: identifier,
  launcherImportsFirst: v.boolean(),
  leavesOut: v.array(part),
  evidence,
});
