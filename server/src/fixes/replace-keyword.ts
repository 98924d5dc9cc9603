import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/** Gives a keyword of a call another value. Undefined where the call has no such keyword. */
export function replaceKeywordValue(
  file: PythonText,
  span: Span,
  name: string,
  value: string,
): TextEdit[] | undefined {
  const old = keywordOf(file, span, name)?.childForFieldName('value');
  return old == null ? undefined : [{ span: [old.startIndex, old.endIndex], text: value }];
}

/** Gives a keyword of a call another name. Undefined where there is none, or the new one is there too. */
export function renameKeyword(
  file: PythonText,
  span: Span,
  name: string,
  to: string,
): TextEdit[] | undefined {
  const old = keywordOf(file, span, name)?.childForFieldName('name');
  if (old == null || keywordOf(file, span, to) !== undefined) return undefined;
  return [{ span: [old.startIndex, old.endIndex], text: to }];
}

/**
 * Writes the keyword before each positional argument: `patch_all(True)` becomes
 * `patch_all(socket=True)`. `names` are the parameters in order. Undefined where there are more
 * arguments than names, stars, or a keyword given twice.
 */
export function nameArguments(
  file: PythonText,
  span: Span,
  names: readonly string[],
): TextEdit[] | undefined {
  const list = nodeAt(file, span, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const edits: TextEdit[] = [];
  const seen = new Set<string>();
  for (const [index, argument] of parts(list).entries()) {
    if (argument.type === 'list_splat' || argument.type === 'dictionary_splat') return undefined;
    const keyword = argument.type === 'keyword_argument';
    const name = keyword ? argument.childForFieldName('name')?.text : names[index];
    if (name === undefined || seen.has(name)) return undefined;
    seen.add(name);
    if (!keyword) {
      edits.push({ span: [argument.startIndex, argument.startIndex], text: `${name}=` });
    }
  }
  return edits.length > 0 ? edits : undefined;
}

/** The keyword argument called `name` of the call at `span`. */
export function keywordOf(file: PythonText, span: Span, name: string): Node | undefined {
  const list = nodeAt(file, span, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  return parts(list).find(
    (argument) =>
      argument.type === 'keyword_argument' && argument.childForFieldName('name')?.text === name,
  );
}
