import { lineStartsOf, positionAt } from './line-index.ts';
import type { PythonParser, Tree } from './python-parser.ts';
import type { Span } from './span.ts';

/** One change of an editor's event: `text` replaces `span`, or everything if there is no span. */
export interface TextChange {
  readonly span?: Span;
  readonly text: string;
}

interface TreePoint {
  row: number;
  column: number;
}

function pointAt(lineStarts: readonly number[], offset: number): TreePoint {
  const { line, character } = positionAt(lineStarts, offset);
  return { row: line, column: character };
}

function advance(from: TreePoint, text: string): TreePoint {
  const starts = lineStartsOf(text);
  const column = text.length - starts[starts.length - 1]!;
  return starts.length === 1
    ? { row: from.row, column: from.column + column }
    : { row: from.row + starts.length - 1, column };
}

function hasLoneReturn(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text);
}

/** The text and the tree of an open file; the only owner of that tree. */
export class SyntaxDocument {
  readonly #parser: PythonParser;
  #text: string;
  #lineStarts: readonly number[] | undefined;
  #tree: Tree | undefined;
  /** Whether edits were noted in `#tree` since it was parsed. */
  #edited = false;

  constructor(parser: PythonParser, text: string) {
    this.#parser = parser;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Where each line starts, in UTF-16 units. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.#text);
    return this.#lineStarts;
  }

  /**
   * The tree of the current text, parsed when asked for, from the last tree where there is one.
   * It belongs to this document and is deleted by the next parse. Throws ParserDied.
   */
  get tree(): Tree {
    return this.parse()!;
  }

  /**
   * As `tree`, but gives up (undefined) where `shouldStop`, asked now and then, answers true;
   * the next call starts over. Throws ParserDied.
   */
  parse(shouldStop?: () => boolean): Tree | undefined {
    if (this.#tree !== undefined && !this.#edited) return this.#tree;
    const tree = this.#parser.parse(this.#text, this.#tree, shouldStop);
    if (tree === undefined) return undefined;
    this.#tree?.delete();
    this.#tree = tree;
    this.#edited = false;
    return tree;
  }

  /** Applies changes in order, each to the text that the one before it left. */
  edit(changes: readonly TextChange[]): void {
    for (const change of changes) this.#apply(change);
  }

  /** Frees the tree. The text stays; asking for the tree parses it anew. */
  dispose(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#edited = false;
  }

  #apply({ span, text }: TextChange): void {
    if (span === undefined) {
      this.dispose();
      this.#text = text;
      this.#lineStarts = undefined;
      return;
    }
    const before = this.#text;
    const start = Math.min(Math.max(0, span[0]), before.length);
    const end = Math.min(Math.max(start, span[1]), before.length);
    const after = before.slice(0, start) + text + before.slice(end);
    if (this.#tree !== undefined) {
      if (hasLoneReturn(before) || hasLoneReturn(after)) {
        // What the parser was given differs from the text outside of the edit: no tree to reuse.
        this.dispose();
      } else {
        const startPosition = pointAt(this.lineStarts, start);
        this.#tree.edit({
          startIndex: start,
          oldEndIndex: end,
          newEndIndex: start + text.length,
          startPosition,
          oldEndPosition: pointAt(this.lineStarts, end),
          newEndPosition: advance(startPosition, text),
        });
        this.#edited = true;
      }
    }
    this.#text = after;
    this.#lineStarts = undefined;
  }
}
