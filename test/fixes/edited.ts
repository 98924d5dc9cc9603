import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { applyEdits, type TextEdit } from '../../server/src/fixes/edit.ts';
import type { PythonText } from '../../server/src/fixes/tree.ts';
import { PythonParser } from '../../server/src/syntax/python-parser.ts';
import type { Span } from '../../server/src/syntax/span.ts';

const modules = new URL('../../node_modules/', import.meta.url);
const loading = (async () =>
  PythonParser.load({
    runtime: await readFile(new URL('web-tree-sitter/tree-sitter.wasm', modules)),
    grammar: await readFile(new URL('tree-sitter-wasms/out/tree-sitter-python.wasm', modules)),
  }))();

/**
 * The text after the edits that `build` makes, which must be sound Python to the parser;
 * undefined where the builder refuses.
 */
export async function edited(
  text: string,
  build: (file: PythonText) => readonly TextEdit[] | undefined,
): Promise<string | undefined> {
  const parser = await loading;
  const tree = parser.parse(text);
  if (tree === undefined) throw new Error('the parser gave up');
  try {
    expect(tree.rootNode.hasError, 'the test text itself is sound').toBe(false);
    const edits = build({ text, tree });
    if (edits === undefined) return undefined;
    const result = applyEdits(text, edits);
    const after = parser.parse(result);
    expect(after?.rootNode.hasError, `sound Python:\n${result}`).toBe(false);
    after?.delete();
    return result;
  } finally {
    tree.delete();
  }
}

/** Span of the only place (or the `nth`, from 0) where `part` stands in `text`. */
export function spanOf(text: string, part: string, nth = 0): Span {
  let start = -1;
  for (let index = 0; index <= nth; index += 1) {
    start = text.indexOf(part, start + 1);
    if (start < 0) throw new Error(`${part} does not stand in the text ${nth + 1} times`);
  }
  return [start, start + part.length];
}
