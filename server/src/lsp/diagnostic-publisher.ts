import type { Connection } from 'vscode-languageserver';
import type { AnalysisService, FindingsEvent } from '../analysis/service.ts';
import { type FilePath, relativeTo } from '../facts/file-path.ts';
import type { ClientSupport } from './client-support.ts';
import type { DocumentPaths } from './document-paths.ts';
import type { OpenDocuments } from './open-documents.ts';
import { diagnosticOf } from './to-protocol.ts';

interface Publishing {
  readonly connection: Pick<Connection, 'sendDiagnostics' | 'tracer'>;
  readonly client: ClientSupport;
  readonly paths: DocumentPaths;
  readonly documents: OpenDocuments;
  readonly analysis: Pick<AnalysisService, 'lineStarts'>;
  rulePage(name: string): string;
}

/**
 * The only one who sends diagnostics, whatever made them: typing, a change elsewhere, an audit.
 * What was computed for another version than the open one is dropped.
 */
export class DiagnosticPublisher {
  readonly #with: Publishing;
  /** URI under which a file's diagnostics are shown now. */
  readonly #shown = new Map<FilePath, string>();
  /** Counts the events of a file, so that a slow one does not overtake. */
  readonly #turns = new Map<FilePath, number>();

  constructor(publishing: Publishing) {
    this.#with = publishing;
  }

  async publish(event: FindingsEvent): Promise<void> {
    const turn = (this.#turns.get(event.path) ?? 0) + 1;
    this.#turns.set(event.path, turn);
    if (!this.#isCurrent(event)) return;
    const otherLineStarts = await this.#linesOfOthers(event);
    if (this.#turns.get(event.path) !== turn || !this.#isCurrent(event)) return;
    const { client, paths, rulePage } = this.#with;
    this.#send(
      event.path,
      event.version,
      event.findings.map((finding) =>
        diagnosticOf(finding, {
          version: event.version,
          client,
          lineStarts: event.lineStarts,
          otherLineStarts,
          uriOf: (path) => paths.uriOf(path),
          rulePage,
        }),
      ),
    );
  }

  /** The file is closed: what was shown belongs to a text that is gone. */
  closed(path: FilePath, uri: string): void {
    this.#turns.set(path, (this.#turns.get(path) ?? 0) + 1);
    this.#shown.delete(path);
    this.#with.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Clears files, and whatever lies in them where they are folders, unless they are open. */
  gone(path: FilePath): void {
    this.#clear((shown) => relativeTo(path, shown) !== undefined);
  }

  /** Clears files that lie in no workspace folder any more, unless they are open. */
  foldersChanged(): void {
    this.#clear((shown) => !this.#with.paths.inFolders(shown));
  }

  #clear(isGone: (path: FilePath) => boolean): void {
    for (const path of [...this.#shown.keys()]) {
      if (!isGone(path) || this.#with.documents.speakingFor(path) !== undefined) continue;
      this.#turns.set(path, (this.#turns.get(path) ?? 0) + 1);
      this.#send(path, null, []);
    }
  }

  #isCurrent(event: FindingsEvent): boolean {
    const open = this.#with.documents.speakingFor(event.path);
    return (open?.version ?? null) === event.version;
  }

  async #linesOfOthers(event: FindingsEvent): Promise<Map<FilePath, readonly number[]>> {
    const lines = new Map<FilePath, readonly number[]>();
    if (!this.#with.client.relatedInformation) return lines;
    const others = new Set(
      event.findings.flatMap(({ related }) => related.map(({ path }) => path)),
    );
    others.delete(event.path);
    for (const path of others) lines.set(path, await this.#with.analysis.lineStarts(path));
    return lines;
  }

  #send(
    path: FilePath,
    version: number | null,
    diagnostics: Parameters<Connection['sendDiagnostics']>[0]['diagnostics'],
  ): void {
    const { connection, paths } = this.#with;
    const uri = paths.uriOf(path);
    const before = this.#shown.get(path);
    if (before !== undefined && before !== uri) {
      connection.sendDiagnostics({ uri: before, diagnostics: [] });
    }
    if (before === undefined && diagnostics.length === 0 && version === null) return;
    if (diagnostics.length > 0 || version !== null) this.#shown.set(path, uri);
    else this.#shown.delete(path);
    connection.tracer.log(`${diagnostics.length} findings in ${uri}`);
    connection.sendDiagnostics(
      version === null ? { uri, diagnostics } : { uri, version, diagnostics },
    );
  }
}
