import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { SourceFile } from './source.ts';

/** As much of a file as most builders need: its text and the tree of it, its path where it has one. */
export type PythonText = Pick<SourceFile, 'text' | 'tree'> & Partial<Pick<SourceFile, 'path'>>;

/** The node of type `type` that covers exactly `span`. */
export function nodeAt(file: PythonText, span: Span, type: string): Node | undefined {
  let node = file.tree.rootNode.descendantForIndex(span[0], Math.max(span[0], span[1] - 1));
  while (
    node !== null &&
    (node.type !== type || node.startIndex > span[0] || node.endIndex < span[1])
  ) {
    node = node.parent;
  }
  return node !== null && node.startIndex === span[0] && node.endIndex === span[1]
    ? node
    : undefined;
}

/** Descendants of the given types in text order, `node` itself included. */
export function descendants(node: Node, ...types: string[]): Node[] {
  return node.descendantsOfType(types).filter((found) => found !== null);
}

/** Named children that are not comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null && child.type !== 'comment') as Node[];
}

/** The children in `field`, which may hold several. */
export function fieldChildren(node: Node, field: string): Node[] {
  return node.childrenForFieldName(field).filter((child) => child !== null);
}

/** Whether both are the same node of one tree. */
export function same(a: Node | null | undefined, b: Node | null | undefined): boolean {
  return a != null && b != null && a.id === b.id;
}

/** The nodes around `node`, innermost first. */
export function ancestors(node: Node): Node[] {
  const found: Node[] = [];
  for (let current = node.parent; current !== null; current = current.parent) found.push(current);
  return found;
}

/** The statement that holds `node` (or is it): a child of the module or of a block. */
export function statementOf(node: Node): Node {
  let current = node;
  while (
    current.parent !== null &&
    current.parent.type !== 'module' &&
    current.parent.type !== 'block'
  ) {
    current = current.parent;
  }
  return current;
}

/** The comment that ends the line on which `offset` lies, looked for at and after `offset`. */
export function trailingComment(file: PythonText, offset: number, end: number): Node | undefined {
  const hash = file.text.slice(offset, end).search(/\S/);
  if (hash < 0 || file.text[offset + hash] !== '#') return undefined;
  const node = file.tree.rootNode.descendantForIndex(offset + hash, offset + hash);
  return node?.type === 'comment' ? node : undefined;
}
