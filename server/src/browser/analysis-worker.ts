import { runAnalysis } from '../lsp/analysis-in-thread.ts';
import { ThreadChannel } from '../lsp/thread-channel.ts';
import { RemoteWorkspace } from '../lsp/workspace-wire.ts';
import { browserAnalysisHost } from './analysis-host.ts';
import { portWire } from './port-wire.ts';

/** The name of the nested worker: by it the one script of both knows what it is. */
export const analysisWorkerName = 'greenlint analysis';

/** Runs the analysis in the nested web worker that this is. */
export function runAnalysisWorker(scope: DedicatedWorkerGlobalScope): void {
  const channel = new ThreadChannel(portWire(scope));
  const analysisHost = browserAnalysisHost(
    new Promise((resolve) => {
      channel.onEvent((event, value) => {
        if (event === 'parser') resolve(value as { runtime: Uint8Array; grammar: Uint8Array });
      });
    }),
    new RemoteWorkspace(channel),
  );
  runAnalysis(channel, { analysisHost });
}
