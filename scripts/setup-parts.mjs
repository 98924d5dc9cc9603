/**
 * The parts of a development machine that packages alone do not give: Python with gevent, a VS Code
 * workbench, a browser. Each function makes its part when it is missing and answers with
 * `{ path }`, or with `{ reason }` where it cannot be had. Plain JavaScript: see setup.mjs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const windows = process.platform === 'win32';
const pythonPackages = ['gevent', 'ruff', 'isort', 'autopep8', 'black', 'flake8'];
/** Programs that start others, and libraries whose own modules are walked; pinned, since tests name their files. */
const launcherPackages = [
  'gevent',
  'gunicorn==27.0.1',
  'flask==3.1.3',
  'celery==5.7.0',
  'locust==2.47.0',
  'flask-socketio==5.7.0',
  'django==5.2.19',
  'huey==3.5.4',
  'dramatiq==2.2.1',
  'pytest==9.2.0',
  'python-dotenv==1.2.4',
  'newrelic==14.1.0',
  'opentelemetry-distro==0.66b1',
  'rq==2.12',
];
/** Microsoft's editor as code-server packs it: the same workbench and extension host, from the npm registry. */
const workbenchVersion = '4.139.1';
const chromiumVersion = '153.0.0';

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    shell: windows,
    ...options,
  });
  const output = `${result.stderr ?? ''}${result.stdout ?? ''}${result.error?.message ?? ''}`;
  const lines = output.trim().split('\n');
  return { ok: result.status === 0, output, lastLine: lines.at(-1) ?? '' };
}

/** `.venv` with gevent, for the proofs, and the tools whose settings the fixes respect. */
export function setUpPython(root, say) {
  return setUpEnvironment(path.join(root, '.venv'), pythonPackages, '3.9', say);
}

/** `.cache/launchers` with gunicorn, Celery, Locust and others, for programs that are really run. */
export function setUpLaunchers(root, say) {
  return setUpEnvironment(path.join(root, '.cache', 'launchers'), launcherPackages, '3.10', say);
}

/** `.cache/libraries` with the drivers and clients that proofs use, as test/proof/libraries.txt pins them. */
export function setUpLibraries(root, say) {
  const list = readFileSync(path.join(root, 'test', 'proof', 'libraries.txt'), 'utf8');
  const packages = list.split(/\r?\n/).filter((line) => /^\w/.test(line));
  return setUpEnvironment(path.join(root, '.cache', 'libraries'), packages, '3.10', say);
}

/** A virtual environment with these packages, made anew when the list changed. */
function setUpEnvironment(folder, packages, oldest, say) {
  const python = path.join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = path.join(folder, 'greenlint-packages');
  const list = packages.join(' ');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === list) {
    return { path: python };
  }
  const recent = `import sys; sys.exit(sys.version_info < (${oldest.replace('.', ', ')}))`;
  const system = ['python3', 'python'].find(
    (name) => run(name, ['-c', recent], { shell: false }).ok,
  );
  if (system === undefined) return { reason: `no Python ${oldest} or newer on the PATH` };
  const name = path.basename(folder);
  say(`making ${name}`);
  rmSync(folder, { recursive: true, force: true });
  const made = run(system, ['-m', 'venv', folder]);
  if (!made.ok) return { reason: `python -m venv failed: ${made.lastLine}` };
  say(`installing ${list} into ${name}`);
  const installed = run(python, ['-m', 'pip', 'install', '--quiet', '--upgrade', ...packages]);
  if (!installed.ok) return { reason: `pip install failed: ${installed.lastLine}` };
  writeFileSync(stamp, list);
  return { path: python };
}

/** The workbench server in `.cache/vscode`; the path is that of its `server-main.js`. */
export function setUpWorkbench(root, say) {
  const folder = path.join(root, '.cache', 'vscode');
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const server = path.join(vscode, 'out', 'server-main.js');
  const stamp = path.join(folder, 'complete');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === workbenchVersion)
    return { path: server };
  say(`getting VS Code (code-server ${workbenchVersion}, about 600 MB) into .cache/vscode`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const steps = [
    [folder, ['install', '--no-save', ...quiet, `code-server@${workbenchVersion}`]],
    [vscode, ['install', '--omit=dev', ...quiet]],
    [path.join(vscode, 'extensions'), ['install', '--omit=dev', ...quiet]],
  ];
  for (const [cwd, args] of steps) {
    const step = run(windows ? 'npm.cmd' : 'npm', args, { cwd });
    if (!step.ok) return { reason: `npm could not install code-server: ${step.lastLine}` };
  }
  const link = path.join(vscode, 'node_modules.asar');
  if (!existsSync(link)) symlinkSync('node_modules', link, 'junction');
  writeFileSync(stamp, workbenchVersion);
  return { path: server };
}

/** A Chromium: the system's, or the one that an npm package carries. */
export function setUpBrowser(root, say) {
  const names = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const system = process.env.CHROMIUM ?? names.find((name) => existsSync(name));
  if (system !== undefined) return { path: system };
  if (process.platform !== 'linux') {
    return { reason: 'set the environment variable CHROMIUM to a Chromium or Chrome program' };
  }
  const folder = path.join(root, '.cache', 'chromium');
  const found = path.join(folder, 'path');
  if (existsSync(found)) return { path: readFileSync(found, 'utf8') };
  say('getting Chromium (@sparticuz/chromium) into .cache/chromium');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = run('npm', ['install', ...quiet, `@sparticuz/chromium@${chromiumVersion}`], {
    cwd: folder,
  });
  if (!installed.ok) return { reason: `npm could not install Chromium: ${installed.lastLine}` };
  const unpack =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";
  const unpacked = run(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: folder,
    // It unpacks into the folder for temporary files, which a reboot may empty.
    env: { ...process.env, TMPDIR: folder },
  });
  const executable = path.join(folder, 'chromium');
  if (!unpacked.ok || !existsSync(executable)) {
    return { reason: `Chromium could not be unpacked: ${unpacked.lastLine}` };
  }
  writeFileSync(found, executable);
  return { path: executable };
}
