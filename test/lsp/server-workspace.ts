import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach } from 'vitest';
import { type ClientBehaviour, LspClient } from '../support/lsp-client.ts';

/** A program with one GVT201, on line 7 (from 0) at column 4. */
export const shellProgram = `from gevent import monkey
monkey.patch_all()
import os
import gevent


def work():
    os.system('sleep 1')


gevent.spawn(work).join()
`;

/** The call's line in `shellProgram`. */
export const shellLine = 7;

const clean: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of clean.splice(0)) await end();
});

/** A folder on disk with a server that has it open; both are gone after the test. */
export class ServerWorkspace {
  readonly folder: string;
  readonly client: LspClient;

  private constructor(folder: string, client: LspClient) {
    this.folder = folder;
    this.client = client;
  }

  static async start(
    files: Readonly<Record<string, string>>,
    behaviour: ClientBehaviour = {},
  ): Promise<ServerWorkspace> {
    const folder = temporaryFolder(files);
    return ServerWorkspace.in(folder, {
      ...behaviour,
      initialize: { workspaceFolders: [folderOf(folder)], ...behaviour.initialize },
    });
  }

  /** A server that is told of a folder by `behaviour` alone. */
  static async in(folder: string, behaviour: ClientBehaviour): Promise<ServerWorkspace> {
    const client = await LspClient.start(behaviour);
    clean.unshift(() => client.stop());
    return new ServerWorkspace(folder, client);
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).toString();
  }

  open(name: string, text: string, version = 1): string {
    const uri = this.uri(name);
    this.openUri(uri, text, version);
    return uri;
  }

  openUri(uri: string, text: string, version = 1, languageId = 'python'): void {
    const textDocument = { uri, languageId, version, text };
    this.client.notify('textDocument/didOpen', { textDocument });
  }

  change(uri: string, version: number, contentChanges: readonly object[]): void {
    this.client.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): void {
    this.client.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Codes of the newest findings of a document, once `wanted` codes are there. */
  async codes(uri: string, wanted: readonly string[], version?: number): Promise<void> {
    await this.client.waitForDiagnostics(
      uri,
      ({ diagnostics, ...published }) =>
        JSON.stringify(diagnostics.map(({ code }) => code)) === JSON.stringify(wanted) &&
        (version === undefined || published.version === version),
    );
  }
}

/** A folder with these files that is deleted after the test. Its path has no links. */
export function temporaryFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'greenlint-')));
  clean.push(async () => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function folderOf(folder: string): { uri: string; name: string } {
  return { uri: pathToFileURL(folder).toString(), name: 'workspace' };
}

/** A range within one line. */
export function inLine(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}
