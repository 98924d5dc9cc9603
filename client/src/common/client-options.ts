import { Uri, workspace } from 'vscode';
import type { DocumentFilter, LanguageClientOptions } from 'vscode-languageclient';
import { deploymentPatterns } from '../../../server/src/protocol/deployment-patterns.ts';
import {
  type InitializationOptions,
  showTimelineCommand,
} from '../../../server/src/protocol/messages.ts';
import { openRuleDocumentationCommand } from './commands/open-rule-documentation.ts';
import { withLinksToPages } from './rule-pages.ts';

/** Identifies the client to the editor, and its settings (`greenlint.trace.server`). */
export const clientId = 'greenlint';

/** The name of the output channel. */
export const clientName = 'Greenlint';

/**
 * Where files are looked at. Named one by one, since anything else (`git:`, `vscode-notebook-cell:`,
 * the left side of a comparison) shows a text that is not a file of the program.
 */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'memfs', 'vscode-test-web'];

/** What both clients tell the language client library and the server. */
export function clientOptions(
  extensionUri: Uri,
  more: Partial<InitializationOptions> = {},
): LanguageClientOptions {
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  const documentSelector = [...new Set([...schemes, ...folders])].flatMap(
    (scheme): DocumentFilter[] => [
      { scheme, language: 'python' },
      // A file of any language that starts processes; the server says which of them are read.
      ...deploymentPatterns.map((pattern) => ({ scheme, pattern })),
    ],
  );
  const initializationOptions: InitializationOptions = {
    ruleDocumentation: `${Uri.joinPath(extensionUri, 'docs', 'rules').toString()}/`,
    timelineView: true,
    ...more,
  };
  return {
    documentSelector,
    initializationOptions,
    markdown: {
      isTrusted: { enabledCommands: [openRuleDocumentationCommand, showTimelineCommand] },
    },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, withLinksToPages(diagnostics)),
    },
  };
}
