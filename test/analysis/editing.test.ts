import { expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis.ts';
import { RuleList } from '../../server/src/analysis/rule-list.ts';
import type { FindingsEvent, LogLine } from '../../server/src/analysis/service.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const path = '/ws/a.py';
const text = 'from gevent import monkey\n\nmonkey.patch_all\n\nx = 1\n';

async function opened(analysis: Analysis, content = text): Promise<FindingsEvent[]> {
  const events: FindingsEvent[] = [];
  analysis.onFindings((event) => events.push(event));
  await analysis.open({ path, version: 1, text: content, languageId: 'python' });
  await analysis.settled();
  return events;
}

/** Replaces the first `old` by `fresh`, as if typed. */
async function type(
  analysis: Analysis,
  version: number,
  content: string,
  old: string,
  fresh: string,
) {
  const at = content.indexOf(old);
  await analysis.change(path, version, [{ span: [at, at + old.length], text: fresh }]);
  await analysis.settled();
  return content.replace(old, fresh);
}

it('says what is wrong in an open file, and that it is mended', async () => {
  const analysis = await analysisOf({ 'a.py': text });
  const events = await opened(analysis);
  expect(events.at(-1)).toMatchObject({
    path,
    version: 1,
    findings: [{ code: 'GVT109', span: [27, 43] }],
  });
  await type(analysis, 2, text, 'patch_all', 'patch_all()');
  expect(events.at(-1)).toMatchObject({ version: 2, findings: [] });
});

it('never says anything of an older version once a newer one is there', async () => {
  const analysis = await analysisOf({ 'a.py': text });
  const events = await opened(analysis);
  const versions = [2, 3, 4, 5];
  await Promise.all(
    versions.map((version) => analysis.change(path, version, [{ span: [0, 0], text: '\n' }])),
  );
  await analysis.settled();
  expect(events.map((event) => event.version)).toEqual([1, 5]);
  expect(events.at(-1)?.findings[0]?.span).toEqual([31, 47]);
});

it('keeps the findings of a statement while it is typed, until it is saved', async () => {
  const analysis = await analysisOf({ 'a.py': text });
  const events = await opened(analysis);
  let now = await type(analysis, 2, text, '\n\nx', '(\n\nx');
  expect(events.at(-1)).toMatchObject({ version: 2, findings: [{ code: 'GVT109' }] });
  now = await type(analysis, 3, now, 'from gevent', '# head\nfrom gevent');
  const kept = events.at(-1)?.findings[0]?.span ?? [0, 0];
  expect(now.slice(...kept)).toContain('monkey.patch_all');
  await analysis.saved(path);
  await analysis.settled();
  expect(await analysis.findings(path)).toEqual([]);
});

it('analyses on save only, where that is set', async () => {
  const analysis = await analysisOf({ 'a.py': text }, { run: 'save' });
  const events = await opened(analysis);
  await type(analysis, 2, text, 'patch_all', 'patch_all()');
  expect(events.map((event) => event.version)).toEqual([1]);
  await analysis.saved(path);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({ version: 2, findings: [] });
});

it('reads closed files only once somebody audits, and keeps them fresh from then on', async () => {
  const workspace = new MemoryWorkspace({ '/ws/a.py': 'import gevent\n', '/ws/b.py': text });
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  const events = await opened(analysis, 'import gevent\n');
  expect(events.map((event) => event.path)).toEqual([path]);
  await analysis.audit(() => {}, { cancelled: false });
  expect(await analysis.findings('/ws/b.py')).toHaveLength(1);
  workspace.write('/ws/b.py', text.replace('patch_all', 'patch_all()'));
  await analysis.filesChanged(['/ws/b.py']);
  await analysis.settled();
  expect(await analysis.findings('/ws/b.py')).toHaveLength(0);
  workspace.write('/ws/new/c.py', text);
  await analysis.filesChanged(['/ws/new/c.py']);
  await analysis.settled();
  expect(await analysis.findings('/ws/new/c.py')).toHaveLength(1);
  workspace.remove('/ws/new/c.py');
  await analysis.filesChanged(['/ws/new']);
  await analysis.settled();
  expect(await analysis.findings('/ws/new/c.py')).toHaveLength(0);
});

it('prefers the open text to the disk, and goes back to the disk on close', async () => {
  const analysis = await analysisOf({ 'a.py': text });
  await opened(analysis, 'import gevent\n');
  const result = await analysis.audit(() => {}, { cancelled: false });
  expect(result.files).toEqual([]);
  await analysis.close(path);
  await analysis.settled();
  expect(await analysis.findings(path)).toHaveLength(1);
});

it('wakes up when gevent is typed for the first time', async () => {
  const analysis = await analysisOf({ 'a.py': 'x = 1\n', 'b.py': 'y = 2\n' });
  expect(await analysis.status()).toMatchObject({ usesGevent: false });
  const events = await opened(analysis, 'x = 1\n');
  expect(events.at(-1)?.findings ?? []).toEqual([]);
  await analysis.change(path, 2, [{ text }]);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({ version: 2, findings: [{ code: 'GVT109' }] });
});

it('looks at untitled files alone, and not at what belongs to others', async () => {
  const analysis = await analysisOf({ 'a.py': 'import gevent\n', 'venv/pyvenv.cfg': '' });
  const open = async (other: string) => {
    await analysis.open({ path: other, version: 1, text, languageId: 'python' });
    await analysis.settled();
    return (await analysis.findings(other)).map((finding) => finding.code);
  };
  expect(await open('untitled:Untitled-1')).toEqual(['GVT109']);
  expect(await open('/elsewhere/script.py')).toEqual(['GVT109']);
  expect(await open('/ws/venv/lib/x.py')).toEqual([]);
  expect(await open('/usr/lib/python3.12/site-packages/x.py')).toEqual([]);
  expect(await open('git:/ws/a.py')).toEqual([]);
  expect(await open('vscode-notebook-cell:/ws/n.ipynb#1')).toEqual([]);
});

it('offers fixes for the current text only', async () => {
  const analysis = await analysisOf({ 'a.py': text });
  await opened(analysis);
  const [offer] = await analysis.fixesAt(path, 1, [30, 30]);
  expect(offer?.finding.code).toBe('GVT109');
  expect(offer?.fixes).not.toHaveLength(0);
  expect(offer?.ignoreLine.files[0]?.edits[0]?.text).toContain('ignore[uncalled-monkey-patch]');
  expect(offer?.explanation).toContain('Sources');
  expect(await analysis.fixesAt(path, 7, [30, 30])).toEqual([]);
  expect(await analysis.fixesAt(path, 1, [0, 2])).toEqual([]);
});

it('fixes everything of one kind and leaves the project as it was', async () => {
  const analysis = await analysisOf({ 'a.py': `${text}monkey.patch_time\n` });
  await opened(analysis, `${text}monkey.patch_time\n`);
  const result = await analysis.fixAll(path, { code: 'GVT109', unsafe: true });
  expect(result.fixed).toBe(2);
  expect(result.files[0]?.after).toBe(`${text}monkey.patch_time\n`.replace(/patch_\w+/g, '$&()'));
  expect(await analysis.fixesAt(path, 1, [0, 1000])).toHaveLength(2);
});

it('contains a rule that throws, and says so once', async () => {
  const failing = {
    ...rules[0]!,
    meta: { ...rules[0]!.meta, code: 'GVT999', name: 'failing' },
    check: () => {
      throw new Error('broken rule');
    },
  } as Rule;
  const analysis = await analysisOf({}, {}, { rules: new RuleList([...rules, failing]) });
  const lines: LogLine[] = [];
  analysis.onLog((line) => lines.push(line));
  const events = await opened(analysis);
  await type(analysis, 2, text, 'x = 1', 'x = 2');
  expect(events.at(-1)?.findings.map((finding) => finding.code)).toEqual(['GVT109']);
  expect(lines).toMatchObject([
    { level: 'error', message: expect.stringContaining('broken rule') },
  ]);
});
