import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { emptyFolderWithBundles, plainEnvironment } from './empty-folder.ts';

const uncalled = 'from gevent import monkey\nmonkey.patch_all\n';
let folder = '';

beforeAll(() => {
  folder = emptyFolderWithBundles();
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app/main.py'), uncalled);
  // Enough for the threads that read many files.
  mkdirSync(join(folder, 'many'));
  for (let index = 0; index < 150; index += 1) {
    writeFileSync(join(folder, 'many', `m${index}.py`), uncalled);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: plainEnvironment(),
  });
  return { status, stdout, stderr };
}

it('the command checks', () => {
  const ran = run('check', '--output-format', 'json', 'app');
  expect(ran).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(ran.stdout)).toMatchObject([{ code: 'GVT109', path: 'app/main.py' }]);
});

it('the command checks with all its threads', () => {
  const ran = run('check', '--output-format', 'json', 'many');
  expect(ran).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(ran.stdout)).toHaveLength(150);
});

it('the command explains a rule and tells its version', () => {
  expect(run('rule', 'GVT101')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('late-monkey-patch'),
  });
  expect(run('--version')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

it.each([
  ['greenlint lsp --stdio', ['cli.js', 'lsp', '--stdio']],
  ['the server by itself', ['server.js', '--stdio']],
])('%s serves an editor', async (_, [script = '', ...words]) => {
  const uri = pathToFileURL(join(folder, 'app/main.py')).toString();
  const client = await LspClient.start({
    command: [join(folder, 'dist', script), ...words],
    initialize: {
      workspaceFolders: [{ uri: pathToFileURL(join(folder, 'app')).toString(), name: 'app' }],
    },
  });
  const textDocument = { uri, languageId: 'python', version: 1, text: uncalled };
  client.notify('textDocument/didOpen', { textDocument });
  const { diagnostics } = await client.waitForDiagnostics(uri);
  expect(diagnostics.map(({ code }) => code)).toEqual(['GVT109']);
  expect(await client.stop()).toBe(0);
});
