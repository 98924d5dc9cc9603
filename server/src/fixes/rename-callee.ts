import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { importBindings, isRebound, variables } from './import-bindings.ts';
import { removeImportedNames } from './remove-import.ts';
import { descendants, fieldChildren, nodeAt, type PythonText, same } from './tree.ts';

/**
 * Gives the callable `name` of `module` its new name where it is called, and leaves the other
 * uses of the old name alone: `gevent.signal(15, stop)` becomes `gevent.signal_handler(15, stop)`
 * beside `gevent.signal.SIGTERM`. All calls of the file that are written as this one change.
 * A plain name (`from gevent import signal`) takes its import along. Undefined where that name
 * is used otherwise, too.
 */
export function renameCallee(
  file: PythonText,
  callee: Span,
  name: string,
  newName: string,
): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const attribute = nodeAt(file, callee, 'attribute');
  const calls = descendants(root, 'call').map((call) => call.childForFieldName('function'));
  if (attribute !== undefined) {
    const written = attribute.text.replace(/\s/g, '');
    return calls.flatMap((other) => {
      const last = other?.type === 'attribute' ? other.childForFieldName('attribute') : null;
      if (last === null || other?.text.replace(/\s/g, '') !== written) return [];
      return [{ span: [last.startIndex, last.endIndex] as const, text: newName }];
    });
  }
  const plain = nodeAt(file, callee, 'identifier');
  const imported = importBindings(root).filter(({ local }) => local === plain?.text);
  const [binding] = imported;
  if (plain === undefined || binding === undefined || imported.length > 1) return undefined;
  if (binding.member !== name || isRebound(root, plain.text)) return undefined;
  const uses = variables(root, plain.text);
  if (!uses.every((use) => calls.some((called) => same(called, use)))) return undefined;
  if (binding.aliased) {
    const original = binding.item.childForFieldName('name');
    return original === null
      ? undefined
      : [{ span: [original.startIndex, original.endIndex], text: newName }];
  }
  const edits: TextEdit[] = uses.map((use) => ({
    span: [use.startIndex, use.endIndex],
    text: newName,
  }));
  const names = fieldChildren(binding.statement, 'name');
  const knows = names.some((other) => other.text === newName);
  if (!knows) {
    return [{ span: [binding.item.startIndex, binding.item.endIndex], text: newName }, ...edits];
  }
  const shrunk = removeImportedNames(file, binding.statement, [binding.item]);
  return shrunk && [...shrunk, ...edits];
}
