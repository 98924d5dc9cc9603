import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { removeArgument } from './remove-argument.ts';
import { keywordOf, replaceKeywordValue } from './replace-keyword.ts';
import type { PythonText } from './tree.ts';

/**
 * Makes a call of `patch_all` patch what its keywords leave out: a single one goes, several
 * become true. Undefined where they are not written as keywords, or beside a comment.
 */
export function turnOnKeywords(
  file: PythonText,
  call: Span,
  keys: readonly string[],
): TextEdit[] | undefined {
  const [only] = keys;
  if (only === undefined) return [];
  // A comment in it may say why something is left out.
  if (file.text.slice(call[0], call[1]).includes('#')) return undefined;
  if (keys.length === 1) {
    const argument = keywordOf(file, call, only);
    return argument && removeArgument(file, call, [argument.startIndex, argument.endIndex]);
  }
  const edits: TextEdit[] = [];
  for (const key of keys) {
    const edit = replaceKeywordValue(file, call, key, 'True');
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  return edits;
}
