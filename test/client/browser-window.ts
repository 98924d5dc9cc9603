import { chromium } from 'playwright-core';
import { chromiumFlags, startWorkbench, windowAddress } from '../../scripts/workbench.ts';
import { useHands } from './hands.ts';
import { handsMark } from './hands-request.ts';
import type { SuiteCounts, WindowRun } from './run.ts';

/** What the set-up found, as it wrote it to `.cache/setup.json`. */
export interface SetUpParts {
  readonly workbench?: { readonly path?: string; readonly reason?: string };
  readonly browser?: { readonly path?: string; readonly reason?: string };
}

/** In milliseconds: one that takes longer, the start included, has lost its window. */
const longestTest = 240_000;

/** Runs a suite in a window of the served workbench; skipped, with the reason, where a part is missing. */
export async function runInBrowser(run: WindowRun, parts: SetUpParts): Promise<SuiteCounts> {
  const server = parts.workbench?.path;
  const executablePath = parts.browser?.path;
  if (server === undefined || executablePath === undefined) {
    const reason = parts.workbench?.reason ?? parts.browser?.reason ?? 'npm test sets it up';
    return { passed: 0, failed: 0, skipped: 1, reason, failures: [] };
  }
  const workbench = await startWorkbench(server, 19_400, { asksForTrust: !run.trusted });
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const log: string[] = [];
    const counts = new Promise<SuiteCounts>((resolve, reject) => {
      const giveUp = (): void => reject(unfinished(log));
      let timer = setTimeout(giveUp, longestTest);
      const finish = (): void => {
        clearTimeout(timer);
        const counted = countsOf(log);
        if (counted === undefined) reject(unfinished(log));
        else resolve(counted);
      };
      void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
        const line = args.map(String).join(' ');
        if (line.startsWith(handsMark)) {
          // What is not answered fails the test that asked, with its own words.
          void useHands(page, line).catch((error: Error) => log.push(error.message));
          return;
        }
        if (!line.startsWith('[AgentHost]')) log.push(line);
        // The rest is VS Code's own chatter; it is shown where the run does not end well.
        if (!/^ {2}[✓✗-] /.test(line)) return;
        console.log(line);
        clearTimeout(timer);
        timer = setTimeout(giveUp, longestTest);
      });
      void page.exposeFunction('codeAutomationExit', finish);
      page.on('pageerror', (error) => log.push(`page error: ${error.message}`));
    });
    await page.goto(windowAddress(workbench.port, run));
    return await counts;
  } finally {
    await browser.close();
    await workbench.stop();
  }
}

/** The numbers that the suite printed last. */
export function countsOf(log: readonly string[]): SuiteCounts | undefined {
  const found = /greenlint-results (\{.*\})/.exec(log.join('\n'))?.[1];
  return found === undefined ? undefined : (JSON.parse(found) as SuiteCounts);
}

function unfinished(log: readonly string[]): Error {
  return new Error(`VS Code ended without results:\n${log.slice(-30).join('\n')}`);
}
