import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { base64 } from '../common/base64.ts';
import { clientId, clientName, clientOptions } from '../common/client-options.ts';
import { startGreenlint } from '../common/greenlint.ts';
import { serveFiles } from '../common/served-files.ts';

let client: LanguageClient | undefined;

/** Called by the editor when the first Python file is opened, or a command is used before. */
export async function activate(context: ExtensionContext): Promise<void> {
  const read = async (...segments: string[]): Promise<Uint8Array<ArrayBuffer>> => {
    const file = Uri.joinPath(context.extensionUri, 'dist', ...segments);
    return new Uint8Array(await workspace.fs.readFile(file));
  };
  const [server, worker, runtime, grammar] = await Promise.all([
    read('browser', 'server.js'),
    read('browser', 'server.js'),
    read('tree-sitter.wasm'),
    read('tree-sitter-python.wasm'),
  ]);
  // A Blob, since a worker may only be started from the page's own origin. A fresh one per start.
  const start = async (): Promise<Worker> =>
    new Worker(URL.createObjectURL(new Blob([server], { type: 'text/javascript' })));
  const options = clientOptions(context.extensionUri, {
    runtime: base64(runtime),
    grammar: base64(grammar),
    workerScript: new TextDecoder().decode(worker),
    clientFiles: true,
  });
  client = new LanguageClient(clientId, clientName, start, options);
  serveFiles(client);
  await startGreenlint(context, client);
}

/** Called by the editor when it closes. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
