import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** All that ships; vsce adds the first two. */
const shipped = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/changelog.md',
  'extension/dist/analysis-worker.js',
  'extension/dist/browser/client.js',
  'extension/dist/browser/server.js',
  'extension/dist/cli.js',
  'extension/dist/client.cjs',
  'extension/dist/facts-worker.js',
  'extension/dist/package.json',
  'extension/dist/server.js',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/tree-sitter-python.wasm',
  'extension/dist/tree-sitter.wasm',
  'extension/greenlint.schema.json',
  'extension/icon.png',
  'extension/LICENSE.txt',
  'extension/media/timeline.css',
  'extension/media/timeline.js',
  'extension/package.json',
  'extension/readme.md',
  'extension/snippets/gevent.json',
  'extension/syntaxes/greenlint-comments.json',
];

let folder = '';
let vsix = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'greenlint-vsix-'));
  vsix = path.join(folder, 'greenlint.vsix');
  // Other tests run what was built: it is not built anew under their feet.
  const built = existsSync(path.join(root, 'dist', 'cli.js')) ? ['--no-build'] : [];
  execFileSync(process.execPath, ['scripts/package.ts', '--out', vsix, ...built], {
    cwd: root,
    stdio: 'pipe',
  });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the packed extension holds what ships and nothing else', async () => {
  // @ts-expect-error vsce declares no types for its parts
  const { readZip } = await import('@vscode/vsce/out/zip.js');
  const entries: Map<string, Buffer> = await readZip(vsix, () => true);
  const pages = readdirSync(path.join(root, 'docs', 'rules')).map((file) =>
    `extension/docs/rules/${file}`.toLowerCase(),
  );
  const shared = readdirSync(path.join(root, 'dist'))
    .filter((file) => file.startsWith('shared-'))
    .map((file) => `extension/dist/${file}`.toLowerCase());
  const names = [...entries.keys()].map((name) => name.toLowerCase()).sort();
  expect(names).toEqual([...shipped.map((name) => name.toLowerCase()), ...shared, ...pages].sort());
  expect(pages).toContain('extension/docs/rules/late-monkey-patch.md');
});

test('the packed extension weighs at most 1.6 MB', () => {
  expect(statSync(vsix).size).toBeLessThanOrEqual(1.6 * 1024 * 1024);
});
