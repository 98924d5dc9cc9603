import type { Node } from '../syntax/python-parser.ts';
import type { TextEdit } from './edit.ts';
import { blankLinesAbove, lineEnd, lineStart, nextLine, skipBlankLines } from './lines.ts';
import { type PythonText, parts, same, trailingComment } from './tree.ts';

/** A statement that goes, and whether its comments go with it (somebody else writes them anew). */
export interface RemovedStatement {
  readonly node: Node;
  /** Own-line comments directly above that go too; their first is where the removal starts. */
  readonly commentsAbove: readonly Node[];
  /** Whether the comment at the end of its line goes too; else it stays, on a line of its own. */
  readonly takesTrailing: boolean;
}

/**
 * Edits that take simple statements out. `pass` stands in where a body would be left empty;
 * blank lines around the hole become as many as the larger side had. Nothing above `floor`
 * is touched.
 */
export function removeStatements(
  file: PythonText,
  removed: readonly RemovedStatement[],
  floor = 0,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const lines: { start: number; end: number }[] = [];
  const gone = (node: Node) => removed.some((entry) => same(entry.node, node));
  for (const entry of removed) {
    const { node } = entry;
    if (isLastStanding(node, gone)) {
      edits.push(passInstead(file, entry));
      continue;
    }
    const line = statementsOfLine(file, node);
    const staying = line.statements.filter(
      (statement) => !gone(statement) || isLastStanding(statement, gone),
    );
    if (staying.length > 0 || !line.startsLine) {
      edits.push(withinLine(node, line.statements, staying));
      continue;
    }
    const first = line.statements[0] ?? node;
    const comment = trailingComment(file, line.end, lineEnd(file.text, line.end));
    const above = entry.commentsAbove[0];
    const start = lineStart(file.text, above?.startIndex ?? first.startIndex);
    if (!same(first, node) && above === undefined) continue;
    const keeps =
      comment !== undefined &&
      !removed.some(
        (other) => other.takesTrailing && line.statements.some((s) => same(s, other.node)),
      );
    if (keeps) {
      edits.push({ span: [first.startIndex, comment.startIndex], text: '' });
      if (above !== undefined) {
        edits.push({ span: [start, lineStart(file.text, first.startIndex)], text: '' });
      }
    } else {
      lines.push({ start, end: nextLine(file.text, line.end) });
    }
  }
  return [...edits, ...removeLines(file.text, lines, floor)];
}

/** `pass` in the place of a body's only statement, and of the comments that go with it. */
function passInstead(file: PythonText, { node, commentsAbove, takesTrailing }: RemovedStatement) {
  const above = commentsAbove[0];
  const start = above === undefined ? node.startIndex : above.startIndex;
  const comment = takesTrailing
    ? trailingComment(file, node.endIndex, lineEnd(file.text, node.endIndex))
    : undefined;
  const end =
    comment === undefined ? node.endIndex : comment.startIndex + comment.text.trimEnd().length;
  return { span: [start, end] as const, text: 'pass' };
}

/** Edits that take out whole lines, with the blank lines that become too many. */
export function removeLines(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
  floor: number,
): TextEdit[] {
  const merged: { start: number; end: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && skipBlankLines(text, last.end) >= range.start) {
      last.end = Math.max(last.end, range.end);
    } else {
      merged.push({ ...range });
    }
  }
  return merged.map(({ start, end }) => {
    const above = blankLinesAbove(text, start, floor);
    const below = skipBlankLines(text, end);
    const opensBlock = above === start && /:[ \t]*(?:#.*)?\r?\n$/.test(text.slice(0, start));
    if (start <= floor || opensBlock) return { span: [start, below], text: '' };
    if (below >= text.length) return { span: [above, text.length], text: '' };
    return start - above <= below - end
      ? { span: [above, end], text: '' }
      : { span: [start, below], text: '' };
  });
}

/** Whether a removal of all that is `gone` would leave this statement's body without any, and it is the last of them. */
function isLastStanding(node: Node, gone: (node: Node) => boolean): boolean {
  const body = node.parent;
  if (body === null || body.type !== 'block') return false;
  const statements = parts(body);
  return statements.every(gone) && same(statements.at(-1), node);
}

interface StatementLine {
  /** Simple statements joined by semicolons, in order. */
  readonly statements: readonly Node[];
  /** Whether nothing stands before the first. */
  readonly startsLine: boolean;
  /** After the last, its semicolon included. */
  readonly end: number;
}

function statementsOfLine(file: PythonText, node: Node): StatementLine {
  const statements = [node];
  let first = node;
  for (let before = node.previousSibling; before?.type === ';'; before = first.previousSibling) {
    const statement = before.previousSibling;
    if (statement === null) break;
    statements.unshift(statement);
    first = statement;
  }
  let last = node;
  let end = node.endIndex;
  for (let after = node.nextSibling; after?.type === ';'; after = last.nextSibling) {
    end = after.endIndex;
    const statement = after.nextSibling;
    if (statement === null || statement.startPosition.row !== after.endPosition.row) break;
    if (statement.type === 'comment') break;
    statements.push(statement);
    last = statement;
    end = statement.endIndex;
  }
  const before = file.text.slice(lineStart(file.text, first.startIndex), first.startIndex);
  return { statements, startsLine: before.trim() === '', end };
}

/** Takes one of several statements of a line out, with one semicolon. */
function withinLine(node: Node, line: readonly Node[], staying: readonly Node[]): TextEdit {
  const index = line.findIndex((statement) => same(statement, node));
  const next = line[index + 1];
  const staysBehind = staying.some((statement) => statement.startIndex > node.startIndex);
  if (staysBehind && next !== undefined)
    return { span: [node.startIndex, next.startIndex], text: '' };
  const previous = line[index - 1];
  return { span: [previous?.endIndex ?? node.startIndex, node.endIndex], text: '' };
}
