import { commands, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Gevent: Show Output. What the server logs: files that could not be read, rules that failed. */
export function registerShowOutput(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('greenlint.showOutput', () => client.outputChannel.show());
}
