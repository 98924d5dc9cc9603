/** The nested web worker that the analysis runs in. */
import { runAnalysis } from '../lsp/analysis-in-thread.ts';
import { ThreadChannel } from '../lsp/thread-channel.ts';
import { RemoteWorkspace } from '../lsp/workspace-wire.ts';
import { browserAnalysisHost } from './analysis-host.ts';
import { portWire } from './port-wire.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
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
