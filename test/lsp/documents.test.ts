import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auditRequest } from '../../server/src/protocol/messages.ts';
import {
  folderOf,
  inLine,
  ServerWorkspace,
  shellLine,
  shellProgram,
  temporaryFolder,
} from './server-workspace.ts';

describe('documents', () => {
  it('counts columns in UTF-16 units', async () => {
    const text = shellProgram.replace("    os.system('sleep 1')", "    '😀é𝒳'; os.system('😀')");
    const workspace = await ServerWorkspace.start({ 'app.py': text });
    const uri = workspace.open('app.py', text);
    const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
    expect(diagnostics[0]?.range).toEqual(inLine(shellLine, 13, 28));
    // An edit between two such characters lands where it was meant.
    workspace.change(uri, 2, [{ range: inLine(shellLine, 7, 8), text: '😀😀' }]);
    const next = await workspace.client.waitForDiagnostics(uri, ({ version }) => version === 2);
    expect(next.diagnostics[0]?.range).toEqual(inLine(shellLine, 16, 31));
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR alone', '\r'],
  ])('counts lines that end with %s', async (_, end) => {
    const text = shellProgram.replaceAll('\n', end);
    const workspace = await ServerWorkspace.start({ 'app.py': text });
    const uri = workspace.open('app.py', text);
    const { diagnostics } = await workspace.client.waitForDiagnostics(uri);
    expect(diagnostics[0]?.range).toEqual(inLine(shellLine, 4, 24));
    workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: `#${end}` }]);
    const next = await workspace.client.waitForDiagnostics(uri, ({ version }) => version === 2);
    expect(next.diagnostics[0]?.range.start.line).toBe(shellLine + 1);
  });

  it('answers under the spelling that the client used, for links and encoded letters', async () => {
    const workspace = await ServerWorkspace.start({ 'real.py': shellProgram });
    symlinkSync(join(workspace.folder, 'real.py'), join(workspace.folder, 'link.py'));
    const encoded = workspace.uri('link.py').replace('link.py', 'l%69nk.py');
    workspace.openUri(encoded, shellProgram);
    await workspace.codes(encoded, ['GVT201']);
    await workspace.client.request(auditRequest, {});
    // One file, one set of findings: not a second one under the name on disk.
    const shown = new Map(
      workspace.client.published.map(({ uri, diagnostics }) => [uri, diagnostics.length]),
    );
    expect([...shown].filter(([, count]) => count > 0)).toEqual([[encoded, 1]]);
  });

  it('knows a link that leads out of the workspace by its name in it', async () => {
    const outside = temporaryFolder({ 'app.py': shellProgram });
    const workspace = await ServerWorkspace.start({ 'other.py': 'import gevent\n' });
    symlinkSync(join(outside, 'app.py'), join(workspace.folder, 'link.py'));
    workspace.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: workspace.uri('link.py'), type: 1 }],
    });
    await workspace.client.request(auditRequest, {});
    await workspace.codes(workspace.uri('link.py'), ['GVT201']);
    const uri = workspace.open('link.py', shellProgram);
    await workspace.codes(uri, ['GVT201'], 1);
    workspace.change(uri, 2, [{ text: 'import gevent\n' }]);
    await workspace.codes(uri, [], 2);
    const shown = new Set(workspace.client.published.map((published) => published.uri));
    expect([...shown]).toEqual([uri]);
  });

  it('answers below the folder that the client opened, though it is a link', async () => {
    const folder = temporaryFolder({ 'real/app.py': shellProgram });
    symlinkSync(join(folder, 'real'), join(folder, 'linked'));
    const linked = join(folder, 'linked');
    const workspace = await ServerWorkspace.start(
      {},
      { initialize: { workspaceFolders: [folderOf(linked)] } },
    );
    await workspace.client.request(auditRequest, {});
    const uri = pathToFileURL(join(linked, 'app.py')).toString();
    await workspace.codes(uri, ['GVT201']);
  });

  it('lets the newest of two spellings speak, and the other one after it', async () => {
    const workspace = await ServerWorkspace.start({ 'real.py': shellProgram });
    symlinkSync(join(workspace.folder, 'real.py'), join(workspace.folder, 'link.py'));
    const real = workspace.open('real.py', shellProgram);
    await workspace.codes(real, ['GVT201']);
    const link = workspace.open('link.py', 'import gevent\n');
    await workspace.codes(link, [], 1);
    await workspace.codes(real, []);
    workspace.close(link);
    await workspace.codes(real, ['GVT201'], 1);
  });

  it('prefers the unsaved text to the disk, and goes back to the disk', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': 'import gevent\n' });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    workspace.close(uri);
    await workspace.codes(uri, []);
    const report = await workspace.client.request<{ findings: number }>(auditRequest, {});
    expect(report.findings).toBe(0);
  });

  it('finds what an unsaved file says by itself', async () => {
    const workspace = await ServerWorkspace.start({});
    workspace.openUri('untitled:Untitled-1', shellProgram);
    await workspace.codes('untitled:Untitled-1', ['GVT201']);
    workspace.close('untitled:Untitled-1');
    await workspace.codes('untitled:Untitled-1', []);
  });

  it('says nothing of cells, of old versions, or of other languages', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const others = [
      `${workspace.uri('app.py').replace('file:', 'git:')}?%7B%22ref%22%3A%22HEAD%22%7D`,
      'vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D',
      'vscode-scm:git/app.py',
      'review://pr/app.py',
    ];
    for (const uri of others) workspace.openUri(uri, shellProgram);
    workspace.openUri(workspace.uri('app.txt'), shellProgram, 1, 'plaintext');
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    expect(new Set(workspace.client.published.map((published) => published.uri))).toEqual(
      new Set([uri]),
    );
  });
});
