import type { TextEdit } from './edit.ts';
import { importBindings } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import { indentationAt, newlineOf } from './lines.ts';
import { commentOfName, removeImportedNames } from './remove-import.ts';
import { descendants, fieldChildren, type PythonText, same } from './tree.ts';

/**
 * Takes `name` from module `to` instead of `from`: `from concurrent.futures import
 * ThreadPoolExecutor, as_completed` is split in two, the alias is kept. Where the file writes
 * `concurrent.futures.ThreadPoolExecutor` out, an import is added and each use replaced.
 * Undefined where the name is not taken from there, or a comment would be lost.
 */
export function replaceImportSource(
  file: PythonText,
  name: string,
  from: string,
  to: string,
): TextEdit[] | undefined {
  const { text } = file;
  const root = file.tree.rootNode;
  const bindings = importBindings(root);
  const taken = bindings.filter(({ module, member }) => module === from && member === name);
  const edits: TextEdit[] = [];
  for (const { statement, item } of taken) {
    const module = statement.childForFieldName('module_name');
    if (module === null) return undefined;
    const names = fieldChildren(statement, 'name');
    if (names.length === 1) {
      edits.push({ span: [module.startIndex, module.endIndex], text: to });
      continue;
    }
    const shrink = removeImportedNames(file, statement, [item]);
    const indentation = indentationAt(text, statement.startIndex);
    const start = statement.startIndex - indentation.length;
    if (shrink === undefined || text.slice(start, statement.startIndex) !== indentation) {
      return undefined;
    }
    if (start > 0 && text[start - 1] !== '\n') return undefined;
    const comment = commentOfName(file, item);
    const guard = /#\s*noqa:[^\n]*\bE402\b/.test(
      text.slice(statement.startIndex, text.indexOf('\n', statement.startIndex)),
    );
    const mark = comment !== undefined ? `  ${comment}` : guard ? '  # noqa: E402' : '';
    const line = `${indentation}from ${to} import ${item.text}${mark}${newlineOf(text)}`;
    edits.push({ span: [start, start], text: line }, ...shrink);
  }
  const holders = bindings
    .filter(({ module, member, aliased }) =>
      member === undefined ? module === from : `${module}.${member}` === from && !aliased,
    )
    .map(({ local, member, aliased }) => (member === undefined && !aliased ? from : local));
  const uses = descendants(root, 'attribute').filter(
    (node) =>
      holders.some((holder) => node.text.replace(/\s/g, '') === `${holder}.${name}`) &&
      !edits.some(({ span }) => span[0] <= node.startIndex && node.endIndex <= span[1]),
  );
  const first = uses[0];
  if (first !== undefined) {
    const imported = insertImport(file, { module: to, name }, first.startIndex);
    if (imported === undefined) return undefined;
    if (
      uses.some(
        (use) =>
          !same(use, first) &&
          insertImport(file, { module: to, name }, use.startIndex) === undefined,
      )
    ) {
      return undefined;
    }
    edits.push(...imported.edits);
    for (const use of uses) {
      edits.push({ span: [use.startIndex, use.endIndex], text: imported.expression });
    }
  }
  return edits.length > 0 ? edits : undefined;
}
