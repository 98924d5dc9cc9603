import { commands, languages, Position, Range, window } from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { findingsIn, open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { hasHands, see, statusItem } from './page.ts';

describe('a workspace without gevent', () => {
  it('says so when it is audited', async () => {
    await open('clock.py');
    const report = await commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    expectSame(report.usesGevent, false, 'whether gevent is used');
    expectSame(report.findings, 0, 'findings');
  });

  it('shows no finding, although the file does what blocks a gevent program', async () => {
    const { document } = await open('clock.py');
    expectSame(findingsIn(document.uri), [], 'findings in clock.py');
    const all = languages.getDiagnostics().flatMap(([, list]) => list);
    expectSame(
      all.filter(({ source }) => source === 'greenlint'),
      [],
      'findings of Greenlint anywhere',
    );
  });

  it('shows a message and nothing else', async function () {
    if (!hasHands) return this.skip();
    await commands.executeCommand('notifications.showList');
    const messages = await until('the message is shown', async () => {
      const shown = await see('.notification-list-item-message');
      return shown.length > 0 && shown;
    });
    expectThat(messages[0]?.includes('does not use gevent') === true, `so says ${messages}`);
    await commands.executeCommand('notifications.clearAll');
    const labels = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    expectSame(labels, ['clock.py'], 'what is open: no report');
    expectSame(await statusItem(), undefined, 'the status item');
  });

  it('has a status item from the first import of gevent until the last is gone', async function () {
    if (!hasHands) return this.skip();
    const editor = await open('clock.py');
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'import gevent\n'));
    const words = await until('there is an item', statusItem);
    expectThat(words.includes('Gevent: '), `a count of findings in ${words}`);
    await editor.edit((edit) => edit.delete(new Range(0, 0, 1, 0)));
    await until('it is gone', async () => (await statusItem()) === undefined);
    expectSame(findingsIn(editor.document.uri), [], 'findings in clock.py');
  });
});
