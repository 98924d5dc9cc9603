import type { Node } from '../syntax/python-parser.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, lineStart, nextLine } from './lines.ts';
import { fieldChildren, type PythonText, same } from './tree.ts';

/**
 * Takes `items` (names of one import statement) out of its list; at least one name must stay.
 * A name that has its lines to itself goes with them, comment included. Undefined where a
 * comment would be lost.
 */
export function removeImportedNames(
  file: PythonText,
  statement: Node,
  items: readonly Node[],
): TextEdit[] | undefined {
  const { text } = file;
  const names = fieldChildren(statement, 'name');
  const goes = (name: Node | undefined) =>
    name !== undefined && items.some((item) => same(item, name));
  if (names.every(goes)) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, name] of names.entries()) {
    if (!goes(name)) continue;
    const next = names[index + 1];
    const previous = names[index - 1];
    const comma = name.nextSibling?.type === ',' ? name.nextSibling : undefined;
    const start = lineStart(text, name.startIndex);
    const end = lineEnd(text, comma?.endIndex ?? name.endIndex);
    const rest = text.slice(comma?.endIndex ?? name.endIndex, end).trim();
    const ownLine =
      text.slice(start, name.startIndex).trim() === '' && (rest === '' || rest.startsWith('#'));
    const staysBehind = names.slice(index + 1).some((other) => !goes(other));
    if (ownLine && (comma !== undefined || staysBehind)) {
      edits.push({ span: [start, nextLine(text, end)], text: '' });
    } else if (ownLine && statement.text.includes('(')) {
      edits.push({ span: [start, nextLine(text, end)], text: '' });
    } else if (staysBehind && next !== undefined) {
      if (text.slice(name.endIndex, next.startIndex).includes('#')) return undefined;
      edits.push({ span: [name.startIndex, next.startIndex], text: '' });
    } else if (previous !== undefined) {
      if (text.slice(previous.endIndex, name.startIndex).includes('#')) return undefined;
      edits.push({ span: [previous.endIndex, name.endIndex], text: '' });
    }
  }
  return edits;
}

/** The comment behind a name that has its line to itself inside a parenthesised import. */
export function commentOfName(file: PythonText, item: Node): string | undefined {
  const { text } = file;
  const comma = item.nextSibling?.type === ',' ? item.nextSibling : item;
  const before = text.slice(lineStart(text, item.startIndex), item.startIndex).trim();
  const rest = text.slice(comma.endIndex, lineEnd(text, comma.endIndex)).trim();
  return before === '' && rest.startsWith('#') ? rest : undefined;
}
