import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnalysisHost } from '../analysis/analysis-host.ts';
import { PythonParser } from '../syntax/python-parser.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import { nodeFactsReaders } from './facts-readers.ts';

/**
 * What the analysis needs, as Node has it. `parserFolder` holds the two WebAssembly files; it is
 * the folder of the running bundle.
 */
export async function nodeAnalysisHost(
  parserFolder: URL = new URL('./', import.meta.url),
): Promise<Omit<AnalysisHost, 'onFatal'>> {
  const [runtime, grammar] = await Promise.all([
    readFile(new URL('tree-sitter.wasm', parserFolder)),
    readFile(new URL('tree-sitter-python.wasm', parserFolder)),
  ]);
  return {
    parser: await PythonParser.load({ runtime, grammar }),
    workspace: new DiskWorkspace(),
    readers: nodeFactsReaders(parserFolder),
    scheduler: {
      now: () => performance.now(),
      yield: () => new Promise((resolve) => setImmediate(resolve)),
      sleep: (milliseconds) => sleep(milliseconds),
    },
    decode: decodeText,
  };
}

function decodeText(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
