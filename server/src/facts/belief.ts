import type { SyntaxNode } from '../syntax/syntax-node.ts';

/** Nodes whose own blocks are judged by themselves; what else stands in a statement must be clean. */
const CLAUSES = new Set([
  'elif_clause',
  'else_clause',
  'except_clause',
  'except_group_clause',
  'finally_clause',
  'case_clause',
  'function_definition',
  'class_definition',
]);

/** Node types of statements that hold other statements. */
export const COMPOUND = new Set([
  'if_statement',
  'for_statement',
  'while_statement',
  'try_statement',
  'with_statement',
  'match_statement',
  'function_definition',
  'class_definition',
  'decorated_definition',
]);

/** Whether all of a compound statement but its blocks is free of errors. */
export function headersAreClean(node: SyntaxNode): boolean {
  if (!COMPOUND.has(node.type)) return !node.hasError;
  return clauseIsClean(node);
}

function clauseIsClean(node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (!child.hasError) continue;
    if (child.type === 'block' && node.type !== 'match_statement') continue;
    if (child.type === 'block') {
      if (!clauseIsClean(child)) return false;
    } else if (!CLAUSES.has(child.type) || !clauseIsClean(child)) {
      return false;
    }
  }
  return true;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/**
 * Whether a simple statement runs over the end of its line where Python would not let it. The
 * grammar reads `x =` and a line `y = 1` below it as one statement, and `self.` as an attribute
 * of the next line's name: while somebody types, that is a lie.
 */
export function isTorn(node: SyntaxNode, text: string, origin: number): boolean {
  const newline = text.indexOf('\n', node.start - origin);
  if (newline === -1 || newline >= node.end - origin) return false;
  return hasGap(node, text, origin);
}

function hasGap(root: SyntaxNode, text: string, origin: number): boolean {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    let depth = 0;
    let previous: SyntaxNode | undefined;
    for (const child of node.children) {
      if (previous !== undefined && depth === 0) {
        const gap = text.slice(previous.end - origin, child.start - origin);
        const at = gap.search(/(?<!\\\r?)\n/);
        if (at !== -1) return true;
      }
      if (OPENING.has(child.type)) depth++;
      else if (CLOSING.has(child.type)) depth--;
      else if (depth === 0 && child.children.length > 0 && child.type !== 'string') {
        waiting.push(child);
      }
      previous = child;
    }
  }
  return false;
}

/** The column at which `offset` stands, or -1 if something other than white space precedes it. */
export function indentAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0) {
    const unit = text[start - 1];
    if (unit === '\n' || unit === '\r') break;
    if (unit !== ' ' && unit !== '\t' && unit !== '\f') return -1;
    start--;
  }
  return offset - start;
}

/** What opens a string of several lines. */
export const TRIPLE_QUOTE = /"""|'''/;

/**
 * Where a string of several lines seems to be open: from there on, strings may be code and code
 * strings, and nothing is believed. Infinity where none is.
 */
export function openStringIn(root: SyntaxNode, source: string): number {
  let found = Number.POSITIVE_INFINITY;
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'ERROR' && TRIPLE_QUOTE.test(source.slice(node.start, node.end))) {
      found = Math.min(found, node.start);
    }
    for (const child of node.children) if (child.hasError) waiting.push(child);
  }
  return found;
}
