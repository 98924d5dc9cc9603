import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { countsOf } from './browser-window.ts';
import type { SuiteCounts, WindowRun } from './run.ts';

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';

/** Runs a suite in a desktop editor; skipped, with the reason, where there can be none. */
export async function runOnDesktop(run: WindowRun): Promise<SuiteCounts> {
  const reason = await whyNot();
  if (reason !== undefined) return { passed: 0, failed: 0, skipped: 1, reason, failures: [] };
  const vscodeExecutablePath = await downloadAndUnzipVSCode();
  const data = await mkdtemp(path.join(tmpdir(), 'greenlint-desktop-'));
  const results = path.join(data, 'results');
  try {
    // Rejects where a test failed; the numbers say it better.
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.tests,
      extensionTestsEnv: { GREENLINT_RESULTS: results },
      launchArgs: [
        run.folder,
        '--disable-extensions',
        ...(run.trusted ? ['--disable-workspace-trust'] : []),
      ],
    }).catch(() => undefined);
    const counts = countsOf([await readFile(results, 'utf8')]);
    if (counts === undefined) throw new Error('VS Code ended without results');
    return counts;
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function whyNot(): Promise<string | undefined> {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  try {
    const answer = await fetch(downloads, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return `the desktop VS Code cannot be downloaded (status ${answer.status})`;
  } catch {
    return 'the desktop VS Code cannot be downloaded (no connection)';
  }
  if (process.platform === 'linux' && display === undefined) {
    return 'there is no display for the desktop VS Code';
  }
  return undefined;
}
