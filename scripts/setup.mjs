/**
 * Sets up what a command needs on a fresh machine (Node 20 or newer, nothing else), says what it
 * does, then hands over to that command under the Node of `node_modules`. Plain JavaScript without
 * packages, because it runs before there are any.
 *
 *     node scripts/setup.mjs COMMAND [ARGUMENT…]      set up, then run scripts/COMMAND.ts
 *     node scripts/setup.mjs                          install the packages only
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  setUpBrowser,
  setUpLaunchers,
  setUpLibraries,
  setUpPython,
  setUpWorkbench,
} from './setup-parts.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What each command needs beyond the packages. A part that cannot be had is a reason to skip, told to the command. */
const needs = {
  start: { workbench: true },
  test: { python: true, launchers: true, libraries: true, workbench: true, browser: true },
  '../bench/run': { launchers: true },
  probe: { python: true },
  screenshots: { workbench: true, browser: true },
};

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function installPackages() {
  const stampFile = path.join(root, 'node_modules', '.greenlint-lock');
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  // npm keeps its own copy of the lock file: as young as ours after any `npm ci` or `npm install`.
  if (fresh || (existsSync(nodeBinary()) && installedByHand())) return;
  say('installing packages with npm ci (about a minute the first time)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    say('npm ci failed; nothing can run without the packages');
    process.exit(2);
  }
  writeFileSync(stampFile, stamp);
}

/** Whether the installed packages are those of the lock file although this script did not install them. */
function installedByHand() {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || entry.optional === true || installed[name]?.version === entry.version,
  );
}

function nodeBinary() {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  return path.join(root, 'node_modules', '.bin', name);
}

const [command, ...rest] = process.argv.slice(2);
installPackages();
if (command === undefined) process.exit(0);

const wanted = needs[command] ?? {};
const parts = {};
if (wanted.python) parts.python = setUpPython(root, say);
if (wanted.launchers) parts.launchers = setUpLaunchers(root, say);
if (wanted.libraries) parts.libraries = setUpLibraries(root, say);
if (wanted.workbench && !rest.includes('--desktop')) parts.workbench = setUpWorkbench(root, say);
if (wanted.browser) parts.browser = setUpBrowser(root, say);
for (const [part, outcome] of Object.entries(parts)) {
  if (outcome.reason !== undefined) say(`no ${part}: ${outcome.reason}`);
}
if (Object.keys(parts).length > 0) {
  const file = path.join(root, '.cache', 'setup.json');
  mkdirSync(path.dirname(file), { recursive: true });
  // What another command's set-up found still stands.
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({ ...before, ...parts }, null, 2)}\n`);
}

const child = spawn(nodeBinary(), [path.join(root, 'scripts', `${command}.ts`), ...rest], {
  cwd: process.cwd(),
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: {
    ...process.env,
    PATH: `${path.dirname(nodeBinary())}${path.delimiter}${process.env.PATH ?? ''}`,
  },
});
// Whoever stops this process means the command, which has things to put away.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm's shell dies of a signal without passing it on, and leaves this process without a parent.
const parent = process.ppid;
const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
watch.unref();
child.once('error', (error) => {
  say(error.message);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
