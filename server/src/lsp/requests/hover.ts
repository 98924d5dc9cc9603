import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Span } from '../../syntax/span.ts';
import { documentUri, readPosition } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { hoverOfDependency, hoverOfNote } from './patch-note-words.ts';

/**
 * `textDocument/hover` on a finding: why it is due here, its evidence, its source. On a call that
 * patches: which programs it patches, who else does, and with what. On a line of a dependency file
 * and on an import: which version runs, and what that does to greenlets.
 */
export async function hover(session: Session, params: unknown): Promise<Hover | null> {
  const source = session.documents.get(documentUri(params));
  const position = readPosition((params as { position?: unknown }).position);
  if (source === undefined) return null;
  const { document, path } = source;
  const { version } = document;
  const offset = document.offsetAt(position);
  const found = await session.analysis.fixesAt(path, version, [offset, offset]);
  const notes = await session.analysis.patchNotes(path);
  const dependency = await session.analysis.dependencyNote(path, offset);
  if (document.version !== version) return null;
  const note = notes.find(({ span }) => span[0] <= offset && offset <= span[1]);
  const texts = found.map(({ explanation }) => explanation);
  if (note !== undefined) texts.push(hoverOfNote(note, session));
  if (dependency !== undefined) texts.push(hoverOfDependency(dependency, session));
  const span: Span | undefined = found[0]?.finding.span ?? note?.span ?? dependency?.span;
  if (span === undefined) return null;
  return {
    contents: {
      kind: session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join('\n\n---\n\n'),
    },
    range: { start: document.positionAt(span[0]), end: document.positionAt(span[1]) },
  };
}
