import type { AnnotatedTextEdit, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FixAllResult } from '../analysis/service.ts';
import type { FileEdit } from '../fixes/edit.ts';
import type { Session } from './session.ts';
import { differenceOf, editsOf, rangeIn } from './to-protocol.ts';

type Editing = Pick<Session, 'client' | 'paths' | 'documents' | 'analysis'>;

/** Whether a person is to look at an edit first; only where it changes several files. */
export type Confirmation = 'confirm-several' | 'unattended';

const annotation = 'several-files';

/** The edits as the client applies them; undefined where a file's lines are not known. */
export async function workspaceEdit(
  session: Editing,
  files: readonly FileEdit[],
  confirmation: Confirmation = 'confirm-several',
): Promise<WorkspaceEdit | undefined> {
  const changes: TextDocumentEdit[] = [];
  for (const file of files) {
    const uri = session.paths.uriOf(file.path);
    const open = session.documents.speakingFor(file.path);
    if (open !== undefined) {
      const edits = editsOf(file.edits, ([start, end]) => ({
        start: open.positionAt(start),
        end: open.positionAt(end),
      }));
      changes.push({ textDocument: { uri, version: open.version }, edits });
      continue;
    }
    const lineStarts = await session.analysis.lineStarts(file.path);
    if (lineStarts.length === 0) return undefined;
    const edits = editsOf(file.edits, (span) => rangeIn(lineStarts, span));
    changes.push({ textDocument: { uri, version: null }, edits });
  }
  if (changes.length === 0) return undefined;
  if (session.client.confirmsEdits && confirmation === 'confirm-several' && changes.length > 1) {
    return confirmed(changes);
  }
  if (session.client.versionedEdits) return { documentChanges: changes };
  return {
    changes: Object.fromEntries(
      changes.map(({ textDocument, edits }) => [textDocument.uri, edits as never]),
    ),
  };
}

/**
 * An edit that is shown in a preview first, file by file. A preview leaves out what it asks to
 * confirm until somebody ticks it: so an edit that changes nothing asks, and the others are ticked.
 */
function confirmed(changes: readonly TextDocumentEdit[]): WorkspaceEdit {
  const asking = ({ edits }: TextDocumentEdit): AnnotatedTextEdit[] => {
    const start = edits[0]?.range.start ?? { line: 0, character: 0 };
    return [{ range: { start, end: start }, newText: '', annotationId: annotation }];
  };
  return {
    documentChanges: changes.map((change, index) =>
      index > 0 ? change : { ...change, edits: [...change.edits, ...asking(change)] },
    ),
    changeAnnotations: {
      [annotation]: {
        label: `This fix changes ${changes.length} files`,
        needsConfirmation: true,
        description: 'Nothing more: look at the changes below, then apply them.',
      },
    },
  };
}

/** The edit of a fix-all; undefined where nothing changes or an open text has moved on. */
export async function fixAllEdit(
  session: Editing,
  result: FixAllResult,
  confirmation: Confirmation,
): Promise<WorkspaceEdit | undefined> {
  const files: FileEdit[] = [];
  for (const { path, before, after } of result.files) {
    const open = session.documents.speakingFor(path);
    if (open !== undefined && open.getText() !== before) return undefined;
    if (before !== after) files.push({ path, edits: [differenceOf(before, after)] });
  }
  return files.length === 0 ? undefined : workspaceEdit(session, files, confirmation);
}
