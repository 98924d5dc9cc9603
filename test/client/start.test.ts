import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumFlags } from '../../scripts/workbench.ts';

const root = path.resolve(import.meta.dirname, '../..');
const setUp = path.join(root, '.cache', 'setup.json');
const parts = existsSync(setUp) ? JSON.parse(readFileSync(setUp, 'utf8')) : {};
const missing = ['workbench', 'browser'].filter((part) => parts[part]?.path === undefined);
if (missing.length > 0) {
  const reasons = missing.map((part) => `${part}: ${parts[part]?.reason ?? 'npm test gets it'}`);
  console.log(`npm start is not tested, for want of ${reasons.join('; ')}`);
}

/** Milliseconds. Starting takes a few seconds, and a minute on a machine that has much else to do. */
const patience = 120_000;

/** `npm start` as somebody at a terminal has it: npm, its shell, the set-up, the server, in one group. */
interface Running {
  readonly process: ChildProcess;
  /** What it printed until now. */
  output(): string;
  /** Resolves to the exit status. */
  readonly ended: Promise<number | null>;
}

const started: Running[] = [];

function npmStart(...args: string[]): Running {
  const child = spawn('npm', ['start', '--', ...args], { cwd: root, detached: true });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const running = { process: child, output: () => printed, ended };
  started.push(running);
  return running;
}

/** Waits for `answer` to give something; rejects with what was printed where npm ends before. */
async function until<T>(running: Running, answer: () => T | undefined): Promise<T> {
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  for (;;) {
    const value = answer();
    if (value !== undefined) return value;
    if (over) throw new Error(`npm start ended:\n${running.output()}`);
    await pause(100);
  }
}

function addressOf(running: Running): Promise<string> {
  return until(running, () => {
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(running.output())?.[0];
    return running.output().includes('Stop it with Ctrl+C') ? found : undefined;
  });
}

/** Whether a process of the group that `running` leads is left; those that nobody buried are dead. */
function isAlive({ process: { pid } }: Running): boolean {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').some((line) => {
    const [group, state = 'Z'] = line.trim().split(/\s+/);
    return group === String(pid) && !state.startsWith('Z');
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe.skipIf(missing.length > 0)('npm start', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: parts.browser.path, args: chromiumFlags });
  }, patience);

  afterAll(async () => {
    await browser?.close();
    for (const running of started) {
      if (isAlive(running)) process.kill(-(running.process.pid as number), 'SIGKILL');
    }
  });

  test(
    'audits the shop, serves an editor with findings, takes the next port beside itself, and ends',
    async () => {
      const first = npmStart('--port', '18300');
      const address = await addressOf(first);
      const audit = first.output();
      expect(audit).toContain('GVT101');
      expect(audit).toMatch(/serve\.py:\d+:\d+/);

      const answer = await fetch(address);
      expect(answer.status).toBe(200);
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(address);
      const editor = page.locator('.monaco-editor[data-uri$="/examples/shop/serve.py"]');
      await editor.locator('.squiggly-warning, .squiggly-error').first().waitFor({
        timeout: patience,
        state: 'attached',
      });
      await page.close();

      const second = npmStart('--port', '18300');
      const other = await addressOf(second);
      expect(Number(new URL(other).port)).toBeGreaterThan(Number(new URL(address).port));
      expect((await fetch(other)).status).toBe(200);

      // A terminal's Ctrl+C reaches the whole group, `kill` npm alone.
      process.kill(-(first.process.pid as number), 'SIGINT');
      second.process.kill('SIGTERM');
      await Promise.all([first.ended, second.ended]);
      while (isAlive(first) || isAlive(second)) await pause(100);
      await expect(fetch(address)).rejects.toThrow();
      await expect(fetch(other)).rejects.toThrow();
    },
    2 * patience,
  );
});

test('npm start -- --desktop says what is missing where there is no desktop editor', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts', 'start.ts'), '--desktop'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, PATH: '/nowhere' } },
  );
  expect(stderr).toContain('There is no `code` on the PATH');
  expect(status).toBe(1);
});
