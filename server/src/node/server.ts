/** The language server as a Node process: `--stdio`, or `--node-ipc` below an editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ReplaceableAnalysis } from '../lsp/replaceable-analysis.ts';
import { startServer } from '../lsp/server.ts';
import { startAnalysisThread } from './analysis-thread.ts';
import { realPath } from './disk-workspace.ts';

const connection = createConnection(ProposedFeatures.all);
const logFailure = (error: unknown) => {
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
};
process.on('unhandledRejection', logFailure);
process.on('uncaughtException', logFailure);

startServer(connection, {
  createAnalysis: () => new ReplaceableAnalysis(() => startAnalysisThread()),
  realPath,
});
