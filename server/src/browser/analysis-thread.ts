import type { Workspace } from '../analysis/workspace.ts';
import { runAnalysis } from '../lsp/analysis-in-thread.ts';
import type { AnalysisThread, StartThread } from '../lsp/analysis-thread.ts';
import { bytesOfBase64 } from '../lsp/client-workspace.ts';
import { ThreadChannel } from '../lsp/thread-channel.ts';
import type { WorkNote } from '../lsp/work-board.ts';
import { RemoteWorkspace, serveWorkspace } from '../lsp/workspace-wire.ts';
import type { InitializationOptions } from '../protocol/messages.ts';
import { browserAnalysisHost } from './analysis-host.ts';
import { analysisWorkerName } from './analysis-worker.ts';
import { portWire, wirePair } from './port-wire.ts';

/**
 * Starts the analysis in a worker of its own, made from the script that the client sent; where
 * workers may not be nested, in this thread.
 */
export function analysisThreads(
  options: InitializationOptions,
  files: Workspace | undefined,
): StartThread {
  if (options.runtime === undefined || options.grammar === undefined || files === undefined) {
    throw new Error('the client must send the parser and answer for files');
  }
  const parser = {
    runtime: bytesOfBase64(options.runtime),
    grammar: bytesOfBase64(options.grammar),
  };
  const { workerScript } = options;
  let mayNest = workerScript !== undefined;

  return () => {
    const worker = mayNest && workerScript !== undefined ? nestedWorker(workerScript) : undefined;
    if (worker === undefined) return inThisThread(parser, files);
    const channel = new ThreadChannel(portWire(worker));
    serveWorkspace(channel, files);
    channel.emit('parser', parser);
    let heard = false;
    worker.addEventListener('message', () => {
      heard = true;
    });
    return {
      ...watched(channel),
      onDeath: (listener) =>
        worker.addEventListener('error', (event) => {
          // Handled here: the page need not hear of it.
          event.preventDefault();
          // It never came to life: the page does not allow it.
          if (!heard) mayNest = false;
          listener(event.message || 'its worker failed');
        }),
      terminate: () => worker.terminate(),
    };
  };
}

function nestedWorker(script: string): Worker | undefined {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return new Worker(url, { name: analysisWorkerName });
  } catch {
    return undefined;
  } finally {
    // The worker has begun to load; a little later it no longer needs the address.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

function inThisThread(
  parser: { runtime: Uint8Array; grammar: Uint8Array },
  files: Workspace,
): AnalysisThread {
  const [here, there] = wirePair();
  const channel = new ThreadChannel(here);
  serveWorkspace(channel, files);
  const inner = new ThreadChannel(there);
  const analysisHost = browserAnalysisHost(Promise.resolve(parser), new RemoteWorkspace(inner));
  runAnalysis(inner, { analysisHost });
  return {
    ...watched(channel),
    onDeath() {},
    terminate: () => inner.close(new Error('the analysis was replaced')),
  };
}

/** NOTE: shared memory would need headers that pages of editors do not send; a message says the work. */
function watched(channel: ThreadChannel): Pick<AnalysisThread, 'channel' | 'working'> {
  let note: WorkNote | undefined;
  channel.onEvent((event, value) => {
    if (event === 'work') note = value as WorkNote | undefined;
  });
  return { channel, working: () => note };
}
