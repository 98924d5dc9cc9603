import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FactsReader, FactsReaders } from '../analysis/facts-readers.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { PackedFacts } from '../facts/packed.ts';
import { unpackFacts } from '../facts/unpack-facts.ts';

/** More threads than this only wait for the one that takes their answers. */
const mostReaders = 6;

/**
 * Threads of `facts-worker.js`, which lies beside the running bundle: one core is left to the
 * thread that takes what they read. Undefined on a machine that has no other core. `parserFolder`
 * holds the two WebAssembly files.
 */
export function nodeFactsReaders(
  parserFolder: URL,
  script: URL = new URL('./facts-worker.js', import.meta.url),
  cores: number = availableParallelism(),
): FactsReaders | undefined {
  const count = Math.min(cores - 1, mostReaders);
  return count < 1 ? undefined : { count, start: () => startFactsReader(script, parserFolder) };
}

function startFactsReader(script: URL, parserFolder: URL): Promise<FactsReader> {
  return new Promise((resolve, reject) => {
    // Its standard output must not be the server's: that one carries the protocol.
    const worker = new Worker(script, {
      stdout: true,
      stderr: true,
      argv: [],
      workerData: parserFolder.href,
    });
    const waiting: { resolve(facts: FileFacts): void; reject(error: Error): void }[] = [];
    let failure: Error | undefined;
    worker.once('message', () => {
      worker.on('message', (packed: PackedFacts) => waiting.shift()?.resolve(unpackFacts(packed)));
      resolve({
        read: (text) =>
          new Promise((answer, fail) => {
            if (failure !== undefined) fail(failure);
            else {
              waiting.push({ resolve: answer, reject: fail });
              worker.postMessage(text);
            }
          }),
        close: () => void worker.terminate(),
      });
    });
    let reason = 'it ended';
    worker.on('error', (error: Error) => {
      reason = error.message;
    });
    worker.on('exit', () => {
      failure = new Error(`a thread that reads files died: ${reason}`);
      for (const one of waiting.splice(0)) one.reject(failure);
      reject(failure);
    });
  });
}
