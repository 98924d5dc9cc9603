/**
 * The entry that VS Code calls: runs the suite of the workspace that is open. The same bundle runs
 * in the extension host of a desktop, of a server, and of the browser.
 */
import { workspace } from 'vscode';
import 'mocha/mocha.js';

declare const mocha: Mocha & {
  setup(options: object): void;
  run(done: (failures: number) => void): Mocha.Runner;
};

/** Set for the desktop alone, whose console is not ours to read. */
declare const process: { env: Record<string, string | undefined> } | undefined;
declare const require: (module: string) => { writeFileSync(path: string, text: string): void };

/** By the name of the workspace's folder. */
const suites: Readonly<Record<string, () => Promise<unknown>>> = {
  shop: () => import('./shop.ts'),
  timeline: () => import('./timeline.ts'),
  service: async () => {
    await import('./service.ts');
    await import('./lightbulb.ts');
    await import('./other-texts.ts');
    await import('./deleted-folders.ts');
    await import('./virtual-folder.ts');
  },
  plain: () => import('./plain.ts'),
  text: () => import('./text.ts'),
  large: () => import('./large.ts'),
  restricted: () => import('./restricted.ts'),
};

/** Resolves when all passed, rejects where something failed. Called by the editor. */
export async function run(): Promise<void> {
  // Mocha's build for browsers reads the page's address, which Node does not have.
  (globalThis as { location?: object }).location ??= { search: '' };
  mocha.setup({ ui: 'bdd', reporter: undefined, timeout: 60_000 });
  const name = workspace.workspaceFolders?.[0]?.name ?? '';
  const suite = suites[name];
  if (suite === undefined) throw new Error(`no suite for a workspace ${name}`);
  await suite();
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (test: Mocha.Test) => {
      counts.passed += 1;
      console.log(`  ✓ ${test.fullTitle()}`);
    });
    runner.on('fail', (test: Mocha.Test, error: Error) => {
      counts.failed += 1;
      const failure = `${test.fullTitle()}\n${error.stack ?? error.message}`;
      counts.failures.push(failure);
      console.log(`  ✗ ${failure}`);
    });
    runner.on('pending', (test: Mocha.Test) => {
      counts.skipped += 1;
      console.log(`  - ${test.fullTitle()}`);
    });
  });
  const result = `greenlint-results ${JSON.stringify(counts)}`;
  console.log(result);
  const file = typeof process === 'undefined' ? undefined : process.env.GREENLINT_RESULTS;
  if (file !== undefined) require('node:fs').writeFileSync(file, result);
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
}
