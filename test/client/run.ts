/**
 * Runs the suite of `test/client/suite` inside a real VS Code. `node test/client/run.ts [HOST…]
 * [WORKSPACE…]` with the hosts `server` (the extension host of a remote or desktop window: Node),
 * `web` (the browser's extension host) and `desktop` (an editor that @vscode/test-electron
 * downloads).
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { glob } from 'tinyglobby';
import { runInBrowser } from './browser-window.ts';
import { runOnDesktop } from './desktop-window.ts';
import { writeLargeWorkspace } from './large-workspace.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The extension's folder: the repository, once it was built. */
const extension = process.env.GREENLINT_EXTENSION ?? root;

/** Inside of the extension's folder: VS Code runs a suite in the host of the extension that holds it. */
const cache = path.join(extension, '.cache', 'client-tests');

/** The folders that are opened, one window each; the suite has a file of the same name for each. */
const workspaces = ['shop', 'timeline', 'service', 'plain', 'text', 'large', 'restricted'] as const;

type Workspace = (typeof workspaces)[number];

/** Where the extension runs. */
export type Host = 'server' | 'web' | 'desktop';

/** The numbers of one run, and why tests were skipped. */
export interface SuiteCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly reason?: string;
  /** Of each test that failed: its title, and what it said. */
  readonly failures: readonly string[];
}

/** One window's run. */
export interface WindowRun {
  readonly extension: string;
  /** What is opened: a folder, or a `.code-workspace` file, where folders come and go. */
  readonly folder: string;
  readonly tests: string;
  readonly web: boolean;
  /** False: the folder is opened as one that nobody has said to trust. */
  readonly trusted: boolean;
}

/** Runs the suite in every workspace on `host`, or in those that are named, and prints each test. */
export async function runClientSuite(
  host: Host,
  names: readonly Workspace[] = workspaces,
): Promise<SuiteCounts> {
  const tests = await bundleSuite(host === 'web');
  let sum: SuiteCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const name of names) {
    const folder = await freshCopy(name, host);
    const trusted = name !== 'restricted';
    const run: WindowRun = { extension, folder, tests, web: host === 'web', trusted };
    const parts = JSON.parse(await readFile(path.join(root, '.cache', 'setup.json'), 'utf8'));
    console.log(`VS Code (${host}), workspace ${name}`);
    const counts = host === 'desktop' ? await runOnDesktop(run) : await runInBrowser(run, parts);
    sum = {
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
      failures: [...sum.failures, ...counts.failures.map((one) => `workspace ${name}: ${one}`)],
      ...(counts.reason === undefined ? {} : { reason: counts.reason }),
    };
    // What one workspace cannot have, none can.
    if (counts.reason !== undefined) break;
  }
  return sum;
}

async function bundleSuite(web: boolean): Promise<string> {
  const outfile = path.join(cache, web ? 'web/suite.js' : 'node/suite.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/client/suite/index.ts'],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: web ? 'browser' : 'node',
    external: ['vscode', 'node:fs'],
    define: { SHOP_FIXED: JSON.stringify(await pythonFiles('examples/shop-fixed')) },
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [mochaAsGlobal],
  });
  return outfile;
}

/** Mocha's build for browsers makes `mocha` a global, unless it sees the `exports` of our bundle. */
const mochaAsGlobal: Plugin = {
  name: 'mocha-as-global',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path: file }) => ({
      contents: `{ let exports, module, define;\n${await readFile(file, 'utf8')}\n}`,
    }));
  },
};

/** The Python files under a folder of the repository, by path. */
async function pythonFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const file of (await glob('**/*.py', { cwd: path.join(root, folder) })).sort()) {
    files[file] = await readFile(path.join(root, folder, file), 'utf8');
  }
  return files;
}

/** The workspaces are edited by the tests: each run gets its own copy. */
async function freshCopy(name: string, host: Host): Promise<string> {
  const isShop = name === 'shop' || name === 'timeline';
  const from = isShop ? 'examples/shop' : `test/client/workspaces/${name}`;
  const folder = path.join(cache, host, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  if (name === 'large') {
    await writeLargeWorkspace(folder);
    return folder;
  }
  await cp(path.join(root, from), folder, {
    recursive: true,
    filter: (file) => !file.includes('__pycache__'),
  });
  const several = path.join(folder, `${name}.code-workspace`);
  return existsSync(several) ? several : folder;
}

if (process.argv[1] === import.meta.filename) {
  const named = process.argv.slice(2);
  const hosts = (['server', 'web', 'desktop'] as const).filter((host) => named.includes(host));
  const names = workspaces.filter((name) => named.includes(name));
  for (const host of hosts.length > 0 ? hosts : (['server', 'web'] as const)) {
    const { passed, failed, skipped, reason } = await runClientSuite(
      host,
      names.length > 0 ? names : undefined,
    );
    console.log(`${host}: ${passed} passed, ${failed} failed, ${skipped} skipped ${reason ?? ''}`);
    if (failed > 0) process.exitCode = 1;
  }
}
