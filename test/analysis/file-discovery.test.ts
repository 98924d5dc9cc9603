import { expect, it } from 'vitest';
import {
  type DiscoveryGuide,
  discoverFiles,
  isDiscoverable,
} from '../../server/src/analysis/file-discovery.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const guide: DiscoveryGuide = {
  entered: async () => {},
  isExcluded: (path) => path.includes('/generated'),
  pause: () => undefined,
};

const kept = ['/r/ws/a.py', '/r/ws/gui.pyw', '/r/ws/keep/kept.py', '/r/ws/src/p/b.py'];
const candidates = ['/r/ws/bin/relay', '/r/ws/manage'];
const leftOut = [
  '/r/ws/.profile',
  '/r/ws/build/relay',
  '/r/ws/generated/relay',
  '/r/ws/ignored',
  '/r/ws/.vscode/relay',
  '/r/ws/notes.txt',
  '/r/ws/stub.pyi',
  '/r/ws/.venv/lib/x.py',
  '/r/ws/my-environment/lib/x.py',
  '/r/ws/node_modules/gyp/x.py',
  '/r/ws/__pycache__/x.py',
  '/r/ws/build/x.py',
  '/r/ws/p.egg-info/x.py',
  '/r/ws/_vendor/x.py',
  '/r/ws/generated/x.py',
  '/r/ws/ignored.py',
  '/r/ws/keep/secret.py',
  '/r/ws/from-above.py',
];

function workspace(): MemoryWorkspace {
  const files = new MemoryWorkspace({
    '/r/.git/HEAD': '',
    '/r/.gitignore': '/ws/from-above.py\n',
    '/r/ws/.gitignore': 'ignored.py\nignored\nkept.py\n',
    '/r/ws/keep/.gitignore': '!kept.py\nsecret.py\n',
    '/r/ws/my-environment/pyvenv.cfg': '',
    '/r/ws/pyproject.toml': '',
  });
  for (const path of [...kept, ...candidates, ...leftOut]) files.write(path, '');
  return files;
}

it('lists the project and leaves out what is not its own', async () => {
  const found = await discoverFiles(workspace(), '/r/ws', guide);
  expect(found).toEqual({
    python: kept,
    candidates,
    links: new Map(),
    deployment: ['/r/ws/pyproject.toml'],
    marks: ['/r/ws/pyproject.toml'],
    environments: ['/r/ws/.venv', '/r/ws/my-environment'],
    problems: [],
  });
});

it('judges a file that comes later by the same rules', async () => {
  const files = workspace();
  for (const path of [...kept, ...candidates])
    expect([path, await isDiscoverable(files, '/r/ws', path, 'file', guide)]).toEqual([path, true]);
  for (const path of leftOut)
    expect([path, await isDiscoverable(files, '/r/ws', path, 'file', guide)]).toEqual([
      path,
      false,
    ]);
});

it('goes on where a folder cannot be read', async () => {
  const files = workspace();
  files.fail('/r/ws/src');
  const found = await discoverFiles(files, '/r/ws', guide);
  expect(found.problems).toEqual([{ path: '/r/ws/src', message: 'permission denied' }]);
  expect(found.python).toEqual(kept.filter((path) => !path.includes('/src/')));
});

it('reads a folder that somebody names although the repository ignores it', async () => {
  const files = new MemoryWorkspace({
    '/r/.git/HEAD': '',
    '/r/.gitignore': 'out/\n',
    '/r/out/a.py': '',
  });
  expect((await discoverFiles(files, '/r/out', guide)).python).toEqual(['/r/out/a.py']);
});
