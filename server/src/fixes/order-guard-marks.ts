import type { Node } from '../syntax/python-parser.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, newlineOf } from './lines.ts';
import type { OrderGuard } from './source.ts';
import { descendants, fieldChildren, type PythonText, parts } from './tree.ts';

/** The comment that ends a section for isort: no import is lifted over it (run: --float-to-top too). */
export const isortSplit = '# isort: split';

/**
 * A `# noqa: E402` for each import of the module's own level below `offset`. flake8, ruff and
 * autopep8 each honour it only on the import that carries it. Statements that go are `skipped`,
 * those whose names other edits take out are `touched`.
 */
export function noqaForImportsBelow(
  file: PythonText,
  offset: number,
  guard: OrderGuard,
  skipped: (statement: Node) => boolean,
  touched: (statement: Node) => boolean,
): TextEdit[] {
  if (!guard.e402 && !guard.autopep8) return [];
  const rows = new Set<number>();
  const edits: TextEdit[] = [];
  for (const statement of parts(file.tree.rootNode)) {
    if (statement.startIndex < offset || skipped(statement)) continue;
    if (statement.type !== 'import_statement' && statement.type !== 'import_from_statement')
      continue;
    if (rows.has(statement.startPosition.row)) continue;
    rows.add(statement.startPosition.row);
    if (guard.autopep8 && !touched(statement)) edits.push(...onLinesOfTheirOwn(file, statement));
    const edit = addNoqa(file, statement, 'E402');
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

/**
 * Splits `import a, b`, each with its mark: autopep8 would split it too, leave the mark on the
 * last and lift the others.
 */
function onLinesOfTheirOwn(file: PythonText, statement: Node): TextEdit[] {
  if (statement.type !== 'import_statement') return [];
  if (statement.startPosition.row !== statement.endPosition.row) return [];
  const names = fieldChildren(statement, 'name');
  return names.slice(1).map((name, index) => ({
    span: [names[index]?.endIndex ?? name.startIndex, name.startIndex],
    text: `  # noqa: E402${newlineOf(file.text)}import `,
  }));
}

/**
 * Adds a code to the `noqa` of a statement's first line, or a `noqa` of its own behind what
 * stands there. Undefined where the line is silenced already.
 */
export function addNoqa(file: PythonText, statement: Node, code: string): TextEdit | undefined {
  const { text } = file;
  let end = lineEnd(text, statement.startIndex);
  if (text.slice(statement.startIndex, end).trimEnd().endsWith('\\')) {
    end = lineEnd(text, statement.endIndex);
  }
  const row = text.slice(0, end).split('\n').length - 1;
  const comment = descendants(file.tree.rootNode, 'comment').find(
    (node) => node.endPosition.row === row,
  );
  const directive = /#\s*noqa(?<list>\s*:\s*[A-Z]+[0-9]+(?:[\s,]+[A-Z]+[0-9]+)*)?/i.exec(
    comment?.text ?? '',
  );
  if (comment !== undefined && directive !== null) {
    const list = directive.groups?.list;
    if (list === undefined || new RegExp(`\\b${code}\\b`, 'i').test(list)) return undefined;
    const at = comment.startIndex + directive.index + directive[0].length;
    return { span: [at, at], text: `, ${code}` };
  }
  const at = text.slice(0, end).trimEnd().length;
  return { span: [at, end], text: `  # noqa: ${code}` };
}
