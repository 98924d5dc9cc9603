import {
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { applyEditCommand } from './requests/action-commands.ts';
import { fixAllKind } from './requests/fix-all-actions.ts';
import { openRuleDocumentationCommand } from './requests/rule-documentation.ts';
import type { Session } from './session.ts';

/** What the server offers to this client. */
export function serverCapabilities({ client, options }: Session): ServerCapabilities {
  // NOTE: VS Code's client has the command itself; registered twice it would not start.
  const opensPages = options.ruleDocumentation === undefined && client.showsDocuments;
  const commands = [
    ...(opensPages ? [openRuleDocumentationCommand] : []),
    ...(!client.actionLiterals && client.appliesEdits ? [applyEditCommand] : []),
  ];
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    codeActionProvider: client.actionLiterals
      ? {
          codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
          resolveProvider: client.resolvesEdits,
        }
      : true,
    hoverProvider: true,
    ...(client.codeLens ? { codeLensProvider: {} } : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(commands.length > 0 ? { executeCommandProvider: { commands } } : {}),
  };
}
