import { commands, extensions, workspace } from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { codesIn, fileUri, open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { hasHands, press, see } from './page.ts';

const dialog = '.monaco-dialog-box:has-text("trust the authors")';

/** `serve.py` is larger than the workspace's own settings allow: whether they count shows in it. */
const file = () => fileUri('serve.py');
const largest = () => workspace.getConfiguration('greenlint', file()).get('largestFile');

describe('a folder that nobody has said to trust', () => {
  before(function () {
    // On the desktop nobody can say that it is to be trusted.
    if (!hasHands) this.skip();
  });

  it('is opened in Restricted Mode', () => {
    expectSame(workspace.isTrusted, false, 'whether the folder is trusted');
  });

  it('has its findings, audit and cures, and what its settings say but for largestFile', async () => {
    await open('serve.py');
    // GVT526 is switched off by the folder's settings.
    await until('serve.py has its findings', () => codesIn(file()).join() === 'GVT201');
    expectThat(extensions.getExtension('greenlint.greenlint')?.isActive === true, 'it is active');
    expectSame(largest(), 1024, 'greenlint.largestFile');
    const report = await commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    expectSame(report.findings, 1, 'findings in the audit');
    await open('serve.py');
    expectSame(await commands.executeCommand('greenlint.fixAllInFile'), 1, 'how many it fixed');
    await until('it is cured', () => codesIn(file()).length === 0);
    await commands.executeCommand('undo');
    await until('serve.py has its findings again', () => codesIn(file()).join() === 'GVT201');
  });

  it('follows that setting too once it is trusted, without a restart', async () => {
    // With the extension in the browser, VS Code does not ask on its own.
    if ((await see(dialog)).length > 0) await press(`${dialog} .monaco-button:has-text("Yes")`);
    else {
      await commands.executeCommand('workbench.trust.manage');
      await press('.workspace-trust-editor .monaco-button:has-text("Trust")');
    }
    await until('the folder is trusted', () => workspace.isTrusted);
    expectSame(largest(), 1, 'greenlint.largestFile');
    await open('serve.py');
    await until('the file is too large now', () => !codesIn(file()).includes('GVT201'));
  });
});
