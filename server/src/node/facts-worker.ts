/** The thread that reads facts for an audit: texts come in, facts go out, in order. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { extractFacts } from '../facts/extract.ts';
import { packFacts } from '../facts/pack-facts.ts';
import { PythonParser } from '../syntax/python-parser.ts';

const port = parentPort;
if (port === null) throw new Error('this is a worker; run the command instead');
// For tests: the thread ends, as if killed, over a text that holds these words.
const deadly = process.env.GREENLINT_TEST_DEADLY_TEXT;
const folder = workerData as string;
const [runtime, grammar] = await Promise.all([
  readFile(new URL('tree-sitter.wasm', folder)),
  readFile(new URL('tree-sitter-python.wasm', folder)),
]);
const parser = await PythonParser.load({ runtime, grammar });
port.on('message', (text: string) => {
  if (deadly && text.includes(deadly)) process.exit(70);
  const tree = parser.parse(text);
  // Only a parse that somebody may stop has no tree.
  if (tree === undefined) throw new Error('the parser gave up');
  const packed = packFacts(extractFacts(text, tree));
  tree.delete();
  port.postMessage(packed, [packed.numbers.buffer]);
});
port.postMessage('ready');
