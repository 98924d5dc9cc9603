import { describe, expect, it } from 'vitest';
import type { CodeAction, Hover, TextDocumentEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { auditRequest, fixAllRequest } from '../../server/src/protocol/messages.ts';
import { LspClient, RequestFailed } from '../support/lsp-client.ts';
import {
  folderOf,
  inLine,
  ServerWorkspace,
  shellLine,
  shellProgram,
  temporaryFolder,
} from './server-workspace.ts';

const twoCalls = shellProgram.replace(
  "    os.system('sleep 1')\n",
  "    os.system('sleep 1')\n    os.system('sleep 2')\n",
);

async function actionsAt(
  workspace: ServerWorkspace,
  uri: string,
  context: object = {},
): Promise<CodeAction[]> {
  const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
  return workspace.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: inLine(shellLine, 4, 4),
    context: { diagnostics: diagnostics.slice(0, 1), ...context },
  });
}

function applied(text: string, action: CodeAction | undefined, version: number | null): string {
  const change = action?.edit?.documentChanges?.[0] as TextDocumentEdit;
  expect(change.textDocument.version).toBe(version);
  const document = TextDocument.create(change.textDocument.uri, 'python', 1, text);
  return TextDocument.applyEdits(document, change.edits as never);
}

describe('a session over standard input and output', () => {
  it('says what it can', async () => {
    const { client } = await ServerWorkspace.start({});
    expect(client.initialized).toMatchObject({
      serverInfo: { name: 'greenlint' },
      capabilities: {
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.greenlint'] },
        workspace: { workspaceFolders: { supported: true } },
      },
    });
  });

  it('publishes the findings of an opened file with code, link, data and related places', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    const { version, diagnostics } = await workspace.client.waitForDiagnostics(uri);
    expect(version).toBe(1);
    expect(diagnostics).toMatchObject([
      {
        code: 'GVT201',
        source: 'greenlint',
        range: inLine(shellLine, 4, 24),
        codeDescription: {
          href: expect.stringMatching(/\/docs\/rules\/blocking-shell-command\.md$/),
        },
        data: { code: 'GVT201', key: expect.any(String), version: 1 },
        relatedInformation: [{ location: { uri, range: { start: { line: 10 } } } }],
      },
    ]);
  });

  it('links to the pages that the client brings along', async () => {
    const workspace = await ServerWorkspace.start(
      { 'app.py': shellProgram },
      { initialize: { initializationOptions: { ruleDocumentation: 'file:///ext/docs/rules/' } } },
    );
    const uri = workspace.open('app.py', shellProgram);
    const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
    expect(diagnostics[0]?.codeDescription?.href).toBe(
      'file:///ext/docs/rules/blocking-shell-command.md',
    );
    expect(workspace.client.initialized?.capabilities.executeCommandProvider).toBeUndefined();
  });

  it('follows edits, several in one event, each counted on the text before it', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    workspace.change(uri, 2, [
      { range: inLine(0, 0, 0), text: '# first\n' },
      { range: inLine(shellLine + 1, 4, 4), text: 'x = 1; ' },
    ]);
    const moved = await workspace.client.waitForDiagnostics(uri, ({ version }) => version === 2);
    expect(moved.diagnostics[0]?.range).toEqual(inLine(shellLine + 1, 11, 31));
    workspace.change(uri, 3, [{ text: 'import gevent\n' }]);
    await workspace.codes(uri, [], 3);
  });

  it('shows nothing that was computed for an older version', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    for (let version = 2; version <= 30; version++) {
      workspace.change(uri, version, [{ range: inLine(0, 0, 0), text: '#\n' }]);
    }
    const last = await workspace.client.waitForDiagnostics(uri, ({ version }) => version === 30);
    expect(last.diagnostics[0]?.range.start.line).toBe(shellLine + 29);
    const versions = workspace.client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('cures, silences and explains from the lightbulb', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram, 5);
    const actions = await actionsAt(workspace, uri);
    expect(actions.map(({ title }) => title)).toEqual([
      'Use subprocess.call(…, shell=True)',
      'Ignore blocking-shell-command (GVT201) on this line',
      'Ignore blocking-shell-command (GVT201) in this file',
      'Show documentation for blocking-shell-command (GVT201)',
    ]);
    expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(applied(shellProgram, actions[0], 5)).toContain(
      "subprocess.call('sleep 1', shell=True)",
    );
    expect(applied(shellProgram, actions[1], 5)).toContain(
      "os.system('sleep 1')  # greenlint: ignore[blocking-shell-command]",
    );
    expect(applied(shellProgram, actions[2], 5)).toContain(
      '# greenlint: ignore-file[blocking-shell-command]',
    );
    expect(actions[3]?.command).toMatchObject({
      command: 'greenlint.openRuleDocumentation',
      arguments: ['blocking-shell-command'],
    });
  });

  it('cures all of a kind, built when the action is chosen and refused once the text moved on', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': twoCalls });
    const uri = workspace.open('app.py', twoCalls);
    const actions = await actionsAt(workspace, uri);
    const all = actions.find(({ title }) => title.startsWith('Fix all'));
    expect(all).toMatchObject({ title: "Fix all 'blocking-shell-command' in this file" });
    expect(all?.edit).toBeUndefined();
    const resolved = await workspace.client.request<CodeAction>('codeAction/resolve', all);
    expect(applied(twoCalls, resolved, 1).match(/subprocess\.call/g)).toHaveLength(2);
    workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: '#\n' }]);
    const late = await workspace.client.request<CodeAction>('codeAction/resolve', all);
    expect(late.edit).toBeUndefined();
  });

  it('offers the source action to who asks for it, and only that', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    for (const kind of ['source', 'source.fixAll', 'source.fixAll.greenlint']) {
      const actions = await actionsAt(workspace, uri, { only: [kind] });
      expect(actions.map((action) => action.kind)).toEqual(['source.fixAll.greenlint']);
      expect(applied(shellProgram, actions[0], 1)).toContain('subprocess.call');
    }
    expect(await actionsAt(workspace, uri, { only: ['refactor'] })).toEqual([]);
    const quick = await actionsAt(workspace, uri, { only: ['quickfix'] });
    expect(quick.every(({ kind }) => kind === 'quickfix')).toBe(true);
  });

  it('offers nothing for a key that is gone', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    const gone = {
      range: inLine(shellLine, 4, 5),
      message: '',
      data: { code: 'GVT201', key: 'x', version: 1 },
    };
    expect(await actionsAt(workspace, uri, { diagnostics: [gone] })).toEqual([]);
  });

  it('explains a finding on hover, and nothing beside it', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    const hover = (line: number) =>
      workspace.client.request<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position: { line, character: 6 },
      });
    expect(await hover(shellLine)).toMatchObject({
      contents: { kind: 'markdown', value: expect.stringContaining('gevent.spawn(work)') },
      range: inLine(shellLine, 4, 24),
    });
    expect(await hover(0)).toBeNull();
  });

  it('applies all safe fixes by one edit of the client', async () => {
    const edits: unknown[] = [];
    const workspace = await ServerWorkspace.start(
      { 'app.py': twoCalls },
      {
        answers: {
          'workspace/applyEdit': (params: never) => {
            edits.push(params);
            return { applied: true };
          },
        },
      },
    );
    const uri = workspace.open('app.py', twoCalls);
    await workspace.codes(uri, ['GVT201', 'GVT201']);
    expect(await workspace.client.request(fixAllRequest, { uri })).toEqual({ fixed: 2 });
    expect(edits).toHaveLength(1);
    expect(applied(twoCalls, edits[0] as CodeAction, 1)).not.toContain('os.system');
  });

  it('audits files that are not open, with progress, and reports', async () => {
    const workspace = await ServerWorkspace.start({
      'app.py': shellProgram,
      'b/other.py': twoCalls,
    });
    const report = await workspace.client.request<Record<string, unknown>>(auditRequest, {
      workDoneToken: 'audit',
    });
    expect(report).toMatchObject({ cancelled: false, usesGevent: true, filesRead: 2, findings: 3 });
    expect(report.markdown).toContain(`(<${workspace.uri('b/other.py')}#L8>)`);
    const { diagnostics, version } = await workspace.client.waitForDiagnostics(
      workspace.uri('b/other.py'),
    );
    expect(diagnostics).toHaveLength(2);
    expect(version).toBeUndefined();
    const progress = workspace.client.notifications
      .filter(({ method }) => method === '$/progress')
      .map(({ params }) => (params as { value: { kind: string } }).value.kind);
    expect(progress.at(0)).toBe('begin');
    expect(progress.at(-1)).toBe('end');
  });

  it('ends a cancelled audit early and says so', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`m${index}.py`, `${shellProgram}\n`.repeat(4)]),
    );
    const workspace = await ServerWorkspace.start(files);
    const audit = workspace.client.requestWithId<{ cancelled: boolean }>(auditRequest, {});
    workspace.client.notify('$/cancelRequest', { id: audit.id });
    expect((await audit.answer).cancelled).toBe(true);
    // The server is as fit as before.
    const uri = workspace.open('m1.py', shellProgram);
    await workspace.codes(uri, ['GVT201'], 1);
  });

  it('ends a cancelled audit while the folders are first being read', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`p${index % 30}/m${index}.py`, shellProgram]),
    );
    const workspace = await ServerWorkspace.start(files);
    const { client } = workspace;
    const audit = client.requestWithId<{ cancelled: boolean }>(auditRequest, {
      workDoneToken: 'audit',
    });
    await client.waitFor(
      () => client.notifications.find(({ params }) => /Reading/.test(JSON.stringify(params))),
      'the reading',
    );
    client.notify('$/cancelRequest', { id: audit.id });
    expect((await audit.answer).cancelled).toBe(true);
    const states = () =>
      client.notifications
        .filter(({ method }) => method === 'greenlint/status')
        .map(({ params }) => (params as { state: string }).state);
    // Reading goes on for what is opened next, and comes to an end.
    expect(new Set(states())).toEqual(new Set(['starting']));
    await client.waitFor(() => states().includes('ready') || undefined, 'the end of the reading');
  });

  it('tells the status', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    workspace.open('app.py', shellProgram);
    const status = await workspace.client.waitFor(
      () =>
        workspace.client.notifications.findLast(
          ({ method, params }) =>
            method === 'greenlint/status' && (params as { state: string }).state === 'ready',
        ),
      'a status',
    );
    expect(status.params).toMatchObject({ usesGevent: true, findings: 1 });
  });

  it('takes changed settings, per folder', async () => {
    let ignore: string[] = [];
    const workspace = await ServerWorkspace.start(
      { 'app.py': shellProgram },
      { answers: { 'workspace/configuration': () => [{ ignore }] } },
    );
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    ignore = ['blocking-shell-command'];
    workspace.client.notify('workspace/didChangeConfiguration', { settings: null });
    await workspace.codes(uri, []);
    const asked = workspace.client.asked.filter(
      ({ method }) => method === 'workspace/configuration',
    );
    expect(asked[0]?.params).toEqual({
      items: [{ scopeUri: folderOf(workspace.folder).uri, section: 'greenlint' }],
    });
  });

  it('reads configuration files again when they change on disk', async () => {
    const { writeFileSync } = await import('node:fs');
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    writeFileSync(`${workspace.folder}/pyproject.toml`, '[tool.greenlint]\nignore = ["GVT201"]\n');
    workspace.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: workspace.uri('pyproject.toml'), type: 1 }],
    });
    await workspace.codes(uri, []);
    const watched = workspace.client.asked.filter(
      ({ method }) => method === 'client/registerCapability',
    );
    expect(JSON.stringify(watched)).toContain('pyproject.toml');
  });

  it('takes folders added and removed', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const other = folderOf(temporaryFolder({ 'more.py': shellProgram }));
    const change = (added: object[], removed: object[]) =>
      workspace.client.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    change([other], []);
    const audit = await workspace.client.request<{ filesRead: number }>(auditRequest, {});
    expect(audit.filesRead).toBe(2);
    await workspace.codes(`${other.uri}/more.py`, ['GVT201']);
    change([], [other]);
    await workspace.codes(`${other.uri}/more.py`, []);
  });

  it('clears a file that was deleted', async () => {
    const { rmSync } = await import('node:fs');
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    await workspace.client.request(auditRequest, {});
    await workspace.codes(workspace.uri('app.py'), ['GVT201']);
    rmSync(`${workspace.folder}/app.py`);
    workspace.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: workspace.uri('app.py'), type: 3 }],
    });
    await workspace.codes(workspace.uri('app.py'), []);
  });

  it('stops as the protocol says', async () => {
    const orderly = await LspClient.start();
    expect(await orderly.stop()).toBe(0);
    const abrupt = await LspClient.start();
    abrupt.notify('exit');
    expect(await abrupt.exited).toBe(1);
    const cut = await LspClient.start();
    cut.process.stdin.end();
    expect(await cut.exited).toBe(1);
  });

  it('refuses requests before initialize and after shutdown', async () => {
    const early = await LspClient.start({ raw: true });
    const hover = { textDocument: { uri: 'file:///a.py' }, position: { line: 0, character: 0 } };
    await expect(early.request('textDocument/hover', hover)).rejects.toMatchObject({
      code: -32002,
    });
    early.process.kill();
    const late = await LspClient.start();
    await late.request('shutdown');
    await expect(late.request('textDocument/hover', hover)).rejects.toBeInstanceOf(RequestFailed);
    late.notify('exit');
    expect(await late.exited).toBe(0);
  });
});
