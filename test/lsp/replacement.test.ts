import { describe, expect, it } from 'vitest';
import { auditRequest } from '../../server/src/protocol/messages.ts';
import { ServerWorkspace, shellProgram } from './server-workspace.ts';

const deadly = 'KILL THE THREAD';
const environment = { GREENLINT_TEST_DEADLY_TEXT: deadly };

describe('an analysis thread that dies', () => {
  it('is replaced; the text is left out until it changes, the other files are not', async () => {
    const workspace = await ServerWorkspace.start(
      { 'good.py': shellProgram, 'bad.py': 'import gevent\n' },
      { environment },
    );
    const good = workspace.open('good.py', shellProgram);
    await workspace.codes(good, ['GVT201']);
    const bad = workspace.open('bad.py', `${shellProgram}# ${deadly}\n`);
    await workspace.codes(bad, ['GVT903'], 1);
    expect(workspace.client.log.filter((line) => line.includes('bad.py'))).toHaveLength(1);
    // The other file is known to the new thread, with its text of now.
    workspace.change(good, 2, [{ text: `#\n${shellProgram}` }]);
    await workspace.codes(good, ['GVT201'], 2);
    // Still deadly, but another text: it kills once more, and is left out again.
    workspace.change(bad, 2, [{ text: `#\n${shellProgram}# ${deadly}\n` }]);
    await workspace.codes(bad, ['GVT903'], 2);
    // Mended: it is looked at.
    workspace.change(bad, 3, [{ text: `#\n${shellProgram}` }]);
    await workspace.codes(bad, ['GVT201'], 3);
    // An incremental edit counts on the text that the new thread was told.
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    workspace.change(bad, 4, [{ range, text: '' }]);
    const last = await workspace.client.waitForDiagnostics(bad, ({ version }) => version === 4);
    expect(last.diagnostics[0]?.range.start.line).toBe(7);
  });

  it('answers the audit that it died in', async () => {
    const workspace = await ServerWorkspace.start(
      { 'good.py': shellProgram, 'bad.py': `${shellProgram}# ${deadly}\n` },
      { environment },
    );
    const report = await workspace.client.request<{ findings: number; markdown: string }>(
      auditRequest,
      {},
    );
    expect(report.markdown).toContain('GVT903');
    expect(report.findings).toBe(2);
    await workspace.codes(workspace.uri('good.py'), ['GVT201']);
    await workspace.codes(workspace.uri('bad.py'), ['GVT903']);
  });

  it('stays down once it dies too often, says so once, and shows nothing stale', async () => {
    const workspace = await ServerWorkspace.start({ 'good.py': shellProgram }, { environment });
    const good = workspace.open('good.py', shellProgram);
    await workspace.codes(good, ['GVT201']);
    const bad = workspace.open('bad.py', `# ${deadly}`);
    for (let version = 2; version <= 7; version++) {
      await workspace.client.waitFor(
        () =>
          workspace.client.log.filter((line) => line.includes('died on')).length >= version - 1 ||
          undefined,
        `death ${version - 1}`,
      );
      workspace.change(bad, version, [{ text: `${'#'.repeat(version)} ${deadly}` }]);
    }
    await workspace.codes(good, []);
    expect(workspace.client.log.filter((line) => line.includes('stays down'))).toHaveLength(1);
    await expect(workspace.client.request(auditRequest, {})).rejects.toThrow(/restart the server/);
  });
});
