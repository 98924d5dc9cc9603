import { type Node, parsableText, type Tree } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import { copySubtree } from '../syntax/syntax-node.ts';
import { indentAt, openStringIn, TRIPLE_QUOTE } from './belief.ts';
import { readDirectives } from './directives.ts';
import { FACTS_FORMAT, type FileFacts, type Statement } from './facts.ts';
import { FactsMemory, type FunctionRecord } from './memory.ts';
import { syntaxProblems } from './problems.ts';
import { readStatement } from './read-statement.ts';
import { ownCopy, type Reading, ScopeBuilder } from './scope-builder.ts';

export { FactsMemory };

/**
 * What `text` says, read from its tree. With the memory of the file's last extraction only what
 * changed is read, and what did not change is the same object as before; the memory then holds
 * this extraction. Pure but for that: the facts do not depend on the memory.
 */
export function extractFacts(text: string, tree: Tree, previous?: FactsMemory): FileFacts {
  const memory = previous ?? new FactsMemory();
  const source = parsableText(text);
  const root = tree.rootNode;
  const doubts: Span[] = [];
  const statements: Statement[] = [];
  if (root.type === 'ERROR') doubts.push([root.startIndex, root.endIndex]);
  else readModule(source, root, memory, statements, doubts);
  memory.turn();
  return {
    format: FACTS_FORMAT,
    statements,
    directives: readDirectives(source, root),
    problems: syntaxProblems(doubts),
    length: text.length,
  };
}

function readModule(
  source: string,
  root: Node,
  memory: FactsMemory,
  statements: Statement[],
  doubts: Span[],
): void {
  const cursor = root.walk();
  const mayHaveErrors = root.hasError;
  let afterError = false;
  let believed = true;
  try {
    if (!cursor.gotoFirstChild()) return;
    do {
      const type = cursor.nodeType;
      if (type === 'comment' || type === ';') continue;
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      if (type === 'ERROR') {
        doubts.push([start, end]);
        if (TRIPLE_QUOTE.test(source.slice(start, end))) {
          doubts.push([start, source.length]);
          return;
        }
        afterError = true;
        believed = false;
        continue;
      }
      const hasError = mayHaveErrors && cursor.currentNode.hasError;
      if (mayHaveErrors) {
        const indent = indentAt(source, start);
        believed = indent === -1 ? believed : indent === 0 && !afterError;
        afterError = false;
        if (!believed) {
          doubts.push([start, end]);
          continue;
        }
      }
      const known = hasError ? undefined : memory.unit(source, start, end);
      if (known !== undefined) {
        statements.push({ start, unit: memory.keep(known) });
        continue;
      }
      const functions = new Map<number, FunctionRecord>();
      const node = copySubtree(cursor, {
        text: source,
        mayHaveErrors: hasError,
        prune: (inner, parent) => {
          if (inner.type === 'block') {
            return parent?.type === 'function_definition' && functions.has(parent.start);
          }
          const decorated = parent?.type === 'decorated_definition';
          const record = decorated
            ? functions.get(parent.start)
            : hasError && cursor.currentNode.hasError
              ? undefined
              : memory.function(source, inner.start, inner.end);
          if (record === undefined) return false;
          functions.set(inner.start, record);
          return record.headerUses !== undefined;
        },
      });
      const openString = hasError ? openStringIn(node, source) : Number.POSITIVE_INFINITY;
      const owned = ownCopy(source.slice(start, end));
      const reading: Reading = {
        doubts,
        depth: 0,
        openString,
        known: (inner) => functions.get(inner.start),
      };
      const scope = new ScopeBuilder(reading, 'statement', start, owned);
      believed = readStatement(scope, node);
      if (believed) {
        const record = { text: owned, unit: scope.finish({}), functions: scope.functions };
        statements.push({ start, unit: memory.keep(record) });
      }
      if (openString < end) {
        doubts.push([openString, source.length]);
        return;
      }
    } while (cursor.gotoNextSibling());
  } finally {
    cursor.delete();
  }
}
