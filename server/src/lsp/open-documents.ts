import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisService, DocumentChange, OpenDocument } from '../analysis/service.ts';
import { deploymentFormat } from '../deployment/read-deployment-file.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { DocumentPaths } from './document-paths.ts';
import { spanOf } from './from-protocol.ts';

/** Whether a document is Python, or a file that says how processes are started. */
function isOurs(path: FilePath, languageId: string): boolean {
  if (languageId === 'python') return true;
  return deploymentFormat(path) !== undefined && !/\.pyw?$/i.test(path);
}

/** An open document that the analysis knows. */
export interface OpenSource {
  readonly path: FilePath;
  readonly document: TextDocument;
}

/**
 * Mirror of the open documents that are looked at (Python, deployment files), by URI. Where two URIs name one file, the one opened last
 * speaks for it; when it is closed, the other one does again.
 */
export class OpenDocuments {
  readonly #paths: DocumentPaths;
  readonly #analysis: () => Pick<AnalysisService, 'open' | 'change' | 'saved' | 'close'>;
  readonly #byUri = new Map<string, OpenSource>();
  /** URIs that name the file, the speaking one last. */
  readonly #byPath = new Map<FilePath, string[]>();
  /** Open Python that is no source: not yet, where its folder may still join the workspace. */
  readonly #others = new Map<string, TextDocument>();
  #lastPath: FilePath | undefined;

  constructor(
    paths: DocumentPaths,
    analysis: () => Pick<AnalysisService, 'open' | 'change' | 'saved' | 'close'>,
  ) {
    this.#paths = paths;
    this.#analysis = analysis;
  }

  /** The document as the client last told it; undefined for what is not looked at. */
  get(uri: string): OpenSource | undefined {
    return this.#byUri.get(uri);
  }

  /** The document that speaks for a file. */
  speakingFor(path: FilePath): TextDocument | undefined {
    const uri = this.#byPath.get(path)?.at(-1);
    return uri === undefined ? undefined : this.#byUri.get(uri)?.document;
  }

  /** The file that was opened, edited or saved last and is still open. */
  get lastPath(): FilePath | undefined {
    return this.#lastPath;
  }

  async open(item: TextDocumentItem): Promise<void> {
    if (!isOurs(this.#paths.pathOf(item.uri), item.languageId)) return;
    const document = TextDocument.create(item.uri, item.languageId, item.version, item.text);
    if (!this.#paths.isSource(item.uri)) {
      this.#others.set(item.uri, document);
      return;
    }
    if (this.#byUri.has(item.uri)) await this.close(item.uri);
    await this.#opened(document);
  }

  /**
   * The workspace has other folders now: what was opened in one of them before it joined counts.
   * Editors tell of the document first where both happen at once.
   */
  async foldersChanged(): Promise<void> {
    for (const [uri, document] of [...this.#others]) {
      if (!this.#paths.isSource(uri) || !this.#others.delete(uri)) continue;
      await this.#opened(document);
    }
  }

  /** Changes of a document that is not open are dropped. */
  async change(
    { uri, version }: VersionedTextDocumentIdentifier,
    events: readonly TextDocumentContentChangeEvent[],
  ): Promise<void> {
    const source = this.#byUri.get(uri);
    if (source === undefined) {
      const other = this.#others.get(uri);
      if (other !== undefined) TextDocument.update(other, [...events], version);
      return;
    }
    const { document, path } = source;
    const changes = events.map((event): DocumentChange => {
      // NOTE: each range counts on the text that the change before it left.
      const span = 'range' in event ? spanOf(document, event.range) : undefined;
      TextDocument.update(document, [event], version);
      return span === undefined ? { text: event.text } : { span, text: event.text };
    });
    if (this.speakingFor(path) !== document) return;
    this.#lastPath = path;
    await this.#analysis().change(path, version, changes);
  }

  async saved(uri: string): Promise<void> {
    const source = this.#byUri.get(uri);
    if (source !== undefined) await this.#analysis().saved(source.path);
  }

  /** Answers the path where nobody has the file open any more. */
  async close(uri: string): Promise<FilePath | undefined> {
    const source = this.#byUri.get(uri);
    this.#others.delete(uri);
    if (source === undefined) return undefined;
    const { path } = source;
    const spoke = this.speakingFor(path) === source.document;
    this.#byUri.delete(uri);
    const others = (this.#byPath.get(path) ?? []).filter((other) => other !== uri);
    if (others.length > 0) {
      this.#byPath.set(path, others);
      const next = this.speakingFor(path);
      if (spoke && next !== undefined) {
        await this.#analysis().close(path);
        await this.#tellOpen(path, next);
      }
      return undefined;
    }
    this.#byPath.delete(path);
    this.#paths.spell(path, undefined);
    if (this.#lastPath === path) this.#lastPath = undefined;
    await this.#analysis().close(path);
    return path;
  }

  async #opened(document: TextDocument): Promise<void> {
    const { uri } = document;
    const path = this.#paths.pathOf(uri);
    this.#byUri.set(uri, { path, document });
    this.#byPath.set(path, [...(this.#byPath.get(path) ?? []), uri]);
    await this.#tellOpen(path, document);
  }

  async #tellOpen(path: FilePath, document: TextDocument): Promise<void> {
    this.#paths.spell(path, document.uri);
    this.#lastPath = path;
    const told: OpenDocument = {
      path,
      version: document.version,
      text: document.getText(),
      languageId: document.languageId,
    };
    await this.#analysis().open(told);
  }
}
