/**
 * The language server as a web worker, its files served by the client; and the analysis as a
 * worker inside that one: the same script, so that it ships once.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { ReplaceableAnalysis } from '../lsp/replaceable-analysis.ts';
import { startServer } from '../lsp/server.ts';
import { analysisThreads } from './analysis-thread.ts';
import { analysisWorkerName, runAnalysisWorker } from './analysis-worker.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
if (scope.name === analysisWorkerName) runAnalysisWorker(scope);
else serve();

function serve(): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  );
  scope.addEventListener('unhandledrejection', (event) => {
    connection.console.error(String(event.reason));
  });

  startServer(connection, {
    createAnalysis: (options, clientFiles) =>
      new ReplaceableAnalysis(analysisThreads(options, clientFiles)),
    realPath: (path) => path,
  });
}
