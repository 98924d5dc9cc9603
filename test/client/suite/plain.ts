import { commands, languages } from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { findingsIn, open } from './editor.ts';
import { expectSame } from './expect.ts';

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
});
