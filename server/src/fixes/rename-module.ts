import type { TextEdit } from './edit.ts';
import { importBindings, variables } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import { replaceApiPath } from './replace-name.ts';
import { descendants, type PythonText } from './tree.ts';

/**
 * Renames a module through the whole file: `gevent.coros` to `gevent.lock`, in `import
 * gevent.coros`, `from gevent.coros import …`, `from gevent import coros`, and where it is
 * written out. A module's first part stays (`gevent`). Undefined where nothing was found, or a
 * name would mean two things.
 */
export function renameModule(file: PythonText, from: string, to: string): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const edits: TextEdit[] = [];
  const oldName = from.slice(from.lastIndexOf('.') + 1);
  const newName = to.slice(to.lastIndexOf('.') + 1);
  const sources = new Set<number>();
  const bindings = importBindings(root);
  let taken = false;
  for (const { statement, item, module, member, aliased } of bindings) {
    if (member === undefined && module === from) {
      const name = aliased ? item.childForFieldName('name') : item;
      if (name !== null) edits.push({ span: [name.startIndex, name.endIndex], text: to });
    } else if (member !== undefined && module === from && !sources.has(statement.id)) {
      sources.add(statement.id);
      const source = statement.childForFieldName('module_name');
      if (source !== null) edits.push({ span: [source.startIndex, source.endIndex], text: to });
    } else if (member !== undefined && `${module}.${member}` === from) {
      taken ||= !aliased;
    }
  }
  for (const star of descendants(root, 'import_from_statement')) {
    const source = star.childForFieldName('module_name');
    const all = star.namedChildren.some((child) => child?.type === 'wildcard_import');
    if (all && source?.text.replace(/\s/g, '') === from) {
      edits.push({ span: [source.startIndex, source.endIndex], text: to });
    }
  }
  // Where the file knows the new name already, two imports would fight for it.
  const known = bindings.some(({ local, module, member }) => {
    const path = member === undefined ? module : `${module}.${member}`;
    return local === newName && path !== to;
  });
  if (taken && oldName !== newName && (known || variables(root, newName).length > 0)) {
    return undefined;
  }
  const written = replaceApiPath(file, from, to) ?? [];
  const first = written[0];
  const imported = bindings.some(({ module, member }) =>
    member === undefined ? module === from : `${module}.${member}` === from,
  );
  if (first !== undefined && !imported) {
    // Written out without an import: the new module has to be loaded.
    const added = insertImport(file, { module: to }, first.span[0]);
    if (added === undefined) return undefined;
    edits.push(...added.edits);
  }
  const all = [...edits, ...written];
  return all.length > 0 ? all : undefined;
}
