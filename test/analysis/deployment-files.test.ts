import { expect, it, vi } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis.ts';
import { RuleList } from '../../server/src/analysis/rule-list.ts';
import type { FindingsEvent } from '../../server/src/analysis/service.ts';
import { applyEdits } from '../../server/src/fixes/edit.ts';
import { rules } from '../../server/src/rules/index.ts';
import { defineRule, type Found, type Rule } from '../../server/src/rules/rule.ts';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';
import { readLines } from './line-deployment.ts';

// Lines instead of real formats: what is tried here is how files travel, not what they say.
vi.mock(
  '../../server/src/deployment/read-deployment-file.ts',
  () => import('./line-deployment.ts'),
);

interface Bare extends Found {
  readonly word: string;
}

/** Dislikes a word of a deployment file, and can change it. */
const bareWord = defineRule<Bare>({
  meta: {
    ...rules[0]!.meta,
    code: 'GVT699',
    name: 'bare-word',
    severity: 'warning',
    enabled: true,
  },
  check: () => [],
  *checkDeployment({ path, file }, project) {
    for (const { words } of file.commands) {
      for (const { parts, span } of words) {
        const [part] = parts;
        if (part === undefined || !('text' in part)) continue;
        if (part.text === 'bare') yield { span, subject: 'bare', word: 'bare' };
        const module = project.modules.find((one) => one.path.endsWith(`/${part.text}`));
        if (module === undefined) continue;
        const related = [{ path, span, message: 'it is named here' }];
        yield { span: [0, 6], path: module.path, subject: 'named', word: 'named', related };
      }
    }
  },
  word: (found) => `There is ${found.word}.`,
  fixes(found, source) {
    const text = source.deploymentText(found.path ?? '');
    if (text?.slice(...found.span) !== 'bare') return [];
    const files = [{ path: found.path!, edits: [{ span: found.span, text: 'clad' }] }];
    return [{ title: 'Dress it', preferred: true, safe: true, files }];
  },
});

const options = { rules: new RuleList([...rules, bareWord as unknown as Rule]) };
const python = 'import gevent\n';

async function audited(files: Readonly<Record<string, string>>, settings = {}) {
  const analysis = await analysisOf(files, settings, options);
  return { analysis, said: said(await auditOf(analysis)) };
}

async function auditOf(analysis: Analysis): Promise<readonly FindingsEvent[]> {
  return (await analysis.audit(() => {}, { cancelled: false })).files;
}

function said(files: readonly FindingsEvent[]): Record<string, string[]> {
  return Object.fromEntries(
    files.map(({ path, findings }) => [
      path.replace('/ws/', ''),
      findings.map(({ code, span }) => `${code} ${span.join('-')}`),
    ]),
  );
}

it('reports what rules find in a deployment file, with its own line starts', async () => {
  const { analysis } = await audited({ 'a.py': python, Procfile: 'one\nweb bare\n' });
  expect(await analysis.findings('/ws/Procfile')).toMatchObject([
    { code: 'GVT699', span: [8, 12], message: 'There is bare.', path: '/ws/Procfile' },
  ]);
  expect(await analysis.lineStarts('/ws/Procfile')).toEqual([0, 4, 13]);
  expect(await analysis.text('/ws/Procfile')).toBe('one\nweb bare\n');
  expect(analysis.knows('/ws/Procfile')).toBe(true);
});

it('lets a deployment file report in a Python file', async () => {
  const { said: found } = await audited({ 'a.py': python, Procfile: 'a.py\n' });
  expect(found).toEqual({ 'a.py': ['GVT699 0-6'] });
});

it('finds deployment files by the rules of Python files', async () => {
  const { said: found } = await audited({
    'a.py': python,
    '.gitignore': 'ignored/\n',
    'greenlint.toml': 'exclude = ["old"]\n',
    '.vscode/launch.json': 'bare',
    '.vscode/settings.json': 'bare',
    '.vscode/inner/Procfile': 'bare',
    '.github/workflows/ci.yml': 'bare',
    '.gitlab-ci.yml': 'bare',
    '.env': 'bare',
    'deploy/Procfile': 'bare',
    'ignored/Procfile': 'bare',
    'old/Procfile': 'bare',
    'node_modules/x/Procfile': 'bare',
    'venv/pyvenv.cfg': '',
    'venv/Procfile': 'bare',
  });
  expect(Object.keys(found)).toEqual([
    '.env',
    '.github/workflows/ci.yml',
    '.gitlab-ci.yml',
    '.vscode/launch.json',
    'deploy/Procfile',
  ]);
});

it('says nothing of files that cannot be read, and logs them', async () => {
  const workspace = new MemoryWorkspace({
    '/ws/a.py': python,
    '/ws/Procfile': `bare ${'x'.repeat(1 << 20)}`,
    '/ws/Procfile.dev': new Uint8Array([0x62, 0xff]),
    '/ws/Procfile.old': 'broken bare',
  });
  const analysis = await emptyAnalysis(workspace, options);
  const lines: string[] = [];
  analysis.onLog(({ level, message }) => lines.push(`${level} ${message}`));
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  expect(await auditOf(analysis)).toEqual([]);
  expect(lines.sort()).toEqual([
    'info /ws/Procfile.dev: not read: it is not UTF-8',
    'info /ws/Procfile.old: not read: it is broken',
    'info /ws/Procfile: not read: it is too large',
  ]);
});

it('reads no file for what it says until one mentions gevent', async () => {
  readLines.mockClear();
  const workspace = new MemoryWorkspace({ '/ws/a.py': 'x = 1\n', '/ws/Procfile': 'web bare' });
  const analysis = await emptyAnalysis(workspace, options);
  const works: string[] = [];
  analysis.onWork((work) => work && works.push(work.path));
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  expect([readLines.mock.calls.length, works]).toEqual([0, []]);
  workspace.write('/ws/Procfile', 'web -k gevent bare');
  await analysis.filesChanged(['/ws/Procfile']);
  expect(works).toEqual(['/ws/Procfile', '/ws/a.py']);
});

it('follows what happens on disk', async () => {
  const workspace = new MemoryWorkspace({ '/ws/a.py': python, '/ws/Procfile': 'bare' });
  const analysis = await emptyAnalysis(workspace, options);
  const folders = [{ path: '/ws', name: 'ws', settings: {} }];
  await analysis.setFolders(folders);
  expect(said(await auditOf(analysis))).toEqual({ Procfile: ['GVT699 0-4'] });
  workspace.write('/ws/Procfile', 'x bare');
  workspace.write('/ws/d/Procfile', 'bare');
  await analysis.filesChanged(['/ws/Procfile', '/ws/d/Procfile']);
  expect(said(await auditOf(analysis))).toEqual({
    Procfile: ['GVT699 2-6'],
    'd/Procfile': ['GVT699 0-4'],
  });
  workspace.remove('/ws/Procfile');
  await analysis.filesChanged(['/ws/Procfile']);
  expect(said(await auditOf(analysis))).toEqual({ 'd/Procfile': ['GVT699 0-4'] });
  await analysis.setFolders([]);
  expect(said(await auditOf(analysis))).toEqual({});
});

it('takes the editor’s text while a file is open', async () => {
  const analysis = await analysisOf({ 'a.py': python, Procfile: 'clad' }, {}, options);
  const events: FindingsEvent[] = [];
  analysis.onFindings((event) => events.push(event));
  const path = '/ws/Procfile';
  await analysis.open({ path, version: 1, text: 'web bare', languageId: 'plaintext' });
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({ path, version: 1, findings: [{ span: [4, 8] }] });
  await analysis.change(path, 2, [{ span: [0, 0], text: '\n' }]);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({
    version: 2,
    lineStarts: [0, 1],
    findings: [{ span: [5, 9] }],
  });
  // What cannot be read is being typed: the last findings stay where they stand now.
  await analysis.change(path, 3, [{ span: [0, 0], text: 'broken ' }]);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({ version: 3, findings: [{ span: [12, 16] }] });
  expect(await analysis.fixesAt(path, 3, [12, 16])).toEqual([]);
  await analysis.saved(path);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({ version: 3, findings: [] });
  await analysis.close(path);
  await analysis.settled();
  expect(said(await auditOf(analysis))).toEqual({});
});

it('has comments silence, and says which of them silence nothing', async () => {
  const { said: found } = await audited({
    'a.py': python,
    Procfile: '# greenlint: ignore[bare-word]\nweb bare\n',
    'Procfile.end': 'web bare  # greenlint: ignore[GVT699]\n',
    'Procfile.file': '# greenlint: ignore-file[bare-word]\nx\nweb bare\n',
    'Procfile.unused': '# greenlint: ignore[bare-word]\nweb\n',
    'Procfile.unknown': '# greenlint: ignore[bare-wrd]\nbare\n',
    'uwsgi.ini': '; greenlint: ignore[bare-word]\nbare\n',
  });
  expect(found).toEqual({
    'Procfile.unused': ['GVT901 20-29'],
    'Procfile.unknown': ['GVT904 20-28', 'GVT699 30-34'],
  });
});

it.each([
  ['Procfile', 'web bare\n', undefined, undefined],
  [
    'Dockerfile',
    '# syntax=docker/dockerfile:1\nCMD bare\n',
    '# syntax=docker/dockerfile:1\n# greenlint: ignore[bare-word]\nCMD bare\n',
    '# syntax=docker/dockerfile:1\n# greenlint: ignore-file[bare-word]\nCMD bare\n',
  ],
  [
    '.gitlab-ci.yml',
    '  web bare\r\n',
    '  web bare  # greenlint: ignore[bare-word]\r\n',
    '# greenlint: ignore-file[bare-word]\r\n  web bare\r\n',
  ],
  [
    '.gitlab-ci.yml',
    'web bare  # greenlint: ignore[GVT101] since\n',
    'web bare  # greenlint: ignore[GVT101, bare-word] since\n',
    '# greenlint: ignore-file[bare-word]\nweb bare  # greenlint: ignore[GVT101] since\n',
  ],
  [
    'uwsgi.ini',
    '\tbare',
    '\t; greenlint: ignore[bare-word]\n\tbare',
    '; greenlint: ignore-file[bare-word]\n\tbare',
  ],
  [
    'run.sh',
    '#!/bin/sh\nx \\\n  bare \\\n  y\n',
    undefined,
    '#!/bin/sh\n# greenlint: ignore-file[bare-word]\nx \\\n  bare \\\n  y\n',
  ],
])('writes comments as %s has them', async (name, text, line, file) => {
  const { analysis } = await audited({ 'a.py': python, [name]: text });
  const path = `/ws/${name}`;
  const [found] = await analysis.fixesAt(path, null, [0, text.length]);
  const applied = (edits = found?.ignoreLine.files[0]?.edits) => edits && applyEdits(text, edits);
  expect(found?.finding.code).toBe('GVT699');
  expect(found?.explanation).toContain('**bare-word** (GVT699)');
  expect(applied()).toBe(line);
  expect(applied(found?.ignoreFile.files[0]?.edits ?? [])).toBe(file ?? text);
});

it('cures, at one place and all at once, and removes comments that silence nothing', async () => {
  const text = '# greenlint: ignore[bare-word]\nweb\nx bare\ny bare';
  const { analysis } = await audited({ 'a.py': python, Procfile: text });
  const [fixed] = await analysis.fixesAt('/ws/Procfile', null, [38, 38]);
  expect(fixed?.fixes).toMatchObject([{ title: 'Dress it' }]);
  const all = await analysis.fixAll('/ws/Procfile', { unsafe: false });
  expect(all).toEqual({
    files: [{ path: '/ws/Procfile', before: text, after: 'web\nx clad\ny clad' }],
    fixed: 3,
  });
  // The project is as it was.
  expect(said(await auditOf(analysis))).toEqual({
    Procfile: ['GVT901 20-29', 'GVT699 37-41', 'GVT699 44-48'],
  });
});

it('has one list of findings for a configuration file that deploys, too', async () => {
  const text = '[tool.greenlint]\nx = 1 # bare\n';
  const { analysis, said: found } = await audited({ 'a.py': python, 'pyproject.toml': text });
  expect(found).toEqual({ 'pyproject.toml': ['GVT902 17-18', 'GVT699 25-29'] });
  const path = '/ws/pyproject.toml';
  await analysis.open({ path, version: 1, text, languageId: 'toml' });
  await analysis.settled();
  const events: FindingsEvent[] = [];
  analysis.onFindings((event) => events.push(event));
  await analysis.change(path, 2, [{ span: [0, 0], text: '\n' }]);
  await analysis.settled();
  expect(events.at(-1)).toMatchObject({
    version: 2,
    findings: [{ span: [18, 19] }, { span: [26, 30] }],
  });
});

it('looks at a file that is Python and deploys as both', async () => {
  const text = `${python}x = 1 # bare\nx = 2  # greenlint: ignore[nothing-like-it]\n`;
  const { analysis, said: found } = await audited({ 'setup.py': text });
  expect(found).toEqual({ 'setup.py': ['GVT699 22-26', 'GVT904 54-69'] });
  await analysis.open({
    path: '/ws/setup.py',
    version: 1,
    text: `#\n${text}`,
    languageId: 'python',
  });
  await analysis.settled();
  expect((await analysis.findings('/ws/setup.py')).map(({ span }) => span[0])).toEqual([24, 56]);
});
