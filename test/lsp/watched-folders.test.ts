import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditRequest } from '../../server/src/protocol/messages.ts';
import { ServerWorkspace, shellProgram } from './server-workspace.ts';

const created = 1;
const changed = 2;
const deleted = 3;

/** Tells of these names and nothing else, as editors do of folders. */
function tell(workspace: ServerWorkspace, changes: Readonly<Record<string, number>>): void {
  workspace.client.notify('workspace/didChangeWatchedFiles', {
    changes: Object.entries(changes).map(([name, type]) => ({ uri: workspace.uri(name), type })),
  });
}

async function audited(files: Readonly<Record<string, string>>): Promise<ServerWorkspace> {
  const workspace = await ServerWorkspace.start({ 'main.py': 'import gevent\n', ...files });
  await workspace.client.request(auditRequest, {});
  for (const name of Object.keys(files)) await workspace.codes(workspace.uri(name), ['GVT201']);
  return workspace;
}

const filesRead = async (workspace: ServerWorkspace) =>
  (await workspace.client.request<{ filesRead: number }>(auditRequest, {})).filesRead;

it('a script without an ending is read again when it changes, and is gone when deleted', async () => {
  const script = `#!/usr/bin/env python3\n${shellProgram}`;
  const workspace = await audited({ 'bin/relay': script });
  const uri = workspace.uri('bin/relay');
  const file = join(workspace.folder, 'bin/relay');
  writeFileSync(file, shellProgram);
  tell(workspace, { 'bin/relay': changed });
  await workspace.codes(uri, []);
  writeFileSync(file, script);
  tell(workspace, { 'bin/relay': changed });
  await workspace.codes(uri, ['GVT201']);
  rmSync(file);
  tell(workspace, { 'bin/relay': deleted });
  await workspace.codes(uri, []);
  expect(await filesRead(workspace)).toBe(1);
});

describe('a folder as one event', () => {
  it.each(['pkg', 'pkg.v2', 'folder.py', '.hidden', 'outer/inner'])(
    '%s is deleted',
    async (name) => {
      const file = `${name}/deep/app.py`;
      const workspace = await audited({ [file]: shellProgram });
      rmSync(join(workspace.folder, name), { recursive: true });
      tell(workspace, { [name]: deleted });
      await workspace.codes(workspace.uri(file), []);
      expect(await filesRead(workspace)).toBe(1);
    },
  );

  it('is renamed', async () => {
    const workspace = await audited({ 'old.d/app.py': shellProgram });
    renameSync(join(workspace.folder, 'old.d'), join(workspace.folder, 'new.d'));
    tell(workspace, { 'old.d': deleted, 'new.d': created });
    await workspace.codes(workspace.uri('old.d/app.py'), []);
    await workspace.codes(workspace.uri('new.d/app.py'), ['GVT201']);
    expect(await filesRead(workspace)).toBe(2);
  });

  it('brings its configuration with it, and takes it away', async () => {
    const workspace = await audited({ 'app/app.py': shellProgram });
    const moved = { 'pyproject.toml': '[tool.greenlint\n', 'x.py': shellProgram };
    mkdirSync(join(workspace.folder, 'moved.in'));
    for (const [name, text] of Object.entries(moved)) {
      writeFileSync(join(workspace.folder, 'moved.in', name), text);
    }
    tell(workspace, { 'moved.in': created });
    await workspace.codes(workspace.uri('moved.in/pyproject.toml'), ['GVT902']);
    await workspace.codes(workspace.uri('moved.in/x.py'), ['GVT201']);
    rmSync(join(workspace.folder, 'moved.in'), { recursive: true });
    tell(workspace, { 'moved.in': deleted });
    await workspace.codes(workspace.uri('moved.in/pyproject.toml'), []);
    await workspace.codes(workspace.uri('moved.in/x.py'), []);
  });

  it('leaves the text of an open file, and forgets it when that is closed', async () => {
    const workspace = await audited({ 'pkg/app.py': shellProgram });
    const uri = workspace.open('pkg/app.py', shellProgram);
    await workspace.codes(uri, ['GVT201'], 1);
    rmSync(join(workspace.folder, 'pkg'), { recursive: true });
    tell(workspace, { pkg: deleted });
    expect(await filesRead(workspace)).toBe(2);
    await workspace.codes(uri, ['GVT201'], 1);
    workspace.close(uri);
    await workspace.codes(uri, []);
    expect(await filesRead(workspace)).toBe(1);
  });

  it('is none of ours where it would not be read', async () => {
    const workspace = await audited({ 'app.py': shellProgram });
    for (const name of ['node_modules', 'new/.venv/lib', 'notes']) {
      mkdirSync(join(workspace.folder, name), { recursive: true });
      if (name !== 'notes') writeFileSync(join(workspace.folder, name, 'x.py'), shellProgram);
      tell(workspace, { [name]: created });
    }
    writeFileSync(join(workspace.folder, 'Makefile'), '');
    tell(workspace, { Makefile: created });
    expect(await filesRead(workspace)).toBe(2);
    const shown = new Set(workspace.client.published.map(({ uri }) => uri));
    expect([...shown]).toEqual([workspace.uri('app.py')]);
  });

  it('is asked for by a glob that folders match', async () => {
    const workspace = await audited({});
    const asked = await workspace.client.waitFor(
      () =>
        workspace.client.asked.find(({ params }) =>
          JSON.stringify(params).includes('workspace/didChangeWatchedFiles'),
        ),
      'the registration of watchers',
    );
    expect(JSON.stringify(asked.params)).toContain('{"globPattern":"**/*"}');
  });
});
