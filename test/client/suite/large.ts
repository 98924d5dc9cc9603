import { commands, languages, window } from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { hasHands, press, pressIfThere, see, statusItem, watchFor } from './page.ts';

const notification = '.notifications-center .notification-list-item:has-text("Gevent audit")';

describe('an audit of many files', () => {
  before(async function () {
    if (!hasHands) this.skip();
    await open('serve.py');
    await until('the server knows the workspace', statusItem);
  });

  it('ends at once when it is called off, and leaves nothing behind', async () => {
    const audit = commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    // Under test, VS Code shows notifications in their list only.
    await commands.executeCommand('notifications.showList');
    await press(`${notification} .monaco-button:has-text("Cancel")`);
    expectSame(await audit, undefined, 'the report');
    await until('its progress is gone', async () => (await see(notification)).length === 0);
    expectSame(reports(), [], 'reports that are open');
    await until('half of the findings are not shown', () => shown() === 0);
    await until('the status says so too', async () => (await statusItem())?.includes('0 findings'));
  });

  it('says meanwhile in the status bar that it analyses, once the item is pinned', async () => {
    await until('the item is pinned', async () => {
      await statusItem();
      // What is unfolded folds again when anything else comes up.
      await pressIfThere(
        '.hover-language-status:has-text("Gevent") .action-label[aria-label*="Add to Status Bar"]',
      );
      return (await see('.statusbar-item:has-text("Gevent:")')).length > 0;
    });
    const analysing = watchFor('.statusbar-item:has-text("Gevent: analysing")');
    const report = await commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    await analysing;
    expectThat(!report.cancelled, 'a whole audit after the one that was called off');
    expectSame(report.filesRead, 201, 'files');
    expectSame(report.findings, 200, 'findings');
    expectSame(reports(), ['Preview Gevent audit.md'], 'reports that are open');
    await until('all are shown', () => shown() === 200);
    await open('serve.py');
    await watchFor('.statusbar-item:has-text("Gevent: 200 findings")');
  });
});

/** How many findings the Problems view has. */
function shown(): number {
  return languages
    .getDiagnostics()
    .flatMap(([, list]) => list)
    .filter(({ source }) => source === 'greenlint').length;
}

/** The labels of the reports that are open. */
function reports(): string[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs.map(({ label }) => label))
    .filter((label) => label.includes('Gevent audit'));
}
