import { describe, expect, it } from 'vitest';
import { auditRequest } from '../../server/src/protocol/messages.ts';
import { deadlyProgram, littleMemory } from '../support/deadly-parser.ts';
import { ServerWorkspace, shellProgram } from './server-workspace.ts';

/** Another text that kills, and one that asks not to hear of it. */
const otherDeadly = `# Another one.\n${deadlyProgram}`;
const silenced = `# greenlint: ignore-file[unreadable-file]\n${deadlyProgram}`;

describe('a parser that really dies (WebAssembly runs out of memory)', () => {
  it('costs the document that it died over, until that changes, and nothing else', async () => {
    const workspace = await ServerWorkspace.start(
      { 'good.py': shellProgram },
      { environment: littleMemory },
    );
    const good = workspace.open('good.py', shellProgram);
    await workspace.codes(good, ['GVT201'], 1);
    const bad = workspace.open('bad.py', deadlyProgram);
    await workspace.codes(bad, ['GVT903'], 1);
    const deaths = () =>
      workspace.client.log.filter((line) => /died on .*bad\.py.*Aborted/.test(line));
    expect(deaths()).toHaveLength(1);
    workspace.change(good, 2, [{ text: `#\n${shellProgram}` }]);
    await workspace.codes(good, ['GVT201'], 2);
    // The rest of the text goes, in an edit that counts on what the editor holds.
    const lines = deadlyProgram.split('\n').length;
    const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
    workspace.change(bad, 2, [{ range, text: shellProgram }]);
    await workspace.codes(bad, ['GVT201'], 2);
    expect(deaths()).toHaveLength(1);
  });

  it('costs files on disk alone, and a comment may silence that', async () => {
    const workspace = await ServerWorkspace.start(
      {
        'good.py': shellProgram,
        'bad.py': deadlyProgram,
        'other.py': otherDeadly,
        'silent.py': silenced,
      },
      { environment: littleMemory },
    );
    const report = await workspace.client.request<{ findings: number; filesRead: number }>(
      auditRequest,
      {},
    );
    expect(report).toMatchObject({ filesRead: 4, findings: 3 });
    await workspace.codes(workspace.uri('good.py'), ['GVT201']);
    await workspace.codes(workspace.uri('bad.py'), ['GVT903']);
    await workspace.codes(workspace.uri('other.py'), ['GVT903']);
    const shown = workspace.client.published.filter(
      ({ uri, diagnostics }) => uri === workspace.uri('silent.py') && diagnostics.length > 0,
    );
    expect(shown).toEqual([]);
  });
});
