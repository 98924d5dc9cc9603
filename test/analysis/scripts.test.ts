import { describe, expect, it } from 'vitest';
import { hasPythonShebang, largestScript } from '../../server/src/analysis/shebang.ts';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { findingsOf } from '../support/fix-cases.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const code = 'from gevent import monkey\n\nmonkey.patch_all\n';
const script = `#!/usr/bin/env python3\n${code}`;

describe('a first line that has Python run the file', () => {
  const read = (text: string) => hasPythonShebang(new TextEncoder().encode(text));

  it.each([
    '#!/usr/bin/env python3\n',
    '#!/usr/bin/env python',
    '#! /usr/bin/python3.11 -u\n',
    '#!/usr/bin/env -S python -u\r\n',
    '#!/usr/bin/env -i A=b python3.14t\n',
    '#!/srv/relay/.venv/bin/python\nimport relay\n',
    '#!/usr/bin/pypy3\n',
    '#!bin/python2.7\n',
  ])('%j', (text) => expect(read(text)).toBe(true));

  it.each([
    '',
    '\n#!/usr/bin/env python3\n',
    '# /usr/bin/env python3\n',
    '#!/bin/sh\n# python3\n',
    '#!/bin/sh python\n',
    '#!/usr/bin/env bash\nexec python3 relay.py\n',
    '#!/usr/bin/env pythonista\n',
    '#!/opt/python/bin/ruby\n',
    '#!/usr/bin/env\npython3\n',
  ])('is not %j', (text) => expect(read(text)).toBe(false));
});

it('reads scripts without an ending, and says nothing of other files without one', async () => {
  const found = await findingsOf({
    'bin/relay': script,
    manage: script,
    LICENSE: code,
    'bin/start': `#!/bin/sh\n${code}`,
    'bin/compiled': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0xff, 0),
    'bin/packed': `${script}#${' '.repeat(largestScript)}`,
  });
  expect(found.map(({ path, code: rule }) => `${path} ${rule}`)).toEqual([
    '/ws/bin/relay GVT109',
    '/ws/manage GVT109',
  ]);
});

it('says nothing of a file without an ending that cannot be read', async () => {
  const workspace = new MemoryWorkspace({ '/ws/a.py': code, '/ws/relay': script });
  workspace.fail('/ws/relay');
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files.map(({ path }) => path)).toEqual(['/ws/a.py']);
});

it('starts programs at such scripts, whose folder modules are imported from', async () => {
  const found = await findingsOf({
    'bin/relay': '#!/usr/bin/python3\nimport wire\nfrom gevent import monkey\nmonkey.patch_all()\n',
    'bin/wire.py': 'from time import sleep\n\ndef wait():\n    sleep(1)\n',
  });
  expect(found.map(({ path, code: rule }) => `${path} ${rule}`)).toEqual([
    '/ws/bin/wire.py GVT101',
  ]);
});

it('follows a script that comes, changes and goes', async () => {
  const workspace = new MemoryWorkspace({ '/ws/a.py': 'import gevent\n' });
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  await analysis.audit(() => {}, { cancelled: false });
  const path = '/ws/bin/relay';
  const codes = async () => {
    await analysis.filesChanged([path]);
    await analysis.settled();
    return (await analysis.findings(path)).map((finding) => finding.code);
  };
  workspace.write(path, `#!/bin/sh\n${code}`);
  expect(await codes()).toEqual([]);
  expect(analysis.knows(path)).toBe(false);
  workspace.write(path, script);
  expect(await codes()).toEqual(['GVT109']);
  workspace.write(path, script.replace('patch_all', 'patch_all()'));
  expect(await codes()).toEqual([]);
  expect(analysis.knows(path)).toBe(true);
  workspace.write(path, code);
  expect(await codes()).toEqual([]);
  expect(analysis.knows(path)).toBe(false);
  workspace.write(path, script);
  expect(await codes()).toEqual(['GVT109']);
  workspace.remove(path);
  expect(await codes()).toEqual([]);
  expect(analysis.knows(path)).toBe(false);
});

it('keeps a script when the folders are listed anew', async () => {
  const workspace = new MemoryWorkspace({ '/ws/relay': script, '/ws/LICENSE': code });
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  workspace.write('/ws/greenlint.toml', '');
  await analysis.filesChanged(['/ws/greenlint.toml']);
  expect(analysis.knows('/ws/relay')).toBe(true);
  expect(analysis.knows('/ws/LICENSE')).toBe(false);
  workspace.remove('/ws/relay');
  await analysis.filesChanged(['/ws/greenlint.toml']);
  expect(analysis.knows('/ws/relay')).toBe(false);
});

it('takes an open script as a part of the project', async () => {
  const analysis = await analysisOf({
    'bin/relay': '#!/usr/bin/python3\nimport wire\nfrom gevent import monkey\nmonkey.patch_all()\n',
    'bin/wire.py': 'from time import sleep\n\ndef wait():\n    sleep(1)\n',
  });
  const path = '/ws/bin/relay';
  const wire = async () => {
    const { files } = await analysis.audit(() => {}, { cancelled: false });
    return files.map((file) => file.path);
  };
  expect(await wire()).toEqual(['/ws/bin/wire.py']);
  const patchedFirst = 'from gevent import monkey\nmonkey.patch_all()\nimport wire\n';
  await analysis.open({ path, version: 1, text: patchedFirst, languageId: 'python' });
  expect(await wire()).toEqual([]);
  await analysis.close(path);
  expect(await wire()).toEqual(['/ws/bin/wire.py']);
});

it('takes a new script that an editor calls Python before it is saved', async () => {
  const analysis = await analysisOf({ 'a.py': 'import gevent\n' });
  const path = '/ws/bin/relay';
  await analysis.open({ path, version: 1, text: script, languageId: 'python' });
  await analysis.settled();
  expect((await analysis.findings(path)).map((finding) => finding.code)).toEqual(['GVT109']);
  expect(analysis.knows(path)).toBe(true);
  await analysis.close(path);
  expect(analysis.knows(path)).toBe(false);
});
