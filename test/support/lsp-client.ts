import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, InitializeParams, InitializeResult } from 'vscode-languageserver';

/** A published set of diagnostics. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** How the client behaves: what it can do, and what it answers to the server's own requests. */
export interface ClientBehaviour {
  readonly initialize?: Partial<InitializeParams>;
  /** Answers requests of the server by method; others are answered with null. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
  /** Script and arguments of another server than the repository's own. */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds to wait for anything before the test fails. */
  readonly patience?: number;
  /** Leaves out the handshake. */
  readonly raw?: boolean;
}

/** An error answer. */
export class RequestFailed extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Incoming = {
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
};

const builtServer = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** A language client over the standard input and output of the built server. */
export class LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  /** What the server answered to `initialize`. */
  initialized: InitializeResult | undefined;
  readonly published: Published[] = [];
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  /** Requests of the server, in order. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  readonly exited: Promise<number | null>;
  readonly #behaviour: ClientBehaviour;
  readonly #pending = new Map<number, (answer: Incoming) => void>();
  readonly #watchers = new Set<() => void>();
  #input = Buffer.alloc(0);
  #nextId = 1;
  #errors = '';

  private constructor(behaviour: ClientBehaviour) {
    this.#behaviour = behaviour;
    this.process = spawn(process.execPath, behaviour.command ?? [builtServer, '--stdio'], {
      env: { ...process.env, ...behaviour.environment },
    });
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    this.process.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    this.process.stderr.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    this.process.stdin.on('error', () => {});
  }

  /** Starts a server and shakes hands. */
  static async start(behaviour: ClientBehaviour = {}): Promise<LspClient> {
    const client = new LspClient(behaviour);
    if (behaviour.raw) return client;
    client.initialized = await client.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: capabilities,
      ...behaviour.initialize,
    });
    client.notify('initialized', {});
    return client;
  }

  /** Rejects with RequestFailed where the answer is an error. */
  request<T = unknown>(method: string, params?: unknown): Promise<T> {
    return this.requestWithId<T>(method, params).answer;
  }

  /** A request that can be cancelled by its id. */
  requestWithId<T = unknown>(
    method: string,
    params?: unknown,
  ): { readonly id: number; readonly answer: Promise<T> } {
    const id = this.#nextId++;
    const answered = new Promise<T>((resolve, reject) => {
      this.#pending.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as T);
        else reject(new RequestFailed(error.code, error.message));
      });
    });
    this.#send({ id, method, params });
    return { id, answer: this.#within(answered, `an answer to ${method}`) };
  }

  notify(method: string, params?: unknown): void {
    this.#send({ method, params });
  }

  /** Writes bytes as they are, for messages that are none. */
  write(text: string): void {
    this.process.stdin.write(text);
  }

  /** The newest diagnostics of a document that satisfy `wanted`, now or later. */
  async waitForDiagnostics(
    uri: string,
    wanted: (published: Published) => boolean = () => true,
  ): Promise<Published> {
    return this.waitFor(() => {
      const last = this.published.findLast((published) => published.uri === uri);
      return last !== undefined && wanted(last) ? last : undefined;
    }, `diagnostics of ${uri}`);
  }

  /** Waits until `look` answers something; it is asked again after each message. */
  async waitFor<T>(look: () => T | undefined, what: string): Promise<T> {
    let watcher = () => {};
    const found = new Promise<T>((resolve) => {
      watcher = () => {
        const value = look();
        if (value !== undefined) resolve(value);
      };
      this.#watchers.add(watcher);
      watcher();
    });
    try {
      return await this.#within(found, what);
    } finally {
      this.#watchers.delete(watcher);
    }
  }

  /** The lines that the server has logged. */
  get log(): readonly string[] {
    return this.notifications
      .filter(({ method }) => method === 'window/logMessage')
      .map(({ params }) => (params as { message: string }).message);
  }

  /** Ends the server as an editor does; answers its exit status. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    await this.request('shutdown');
    this.notify('exit');
    return this.#within(this.exited, 'the end of the server');
  }

  async #within<T>(promise: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const patience = this.#behaviour.patience ?? 60_000;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const said = [
          ...this.log.slice(-5),
          this.#errors,
          JSON.stringify(this.published.slice(-3)),
        ];
        reject(new Error(`waited in vain for ${what}; the server said: ${said.join('\n')}`));
      }, patience);
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#input = Buffer.concat([this.#input, chunk]);
    for (;;) {
      const head = this.#input.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(
        /Content-Length: (\d+)/i.exec(this.#input.toString('latin1', 0, head))?.[1],
      );
      if (this.#input.length < head + 4 + length) return;
      const body = this.#input.toString('utf8', head + 4, head + 4 + length);
      this.#input = this.#input.subarray(head + 4 + length);
      this.#receive(JSON.parse(body) as Incoming);
    }
  }

  #receive(message: Incoming): void {
    if (message.method === undefined) {
      const id = message.id as number;
      this.#pending.get(id)?.(message);
      this.#pending.delete(id);
    } else if (message.id !== undefined) {
      this.asked.push({ method: message.method, params: message.params });
      const answer = this.#behaviour.answers?.[message.method]?.(message.params as never) ?? null;
      this.#send({ id: message.id, result: answer });
    } else {
      if (message.method === 'textDocument/publishDiagnostics') {
        this.published.push(message.params as Published);
      }
      this.notifications.push({ method: message.method, params: message.params });
    }
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** What VS Code can do, as far as the server asks. */
export const capabilities: InitializeParams['capabilities'] = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};
