/**
 * `npm start`: builds, audits the example shop in the terminal, then serves a VS Code with the
 * extension and the shop open. `--desktop` opens an installed desktop VS Code instead;
 * `--port N` serves from port N on instead of 8300 (the next free one, if it is taken).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startWorkbench, type Workbench, windowAddress } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '..');
const shop = path.join(root, 'examples', 'shop');
const windows = process.platform === 'win32';

const { values } = parseArgs({
  options: { desktop: { type: 'boolean' }, port: { type: 'string', default: '8300' } },
});

if (values.desktop && spawnSync('code', ['--version'], { shell: windows }).status !== 0) {
  fail(
    'There is no `code` on the PATH. Install VS Code, or run `npm start` for one in the browser.',
  );
}

let workbench: Workbench | undefined;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

say('building the extension');
run([path.join(root, 'scripts', 'build.ts')], root);

say('auditing examples/shop with the command (it has pitfalls on purpose)');
// It ends with status 1, since it finds something; status 2 is a failure.
if (run([path.join(root, 'dist', 'cli.js'), 'check', '.'], shop, [0, 1]) === 0) {
  say('nothing found in examples/shop');
}

if (values.desktop) {
  const args = [`--extensionDevelopmentPath=${root}`, shop];
  say(`starting: code ${args.join(' ')}`);
  const { status } = spawnSync('code', args, { stdio: 'inherit', shell: windows });
  process.exit(status ?? 1);
}

const setUp = JSON.parse(readFileSync(path.join(root, '.cache', 'setup.json'), 'utf8'));
if (setUp.workbench?.path === undefined) {
  fail(
    `no VS Code to serve: ${setUp.workbench?.reason}. \`npm start -- --desktop\` uses your own.`,
  );
}
say('starting VS Code in the browser');
workbench = await startWorkbench(setUp.workbench.path, Number(values.port));
const address = windowAddress(workbench.port, {
  folder: shop,
  extension: root,
  file: path.join(shop, 'serve.py'),
});
console.log(`\nVS Code with Greenlint and examples/shop:\n\n  ${address}\n\nStop it with Ctrl+C.`);

/** Puts the server away, once: Ctrl+C reaches a process more often than one would think. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await workbench?.stop();
  process.exit(0);
}

function run(args: readonly string[], cwd: string, fine: readonly number[] = [0]): number {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (status === null || !fine.includes(status)) process.exit(status ?? 1);
  return status;
}

function say(text: string): void {
  console.log(`\n── ${text}`);
}

function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
