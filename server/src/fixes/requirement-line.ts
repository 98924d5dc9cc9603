import type { FilePath } from '../facts/file-path.ts';
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

/** Files with one requirement on each line. */
const LINES = /\.(?:txt|in)$/;

/**
 * Asks for `name`, in any version, in place of what a line of a requirements file asks for. Undefined
 * for other files, and beside hashes.
 */
export function replaceRequirement(
  path: FilePath,
  text: string,
  span: Span,
  name: string,
): TextEdit[] | undefined {
  if (!LINES.test(path) || text.includes('--hash')) return undefined;
  return [{ span, text: name }];
}

/** Asks for `name` on a line of its own below a line of a requirements file. As `replaceRequirement`. */
export function addRequirement(
  path: FilePath,
  text: string,
  span: Span,
  name: string,
): TextEdit[] | undefined {
  if (!LINES.test(path) || text.includes('--hash')) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const found = text.indexOf(newline, span[1]);
  const end = found < 0 ? text.length : found;
  // A line that goes on, or that pip-tools explains below, is not taken apart.
  if (/^\r?\n[ \t]+#/.test(text.slice(end))) return undefined;
  if (text.slice(span[1], end).trimEnd().endsWith('\\')) return undefined;
  return [{ span: [end, end], text: `${newline}${name}` }];
}
