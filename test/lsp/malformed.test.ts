import { describe, expect, it } from 'vitest';
import { FrameWatch } from '../../server/src/node/frame-watch.ts';
import { RequestFailed } from '../support/lsp-client.ts';
import { ServerWorkspace, shellProgram } from './server-workspace.ts';

/** The server is alive and does its work. */
async function stillWorks(workspace: ServerWorkspace): Promise<void> {
  const uri = workspace.open('app.py', shellProgram);
  await workspace.codes(uri, ['GVT201']);
}

describe('malformed input', () => {
  it.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri: 7 }, position: null }],
    ['textDocument/hover', { textDocument: { uri: 'file:///a.py' }, position: { line: -1 } }],
    ['textDocument/codeAction', { textDocument: { uri: 'file:///a.py' }, range: 'all' }],
    ['textDocument/codeAction', null],
    ['workspace/executeCommand', { command: 'rm' }],
    [
      'workspace/executeCommand',
      { command: 'greenlint.openRuleDocumentation', arguments: ['../x'] },
    ],
    ['greenlint/fixAll', { uri: null }],
    ['no/suchMethod', {}],
  ])('%s with %j is answered with an error', async (method, params) => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    await expect(workspace.client.request(method, params)).rejects.toBeInstanceOf(RequestFailed);
    await stillWorks(workspace);
  });

  it('survives notifications that make no sense', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const { client } = workspace;
    client.notify('textDocument/didOpen', { textDocument: null });
    client.notify('textDocument/didOpen', {
      textDocument: { uri: 'no uri', languageId: 'python' },
    });
    client.notify('textDocument/didChange', { textDocument: { uri: 'file:///never-opened.py' } });
    client.notify('textDocument/didClose', {});
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 5 }] });
    client.notify('workspace/didChangeConfiguration');
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: '::' }], removed: [] },
    });
    client.notify('no/suchNotification', [1]);
    await stillWorks(workspace);
  });

  it('survives bodies that are not JSON, or no message', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    for (const body of ['{', '[]', 'null', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":{}}']) {
      workspace.client.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    }
    await stillWorks(workspace);
  });

  it.each([
    'Content-Type: application/json\r\n\r\n{"jsonrpc":"2.0","method":"initialized"}',
    'Content-Length: many\r\n\r\n{}',
    '{"jsonrpc":"2.0","method":"initialized"}\r\n\r\n',
  ])('ends, and says why, where the length of a message is not told: %j', async (message) => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const { client } = workspace;
    client.write(message);
    expect(await client.exited).toBe(1);
    expect(client.log.filter((line) => line.includes('Content-Length'))).toHaveLength(1);
  });

  it.each([1, 7, 64])('follows messages that come in pieces of %i bytes', (size) => {
    const body = JSON.stringify({ text: 'é😀' });
    const head = `Content-Type: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const bytes = Buffer.from(`${`${head}${body}`.repeat(3)}Content-Type: none\r\n\r\n`);
    const watch = new FrameWatch();
    const steps: boolean[] = [];
    for (let start = 0; start < bytes.length; start += size) {
      steps.push(watch.inStep(bytes.subarray(start, start + size)));
    }
    expect(steps.indexOf(false)).toBe(steps.length - 1);
  });

  it('takes diagnostics and data that are not its own', async () => {
    const workspace = await ServerWorkspace.start({ 'app.py': shellProgram });
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201']);
    const range = { start: { line: 7, character: 4 }, end: { line: 7, character: 4 } };
    const diagnostics = [null, 3, { range, data: { key: 1 } }, { range, data: ['x'] }];
    const actions = await workspace.client.request<unknown[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics, only: [4, 'quickfix'] },
    });
    expect(actions.length).toBeGreaterThan(0);
    const foreign = { title: 'x', data: { uri, version: 'new', code: 1 } };
    expect(await workspace.client.request('codeAction/resolve', foreign)).toEqual(foreign);
  });
});
