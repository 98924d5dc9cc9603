/** The language server as a web worker, its files served by the client. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { ReplaceableAnalysis } from '../lsp/replaceable-analysis.ts';
import { startServer } from '../lsp/server.ts';
import { analysisThreads } from './analysis-thread.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
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
