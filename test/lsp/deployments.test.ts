import { expect, it } from 'vitest';
import type { CodeAction, Hover } from 'vscode-languageserver';
import { inLine, ServerWorkspace } from './server-workspace.ts';

const files = { 'app.py': 'import gevent\n' };
const misspelt = 'services:\n  web:\n    command: python app.py # greenlint: ignore[late-patch]\n';

async function open(workspace: ServerWorkspace, name: string, text: string): Promise<string> {
  const uri = workspace.uri(name);
  workspace.openUri(uri, text, 1, 'yaml');
  return uri;
}

it('shows, follows, explains and cures findings of a deployment file in any language', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'compose.yml': misspelt });
  const uri = await open(workspace, 'compose.yml', misspelt);
  const { version, diagnostics } = await workspace.client.waitForDiagnostics(uri);
  expect([version, diagnostics[0]?.code]).toEqual([1, 'GVT904']);
  expect(diagnostics[0]?.range.start.line).toBe(2);
  workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: '# Shop\n' }]);
  const moved = await workspace.client.waitForDiagnostics(uri, (one) => one.version === 2);
  const range = moved.diagnostics[0]!.range;
  expect(range.start.line).toBe(3);
  const hover = await workspace.client.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: range.start,
  });
  expect(JSON.stringify(hover.contents)).toContain('unknown-rule-in-suppression');
  const actions = await workspace.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: moved.diagnostics },
  });
  expect(actions.map(({ title }) => title)).toContain(
    'Ignore unknown-rule-in-suppression (GVT904) in this file',
  );
  const whole = misspelt.replace('late-patch', 'late-monkey-patch');
  workspace.change(uri, 3, [{ text: whole }]);
  await workspace.codes(uri, ['GVT901'], 3);
});

it('takes the text on disk again once the file is closed', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'compose.yml': 'services: {}\n' });
  const uri = await open(workspace, 'compose.yml', misspelt);
  await workspace.codes(uri, ['GVT904'], 1);
  workspace.close(uri);
  await workspace.codes(uri, []);
});

it('says nothing of documents that start nothing', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'notes.txt': misspelt });
  const notes = await open(workspace, 'notes.txt', misspelt);
  const uri = await open(workspace, 'compose.yml', misspelt);
  await workspace.codes(uri, ['GVT904'], 1);
  expect(workspace.client.published.map((one) => one.uri)).not.toContain(notes);
});
