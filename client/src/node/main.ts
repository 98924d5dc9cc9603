import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, clientOptions } from '../common/client-options.ts';
import { startGreenlint } from '../common/greenlint.ts';
import { serveFiles } from '../common/served-files.ts';

let client: LanguageClient | undefined;

/** Called by the editor when the first Python file is opened, or a command is used before. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server = { module, transport: TransportKind.ipc };
  client = new LanguageClient(
    clientId,
    clientName,
    { run: server, debug: { ...server, options: { execArgv: ['--inspect=6012'] } } },
    clientOptions(context.extensionUri, { clientFiles: true }),
  );
  // What a folder of a virtual workspace holds, the editor alone can tell.
  serveFiles(client);
  await startGreenlint(context, client);
}

/** Called by the editor when it closes. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
