import { Worker } from 'node:worker_threads';
import type { Workspace } from '../analysis/workspace.ts';
import type { AnalysisThread } from '../lsp/analysis-thread.ts';
import { noFiles } from '../lsp/foreign-files.ts';
import { ThreadChannel } from '../lsp/thread-channel.ts';
import { WORK_BOARD_BYTES, WorkBoard } from '../lsp/work-board.ts';
import { serveWorkspace } from '../lsp/workspace-wire.ts';

/**
 * Starts `analysis-worker.js`, which lies beside the running bundle. `foreignFiles` gives it what is
 * on no disk.
 */
export function startAnalysisThread(
  foreignFiles: Workspace = noFiles,
  script: URL = new URL('./analysis-worker.js', import.meta.url),
): AnalysisThread {
  const memory = new SharedArrayBuffer(WORK_BOARD_BYTES);
  const board = new WorkBoard(memory);
  // Its standard output must not be the server's: that one carries the protocol.
  const worker = new Worker(script, { workerData: memory, stdout: true, stderr: true, argv: [] });
  let failure: string | undefined;
  worker.on('error', (error: Error) => {
    failure = error.message;
  });
  const channel = new ThreadChannel({
    post: (message) => worker.postMessage(message),
    listen: (listener) => worker.on('message', listener),
  });
  serveWorkspace(channel, foreignFiles);
  return {
    channel,
    working: () => board.read(),
    onDeath: (listener) =>
      worker.on('exit', (code) => listener(failure ?? `its thread ended with status ${code}`)),
    terminate: () => void worker.terminate(),
  };
}
