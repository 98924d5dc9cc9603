import {
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  type Hover,
  MarkdownString,
  Uri,
  window,
  workspace,
} from 'vscode';
import { apply, curesOf } from './cures.ts';
import { codeOf, codesIn, fileUri, findingsIn, open, openUntitled, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';

/** Of each file of the workspace, as it is on disk. */
const all = ['GVT526', 'GVT201'];

/** What the safe fixes leave. */
const fixed = `from gevent import monkey

monkey.patch_all()

import subprocess

import gevent
from gevent.lock import Semaphore


def work():
    with Semaphore(1):
        subprocess.call("true", shell=True)


gevent.spawn(work)
`;

describe('safe fixes', () => {
  it('are all applied by the command', async () => {
    const { document } = await open('serve.py');
    await untilCodes(document.uri, all);
    const count = await commands.executeCommand<number>('greenlint.fixAllInFile');
    expectSame(count, 2, 'how many it fixed');
    expectSame(document.getText(), fixed, 'the file');
    await untilCodes(document.uri, []);
    expectSame(await commands.executeCommand('greenlint.fixAllInFile'), 0, 'a second time');
    await commands.executeCommand('undo');
    await untilCodes(document.uri, all);
  });

  it("are all applied by the editor's own fix-all", async () => {
    const { document } = await open('serve.py');
    await untilCodes(document.uri, all);
    // The editor forgets the command where the answer is slow: who sees nothing presses again.
    for (let patience = 2_000; document.getText() !== fixed; patience *= 2) {
      await commands.executeCommand('editor.action.fixAll');
      const isFixed = until('the file is fixed', () => document.getText() === fixed, patience);
      if (patience >= 16_000) await isFixed;
      else await isFixed.catch(() => false);
    }
    await untilCodes(document.uri, []);
  });

  it('are applied on save where the user wants that', async () => {
    const editor = workspace.getConfiguration('editor', fileUri('saved.py'));
    const onSave = { 'source.fixAll.greenlint': 'explicit' };
    await editor.update('codeActionsOnSave', onSave, ConfigurationTarget.Workspace);
    const shown = await open('saved.py');
    await untilCodes(shown.document.uri, all);
    await shown.edit((edit) => edit.insert(shown.document.lineAt(16).range.start, ' '));
    await shown.edit((edit) => edit.delete(shown.document.lineAt(16).range));
    await commands.executeCommand('workbench.action.files.save');
    await until('the file is fixed', () => shown.document.getText() === fixed);
    await until('it is saved', () => !shown.document.isDirty);
    await editor.update('codeActionsOnSave', undefined, ConfigurationTarget.Workspace);
  });
});

describe('a comment of the lightbulb', () => {
  for (const where of ['on this line', 'in this file']) {
    it(`silences a finding ${where}`, async () => {
      const { document } = await open('quiet.py');
      await untilCodes(document.uri, all);
      const [finding] = findingsIn(document.uri);
      if (finding === undefined) throw new Error('no finding');
      const actions = await curesOf(document.uri, finding);
      const silence = actions.find(({ title }) => /^Ignore /.test(title) && title.endsWith(where));
      if (silence === undefined) throw new Error(`none of ${actions.map(({ title }) => title)}`);
      await apply(silence);
      await untilCodes(document.uri, ['GVT201']);
      const directive = where === 'in this file' ? 'ignore-file' : 'ignore';
      const comment = `# greenlint: ${directive}[removed-api]`;
      expectThat(document.getText().includes(comment), `${comment} in\n${document.getText()}`);
      await commands.executeCommand('undo');
      await untilCodes(document.uri, all);
    });
  }
});

describe('a finding', () => {
  it('explains itself when the mouse rests on it', async () => {
    const { document } = await open('quiet.py');
    await untilCodes(document.uri, all);
    const finding = findingsIn(document.uri).find((one) => codeOf(one) === 'GVT201');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      finding?.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part instanceof MarkdownString ? part.value : ''))
      .join('\n');
    expectThat(/hub|event loop|greenlet/.test(text), `why it harms, in: ${text}`);
    expectThat(text.includes('blocking-shell-command'), `the rule's name in: ${text}`);
  });

  it('comes with the typing, and goes with it', async () => {
    const editor = await openUntitled('');
    const { document } = editor;
    const write = (text: string) =>
      editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, text));
    await write('import gevent\n\n\ndef work():\n    print(1)\n\n\n');
    await write('gevent.spawn(work');
    await write('()');
    await write(')');
    await untilCodes(document.uri, ['GVT501']);
    const line = document.lineAt(document.lineCount - 1);
    await editor.edit((edit) => edit.replace(line.range, 'gevent.spawn(work)'));
    await untilCodes(document.uri, []);
  });

  it('has the severity that the settings give it, at once', async () => {
    const { document } = await open('quiet.py');
    await untilCodes(document.uri, all);
    const settings = workspace.getConfiguration('greenlint', document.uri);
    const give = (value: object | undefined) =>
      settings.update('severity', value, ConfigurationTarget.WorkspaceFolder);
    await give({ 'blocking-shell-command': 'hint', GVT526: 'off' });
    await untilCodes(document.uri, ['GVT201']);
    expectSame(findingsIn(document.uri)[0]?.severity, DiagnosticSeverity.Hint, 'its severity');
    await give(undefined);
    await untilCodes(document.uri, all);
    await settings.update('enable', false, ConfigurationTarget.WorkspaceFolder);
    await untilCodes(document.uri, []);
    await settings.update('enable', undefined, ConfigurationTarget.WorkspaceFolder);
    await untilCodes(document.uri, all);
  });
});

describe('a folder', () => {
  it('is looked at when it joins the workspace, and no longer when it leaves', async () => {
    const uri = Uri.joinPath(fileUri('.'), '..', 'added');
    const worker = Uri.joinPath(uri, 'worker.py');
    await open('quiet.py');
    workspace.updateWorkspaceFolders(1, 0, { uri });
    await until('there are two folders', () => workspace.workspaceFolders?.length === 2);
    await window.showTextDocument(worker);
    await untilCodes(worker, ['GVT501']);
    const { findings } = await commands.executeCommand<{ findings: number }>(
      'greenlint.auditWorkspace',
    );
    expectThat(findings >= 1, 'findings of both folders in the audit');
    workspace.updateWorkspaceFolders(1, 1);
    await until('there is one folder', () => workspace.workspaceFolders?.length === 1);
  });
});

async function untilCodes(uri: Uri, codes: readonly string[]): Promise<void> {
  try {
    await until('', () => JSON.stringify(codesIn(uri)) === JSON.stringify(codes));
  } catch {
    expectSame(codesIn(uri), codes, `findings of ${uri}`);
  }
}
