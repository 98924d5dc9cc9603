import { describe, expect, it } from 'vitest';
import type { Command, Diagnostic, Hover, InitializeParams } from 'vscode-languageserver';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { auditRequest } from '../../server/src/protocol/messages.ts';
import { RequestFailed } from '../support/lsp-client.ts';
import {
  folderOf,
  inLine,
  ServerWorkspace,
  shellLine,
  shellProgram,
  temporaryFolder,
} from './server-workspace.ts';

type Initialize = Partial<InitializeParams>;

/** Ways in which clients say where they are, older ones first; `none` has a single file open. */
const rootings: Readonly<Record<string, (folder: string) => Initialize>> = {
  'rootPath alone': (folder) => ({ rootPath: folder, rootUri: undefined as never }),
  'rootUri alone': (folder) => ({ rootUri: folderOf(folder).uri, rootPath: null }),
  'an empty rootUri and a rootPath': (folder) => ({ rootUri: '', rootPath: folder }),
  'workspaceFolders of null and a rootUri': (folder) => ({
    rootUri: folderOf(folder).uri,
    workspaceFolders: null,
  }),
  'broken entries among the folders': (folder) => ({
    workspaceFolders: [null, { uri: 'nothing' }, 5, folderOf(folder)] as never,
  }),
};

/** A client that has nothing but these capabilities. */
async function client(
  capabilities: InitializeParams['capabilities'],
  answers: Readonly<Record<string, (params: never) => unknown>> = {},
  rooting: (folder: string) => Initialize = (folder) => ({ rootUri: folderOf(folder).uri }),
): Promise<ServerWorkspace> {
  const folder = temporaryFolder({ 'app.py': shellProgram, 'other.py': shellProgram });
  const initialize = { capabilities, workspaceFolders: undefined as never, ...rooting(folder) };
  return ServerWorkspace.in(folder, { initialize, answers });
}

async function firstFinding(workspace: ServerWorkspace): Promise<[string, Diagnostic]> {
  const uri = workspace.open('app.py', shellProgram);
  await workspace.codes(uri, ['GVT201']);
  const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
  return [uri, diagnostics[0] as Diagnostic];
}

const actionsAt = <T>(workspace: ServerWorkspace, uri: string, diagnostic: Diagnostic) =>
  workspace.client.request<T[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });

describe('a client that can do nothing', () => {
  it.each(Object.entries(rootings))('and gives %s', async (_, rooting) => {
    const workspace = await client({}, {}, rooting);
    await firstFinding(workspace);
    const report = await workspace.client.request<{ findings: number; filesRead: number }>(
      auditRequest,
      {},
    );
    expect(report).toMatchObject({ findings: 2, filesRead: 2 });
    await workspace.codes(workspace.uri('other.py'), ['GVT201']);
  });

  it('is asked for nothing, and gets plain diagnostics', async () => {
    const workspace = await client({});
    expect(workspace.client.initialized?.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      codeActionProvider: true,
    });
    expect(workspace.client.initialized?.capabilities.executeCommandProvider).toBeUndefined();
    const [uri, diagnostic] = await firstFinding(workspace);
    expect(diagnostic).toMatchObject({ range: inLine(shellLine, 4, 24), severity: 2 });
    expect(diagnostic.relatedInformation).toBeUndefined();
    expect(diagnostic.tags).toBeUndefined();
    // Nothing could apply an edit, nothing could open a page.
    expect(await actionsAt(workspace, uri, diagnostic)).toEqual([]);
    await workspace.client.request(auditRequest, { workDoneToken: 'x' });
    expect(workspace.client.asked).toEqual([]);
  });

  it('gets hovers, edits of its own typing, saves and closes', async () => {
    const workspace = await client({});
    const [uri] = await firstFinding(workspace);
    const hover = await workspace.client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: shellLine, character: 5 },
    });
    expect(JSON.stringify(hover.contents)).toContain('os.system');
    workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: '# new\n' }]);
    await workspace.codes(uri, ['GVT201'], 2);
    workspace.client.notify('textDocument/didSave', { textDocument: { uri } });
    workspace.close(uri);
    await workspace.codes(uri, []);
  });

  it('takes a single file without any folder', async () => {
    const workspace = await client({}, {}, () => ({ rootUri: null }));
    await firstFinding(workspace);
  });

  it('sends its settings unasked', async () => {
    const workspace = await client({});
    const [uri] = await firstFinding(workspace);
    const settings = { greenlint: { ignore: ['GVT201'] } };
    workspace.client.notify('workspace/didChangeConfiguration', { settings });
    await workspace.codes(uri, []);
    workspace.client.notify('workspace/didChangeConfiguration', { settings: { greenlint: {} } });
    await workspace.codes(uri, ['GVT201']);
  });
});

describe('a client that knows commands and no actions', () => {
  const capabilities = { workspace: { applyEdit: true } };
  const applied: { edit: { changes: Record<string, TextEdit[]> } }[] = [];
  const answers = {
    'workspace/applyEdit': (params: never) => {
      applied.push(params);
      return { applied: true };
    },
  };

  it('cures by a command, while the text is the same', async () => {
    const workspace = await client(capabilities, answers);
    expect(workspace.client.initialized?.capabilities).toMatchObject({
      codeActionProvider: true,
      executeCommandProvider: { commands: ['greenlint.applyEdit'] },
    });
    const [uri, diagnostic] = await firstFinding(workspace);
    const commands = await actionsAt<Command>(workspace, uri, diagnostic);
    expect(commands.map(({ title, command }) => [title, command])).toEqual([
      ['Use subprocess.call(…, shell=True)', 'greenlint.applyEdit'],
      ['Ignore blocking-shell-command (GVT201) on this line', 'greenlint.applyEdit'],
      ['Ignore blocking-shell-command (GVT201) in this file', 'greenlint.applyEdit'],
    ]);
    const { command, arguments: args } = commands[0] as Command;
    const execute = () =>
      workspace.client.request('workspace/executeCommand', { command, arguments: args });
    expect(await execute()).toBeNull();
    const edits = applied[0]?.edit.changes[uri] ?? [];
    const document = TextDocument.create(uri, 'python', 1, shellProgram);
    expect(TextDocument.applyEdits(document, edits)).toContain(
      "subprocess.call('sleep 1', shell=True)",
    );
    workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: '#\n' }]);
    await expect(execute()).rejects.toBeInstanceOf(RequestFailed);
    expect(applied).toHaveLength(1);
  });

  it.each([[[]], [[null]], [[{ uri: 4 }]], [[{ uri: 'file:///a.py', version: 1, edit: 'rm' }]]])(
    'refuses a command with %j',
    async (args) => {
      const workspace = await client(capabilities, answers);
      const request = { command: 'greenlint.applyEdit', arguments: args };
      await expect(
        workspace.client.request('workspace/executeCommand', request),
      ).rejects.toBeInstanceOf(RequestFailed);
      await firstFinding(workspace);
    },
  );
});

it('edits come without versions, and all of a kind at once, where the client knows no more', async () => {
  const capabilities = {
    textDocument: {
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    },
  };
  const workspace = await client(capabilities);
  const text = shellProgram.replace(/( {4}os\.system.*\n)/, '$1$1');
  const uri = workspace.open('app.py', text);
  await workspace.codes(uri, ['GVT201', 'GVT201']);
  const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
  const actions = await actionsAt<{ title: string; edit?: { changes?: object } }>(
    workspace,
    uri,
    diagnostics[0] as Diagnostic,
  );
  expect(actions.map(({ title }) => title)).toContain(
    "Fix all 'blocking-shell-command' in this file",
  );
  for (const { edit } of actions) expect(Object.keys(edit?.changes ?? {})).toEqual([uri]);
});

it.each([[['utf-16']], [['utf-8', 'utf-16']], [['utf-8']]])(
  'positions are UTF-16 for a client that offers %j',
  async (positionEncodings) => {
    const workspace = await client({ general: { positionEncodings } });
    expect(workspace.client.initialized?.capabilities.positionEncoding).toBe('utf-16');
    const text = shellProgram.replace("os.system('", "'😀'; os.system('");
    const uri = workspace.open('app.py', text);
    const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
    expect(diagnostics[0]?.range).toEqual(inLine(shellLine, 10, 30));
  },
);
