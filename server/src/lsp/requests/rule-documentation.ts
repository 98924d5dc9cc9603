import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../analysis/finding.ts';
import { invalidParams } from '../from-protocol.ts';
import type { Session } from '../session.ts';

/** Opens a rule's page; takes its name. VS Code's client has it, for others the server does. */
export const openRuleDocumentationCommand = 'greenlint.openRuleDocumentation';

/** The action that opens a rule's page; none where nobody could open it. */
export function showDocumentationAction(
  session: Session,
  { name, code }: Finding,
  diagnostics: Diagnostic[],
): CodeAction[] {
  const clientOpens = session.options.ruleDocumentation !== undefined;
  if (!clientOpens && !session.client.showsDocuments) return [];
  const title = `Show documentation for ${name} (${code})`;
  const command = { title, command: openRuleDocumentationCommand, arguments: [name] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

/** Asks clients without the command to show the page. */
export async function openRuleDocumentation(session: Session, name: unknown): Promise<null> {
  if (typeof name !== 'string' || !/^[a-z0-9-]+$/.test(name)) {
    throw invalidParams('the command takes the name of a rule');
  }
  await session.connection.window.showDocument({ uri: session.rulePage(name), external: true });
  return null;
}
