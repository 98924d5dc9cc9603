/** A real VS Code, served to a browser from `.cache/vscode`: what start, screenshots and tests share. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A running server. */
export interface Workbench {
  readonly port: number;
  stop(): Promise<void>;
}

/** What a window shows and runs. */
export interface WindowOptions {
  /** The folder, or the `.code-workspace` file, to open. */
  readonly folder: string;
  /** The extension's folder. */
  readonly extension: string;
  /** A module that exports `run()`. */
  readonly tests?: string;
  /** Runs the extension in the browser's extension host, as vscode.dev does. */
  readonly web?: boolean;
  /** A file to open. */
  readonly file?: string;
}

/** Flags that keep Chromium from calling home; without a sandbox, since containers have none. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Leaves the window to the code: no chat, no welcome, no messages about them. */
const settings = {
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts `serverMain` on the first free port from `firstPort` on. Rejects where it does not start
 * within a minute, with its last output. With `asksForTrust` folders are opened in Restricted Mode
 * until somebody says that they are to be trusted.
 */
export async function startWorkbench(
  serverMain: string,
  firstPort: number,
  { asksForTrust = false } = {},
): Promise<Workbench> {
  const port = await freePort(firstPort);
  const data = await mkdtemp(path.join(tmpdir(), 'greenlint-vscode-'));
  await mkdir(path.join(data, 'data', 'Machine'), { recursive: true });
  await writeFile(path.join(data, 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
  const server = spawn(
    process.execPath,
    [
      serverMain,
      ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
      '--without-connection-token',
      '--accept-server-license-terms',
      // Without it the page ignores which extension to load.
      '--enable-smoke-test-driver',
      '--disable-telemetry',
      ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Whatever ends this process: the server, which is one of its own, does not outlive it.
  const abandon = (): void => {
    server.kill();
    rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  await listening(server, port);
  return {
    port,
    stop: async () => {
      process.off('exit', abandon);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null && server.signalCode === null && server.kill()) await gone;
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The address of a window of a workbench on `port`. */
export function windowAddress(port: number, options: WindowOptions): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload: [string, string][] = [
    ['extensionDevelopmentPath', remote(options.extension)],
    ['skipWelcome', 'true'],
  ];
  if (options.tests !== undefined) payload.push(['extensionTestsPath', remote(options.tests)]);
  if (options.web === true) payload.push(['extensionDevelopmentKind', 'web']);
  if (options.file !== undefined) payload.push(['openFile', remote(options.file)]);
  const kind = options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({
    [kind]: options.folder,
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${first} to ${first + 99}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function listening(server: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${reason}\n${output.slice(-2000)}`));
    };
    const timer = setTimeout(() => {
      server.kill();
      fail('did not start within a minute');
    }, 60_000);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes(`127.0.0.1:${port}`)) return;
      clearTimeout(timer);
      resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => fail(`ended with status ${code}`));
  });
}
