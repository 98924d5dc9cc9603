import { expect, it } from 'vitest';
import { emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const lock = (version: string) => `[[package]]\nname = "gevent"\nversion = "${version}"\n`;

async function loaded(files: Readonly<Record<string, string>>) {
  const workspace = new MemoryWorkspace(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/ws/${path}`, text])),
  );
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  const sentences = async () =>
    (await analysis.dependencyNote('/ws/requirements.txt', 2))?.sentences;
  return { workspace, analysis, sentences };
}

it('follows lock files and environments as they change', async () => {
  const { workspace, analysis, sentences } = await loaded({
    'a.py': 'import gevent\n',
    'requirements.txt': 'gevent>=23\n',
    'uv.lock': lock('24.2.1'),
  });
  expect(await sentences()).toEqual(['gevent 24.2.1 runs here, says uv.lock.']);

  workspace.write('/ws/uv.lock', lock('25.5.1'));
  await analysis.filesChanged(['/ws/uv.lock']);
  expect(await sentences()).toEqual(['gevent 25.5.1 runs here, says uv.lock.']);

  workspace.remove('/ws/uv.lock');
  await analysis.filesChanged(['/ws/uv.lock']);
  expect(await sentences()).toEqual([
    'Some version >=23 of gevent may run here: requirements.txt leaves it open.',
  ]);

  const packages = '/ws/.venv/lib/python3.12/site-packages';
  workspace.write('/ws/.venv/pyvenv.cfg', '');
  workspace.write(`${packages}/gevent-23.9.1.dist-info/METADATA`, '');
  await analysis.filesChanged(['/ws/.venv', `${packages}/gevent-23.9.1.dist-info`]);
  expect((await sentences())?.[0]).toMatch(/^gevent 23\.9\.1 runs here, says \.venv\//);

  // Another one beside it, of a name that was not there when the folder was listed.
  workspace.write('/ws/env/pyvenv.cfg', '');
  workspace.write('/ws/env/lib/python3.12/site-packages/gevent-25.5.1.dist-info/METADATA', '');
  await analysis.filesChanged(['/ws/env']);
  expect(await sentences()).toEqual([
    'Which version of gevent runs is not known: files do not agree.',
  ]);
});

it('says nothing where nothing uses gevent: a lock file alone is no sign of that', async () => {
  const { sentences } = await loaded({
    'a.py': 'import os\n',
    'requirements.txt': 'redis\n',
    'uv.lock': lock('24.2.1'),
  });
  expect(await sentences()).toBeUndefined();
});

it('reads lock files beyond the size of other files', async () => {
  const many = `[[package]]\nname = "other"\nversion = "1"\n${'# hash\n'.repeat(300_000)}`;
  const { sentences } = await loaded({
    'a.py': 'import gevent\n',
    'requirements.txt': 'gevent\n',
    'uv.lock': many + lock('24.2.1'),
  });
  expect(await sentences()).toEqual(['gevent 24.2.1 runs here, says uv.lock.']);
});
