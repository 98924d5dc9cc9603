import { readFile } from 'node:fs/promises';
import { extractFacts } from '../../server/src/facts/extract.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import { PythonParser } from '../../server/src/syntax/python-parser.ts';

const modules = new URL('../../node_modules/', import.meta.url);
let loading: Promise<PythonParser> | undefined;

/** The parser, loaded once per test process. */
export function testParser(): Promise<PythonParser> {
  loading ??= (async () =>
    PythonParser.load({
      runtime: await readFile(new URL('web-tree-sitter/tree-sitter.wasm', modules)),
      grammar: await readFile(new URL('tree-sitter-wasms/out/tree-sitter-python.wasm', modules)),
    }))();
  return loading;
}

/** The facts of a text, freshly parsed. */
export async function factsOf(text: string): Promise<FileFacts> {
  const tree = (await testParser()).parse(text);
  if (tree === undefined) throw new Error('the parser gave up');
  try {
    return extractFacts(text, tree);
  } finally {
    tree.delete();
  }
}
