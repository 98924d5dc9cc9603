/**
 * `npm run build`: bundles the extension, the server and the command into `dist/`, puts the two
 * WebAssembly files beside them, and collects the licences of what was bundled.
 * `--development` keeps names and source maps.
 */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { thirdPartyNotices } from './build/notices.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const command = path.join(dist, 'cli.js');
const development = process.argv.includes('--development');

/**
 * Leaves out of the tables what only their readers need: a third of them is evidence. Two
 * are left whole, since messages and hovers quote theirs (test/house/evidence.test.ts).
 */
const tablesWithoutEvidence: Plugin = {
  name: 'tables without evidence',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]knowledge[/\\]tables[/\\][\w-]+\.json$/ }, async ({ path: table }) => {
      if (/[/\\](?:libraries|removed-gevent-api)\.json$/.test(table)) return undefined;
      const rows = JSON.parse(await readFile(table, 'utf8')) as Record<string, unknown>[];
      const shown = rows.map(({ evidence: _, ...row }) => row);
      return { contents: JSON.stringify(shown), loader: 'json' };
    });
  },
};

const shared: BuildOptions = {
  absWorkingDir: root,
  plugins: [tablesWithoutEvidence],
  bundle: true,
  minify: !development,
  // No `keepNames`: it names each function anew each time that one is made. Errors whose name is
  // read or shown set it themselves.
  sourcemap: development ? 'inline' : false,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

/** Bundled CommonJS packages ask for Node's modules by `require`, which ES modules do not have. */
const requireForModules =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

const node: BuildOptions = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Some packages have a form for bundlers besides the one that Node would take.
  mainFields: ['module', 'main'],
  banner: { js: requireForModules },
};

const browser: BuildOptions = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  // web-tree-sitter asks for these two only where it runs under Node.
  external: ['fs/promises', 'module'],
  define: { 'import.meta.url': '"file:///greenlint"' },
};

const bundles: readonly BuildOptions[] = [
  {
    ...shared,
    entryPoints: ['client/src/node/main.ts'],
    outfile: 'dist/client.cjs',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: ['client/src/browser/main.ts'],
    outfile: 'dist/browser/client.js',
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: {
      server: 'server/src/node/server.ts',
      'analysis-worker': 'server/src/node/analysis-worker.ts',
      'facts-worker': 'server/src/node/facts-worker.ts',
      cli: 'server/src/node/cli.ts',
    },
    outdir: 'dist',
    // They have most of their code in common: it ships once, beside them, since code finds its
    // neighbours by where it stands.
    splitting: true,
    chunkNames: 'shared-[hash]',
  },
  { ...browser, entryPoints: ['server/src/browser/server.ts'], outfile: 'dist/browser/server.js' },
];

const runtimeFiles = {
  'tree-sitter.wasm': 'node_modules/web-tree-sitter/tree-sitter.wasm',
  'tree-sitter-python.wasm': 'node_modules/tree-sitter-wasms/out/tree-sitter-python.wasm',
};

await mkdir(path.join(dist, 'browser'), { recursive: true });
const results = await Promise.all(bundles.map((options) => build(options)));
const outputs = results.flatMap(({ outputFiles }) => outputFiles ?? []);
for (const { path: file, contents, text } of outputs) {
  // The command is run by its name; `cli.ts` itself has no such line, or there would be two.
  await put(file, file === command ? `#!/usr/bin/env node\n${text}` : contents);
}
// What is left of an earlier build would ship, too.
for (const name of await readdir(dist)) {
  const file = path.join(dist, name);
  if (name.startsWith('shared-') && !outputs.some((one) => one.path === file)) await rm(file);
}
for (const [name, from] of Object.entries(runtimeFiles)) {
  await put(path.join(dist, name), await readFile(path.join(root, from)));
}
const inputs = results.flatMap(({ metafile }) => Object.keys((metafile as Metafile).inputs));
await put(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(root, inputs));
await chmod(command, 0o755);
// Not in the manifest itself: the browser's extension host would take the client for a module too,
// and it loads none.
await put(path.join(dist, 'package.json'), '{ "type": "module" }\n');

for (const { path: file, contents } of outputs) {
  const size = (contents.byteLength / 1024).toFixed(0);
  console.log(`${path.relative(root, file).padEnd(34)} ${size.padStart(6)} KB`);
}

/** Writes what changed, at once: an editor or a test may be running what was built before. */
async function put(file: string, contents: Uint8Array | string): Promise<void> {
  const bytes = Buffer.from(contents);
  const before = await readFile(file).catch(() => undefined);
  if (before?.equals(bytes)) return;
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}
