/** The language server as a Node process: `--stdio`, or `--node-ipc` below an editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ReplaceableAnalysis } from '../lsp/replaceable-analysis.ts';
import { startServer } from '../lsp/server.ts';
import { startAnalysisThread } from './analysis-thread.ts';
import { realPath } from './disk-workspace.ts';
import { FrameWatch } from './frame-watch.ts';

const connection = createConnection(ProposedFeatures.all);
const logFailure = (error: unknown) => {
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
};
process.on('unhandledRejection', logFailure);
process.on('uncaughtException', logFailure);

startServer(connection, {
  createAnalysis: (_options, clientFiles) =>
    new ReplaceableAnalysis(() => startAnalysisThread(clientFiles)),
  realPath,
});

if (process.argv.includes('--stdio')) {
  const frames = new FrameWatch();
  process.stdin.on('data', (bytes: Buffer) => {
    if (!frames.inStep(bytes)) void endOutOfStep();
  });
}

/** An editor starts a server that ended again; one that is deaf would seem to have nothing to say. */
async function endOutOfStep(): Promise<void> {
  const message = 'Greenlint ends: a message came without a Content-Length header.';
  process.stdin.pause();
  process.stderr.write(`${message}\n`);
  const type = 1; // An error.
  await connection.sendNotification('window/logMessage', { type, message }).catch(() => {});
  process.exit(1);
}
