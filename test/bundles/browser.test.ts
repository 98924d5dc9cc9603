import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { chromiumFlags } from '../../scripts/workbench.ts';
import { listFolderRequest, readFileRequest } from '../../server/src/protocol/messages.ts';
import type { SetUpParts } from '../client/browser-window.ts';
import { capabilities, type Published } from '../support/lsp-client.ts';
import { emptyFolderWithBundles } from './empty-folder.ts';

/** The Chromium that the set-up found, or the usual one of this machine. */
const executablePath = [setUpBrowser(), '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) console.warn('SKIPPED: there is no Chromium; npm test finds one');

function setUpBrowser(): string | undefined {
  try {
    const file = resolve(import.meta.dirname, '../../.cache/setup.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as SetUpParts).browser?.path;
  } catch {
    return undefined;
  }
}

/** The page: a worker whose messages go through to the test as they are. */
const page = `<!doctype html><script>
const server = new Worker('/dist/browser/server.js');
server.onmessage = ({ data }) => fromServer(JSON.stringify(data));
server.onerror = ({ message }) => serverFailed(message);
const toServer = (text) => server.postMessage(JSON.parse(text));
</script>`;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: never;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A language client whose server is a worker in a real browser. */
class BrowserClient {
  readonly published: Published[] = [];
  readonly failures: string[] = [];
  readonly #answers: Readonly<Record<string, (params: never) => unknown>>;
  readonly #pending = new Map<number, (message: Message) => void>();
  readonly #watchers = new Set<() => void>();
  #send: (message: object) => void = () => {};
  #nextId = 1;

  constructor(answers: Readonly<Record<string, (params: never) => unknown>>) {
    this.#answers = answers;
  }

  async connect(browser: Browser, address: string): Promise<void> {
    const tab = await browser.newPage();
    await tab.exposeFunction('fromServer', (text: string) => this.#receive(JSON.parse(text)));
    await tab.exposeFunction('serverFailed', (message: string) => this.#failed(message));
    tab.on('pageerror', ({ message }) => this.#failed(message));
    await tab.goto(address);
    this.#send = (message) => {
      const text = JSON.stringify(JSON.stringify({ jsonrpc: '2.0', ...message }));
      tab.evaluate(`toServer(${text})`).catch((error: unknown) => this.#failed(String(error)));
    };
  }

  request<T>(method: string, params: unknown): Promise<T> {
    const id = this.#nextId++;
    this.#send({ id, method, params });
    return new Promise((settle, reject) => {
      this.#pending.set(id, ({ result, error }) =>
        error === undefined ? settle(result as T) : reject(new Error(JSON.stringify(error))),
      );
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The newest diagnostics of a document, once there are some that satisfy `wanted`. */
  diagnostics(uri: string, wanted: (published: Published) => boolean): Promise<Published> {
    return new Promise((settle) => {
      const look = () => {
        const last = this.published.findLast((published) => published.uri === uri);
        if (last === undefined || !wanted(last)) return;
        this.#watchers.delete(look);
        settle(last);
      };
      this.#watchers.add(look);
      look();
    });
  }

  #failed(message: string): void {
    this.failures.push(message);
  }

  #receive(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) this.#pending.get(id as number)?.(message);
    else if (id !== undefined) {
      this.#send({ id, result: this.#answers[method]?.(params as never) ?? null });
    } else if (method === 'textDocument/publishDiagnostics') {
      this.published.push(params as unknown as Published);
    }
    for (const look of [...this.#watchers]) look();
  }
}

let folder = '';
let files: Server;
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  folder = emptyFolderWithBundles();
  files = createServer(async ({ url = '/' }, response) => {
    response.setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(url.endsWith('.js') ? await readFile(join(folder, url)) : page);
  });
  await new Promise<void>((listening) => files.listen(0, '127.0.0.1', listening));
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  files?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

const base64 = (name: string) => readFileSync(join(folder, 'dist', name)).toString('base64');

it.skipIf(executablePath === undefined).each([
  ['with a worker of its own for the analysis', true],
  ['where workers may not be nested', false],
])('the server of the browser finds and cures, %s', { timeout: 60_000 }, async (_, nested) => {
  const text = 'from gevent import monkey\nmonkey.patch_all\n';
  const uri = 'memfs:/ws/main.py';
  const asked: string[] = [];
  const client = new BrowserClient({
    [listFolderRequest]: ({ uri: listed }: { uri: string }) => {
      asked.push(listed);
      return listed.endsWith('/ws')
        ? { entries: [{ name: 'main.py', kind: 'file' }] }
        : { problem: 'gone', message: 'not here' };
    },
    [readFileRequest]: ({ uri: read }: { uri: string }) => {
      asked.push(read);
      return read.endsWith('/main.py')
        ? { content: Buffer.from(text).toString('base64') }
        : { problem: 'gone', message: 'not here' };
    },
    'workspace/configuration': () => [{}],
  });
  const { port } = files.address() as AddressInfo;
  await client.connect(browser as Browser, `http://127.0.0.1:${port}/`);
  const script = readFileSync(join(folder, 'dist/browser/server.js'), 'utf8');
  const { serverInfo } = await client.request<{ serverInfo: { name: string } }>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'memfs:/ws', name: 'ws' }],
    capabilities,
    initializationOptions: {
      clientFiles: true,
      runtime: base64('tree-sitter.wasm'),
      grammar: base64('tree-sitter-python.wasm'),
      ...(nested ? { workerScript: script } : {}),
    },
  });
  expect(serverInfo.name).toBe('greenlint');
  client.notify('initialized', {});

  const textDocument = { uri, languageId: 'python', version: 1, text };
  client.notify('textDocument/didOpen', { textDocument });
  const { diagnostics } = await client.diagnostics(uri, (one) => one.diagnostics.length > 0);
  expect(diagnostics).toMatchObject([{ code: 'GVT109', range: { start: { line: 1 } } }]);
  expect(asked).toContain('memfs:/ws');

  const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostics[0]?.range,
    context: { diagnostics },
  });
  const change = action?.edit?.documentChanges?.[0] as TextDocumentEdit;
  const cured = TextDocument.applyEdits(
    TextDocument.create(uri, 'python', 1, text),
    change.edits as never,
  );
  expect(cured).toBe('from gevent import monkey\nmonkey.patch_all()\n');

  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: cured }],
  });
  await client.diagnostics(uri, ({ version, diagnostics: left }) => version === 2 && !left.length);
  expect(client.failures).toEqual([]);
});
