import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A text edit in the protocol's terms. */
export interface TypedText {
  readonly line: number;
  readonly character: number;
  /** Characters that the text takes the place of. */
  readonly removed: number;
  readonly text: string;
}

/** The built server as an editor runs it, over its standard input and output. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #waiting = new Map<string, (diagnostics: readonly unknown[]) => void>();

  private constructor(script: string) {
    this.#process = spawn(process.execPath, [script, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#process.stdout as Readable),
      new StreamMessageWriter(this.#process.stdin as Writable),
    );
    this.#connection.onNotification(
      'textDocument/publishDiagnostics',
      (published: { uri: string; version?: number; diagnostics: readonly unknown[] }) => {
        const key = `${published.uri} ${published.version}`;
        this.#waiting.get(key)?.(published.diagnostics);
        this.#waiting.delete(key);
      },
    );
    this.#connection.onRequest((method, params) => {
      if (method !== 'workspace/configuration') return null;
      return (params as { items: readonly unknown[] }).items.map(() => null);
    });
    this.#connection.listen();
  }

  /** Starts the server on one workspace folder. */
  static async start(script: string, folder: string): Promise<ServerProcess> {
    const server = new ServerProcess(script);
    const uri = pathToFileURL(folder).href;
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
      },
    });
    await server.#connection.sendNotification('initialized', {});
    return server;
  }

  /** Opens a document; resolves to its first diagnostics. */
  open(uri: string, text: string): Promise<readonly unknown[]> {
    return this.#published(uri, 1, 'textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text },
    });
  }

  /** Sends one edit; resolves when the diagnostics of that version are there. */
  type(uri: string, version: number, { line, character, removed, text }: TypedText) {
    const range = {
      start: { line, character },
      end: { line, character: character + removed },
    };
    return this.#published(uri, version, 'textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const ended = new Promise((resolve) => this.#process.on('exit', resolve));
    await this.#connection.sendNotification('exit');
    await ended;
    this.#connection.dispose();
  }

  async #published(
    uri: string,
    version: number,
    method: string,
    params: object,
  ): Promise<readonly unknown[]> {
    const published = new Promise<readonly unknown[]>((resolve) => {
      this.#waiting.set(`${uri} ${version}`, resolve);
    });
    await this.#connection.sendNotification(method, params);
    return published;
  }
}
