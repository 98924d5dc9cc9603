import type { TreeCursor } from 'web-tree-sitter';

/**
 * A plain copy of a part of a tree. Asking WebAssembly for a node costs about a microsecond each
 * time, so a subtree is copied once and read many times. Offsets count from the start of the file.
 */
export interface SyntaxNode {
  readonly type: string;
  /** The field that it fills in its parent; empty for none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
  /** True if this is, or holds, a syntax error or a token that the parser made up. */
  readonly hasError: boolean;
}

interface MutableNode extends SyntaxNode {
  children: MutableNode[];
  hasError: boolean;
}

/** What `copySubtree` needs to know about the text and its tree. */
export interface CopyOptions {
  /** The text that was parsed. */
  readonly text: string;
  /** False where the whole tree is free of errors: saves a question per node. */
  readonly mayHaveErrors: boolean;
  /** Answers true where the children of `node` are not wanted. Asked for definitions and blocks. */
  readonly prune?: (node: SyntaxNode, parent: SyntaxNode | undefined) => boolean;
}

/** Types that have no children worth a look. */
const LEAVES = new Set(
  (
    'identifier integer float true false none ellipsis comment line_continuation string_start ' +
    'string_end string_content type_conversion keyword_separator positional_separator ' +
    'wildcard_import import_prefix pass_statement break_statement continue_statement ' +
    '( ) [ ] { } , . : ; = + - * / % @ | & ^ ~ < > <= >= == != -> := ** // << >> += -= *= ' +
    'if elif else for while in not and or is def class return import from as with try except ' +
    'finally lambda async await yield raise del assert global nonlocal'
  ).split(' '),
);

const PRUNABLE = new Set(['function_definition', 'decorated_definition', 'block']);

const NO_CHILDREN: MutableNode[] = [];

/** Types that are also names of tokens: `await f()`, `yield x`, `lambda: x` have children. */
const TOKENS_AND_NODES = new Set(['await', 'yield', 'lambda']);

function hasInterpolation(text: string, start: number): boolean {
  for (let index = start; index < start + 3; index++) {
    const unit = text.charCodeAt(index) | 0x20;
    if (unit === 0x66 || unit === 0x74) return true; // f, t
    if (text[index] === '"' || text[index] === "'") return false;
  }
  return false;
}

/** Copies the subtree that `cursor` stands on; the cursor stands there again afterwards. */
export function copySubtree(cursor: TreeCursor, options: CopyOptions): SyntaxNode {
  const { text, mayHaveErrors, prune } = options;
  const stack: MutableNode[] = [];
  const copy = (parent: MutableNode | undefined): MutableNode => {
    const type = cursor.nodeType;
    const node: MutableNode = {
      type,
      field: parent === undefined ? '' : (cursor.currentFieldName ?? ''),
      start: cursor.startIndex,
      end: cursor.endIndex,
      children: NO_CHILDREN,
      hasError: type === 'ERROR' || (mayHaveErrors && cursor.nodeIsMissing),
    };
    if (parent !== undefined) {
      if (parent.children === NO_CHILDREN) parent.children = [node];
      else parent.children.push(node);
    }
    return node;
  };
  const wantsChildren = (node: MutableNode): boolean => {
    const { type } = node;
    if (LEAVES.has(type)) return TOKENS_AND_NODES.has(type) && node.end - node.start > type.length;
    if (type === 'string') {
      return mayHaveErrors || hasInterpolation(text, node.start);
    }
    if (prune !== undefined && PRUNABLE.has(type)) return !prune(node, stack[stack.length - 1]);
    return true;
  };
  let node = copy(undefined);
  for (;;) {
    if (wantsChildren(node) && cursor.gotoFirstChild()) {
      stack.push(node);
      node = copy(node);
      continue;
    }
    for (;;) {
      const parent = stack[stack.length - 1];
      if (parent === undefined) return node;
      if (node.hasError) parent.hasError = true;
      if (cursor.gotoNextSibling()) {
        node = copy(parent);
        break;
      }
      cursor.gotoParent();
      stack.pop();
      node = parent;
    }
  }
}

/** The child that fills `field`. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

/** The first child of that type. */
export function childOfType(node: SyntaxNode, type: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.type === type) return child;
  return undefined;
}
