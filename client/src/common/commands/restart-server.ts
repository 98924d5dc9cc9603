import { commands, type Disposable, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { StatusItem } from '../status-item.ts';

/** Gevent: Restart Server. Also starts a server that had died too often to be started again. */
export function registerRestartServer(client: BaseLanguageClient, status: StatusItem): Disposable {
  return commands.registerCommand('greenlint.restartServer', async () => {
    status.hide();
    try {
      if (client.state === State.Running) await client.stop();
      await client.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(`Greenlint's server does not start: ${reason}`);
    }
  });
}
