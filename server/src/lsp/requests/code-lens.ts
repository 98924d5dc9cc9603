import type { CodeLens } from 'vscode-languageserver';
import { showTimelineCommand } from '../../protocol/messages.ts';
import { documentUri } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { titleOfNote } from './patch-note-words.ts';

/**
 * `textDocument/codeLens`: above a call that patches, which programs it patches, and the way to
 * their timeline; the same above a command that starts a program.
 */
export async function codeLens(session: Session, params: unknown): Promise<CodeLens[]> {
  const source = session.documents.get(documentUri(params));
  if (source === undefined) return [];
  const { document, path } = source;
  const { version } = document;
  const notes = await session.analysis.patchNotes(path);
  if (document.version !== version) return [];
  return notes.map((note): CodeLens => {
    const [start, end] = note.span;
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const title = titleOfNote(note);
    // Others than VS Code have nothing to open: there the lens only says who patches what.
    if (!session.options.timelineView) return { range, command: { title, command: '' } };
    const [first] = note.programs;
    return {
      range,
      command: {
        title: `${title} · Show patch timeline`,
        command: showTimelineCommand,
        arguments: note.programs.length === 1 && first !== undefined ? [first.head.id] : [],
      },
    };
  });
}
