import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { ParserDied, PythonParser, parsableText } from '../../server/src/syntax/python-parser.ts';
import { testParser } from '../support/parser.ts';

const root = new URL('../../', import.meta.url);

test('parses Python', async () => {
  const tree = (await testParser()).parse('import gevent\n')!;
  expect(tree.rootNode.firstChild?.type).toBe('import_statement');
  tree.delete();
});

test('only a CR that ends a line alone is made a LF', () => {
  expect(parsableText('a\rb\r\nc\nd')).toBe('a\nb\r\nc\nd');
  expect(parsableText('a\r\r\n')).toBe('a\n\r\n');
});

test('files that are no WebAssembly are refused', async () => {
  await testParser();
  const runtime = await readFile(new URL('node_modules/web-tree-sitter/tree-sitter.wasm', root));
  const grammar = new Uint8Array([1, 2, 3]);
  await expect(PythonParser.load({ runtime, grammar })).rejects.toThrow();
});

// In a thread of its own: what is dead stays dead there.
test('a parser that died says so', { timeout: 60_000 }, async () => {
  const program = `
    const { workerData, parentPort } = require('node:worker_threads');
    const { readFileSync } = require('node:fs');
    const path = (name) => new URL(name, workerData);
    (async () => {
      const { PythonParser } = await import(path('server/src/syntax/python-parser.ts'));
      const parser = await PythonParser.load({
        runtime: readFileSync(path('node_modules/web-tree-sitter/tree-sitter.wasm')),
        grammar: readFileSync(path('node_modules/tree-sitter-wasms/out/tree-sitter-python.wasm')),
      });
      const tree = parser.parse('1 + '.repeat(60000) + '1\\n');
      try {
        tree.rootNode.toString();
        parentPort.postMessage('toString() survived');
      } catch {
        let message = 'still parses';
        for (let round = 0; round < 3; round++) {
          try { parser.parse('x = 1\\n'.repeat(10000)); } catch (error) { message = error.name; }
        }
        parentPort.postMessage(message);
      }
    })().catch((error) => parentPort.postMessage(String(error)));
  `;
  const worker = new Worker(program, { eval: true, workerData: root.href });
  const message = await new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
  });
  await worker.terminate();
  expect(message).toBe(ParserDied.name);
});
