import {
  DidChangeConfigurationNotification,
  type InitializeParams,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { AnalysisFolder } from '../analysis/service.ts';
import type { Settings } from '../analysis/settings.ts';
import { isTable } from './from-protocol.ts';
import type { Session } from './session.ts';

/** Milliseconds that a client has for answering what its settings are. */
const SETTINGS_TIMEOUT = 5_000;

/** The workspace folders with their settings, told to the analysis whenever either changes. */
export class Folders {
  readonly #session: Session;
  #folders: readonly WorkspaceFolder[];
  #turn = 0;
  /** Settings that came with a notification, for clients that cannot be asked. */
  #pushed: unknown;

  constructor(session: Session, folders: readonly WorkspaceFolder[]) {
    this.#session = session;
    this.#folders = folders;
    this.#spell();
  }

  /** Asks for the settings and tells the analysis; resolves when it was told, not when it is done. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const settings = await Promise.all(this.#folders.map((folder) => this.#settingsOf(folder)));
    if (turn !== this.#turn) return;
    const { paths, analysis, connection } = this.#session;
    const folders = this.#folders.map(
      ({ uri, name }, index): AnalysisFolder => ({
        path: paths.pathOf(uri),
        name,
        // NOTE: still as the editor has them; the analysis thread checks them (`serve-analysis`).
        settings: (settings[index] ?? {}) as Partial<Settings>,
      }),
    );
    analysis.setFolders(folders).catch((error: unknown) => {
      connection.console.error(`The folders could not be read: ${String(error)}`);
    });
  }

  async change(
    added: readonly WorkspaceFolder[],
    removed: readonly WorkspaceFolder[],
  ): Promise<void> {
    const { paths } = this.#session;
    const gone = new Set([...removed, ...added].map(({ uri }) => paths.pathOf(uri)));
    const kept = this.#folders.filter(({ uri }) => !gone.has(paths.pathOf(uri)));
    this.#folders = [...kept, ...added];
    this.#spell();
    this.#session.publisher.foldersChanged();
    await this.refresh();
    await this.#session.documents.foldersChanged();
  }

  /** `workspace/didChangeConfiguration`: its settings count only where the client cannot be asked. */
  async configurationChanged(settings: unknown): Promise<void> {
    if (isTable(settings)) this.#pushed = settings.greenlint;
    await this.refresh();
  }

  /** Asks to be told of changed settings. */
  async watch(): Promise<void> {
    const { client, connection } = this.#session;
    if (!client.registersConfiguration) return;
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: 'greenlint',
    });
  }

  #spell(): void {
    const { paths } = this.#session;
    paths.setFolders(this.#folders.map(({ uri }) => ({ uri, path: paths.pathOf(uri) })));
  }

  async #settingsOf({ uri }: WorkspaceFolder): Promise<unknown> {
    const { client, connection } = this.#session;
    if (!client.configuration) return isTable(this.#pushed) ? this.#pushed : {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), SETTINGS_TIMEOUT);
    });
    try {
      const asked = connection.workspace.getConfiguration({ scopeUri: uri, section: 'greenlint' });
      const settings: unknown = await Promise.race([asked, late]);
      return isTable(settings) ? settings : {};
    } catch (error) {
      connection.console.warn(`The settings of ${uri} could not be had: ${String(error)}`);
      return {};
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The folders of `initialize`, in its newer and older forms; what is no folder is left out. */
export function initialFolders(params: InitializeParams): readonly WorkspaceFolder[] {
  const { workspaceFolders, rootUri, rootPath } = params;
  if (Array.isArray(workspaceFolders)) {
    return workspaceFolders.filter((folder: unknown) => isTable(folder) && isUri(folder.uri));
  }
  const root = isUri(rootUri)
    ? rootUri
    : typeof rootPath === 'string' && rootPath !== ''
      ? URI.file(rootPath).toString()
      : undefined;
  if (root === undefined) return [];
  return [{ uri: root, name: root.slice(root.lastIndexOf('/') + 1) }];
}

function isUri(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:/i.test(value);
}
