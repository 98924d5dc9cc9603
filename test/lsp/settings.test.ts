import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

type Settings = Record<string, unknown>;

/** An editor whose settings the test changes; each folder may have its own. */
class Editor {
  readonly workspace: ServerWorkspace;
  readonly #settings: Map<string, Settings>;

  private constructor(workspace: ServerWorkspace, settings: Map<string, Settings>) {
    this.workspace = workspace;
    this.#settings = settings;
  }

  static async start(
    files: Readonly<Record<string, string>>,
    settings: Settings,
    below: readonly string[] = ['.'],
  ): Promise<Editor> {
    const folder = temporaryFolder(files);
    const folders = below.map((name) => folderOf(join(folder, name)));
    const known = new Map(folders.map(({ uri }) => [uri, settings]));
    const answer = ({ items }: { items: { scopeUri: string; section: string }[] }) =>
      items.map(({ scopeUri, section }) => (section === 'greenlint' ? known.get(scopeUri) : null));
    const workspace = await ServerWorkspace.in(folder, {
      initialize: { workspaceFolders: folders },
      answers: { 'workspace/configuration': answer },
    });
    return new Editor(workspace, known);
  }

  /** Sets the settings of a folder and says that something changed, as editors do. */
  set(settings: Settings, name = '.'): void {
    this.#settings.set(folderOf(join(this.workspace.folder, name)).uri, settings);
    this.workspace.client.notify('workspace/didChangeConfiguration', { settings: null });
  }

  save(uri: string): void {
    this.workspace.client.notify('textDocument/didSave', { textDocument: { uri } });
  }

  /** Waits for all that was sent so far: an audit comes after it. */
  async settled(): Promise<void> {
    await this.workspace.client.request(auditRequest, {});
  }

  shown(uri: string): readonly unknown[] {
    const last = this.workspace.client.published.findLast((published) => published.uri === uri);
    return last?.diagnostics.map(({ code }) => code) ?? [];
  }
}

const clean = 'import gevent\n';
const whole = (text: string) => [{ text }];

describe('run: save', () => {
  it('shows what an opened file has, and news of an edit once it is saved', async () => {
    const editor = await Editor.start({ 'app.py': shellProgram }, { run: 'save' });
    const { workspace } = editor;
    const uri = workspace.open('app.py', shellProgram);
    await workspace.codes(uri, ['GVT201'], 1);
    workspace.change(
      uri,
      2,
      whole(`${shellProgram}\nimport gevent  # greenlint: ignore[GVT112]\n`),
    );
    await editor.settled();
    expect(workspace.client.published.some(({ version }) => version === 2)).toBe(false);
    editor.save(uri);
    await workspace.codes(uri, ['GVT201', 'GVT901'], 2);
  });

  it('says nothing of an unsaved text because another file was saved, or settings changed', async () => {
    const files = { 'app.py': clean, 'other.py': shellProgram };
    const editor = await Editor.start(files, { run: 'save' });
    const { workspace } = editor;
    const uri = workspace.open('app.py', clean);
    const other = workspace.open('other.py', shellProgram);
    await workspace.codes(uri, [], 1);
    await workspace.codes(other, ['GVT201'], 1);
    workspace.change(uri, 2, whole(shellProgram));
    workspace.change(other, 2, whole(clean));
    editor.save(other);
    await workspace.codes(other, [], 2);
    workspace.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: workspace.uri('other.py'), type: 2 }],
    });
    editor.set({ run: 'save', severity: { GVT201: 'error' } });
    await editor.settled();
    expect(
      workspace.client.published.filter((one) => one.uri === uri && one.version === 2),
    ).toEqual([]);
    editor.save(uri);
    await workspace.codes(uri, ['GVT201'], 2);
  });

  it('still cures from the text as it is now', async () => {
    const editor = await Editor.start({ 'app.py': clean }, { run: 'save' });
    const { workspace } = editor;
    const uri = workspace.open('app.py', clean);
    await workspace.codes(uri, [], 1);
    workspace.change(uri, 2, whole(shellProgram));
    const actions = await workspace.client.request<{ title: string }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: inLine(shellLine, 4, 4),
      context: { diagnostics: [] },
    });
    expect(actions[0]?.title).toBe('Use subprocess.call(…, shell=True)');
    await editor.settled();
    expect(workspace.client.published.some(({ version }) => version === 2)).toBe(false);
    editor.set({ run: 'save', enable: false });
    await workspace.codes(uri, [], 2);
  });

  it('turns into run: type while files are open', async () => {
    const editor = await Editor.start({ 'app.py': clean }, { run: 'save' });
    const { workspace } = editor;
    const uri = workspace.open('app.py', clean);
    await workspace.codes(uri, [], 1);
    workspace.change(uri, 2, whole(shellProgram));
    editor.set({ run: 'type' });
    await workspace.codes(uri, ['GVT201'], 2);
    workspace.change(uri, 3, whole(clean));
    await workspace.codes(uri, [], 3);
  });
});

it('enable: false takes everything away at once, and true brings it back', async () => {
  const files = { 'app.py': shellProgram, 'closed.py': shellProgram };
  const editor = await Editor.start(files, {});
  const { workspace } = editor;
  const uri = workspace.open('app.py', shellProgram);
  await editor.settled();
  await workspace.codes(uri, ['GVT201']);
  await workspace.codes(workspace.uri('closed.py'), ['GVT201']);
  editor.set({ enable: false });
  await workspace.codes(uri, []);
  await workspace.codes(workspace.uri('closed.py'), []);
  const request = {
    textDocument: { uri },
    range: inLine(shellLine, 4, 4),
    context: { diagnostics: [] },
  };
  expect(await workspace.client.request('textDocument/codeAction', request)).toEqual([]);
  editor.set({ enable: true });
  await workspace.codes(uri, ['GVT201']);
  await workspace.codes(workspace.uri('closed.py'), ['GVT201']);
});

it('severity changes by rule, and off is silent', async () => {
  const editor = await Editor.start({ 'app.py': shellProgram }, {});
  const { workspace } = editor;
  const uri = workspace.open('app.py', shellProgram);
  for (const [severity, number] of [
    ['error', 1],
    ['warning', 2],
    ['information', 3],
    ['hint', 4],
  ] as const) {
    editor.set({ severity: { 'blocking-shell-command': severity } });
    await workspace.client.waitForDiagnostics(
      uri,
      ({ diagnostics }) => diagnostics[0]?.severity === number,
    );
  }
  editor.set({ severity: { GVT201: 'off' } });
  await workspace.codes(uri, []);
  editor.set({ severity: { GVT201: 'loud', GVT999: 'error' }, ignore: 'GVT201', run: null });
  await workspace.codes(uri, ['GVT201']);
  expect(workspace.client.log.join('\n')).toMatch(/The severity of `GVT201` must be/);
});

it('each folder has its own settings', async () => {
  const files = { 'a/app.py': shellProgram, 'b/app.py': shellProgram, 'b/in/app.py': shellProgram };
  const editor = await Editor.start(files, {}, ['a', 'b', 'b/in']);
  const { workspace } = editor;
  const [a, b, inner] = ['a/app.py', 'b/app.py', 'b/in/app.py'].map((name) =>
    workspace.open(name, shellProgram),
  ) as [string, string, string];
  for (const uri of [a, b, inner]) await workspace.codes(uri, ['GVT201']);
  editor.set({ ignore: ['GVT201'] }, 'b');
  await workspace.codes(b, []);
  await editor.settled();
  expect([editor.shown(a), editor.shown(inner)]).toEqual([['GVT201'], ['GVT201']]);
  editor.set({ enable: false }, 'b/in');
  editor.set({ severity: { GVT201: 'hint' } }, 'a');
  await workspace.codes(inner, []);
  await workspace.client.waitForDiagnostics(a, ({ diagnostics }) => diagnostics[0]?.severity === 4);
  editor.set({}, 'b');
  await workspace.codes(b, ['GVT201']);
  const scopes = workspace.client.asked
    .filter(({ method }) => method === 'workspace/configuration')
    .flatMap(({ params }) => (params as { items: { scopeUri: string }[] }).items)
    .map(({ scopeUri }) => scopeUri);
  expect(new Set(scopes)).toEqual(
    new Set(['a', 'b', 'b/in'].map((name) => folderOf(join(workspace.folder, name)).uri)),
  );
});

it('largestFile holds for open and closed files, and may change', async () => {
  const long = `${shellProgram}${'# filler\n'.repeat(300)}`;
  // Without a file that can be read nobody knows of gevent, and nothing is said.
  const files = { 'app.py': long, 'closed.py': long, 'small.py': clean };
  const editor = await Editor.start(files, { largestFile: 1 });
  const { workspace } = editor;
  const uri = workspace.open('app.py', long);
  await workspace.codes(uri, ['GVT903'], 1);
  await editor.settled();
  await workspace.codes(workspace.uri('closed.py'), ['GVT903']);
  editor.set({ largestFile: 4 });
  await workspace.codes(uri, ['GVT201']);
  await workspace.codes(workspace.uri('closed.py'), ['GVT201']);
  editor.set({ largestFile: 1 });
  await workspace.codes(uri, ['GVT903']);
  await workspace.codes(workspace.uri('closed.py'), ['GVT903']);
  workspace.change(uri, 2, whole(shellProgram));
  await workspace.codes(uri, ['GVT201'], 2);
  writeFileSync(join(workspace.folder, 'closed.py'), shellProgram);
  workspace.client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: workspace.uri('closed.py'), type: 2 }],
  });
  await workspace.codes(workspace.uri('closed.py'), ['GVT201']);
});

it('exclude takes files out and back in', async () => {
  const editor = await Editor.start({ 'app.py': shellProgram, 'gen/app.py': shellProgram }, {});
  const { workspace } = editor;
  await editor.settled();
  await workspace.codes(workspace.uri('gen/app.py'), ['GVT201']);
  editor.set({ exclude: ['gen'] });
  await workspace.codes(workspace.uri('gen/app.py'), []);
  editor.set({ exclude: [] });
  await workspace.codes(workspace.uri('gen/app.py'), ['GVT201']);
  expect(editor.shown(workspace.uri('app.py'))).toEqual(['GVT201']);
});
