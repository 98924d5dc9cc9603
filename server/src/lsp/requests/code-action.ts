import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
} from 'vscode-languageserver';
import type { FindingFixes } from '../../analysis/service.ts';
import type { Fix } from '../../fixes/edit.ts';
import {
  documentUri,
  readActionContext,
  readDiagnosticData,
  readRange,
  spanOf,
} from '../from-protocol.ts';
import type { OpenSource } from '../open-documents.ts';
import type { Session } from '../session.ts';
import { workspaceEdit } from '../workspace-edit.ts';
import { fixAllKind, fixAllOfKindAction, fixAllSafeAction } from './fix-all-actions.ts';
import { showDocumentationAction } from './rule-documentation.ts';

/** `textDocument/codeAction`: cures of the findings in a range, from the text as it is now. */
export async function codeActions(session: Session, params: unknown): Promise<CodeAction[]> {
  const source = session.documents.get(documentUri(params));
  const { range, context: rawContext } = params as { range: unknown; context: unknown };
  const asked = readRange(range);
  const context = readActionContext(rawContext);
  if (source === undefined) return [];
  const { document, path } = source;
  const { version } = document;
  const actions: CodeAction[] = [];
  if (wants(context, CodeActionKind.QuickFix)) {
    const found = await session.analysis.fixesAt(path, version, spanOf(document, asked));
    actions.push(...(await quickFixes(session, source, stillThere(found, context), context)));
  }
  // A source action is for who asks for it by name: from its menu, or on save.
  if (context.only !== undefined && wants(context, fixAllKind)) {
    actions.push(...(await fixAllSafeAction(session, source)));
  }
  return document.version === version ? actions : [];
}

function wants({ only }: CodeActionContext, kind: string): boolean {
  return only === undefined || only.some((o) => o === '' || kind === o || kind.startsWith(`${o}.`));
}

/** Those of the findings that the client asks about: all where it names none of ours. */
function stillThere(
  found: readonly FindingFixes[],
  context: CodeActionContext,
): readonly FindingFixes[] {
  const keys = new Set(
    context.diagnostics.flatMap(({ data }) => readDiagnosticData(data)?.key ?? []),
  );
  return keys.size === 0 ? found : found.filter(({ finding }) => keys.has(finding.key));
}

async function quickFixes(
  session: Session,
  source: OpenSource,
  found: readonly FindingFixes[],
  context: CodeActionContext,
): Promise<CodeAction[]> {
  const cures: CodeAction[] = [];
  const ofKind: CodeAction[] = [];
  const silencers: CodeAction[] = [];
  const pages: CodeAction[] = [];
  for (const { finding, fixes, ignoreLine, ignoreFile } of found) {
    const diagnostics = context.diagnostics.filter(
      ({ data }) => readDiagnosticData(data)?.key === finding.key,
    );
    for (const fix of fixes) cures.push(...(await actionOf(session, fix, diagnostics)));
    for (const fix of [ignoreLine, ignoreFile]) {
      silencers.push(...(await actionOf(session, fix, diagnostics)));
    }
    ofKind.push(...(await fixAllOfKindAction(session, source, finding, diagnostics)));
    pages.push(...showDocumentationAction(session, finding, diagnostics));
  }
  return uniqueByTitle([...cures, ...ofKind, ...silencers, ...pages]);
}

async function actionOf(
  session: Session,
  fix: Fix,
  diagnostics: Diagnostic[],
): Promise<CodeAction[]> {
  const edit = await workspaceEdit(session, fix.files);
  if (edit === undefined) return [];
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...(fix.preferred ? { isPreferred: true } : {}),
      edit,
    },
  ];
}

/** Two findings on one line share "ignore in this file" and the like. */
function uniqueByTitle(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter((action) => {
    const key = JSON.stringify([action.title, action.edit ?? action.data ?? null]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
