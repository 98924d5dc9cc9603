import { extractFacts, FactsMemory } from '../facts/extract.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { PythonParser, Tree } from '../syntax/python-parser.ts';
import { SyntaxDocument } from '../syntax/syntax-document.ts';
import type { Finding } from './finding.ts';
import { shiftFindings } from './kept-findings.ts';
import type { OpenBuffer } from './open-buffer.ts';
import type { DocumentChange, OpenDocument } from './service.ts';

/** An open Python file with its tree, and what was last made of it. */
export class OpenFile implements OpenBuffer {
  readonly path: FilePath;
  readonly #document: SyntaxDocument;
  readonly #memory = new FactsMemory();
  version: number;
  /** Counts every change, so that work on an older text can be told from work on this one. */
  revision = 0;
  /** The text changed since the facts were read. */
  dirty = true;
  /** Nothing was typed since it was opened or saved: then every finding shows. */
  settled = true;
  /** A tree is made of every text; what of it is broken is not believed. */
  readonly unread = false;
  /** What the editor shows, where it stands in the current text. */
  shown: readonly Finding[] = [];
  /** Belongs to the workspace's project; others are looked at alone. */
  inProject = false;

  constructor(parser: PythonParser, document: OpenDocument) {
    this.path = document.path;
    this.version = document.version;
    this.#document = new SyntaxDocument(parser, document.text);
  }

  get text(): string {
    return this.#document.text;
  }

  get lineStarts(): readonly number[] {
    return this.#document.lineStarts;
  }

  /** The tree of the current text; owned by this file. */
  get tree(): Tree {
    return this.#document.tree;
  }

  change(version: number, changes: readonly DocumentChange[]): void {
    this.version = version;
    this.revision += 1;
    this.dirty = true;
    this.settled = false;
    this.shown = shiftFindings(this.shown, changes);
    this.#document.edit(changes);
  }

  /** What the current text says. Throws ParserDied. */
  facts(): FileFacts {
    this.dirty = false;
    return extractFacts(this.text, this.tree, this.#memory);
  }

  saved(): void {
    this.settled = true;
  }

  dispose(): void {
    this.#document.dispose();
  }
}
