import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { headOf } from './head.ts';
import { type ImportBinding, importBindings, isRebound, variables } from './import-bindings.ts';
import { indentationAt, lineEnd, lineStart, newlineOf } from './lines.ts';
import { isortSplit, noqaForImportsBelow } from './order-guard-marks.ts';
import {
  allPatchCalls,
  isAmbiguous,
  isMovable,
  type PatchCall,
  patchCalls,
  standsFirst,
} from './patch-calls.ts';
import { commentOfName, removeImportedNames } from './remove-import.ts';
import { type RemovedStatement, removeStatements } from './remove-statements.ts';
import type { OrderGuard } from './source.ts';
import { descendants, fieldChildren, type PythonText, same, trailingComment } from './tree.ts';

/**
 * Moves the patch calls at `calls`, with the import that they need, to the first line where
 * Python allows code. No edits where they stand first already. Undefined where they cannot be
 * moved as they are: an argument needs a name from above, the patch or its import stands in a
 * try or loop, the name is bound twice.
 */
export function movePatchFirst(
  file: PythonText,
  calls: readonly Span[],
  guard: OrderGuard,
): TextEdit[] | undefined {
  const patches = patchCalls(file, calls);
  if (patches === undefined || patches.length === 0) return undefined;
  if (standsFirst(file, patches)) return [];
  for (const patch of patches) {
    if (!isMovable(patch.statement) || isAmbiguous(file, patch)) return undefined;
    if (usesNames(patch.call)) return undefined;
    if (patch.binding === undefined && patch.root !== 'gevent') return undefined;
    if (patch.binding !== undefined && !isMovable(patch.binding.statement)) return undefined;
  }
  const moved = new Set(patches.map(({ statement }) => statement.id));
  const others = allPatchCalls(file).filter(({ statement }) => !moved.has(statement.id));
  if (others.length > 0 && standsFirst(file, others.slice(0, 1))) return undefined;
  return writeFirst(file, patches, [], guard);
}

/**
 * Writes `from gevent import monkey` and `monkey.patch_all()` first in a file that patches
 * nothing; `given` are the arguments, with parentheses. An import of monkey that the file has further down moves up. Undefined where the
 * file patches already, or both `monkey` and `gevent` mean something else in it.
 */
export function insertPatchFirst(
  file: PythonText,
  guard: OrderGuard,
  given = '()',
): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  if (allPatchCalls(file).length > 0) return undefined;
  const existing = importBindings(root).find(
    ({ statement, module, member }) =>
      statement.parent?.type === 'module' && module === 'gevent' && member === 'monkey',
  );
  const name = existing?.local ?? 'monkey';
  const taken =
    isRebound(root, name) ||
    importBindings(root).some(({ local, module }) => local === name && module !== 'gevent');
  if (!taken) {
    const lines = existing === undefined ? ['from gevent import monkey'] : [];
    const patch = { name, binding: existing, given };
    return writeFirst(file, [], lines, guard, patch);
  }
  if (isRebound(root, 'gevent')) return undefined;
  if (
    importBindings(root).some(
      ({ local, module }) => local === 'gevent' && !/^gevent(\.|$)/.test(module),
    )
  ) {
    return undefined;
  }
  const patch = { name: 'gevent.monkey', binding: undefined, given };
  return writeFirst(file, [], ['import gevent.monkey'], guard, patch);
}

/**
 * Moves one imported name (`span` lies in its import statement, at the name where it has several)
 * to the first line where Python allows code: for a module that patches when it is imported. No
 * edits where its statement stands first already. Undefined for star imports and for imports
 * under a condition, in a try or in a function.
 */
export function moveImportFirst(
  file: PythonText,
  span: Span,
  guard: OrderGuard,
): TextEdit[] | undefined {
  const candidates = importBindings(file.tree.rootNode).filter(
    ({ statement }) => statement.startIndex <= span[0] && span[0] < statement.endIndex,
  );
  const binding =
    candidates.find(({ item }) => item.startIndex <= span[0] && span[0] < item.endIndex) ??
    candidates[0];
  if (binding?.statement.parent?.type !== 'module') return undefined;
  if (same(headOf(file)?.next, binding.statement)) return [];
  return writeFirst(file, [], [], guard, { name: undefined, binding, given: '' });
}

/**
 * Writes `import shop.patched` first in a file, for a module that patches when it is imported:
 * nothing uses the name, which the mark says to linters. Undefined where the file imports the
 * module by that spelling already.
 */
export function insertImportFirst(
  file: PythonText,
  module: string,
  guard: OrderGuard,
): TextEdit[] | undefined {
  const known = importBindings(file.tree.rootNode).some(
    (binding) => binding.module === module && binding.member === undefined,
  );
  return known ? undefined : writeFirst(file, [], [`import ${module}  # noqa: F401`], guard);
}

/** The arguments of the call at `span`, with parentheses; undefined where they need names or comments. */
export function plainArguments(file: PythonText, span: Span): string | undefined {
  const [patch] = patchCalls(file, [span]) ?? [];
  const list = patch?.call.childForFieldName('arguments');
  if (patch === undefined || list == null || usesNames(patch.call)) return undefined;
  return list.text.includes('#') ? undefined : list.text;
}

/**
 * Takes the patch calls out of a file whose programs patch elsewhere, and the import of monkey
 * where nothing else uses it. Undefined where a call is no statement of its own.
 */
export function removePatch(file: PythonText, calls: readonly Span[]): TextEdit[] | undefined {
  const patches = patchCalls(file, calls);
  if (patches === undefined || patches.length === 0) return undefined;
  const imports = distinct(patches).filter(
    ({ local }) => variables(file.tree.rootNode, local).length <= uses(patches, local),
  );
  return takeOut(file, patches, imports, 0)?.edits;
}

function uses(patches: readonly PatchCall[], local: string): number {
  return patches.filter(({ root }) => root === local).length;
}

function distinct(patches: readonly PatchCall[]): ImportBinding[] {
  const found: ImportBinding[] = [];
  for (const { binding } of patches) {
    if (binding !== undefined && !found.some(({ item }) => same(item, binding.item))) {
      found.push(binding);
    }
  }
  return found;
}

/** A patch that is written anew: the name of monkey, its import, the arguments. */
interface Written {
  readonly name: string | undefined;
  readonly binding: ImportBinding | undefined;
  readonly given: string;
}

function writeFirst(
  file: PythonText,
  patches: readonly PatchCall[],
  importLines: readonly string[],
  guard: OrderGuard,
  written?: Written,
): TextEdit[] | undefined {
  const head = headOf(file);
  if (head === undefined) return undefined;
  const bindings = distinct(patches);
  if (written?.binding !== undefined) bindings.push(written.binding);
  const taken = takeOut(file, patches, bindings, head.offset);
  if (taken === undefined) return undefined;
  const newline = newlineOf(file.text);
  const lines = [...importLines, ...taken.importLines];
  if (patches.some(({ binding }) => binding === undefined)) lines.unshift('import gevent.monkey');
  if (written?.name !== undefined) lines.push(`${written.name}.patch_all${written.given}`);
  for (const line of taken.callLines) if (!lines.includes(line)) lines.push(line);
  if (guard.isort) lines.push(isortSplit);
  const gone = (node: Node) => taken.removed.some((entry) => same(entry.node, node));
  const touched = (node: Node) => bindings.some(({ statement }) => same(statement, node));
  const next = file.tree.rootNode.namedChildren.find(
    (node) => node !== null && node.startIndex >= head.offset && !gone(node),
  );
  const wide =
    next !== undefined && /^(?:class_|function_|decorated_)definition$/.test(next?.type ?? '');
  const after = next == null ? newline : newline.repeat(wide ? 3 : 2);
  const text = head.before + lines.join(newline).replace(/\r?\n/g, newline) + after;
  return [
    { span: [head.offset, head.offset], text },
    ...taken.edits,
    ...noqaForImportsBelow(file, head.offset, guard, gone, touched),
  ];
}

interface TakenOut {
  readonly edits: TextEdit[];
  readonly removed: readonly RemovedStatement[];
  /** The imports as lines of their own, with their comments. */
  readonly importLines: string[];
  readonly callLines: string[];
}

/** Takes calls and imported names out of the file, and says how to write them elsewhere. */
function takeOut(
  file: PythonText,
  patches: readonly PatchCall[],
  bindings: readonly ImportBinding[],
  floor: number,
): TakenOut | undefined {
  const removed: RemovedStatement[] = [];
  const edits: TextEdit[] = [];
  const importLines: string[] = [];
  for (const binding of bindings) {
    const { statement, item } = binding;
    const items = bindings
      .filter((other) => same(other.statement, statement))
      .map((other) => other.item);
    if (fieldChildren(statement, 'name').length > items.length) {
      if (same(items[0], item)) {
        const shrink = removeImportedNames(file, statement, items);
        if (shrink === undefined) return undefined;
        edits.push(...shrink);
      }
      const comment = commentOfName(file, item);
      importLines.push(importText(binding) + (comment === undefined ? '' : `  ${comment}`));
    } else if (same(items[0], item)) {
      const entry = withComments(file, statement, importedFirst(file, statement, floor));
      removed.push(entry);
      importLines.push(...linesOf(file, entry));
    }
  }
  const callLines: string[] = [];
  for (const { statement } of patches) {
    const entry = withComments(file, statement, true);
    removed.push(entry);
    callLines.push(...linesOf(file, entry));
  }
  edits.push(...removeStatements(file, removed, floor));
  return { edits, removed, importLines, callLines };
}

function importText({ module, item, member }: ImportBinding): string {
  return member === undefined ? `import ${item.text}` : `from ${module} import ${item.text}`;
}

/** Whether a comment above this import may speak of it alone: no other import follows directly. */
function importedFirst(file: PythonText, statement: Node, floor: number): boolean {
  const next = statement.nextNamedSibling;
  const direct = next !== null && next.startPosition.row === statement.endPosition.row + 1;
  const joins = direct && next.type.startsWith('import_');
  const opening = file.text.slice(floor, statement.startIndex).trim() === '';
  return !joins && !opening;
}

/** A statement with the comments that go with it: at its line's end and, if asked, directly above. */
function withComments(file: PythonText, node: Node, above: boolean): RemovedStatement {
  const commentsAbove: Node[] = [];
  const row = (other: Node) => other.startPosition.row;
  let next = node;
  // The comments that open a block stand before it in the tree.
  const opensBlock = node.parent?.type === 'block' && node.previousSibling === null;
  const sibling = opensBlock ? node.parent.previousSibling : node.previousSibling;
  for (let before = sibling; above && before?.type === 'comment'; ) {
    const own = file.text.slice(lineStart(file.text, before.startIndex), before.startIndex);
    if (row(before) !== row(next) - 1 || own.trim() !== '') break;
    commentsAbove.unshift(before);
    next = before;
    before = before.previousSibling;
  }
  const end = node.nextSibling?.type === ';' ? node.nextSibling.endIndex : node.endIndex;
  const takesTrailing = trailingComment(file, end, lineEnd(file.text, end)) !== undefined;
  return { node, commentsAbove, takesTrailing };
}

/** The statement's text with its comments, as it reads without indentation. */
function linesOf(
  file: PythonText,
  { node, commentsAbove, takesTrailing }: RemovedStatement,
): string[] {
  const indentation = indentationAt(file.text, node.startIndex);
  const [first = '', ...rest] = node.text.split(/\r?\n/);
  const lines = [
    first,
    ...rest.map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line)),
  ];
  const end = node.nextSibling?.type === ';' ? node.nextSibling.endIndex : node.endIndex;
  const comment = takesTrailing ? trailingComment(file, end, lineEnd(file.text, end)) : undefined;
  const text = lines.join('\n') + (comment === undefined ? '' : `  ${comment.text.trimEnd()}`);
  return [...commentsAbove.map((above) => above.text.trimEnd()), text];
}

/** Whether the arguments of a call read any name, which may not be bound yet further up. */
function usesNames(call: Node): boolean {
  const list = call.childForFieldName('arguments');
  if (list === null) return false;
  return descendants(list, 'identifier').some((name) => {
    const parent = name.parent;
    return !(parent?.type === 'keyword_argument' && same(parent.childForFieldName('name'), name));
  });
}
