import type { TextEdit } from './edit.ts';
import { importBindings } from './import-bindings.ts';
import { descendants, type PythonText, same } from './tree.ts';

/**
 * Imports module `to` wherever the file imports `from`, under the name that it has now: `import
 * zmq` becomes `import zmq.green as zmq`, `from zmq import Context` becomes `from zmq.green import
 * Context`. Imports of modules below it stay. Undefined where there is nothing to replace.
 */
export function importInstead(file: PythonText, from: string, to: string): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const edits: TextEdit[] = [];
  for (const { item, module, member, local, aliased } of importBindings(root)) {
    if (member !== undefined || module !== from) continue;
    const name = aliased ? item.childForFieldName('name') : item;
    if (name === null) continue;
    // Without an alias a dotted name would bind its first part only.
    if (!aliased && from.includes('.')) return undefined;
    const text = aliased ? to : `${to} as ${local}`;
    edits.push({ span: [name.startIndex, name.endIndex], text });
  }
  for (const statement of descendants(root, 'import_from_statement')) {
    const source = statement.childForFieldName('module_name');
    if (source === null || source.text.replace(/\s/g, '') !== from) continue;
    const takesModule = importBindings(root).some(
      (one) => same(one.statement, statement) && `${from}.${one.member}` === to,
    );
    if (!takesModule) edits.push({ span: [source.startIndex, source.endIndex], text: to });
  }
  return edits.length > 0 ? edits : undefined;
}
