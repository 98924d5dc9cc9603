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

/** Tokens whose type is their text: nothing more need be asked about them. */
const TOKENS = new Set(
  (
    '( ) [ ] { } , . : ; = + - * / % @ | & ^ ~ < > <= >= == != <> -> := ** // << >> += -= *= /= ' +
    'if elif else for while in not and or is def class return import from as with try except ' +
    'finally async raise del assert global nonlocal'
  ).split(' '),
);

/** Types that have no children worth a look. */
const LEAVES = new Set(
  (
    'identifier integer float true false none ellipsis comment line_continuation string_start ' +
    'string_end string_content type_conversion keyword_separator positional_separator ' +
    'wildcard_import import_prefix pass_statement break_statement continue_statement'
  ).split(' '),
);

/** Types whose children's fields are worth a question; all others have none that anybody reads. */
const WITH_FIELDS = new Set(
  (
    'lambda named_expression not_operator unary_operator typed_default_parameter ' +
    'default_parameter typed_parameter for_in_clause list_comprehension set_comprehension ' +
    'dictionary_comprehension generator_expression decorated_definition function_definition ' +
    'class_definition if_statement elif_clause else_clause for_statement while_statement ' +
    'try_statement with_item as_pattern match_statement case_clause import_statement ' +
    'import_from_statement future_import_statement aliased_import assignment ' +
    'augmented_assignment'
  ).split(' '),
);

/** The commonest parents, where the order says which field a child fills. */
const FIRST_AND_LAST: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['attribute', ['object', 'attribute']],
  ['call', ['function', 'arguments']],
  ['keyword_argument', ['name', 'value']],
]);

function fieldOf(cursor: TreeCursor, parent: SyntaxNode, type: string): string {
  if (WITH_FIELDS.has(parent.type)) return cursor.currentFieldName ?? '';
  const ordered = FIRST_AND_LAST.get(parent.type);
  if (ordered === undefined || type === 'comment' || type === 'line_continuation') return '';
  return parent.children.some((child) => child.field !== '') ? ordered[1] : ordered[0];
}

/** The end of a name, found in the text where it is plain ASCII. */
function identifierEnd(text: string, start: number): number | undefined {
  let end = start;
  for (;;) {
    const unit = text.charCodeAt(end);
    const inside =
      (unit >= 97 && unit <= 122) ||
      (unit >= 65 && unit <= 90) ||
      (unit >= 48 && unit <= 57) ||
      unit === 95;
    if (!inside) return unit > 127 || end === start ? undefined : end;
    end++;
  }
}

const PRUNABLE = new Set(['function_definition', 'decorated_definition', 'block']);

const NO_CHILDREN: MutableNode[] = [];

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
    const token = TOKENS.has(type);
    const start = cursor.startIndex;
    const missing = mayHaveErrors && cursor.nodeIsMissing;
    const known = missing
      ? start
      : token
        ? start + type.length
        : type === 'identifier'
          ? identifierEnd(text, start)
          : undefined;
    const node: MutableNode = {
      type,
      field: token || parent === undefined ? '' : fieldOf(cursor, parent, type),
      start,
      end: known ?? cursor.endIndex,
      children: NO_CHILDREN,
      hasError: missing || type === 'ERROR',
    };
    if (parent !== undefined) {
      if (parent.children === NO_CHILDREN) parent.children = [node];
      else parent.children.push(node);
    }
    return node;
  };
  const wantsChildren = (node: MutableNode): boolean => {
    const { type } = node;
    if (TOKENS.has(type)) return false;
    if (LEAVES.has(type)) return false;
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
