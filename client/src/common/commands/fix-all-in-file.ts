import { commands, type Disposable, type DocumentFilter, languages, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { deploymentPatterns } from '../../../../server/src/protocol/deployment-patterns.ts';
import {
  type FixAllAnswer,
  type FixAllParams,
  fixAllRequest,
} from '../../../../server/src/protocol/messages.ts';

/** What has fixes at all. */
const looksAt: DocumentFilter[] = [
  { language: 'python' },
  ...deploymentPatterns.map((pattern) => ({ pattern })),
];

/** Gevent: Fix All in File. Applies every fix that is safe unattended; resolves to how many. */
export function registerFixAllInFile(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('greenlint.fixAllInFile', async () => {
    const document = window.activeTextEditor?.document;
    if (document === undefined || languages.match(looksAt, document) === 0) {
      void window.showInformationMessage(
        'Open a Python file or a deployment file first: there is nothing to fix.',
      );
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
