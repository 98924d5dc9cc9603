import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';

/** One clause, or a version by itself as Poetry writes it; what people put before it stays. */
const SINGLE = /^(\s*(?:===?|~=|>=|\^|~)?\s*)(\d[\w.]*)\s*$/;

/**
 * Raises the version that a line of a dependency file asks for to `version`. `specifier`: where the
 * versions stand as written. Undefined where the line asks for several things at once, or where
 * hashes stand beside it, which only a tool can write anew.
 */
export function raiseRequirement(
  text: string,
  specifier: Span,
  version: string,
): TextEdit[] | undefined {
  if (text.includes('--hash')) return undefined;
  const written = SINGLE.exec(text.slice(specifier[0], specifier[1]));
  if (written === null) return undefined;
  const start = specifier[0] + written[1]!.length;
  return [{ span: [start, start + written[2]!.length], text: version }];
}
