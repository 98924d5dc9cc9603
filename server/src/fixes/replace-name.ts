import type { TextEdit } from './edit.ts';
import { firstPart, importBindings, isRebound, variables } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import { removeImportedNames } from './remove-import.ts';
import { removeStatements } from './remove-statements.ts';
import { descendants, fieldChildren, type PythonText } from './tree.ts';

/**
 * Renames a dotted API path through the whole file: `gevent.coros.Semaphore` to
 * `gevent.lock.Semaphore`, in its imports and where it is written out. `from gevent.coros import
 * Semaphore as S` keeps its alias; a plain name keeps its spelling where both paths end in the
 * same word. Undefined where a star or an alias hides uses, or nothing was found.
 */
export function replaceApiPath(file: PythonText, from: string, to: string): TextEdit[] | undefined {
  const [oldModule, oldName] = split(from);
  const [newModule, newName] = split(to);
  const root = file.tree.rootNode;
  const edits: TextEdit[] = [];
  const bindings = importBindings(root);
  for (const binding of bindings) {
    if (binding.module !== oldModule || binding.member !== oldName) continue;
    if (!binding.aliased && isRebound(root, oldName)) return undefined;
    const names = fieldChildren(binding.statement, 'name');
    const written = binding.aliased ? `${newName} as ${binding.local}` : newName;
    if (!binding.aliased && newName !== oldName) {
      for (const use of variables(root, oldName)) {
        edits.push({ span: [use.startIndex, use.endIndex], text: newName });
      }
    }
    const module = binding.statement.childForFieldName('module_name');
    if (newModule === oldModule) {
      edits.push({ span: [binding.item.startIndex, binding.item.endIndex], text: written });
    } else if (names.length === 1 && module !== null) {
      edits.push({ span: [module.startIndex, module.endIndex], text: newModule });
      edits.push({ span: [binding.item.startIndex, binding.item.endIndex], text: written });
    } else {
      const shrink = removeImportedNames(file, binding.statement, [binding.item]);
      if (shrink === undefined) return undefined;
      const start = binding.statement.startIndex;
      const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
      const lineBegin = file.text.lastIndexOf('\n', start - 1) + 1;
      const indentation = file.text.slice(lineBegin, start);
      if (indentation.trim() !== '') return undefined;
      const line = `from ${newModule} import ${written}${newline}${indentation}`;
      edits.push({ span: [start, start], text: line }, ...shrink);
    }
  }
  const written = attributePaths(file, from, oldModule, oldName, bindings);
  if (written.length > 0) {
    const dotted = replaceDotted(file, written, oldModule, newModule, newName);
    if (dotted === undefined) return undefined;
    edits.push(...dotted);
  }
  return edits.length > 0 ? edits : undefined;
}

interface WrittenPath {
  readonly span: readonly [number, number];
  readonly start: number;
  /** The name that the path starts from is bound by `import gevent.coros` (dotted) or holds the module. */
  readonly dotted: boolean;
}

/** Where the path is written out: `gevent.coros.X`, or `coros.X` for an imported module `coros`. */
function attributePaths(
  file: PythonText,
  from: string,
  module: string,
  name: string,
  bindings: ReturnType<typeof importBindings>,
): WrittenPath[] {
  const holders = bindings
    .filter((binding) =>
      binding.member === undefined
        ? binding.aliased && binding.module === module
        : `${binding.module}.${binding.member}` === module,
    )
    .map(({ local }) => local);
  const knowsDotted = bindings.some(
    (binding) =>
      binding.member === undefined && !binding.aliased && module.startsWith(binding.local),
  );
  return descendants(file.tree.rootNode, 'attribute').flatMap((node) => {
    const path = node.text.replace(/\s/g, '');
    const dotted = knowsDotted && path === from;
    if (!dotted && !holders.some((holder) => path === `${holder}.${name}`)) return [];
    return [{ span: [node.startIndex, node.endIndex] as const, start: node.startIndex, dotted }];
  });
}

/** Writes the new path at each place, and swaps the import of the old module for the new one's. */
function replaceDotted(
  file: PythonText,
  written: readonly WrittenPath[],
  oldModule: string,
  newModule: string,
  newName: string,
): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const edits: TextEdit[] = [];
  if (oldModule === newModule) {
    return written.map(({ span: [start, end] }) => {
      const last = file.text.lastIndexOf('.', end - 1);
      return { span: [Math.max(start, last + 1), end], text: newName };
    });
  }
  const plain = importBindings(root).filter(
    ({ module, member, aliased }) => module === oldModule && member === undefined && !aliased,
  );
  // The new import binds another name: then all that hangs on the old one has to go along.
  const holder = firstPart(oldModule);
  const needing =
    holder === firstPart(newModule)
      ? descendants(root, 'attribute').filter((node) => node.text.replace(/\s/g, '') === oldModule)
      : variables(root, holder);
  const onlyUse = needing.every((node) =>
    written.some(({ span }) => span[0] <= node.startIndex && node.endIndex <= span[1]),
  );
  const first = plain[0];
  if (first !== undefined && onlyUse) {
    for (const { item } of plain)
      edits.push({ span: [item.startIndex, item.endIndex], text: newModule });
    for (const { span } of written) edits.push({ span, text: `${newModule}.${newName}` });
    return edits;
  }
  const imported = insertImport(file, { module: newModule }, written[0]?.start ?? 0);
  if (imported === undefined) return undefined;
  for (const { span } of written) edits.push({ span, text: `${imported.expression}.${newName}` });
  return [...imported.edits, ...edits, ...unusedHolders(file, written, oldModule)];
}

/** Takes out `from gevent import coros` where the renamed paths were all that used it. */
function unusedHolders(
  file: PythonText,
  written: readonly WrittenPath[],
  oldModule: string,
): TextEdit[] {
  const root = file.tree.rootNode;
  return importBindings(root).flatMap(({ statement, item, module, member, local }) => {
    if (member === undefined || `${module}.${member}` !== oldModule) return [];
    const free = variables(root, local).every((use) =>
      written.some(({ span }) => span[0] <= use.startIndex && use.endIndex <= span[1]),
    );
    if (!free) return [];
    if (fieldChildren(statement, 'name').length > 1) {
      return removeImportedNames(file, statement, [item]) ?? [];
    }
    return removeStatements(file, [{ node: statement, commentsAbove: [], takesTrailing: false }]);
  });
}

function split(path: string): [module: string, name: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}
