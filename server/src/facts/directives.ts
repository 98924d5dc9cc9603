import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { Directive } from './facts.ts';

const ADDRESSED = /greenlint:|noqa|isort:/gi;

const COMPOUND_PARTS = new Set([
  'if_statement',
  'elif_clause',
  'else_clause',
  'for_statement',
  'while_statement',
  'try_statement',
  'except_clause',
  'except_group_clause',
  'finally_clause',
  'with_statement',
  'match_statement',
  'case_clause',
  'function_definition',
  'class_definition',
]);

/** The comments that speak to linters, in order. Words in strings are no comments. */
export function readDirectives(source: string, root: Node): Directive[] {
  const directives: Directive[] = [];
  // One look per line that has a `#`: the whole text is searched at each keystroke.
  let lineEnd = 0;
  for (let hash = source.indexOf('#'); hash !== -1; hash = source.indexOf('#', lineEnd)) {
    const newline = source.indexOf('\n', hash);
    lineEnd = newline === -1 ? source.length : newline;
    const node = commentIn(source.slice(hash, lineEnd), hash, root);
    if (node === undefined) continue;
    const start = node.startIndex;
    // The grammar counts the CR of a CRLF as part of the comment.
    const end = node.endIndex - (source[node.endIndex - 1] === '\r' ? 1 : 0);
    const [lineStart] = physicalLine(source, start);
    const ownLine = source.slice(lineStart, start).trim() === '';
    directives.push({
      span: [start, end],
      text: ` ${source.slice(start, end)}`.slice(1),
      ownLine,
      covers: ownLine ? physicalLine(source, start) : logicalLine(source, root, node),
    });
  }
  return directives;
}

/** The comment on a line that addresses a linter; `line` starts at a `#`, maybe in a string. */
function commentIn(line: string, offset: number, root: Node): Node | undefined {
  for (const match of line.matchAll(ADDRESSED)) {
    const at = offset + match.index;
    const node = root.descendantForIndex(at, at);
    if (node?.type === 'comment') return node;
  }
  return undefined;
}

function physicalLine(source: string, offset: number): Span {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const newline = source.indexOf('\n', offset);
  const end = newline === -1 ? source.length : newline;
  return [start, source[end - 1] === '\r' && end > start ? end - 1 : end];
}

/**
 * The logical line that ends before the comment. Where it goes on after the comment (inside
 * brackets), the comment speaks for its physical line alone.
 */
function logicalLine(source: string, root: Node, comment: Node): Span {
  const [lineStart, lineEnd] = physicalLine(source, comment.startIndex);
  let last = comment.startIndex - 1;
  while (last > lineStart && /\s/.test(source[last]!)) last--;
  let node: Node | null = root.descendantForIndex(last, last);
  while (node !== null) {
    const { type } = node;
    const header = COMPOUND_PARTS.has(type);
    if (header || type === 'decorator' || /_statement$/.test(type)) {
      const start = node.startIndex;
      const end = header ? headerEnd(node) : node.endIndex;
      if (end > comment.startIndex) break;
      return [firstOnLine(source, start), last + 1];
    }
    node = node.parent;
  }
  return [firstOnLine(source, lineEnd), last + 1];
}

/** The end of the colon before the body. */
function headerEnd(node: Node): number {
  for (const child of node.children) {
    if (child?.type === 'block') break;
    if (child?.type === ':') return child.endIndex;
  }
  return node.endIndex;
}

/** Where the code starts on the line of `offset`: `a; b` and `if x: y` are one line each. */
function firstOnLine(source: string, offset: number): number {
  let [start] = physicalLine(source, offset);
  while (source[start] === ' ' || source[start] === '\t' || source[start] === '\f') start++;
  return start;
}
