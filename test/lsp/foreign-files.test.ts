import { expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import {
  auditRequest,
  listFolderRequest,
  readFileRequest,
} from '../../server/src/protocol/messages.ts';
import { folderOf, ServerWorkspace, shellProgram, temporaryFolder } from './server-workspace.ts';

const root = 'vscode-vfs://github/o/my%20shop';

/** The files of `root`, as an editor gives them out. */
const files: Readonly<Record<string, string>> = {
  'serve.py': 'from gevent import monkey\n\nmonkey.patch_all()\n\nfrom pages import start\n',
  'pages/start.py':
    'import os\n\nimport gevent\n\n\ndef work():\n    os.system("true")\n\n\ngevent.spawn(work)\n',
  'pages/__init__.py': '',
};

const gone = { problem: 'gone', message: 'not here' };

const answers = {
  [readFileRequest]: ({ uri }: { uri: string }) => {
    const text = files[nameOf(uri)];
    return text === undefined ? gone : { content: Buffer.from(text).toString('base64') };
  },
  [listFolderRequest]: ({ uri }: { uri: string }) => {
    const prefix = nameOf(uri) === '' ? '' : `${nameOf(uri)}/`;
    const inside = Object.keys(files).flatMap((file) =>
      file.startsWith(prefix) ? [file.slice(prefix.length)] : [],
    );
    const names = new Set(inside.map((file) => file.split('/', 1)[0] ?? ''));
    return uri.startsWith(root)
      ? {
          entries: [...names].map((name) => ({
            name,
            kind: inside.includes(name) ? 'file' : 'folder',
          })),
        }
      : gone;
  },
};

function nameOf(uri: string): string {
  return uri.slice(root.length + 1);
}

const foreign = { uri: root, name: 'my shop' };

it('reads a folder of another scheme through the client, beside one on disk', async () => {
  const folder = temporaryFolder({ 'app.py': shellProgram });
  const workspace = await ServerWorkspace.in(folder, {
    initialize: {
      workspaceFolders: [folderOf(folder), foreign],
      initializationOptions: { clientFiles: true },
    },
    answers,
  });
  const report = await workspace.client.request(auditRequest, {});
  expect(report).toMatchObject({ usesGevent: true, filesRead: 4, findings: 2 });
  await workspace.codes(workspace.uri('app.py'), ['GVT201']);
  await workspace.codes(`${root}/pages/start.py`, ['GVT201']);
  const uri = `${root}/pages/start.py`;
  workspace.openUri(uri, files['pages/start.py'] ?? '');
  const [cure] = await workspace.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 6, character: 4 }, end: { line: 6, character: 4 } },
    context: { diagnostics: [] },
  });
  expect(cure?.edit?.documentChanges).toMatchObject([{ textDocument: { uri } }]);
  // The disk's own files are not asked of the client.
  const asked = workspace.client.asked.filter(({ method }) => method.startsWith('greenlint/'));
  const uris = asked.map(({ params }) => (params as { uri: string }).uri);
  expect(uris).toContain(`${root}/serve.py`);
  expect(uris.filter((uri) => uri.startsWith('file:'))).toEqual([]);
});

it('has none of its files where the client does not give them out', async () => {
  const workspace = await ServerWorkspace.in('/', { initialize: { workspaceFolders: [foreign] } });
  const report = await workspace.client.request(auditRequest, {});
  expect(report).toMatchObject({ filesRead: 0, findings: 0 });
  workspace.openUri(`${root}/alone.py`, shellProgram);
  await workspace.codes(`${root}/alone.py`, ['GVT201']);
});

it('counts what was opened in a folder before that joined the workspace', async () => {
  const folder = temporaryFolder({});
  const workspace = await ServerWorkspace.in(folder, {
    initialize: {
      workspaceFolders: [folderOf(folder)],
      initializationOptions: { clientFiles: true },
    },
    answers,
  });
  const uri = `${root}/pages/start.py`;
  workspace.openUri(uri, '');
  workspace.change(uri, 2, [{ text: files['pages/start.py'] }]);
  workspace.client.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: [foreign], removed: [] },
  });
  await workspace.codes(uri, ['GVT201'], 2);
});
