import { fileName } from '../facts/file-path.ts';
import { isStandardModule } from '../knowledge/standard-modules.ts';
import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { type ImportBinding, importBindings, variables } from './import-bindings.ts';
import { isBlank, lineEnd, lineStart, nextLine } from './lines.ts';
import { removeStatements } from './remove-statements.ts';
import { descendants, fieldChildren, type PythonText } from './tree.ts';

/**
 * `edits` replace the expression at `replaced` (`os.system`). Where that was the last use of a
 * module of the standard library, its plain `import os` goes, too; where a new import would stand
 * beside it, that takes its place. Nothing more where the import shares its line or statement,
 * stands under a condition, or the module's name occurs in a string or a comment; nor in the
 * `__init__` of a package, whose imports may be there for others.
 */
export function withoutUnusedImport(
  file: PythonText,
  replaced: Span,
  edits: readonly TextEdit[],
): TextEdit[] {
  const all = [...edits];
  const binding = unusedAfter(file, replaced, edits);
  if (binding === undefined) return all;
  const { text } = file;
  const { statement } = binding;
  const start = lineStart(text, statement.startIndex);
  const end = nextLine(text, statement.endIndex);
  const above = start > 0 && !isBlank(text, start - 1);
  const below = end < text.length && !isBlank(text, end);
  const beside = all.filter(({ span }) => start <= span[0] && span[1] <= end);
  if (beside.some(({ span }) => span[0] !== span[1])) return all;
  if (statement.parent?.type === 'module' && (above || below)) {
    // What is written at the end of this line comes with the line ending that goes.
    if (beside.some(({ span }) => span[0] > statement.startIndex)) {
      return takePlace(file, statement, all, beside) ?? all;
    }
    return [...all, { span: [start, end], text: '' }];
  }
  if (beside.length > 0) return takePlace(file, statement, all, beside) ?? all;
  const gone = { node: statement, commentsAbove: [], takesTrailing: false };
  const removed = removeStatements(file, [gone]);
  const meets = removed.some(({ span }) =>
    all.some((edit) => edit.span[0] <= span[1] && span[0] <= edit.span[1]),
  );
  return meets ? all : [...all, ...removed];
}

/** One new import line in the place of the one that goes, if it belongs to the same lines. */
function takePlace(
  { text }: PythonText,
  statement: Node,
  all: readonly TextEdit[],
  beside: readonly TextEdit[],
): TextEdit[] | undefined {
  const [edit] = beside;
  if (edit === undefined || beside.length > 1) return undefined;
  const apart = /^(?:\r?\n){2}|(?:\r?\n){2}$/.test(edit.text);
  const line = lineStart(text, statement.startIndex);
  const end = nextLine(text, statement.endIndex);
  const alone = (line === 0 || isBlank(text, line - 1)) && isBlank(text, end);
  if (apart && !alone) return undefined;
  const span: Span = [statement.startIndex, lineEnd(text, statement.endIndex)];
  return [...all.filter((other) => other !== edit), { span, text: edit.text.trim() }];
}

function unusedAfter(
  file: PythonText,
  replaced: Span,
  edits: readonly TextEdit[],
): ImportBinding | undefined {
  const root = file.tree.rootNode;
  if (fileName(file.path ?? '') === '__init__.py') return undefined;
  const isInside = ({ startIndex, endIndex }: Node): boolean =>
    replaced[0] <= startIndex && endIndex <= replaced[1];
  const first = root.descendantForIndex(replaced[0]);
  if (first?.type !== 'identifier' || !isInside(first)) return undefined;
  const local = first.text;
  const bindings = importBindings(root).filter((one) => one.local === local);
  const [binding] = bindings;
  if (binding === undefined || bindings.length > 1 || !isPlain(binding, file)) return undefined;
  if (!variables(root, local).every(isInside)) return undefined;
  const named = new RegExp(`\\b${local}\\b`);
  if (edits.some(({ text }) => named.test(text.replace(/(["']).*?\1/g, '')))) return undefined;
  const inText = descendants(root, 'string_content', 'comment').some(({ text }) =>
    named.test(text),
  );
  return inText ? undefined : binding;
}

/** `import os` on a line of its own, always run, without a comment but for linters' E402. */
function isPlain({ statement, module, member, aliased }: ImportBinding, file: PythonText): boolean {
  const { text } = file;
  const { parent } = statement;
  if (member !== undefined || aliased || module.includes('.') || !isStandardModule(module)) {
    return false;
  }
  const runs =
    parent?.type === 'module' ||
    (parent?.type === 'block' && parent.parent?.type === 'function_definition');
  if (!runs || fieldChildren(statement, 'name').length > 1) return false;
  if (text.slice(lineStart(text, statement.startIndex), statement.startIndex).trim() !== '') {
    return false;
  }
  const rest = text.slice(statement.endIndex, lineEnd(text, statement.endIndex)).trim();
  return rest === '' || /^#\s*noqa:\s*E402$/i.test(rest);
}
