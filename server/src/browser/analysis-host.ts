import type { AnalysisHost } from '../analysis/analysis-host.ts';
import type { Workspace } from '../analysis/workspace.ts';
import { type ParserFiles, PythonParser } from '../syntax/python-parser.ts';

/** What the analysis needs, as a web worker has it. */
export async function browserAnalysisHost(
  parserFiles: Promise<ParserFiles>,
  workspace: Workspace,
): Promise<Omit<AnalysisHost, 'onFatal'>> {
  return {
    parser: await PythonParser.load(await parserFiles),
    workspace,
    scheduler: { now: () => performance.now(), yield: afterMessages, sleep },
    decode: decodeText,
  };
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port2.onmessage = () => waiting.shift()?.();

/** NOTE: `setTimeout` would wait for four milliseconds; a message takes its place in the queue at once. */
function afterMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port1.postMessage(undefined);
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function decodeText(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
