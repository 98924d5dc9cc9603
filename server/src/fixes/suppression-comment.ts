import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { isDocstring } from './head.ts';
import { lineEnd, newlineOf, nextLine } from './lines.ts';
import { descendants, type PythonText, parts, statementOf } from './tree.ts';

const onLine = /#\s*greenlint:\s*ignore\s*\[([^\]]*)\]/;
const inFile = /^#\s*greenlint:\s*ignore-file\s*\[([^\]]*)\]/;

/**
 * Silences `name` where `span` starts: `# greenlint: ignore[name]` at the end of the logical
 * line's last physical one, merged into such a comment or behind another. ruff and flake8 read a
 * `noqa` on either side of it. No edits where it is silenced already.
 */
export function ignoreOnLine(file: PythonText, span: Span, name: string): TextEdit[] {
  const end = endOfLogicalLine(file, span[0]);
  const comment = descendants(file.tree.rootNode, 'comment').find(
    (node) => node.startIndex < end && nextLine(file.text, node.startIndex) >= end,
  );
  const known = comment && onLine.exec(comment.text);
  if (comment !== undefined && known != null) {
    return merged(known, comment.startIndex, name);
  }
  const at = file.text.slice(0, end).trimEnd().length;
  return [{ span: [at, end], text: `  # greenlint: ignore[${name}]` }];
}

/**
 * Silences `name` in the whole file: `# greenlint: ignore-file[name]` on a line of its own
 * below shebang and encoding line, merged into one that is there. No edits where it is there.
 */
export function ignoreInFile(file: PythonText, name: string): TextEdit[] {
  const { text } = file;
  for (const comment of descendants(file.tree.rootNode, 'comment')) {
    const known = inFile.exec(comment.text);
    if (known !== null) return merged(known, comment.startIndex, name);
  }
  let offset = 0;
  if (text.startsWith('#!')) offset = nextLine(text, 0);
  const second = text.slice(offset, lineEnd(text, offset));
  if (/^[ \t\f]*#.*?coding[:=]/.test(second)) offset = nextLine(text, offset);
  const newline = newlineOf(text);
  const before = offset > 0 && text[offset - 1] !== '\n' ? newline : '';
  const line = `${before}# greenlint: ignore-file[${name}]${newline}`;
  return [{ span: [offset, offset], text: line }];
}

function merged(known: RegExpExecArray, start: number, name: string): TextEdit[] {
  const list = known[1] ?? '';
  if (list.split(',').some((entry) => entry.trim() === name)) return [];
  const at = start + known.index + known[0].length - 1;
  return [{ span: [at, at], text: list.trim() === '' ? name : `, ${name}` }];
}

/** The end of the physical line on which the logical line of `offset` ends: of a header, its colon's. */
function endOfLogicalLine(file: PythonText, offset: number): number {
  const { text } = file;
  const node = file.tree.rootNode.descendantForIndex(offset) ?? file.tree.rootNode;
  let statement: Node = statementOf(node);
  if (node.type === 'module' || node.type === 'block') return lineEnd(text, offset);
  if (statement.type === 'decorated_definition') {
    const decorator = parts(statement).find(
      (part) => part.type === 'decorator' && part.endIndex > offset,
    );
    if (decorator !== undefined && decorator.startIndex <= offset) {
      return lineEnd(text, decorator.endIndex);
    }
    statement = statement.childForFieldName('definition') ?? statement;
  }
  const header = clauseOf(node, statement);
  const body =
    header.childForFieldName('body') ??
    header.childForFieldName('consequence') ??
    parts(header).find((part) => part.type === 'block');
  if (body == null || isDocstring(header)) return endOfSimpleLine(file, header);
  const colon = header.children.findLast(
    (child) => child?.type === ':' && child.endIndex <= body.startIndex,
  );
  // A body on the header's own line ends the logical line.
  if (colon != null && body.startPosition.row === colon.endPosition.row) {
    const last = parts(body).at(-1) ?? body;
    return lineEnd(text, last.endIndex);
  }
  return lineEnd(text, colon?.endIndex ?? header.startIndex);
}

/** The clause (`elif`, `except`, `else`, …) of a compound statement that `node` stands in. */
function clauseOf(node: Node, statement: Node): Node {
  let clause = node;
  while (clause.id !== statement.id && !/_clause$/.test(clause.type) && clause.parent !== null) {
    clause = clause.parent;
  }
  return /^(?:elif|else|except|except_group|finally|case)_clause$/.test(clause.type)
    ? clause
    : statement;
}

/** Statements joined by semicolons are one logical line. */
function endOfSimpleLine(file: PythonText, statement: Node): number {
  let last = statement;
  while (last.nextSibling?.type === ';') {
    const next = last.nextSibling.nextSibling;
    if (next === null || next.type === 'comment') break;
    if (next.startPosition.row !== last.endPosition.row) break;
    last = next;
  }
  return lineEnd(file.text, last.endIndex);
}
