/** The thread that the analysis runs in, beside the server's. */
import { parentPort, workerData } from 'node:worker_threads';
import { runAnalysis } from '../lsp/analysis-in-thread.ts';
import { DiskAndForeignFiles } from '../lsp/foreign-files.ts';
import { ThreadChannel } from '../lsp/thread-channel.ts';
import { WorkBoard } from '../lsp/work-board.ts';
import { RemoteWorkspace } from '../lsp/workspace-wire.ts';
import { nodeAnalysisHost } from './analysis-host.ts';

const port = parentPort;
if (port === null) throw new Error('this is a worker; run the server instead');
const board = new WorkBoard(workerData as SharedArrayBuffer);
const channel = new ThreadChannel({
  post: (message) => port.postMessage(message),
  listen: (listener) => port.on('message', listener),
});
// For tests: the thread ends, as if killed, once it works on a text that holds these words.
const deadly = process.env.GREENLINT_TEST_DEADLY_TEXT;

runAnalysis(channel, {
  analysisHost: nodeAnalysisHost().then((host) => ({
    ...host,
    workspace: new DiskAndForeignFiles(host.workspace, new RemoteWorkspace(channel)),
  })),
  note: (work) => {
    board.write(work);
    if (deadly && work?.text.includes(deadly)) process.exit(70);
  },
});
