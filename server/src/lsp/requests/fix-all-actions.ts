import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../analysis/finding.ts';
import { readFixAllData } from '../from-protocol.ts';
import type { OpenSource } from '../open-documents.ts';
import type { Session } from '../session.ts';
import { fixAllEdit } from '../workspace-edit.ts';

/** The kind of the action that applies all safe fixes, for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.greenlint`;

/** The action that applies all safe fixes of a document; none where there is nothing to do. */
export async function fixAllSafeAction(
  session: Session,
  { path }: OpenSource,
): Promise<CodeAction[]> {
  const result = await session.analysis.fixAll(path, { unsafe: false });
  const edit = await fixAllEdit(session, result, 'unattended');
  if (edit === undefined) return [];
  return [{ title: 'Fix all safe Greenlint findings', kind: fixAllKind, edit }];
}

/** The action that cures every finding of one rule; only where the file has several. */
export async function fixAllOfKindAction(
  session: Session,
  { path, document }: OpenSource,
  { code, name, fixable }: Finding,
  diagnostics: Diagnostic[],
): Promise<CodeAction[]> {
  if (!fixable) return [];
  const findings = await session.analysis.findings(path);
  if (findings.filter((finding) => finding.code === code).length < 2) return [];
  const action: CodeAction = {
    title: `Fix all '${name}' in this file`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    data: { uri: document.uri, version: document.version, code },
  };
  if (session.client.resolvesEdits) return [action];
  const resolved = await resolveFixAll(session, action);
  return resolved.edit === undefined ? [] : [resolved];
}

/** `codeAction/resolve`: builds the edit; the action stays without one where the text moved on. */
export async function resolveFixAll(session: Session, action: CodeAction): Promise<CodeAction> {
  const data = readFixAllData(action.data);
  const source = data === undefined ? undefined : session.documents.get(data.uri);
  if (data === undefined || source?.document.version !== data.version) return action;
  const result = await session.analysis.fixAll(source.path, { code: data.code, unsafe: true });
  if (source.document.version !== data.version) return action;
  const edit = await fixAllEdit(session, result, 'confirm-several');
  return edit === undefined ? action : { ...action, edit };
}
