import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';

export type { Node, Tree };

/** The two WebAssembly files that parsing needs, as bytes. */
export interface ParserFiles {
  /** `tree-sitter.wasm` of web-tree-sitter. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array;
}

/** The WebAssembly instance is gone for good; whoever owns this thread must replace it. */
export class ParserDied extends Error {
  constructor(cause: unknown) {
    super(`the Python parser died: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'ParserDied';
    this.cause = cause;
  }
}

/**
 * The text as the parser is given it. The grammar knows no line that ends with CR alone, so such
 * a CR becomes LF; the length stays, so all spans hold for the original text.
 */
export function parsableText(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/**
 * Parses Python text. One per thread is enough. The only file that touches web-tree-sitter;
 * never call `toString()` on a node: on deep trees it kills the instance.
 */
export class PythonParser {
  readonly #parser: Parser;

  private constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Loads the WebAssembly files; rejects where they do not fit together. */
  static async load(files: ParserFiles): Promise<PythonParser> {
    await Parser.init({
      wasmBinary: files.runtime,
      locateFile: (name: string) => name,
      // Why it died is in the error: standard error belongs to whoever runs this.
      printErr: () => {},
    });
    const language = await Language.load(files.grammar);
    const parser = new Parser();
    parser.setLanguage(language);
    return new PythonParser(parser);
  }

  /**
   * A tree of `text`. `previous` must already have been edited to match; it is not deleted.
   * `shouldStop` is asked now and then; where it answers true the parse is given up and the
   * result is undefined. Throws ParserDied.
   */
  parse(text: string, previous?: Tree, shouldStop?: () => boolean): Tree | undefined {
    try {
      const tree = this.#parser.parse(
        parsableText(text),
        previous ?? null,
        shouldStop ? { progressCallback: () => shouldStop() } : undefined,
      );
      if (tree === null) this.#parser.reset();
      return tree ?? undefined;
    } catch (error) {
      throw new ParserDied(error);
    }
  }
}
