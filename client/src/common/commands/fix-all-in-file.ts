import { commands, type Disposable, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FixAllAnswer,
  type FixAllParams,
  fixAllRequest,
} from '../../../../server/src/protocol/messages.ts';

/** Gevent: Fix All in File. Applies every fix that is safe unattended; resolves to how many. */
export function registerFixAllInFile(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('greenlint.fixAllInFile', async () => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'python') {
      void window.showInformationMessage('Open a Python file first: there is nothing to fix.');
      return 0;
    }
    const params: FixAllParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
    };
    const { fixed } = await client.sendRequest<FixAllAnswer>(fixAllRequest, params);
    const what = fixed === 1 ? '1 fix' : `${fixed} fixes`;
    window.setStatusBarMessage(
      fixed === 0 ? 'Gevent: nothing that is safe to fix unattended' : `Gevent: applied ${what}`,
      5000,
    );
    return fixed;
  });
}
