import type { CodeAction, Command, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { documentUri, invalidParams, isTable, stringIn } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { codeActions } from './code-action.ts';
import { openRuleDocumentation, openRuleDocumentationCommand } from './rule-documentation.ts';

/** Applies the edit of an action; takes the edit, and the document and version that it is for. */
export const applyEditCommand = 'greenlint.applyEdit';

interface ApplyEdit {
  readonly uri: string;
  readonly version: number;
  readonly edit: WorkspaceEdit;
}

/** `textDocument/codeAction`: the actions; as commands for clients that know nothing else. */
export async function actionsOrCommands(
  session: Session,
  params: unknown,
): Promise<(CodeAction | Command)[]> {
  if (session.client.actionLiterals) return codeActions(session, params);
  const uri = documentUri(params);
  const version = session.documents.get(uri)?.document.version;
  const actions = await codeActions(session, params);
  if (version === undefined) return [];
  return actions.flatMap(({ title, edit, command }): Command[] => {
    if (command !== undefined) return [command];
    if (edit === undefined || !session.client.appliesEdits) return [];
    const argument: ApplyEdit = { uri, version, edit };
    return [{ title, command: applyEditCommand, arguments: [argument] }];
  });
}

/** `workspace/executeCommand`. */
export async function executeCommand(session: Session, params: unknown): Promise<null> {
  const { command, arguments: args } = isTable(params) ? params : {};
  const argument: unknown = Array.isArray(args) ? args[0] : undefined;
  if (command === openRuleDocumentationCommand) return openRuleDocumentation(session, argument);
  if (command === applyEditCommand) return applyEdit(session, argument);
  throw invalidParams(`there is no command ${String(command)}`);
}

async function applyEdit({ documents, connection }: Session, argument: unknown): Promise<null> {
  const uri = stringIn(argument, 'uri');
  const { version, edit } = argument as { version?: unknown; edit?: unknown };
  if (!isTable(edit)) throw invalidParams('the command takes an edit');
  if (documents.get(uri)?.document.version !== version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed meanwhile');
  }
  await connection.workspace.applyEdit(edit);
  return null;
}
