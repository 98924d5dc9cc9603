import { type Hover, MarkupKind } from 'vscode-languageserver';
import { documentUri, readPosition } from '../from-protocol.ts';
import type { Session } from '../session.ts';

/** `textDocument/hover` on a finding: why it is due here, its evidence, its source. */
export async function hover(session: Session, params: unknown): Promise<Hover | null> {
  const source = session.documents.get(documentUri(params));
  const position = readPosition((params as { position?: unknown }).position);
  if (source === undefined) return null;
  const { document, path } = source;
  const { version } = document;
  const offset = document.offsetAt(position);
  const found = await session.analysis.fixesAt(path, version, [offset, offset]);
  const first = found[0];
  if (first === undefined || document.version !== version) return null;
  const [start, end] = first.finding.span;
  return {
    contents: {
      kind: session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: found.map(({ explanation }) => explanation).join('\n\n---\n\n'),
    },
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  };
}
