import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { lineStart } from './lines.ts';

/**
 * Calls an option by another name where it is set: the last mention of the old name on the line
 * of `span`, up to its end. Undefined where it is not written there.
 */
export function renameLaunchOption(
  text: string,
  span: Span,
  from: string,
  to: string,
): TextEdit[] | undefined {
  const start = lineStart(text, span[0]);
  const at = text.slice(start, span[1]).lastIndexOf(from);
  if (at < 0) return undefined;
  return [{ span: [start + at, start + at + from.length], text: to }];
}
