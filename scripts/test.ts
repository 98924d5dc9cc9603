/**
 * `npm test`: every suite there is, and one closing line over all of them. `npm test -- NAME…` runs
 * the named suites only. A suite that cannot run here is counted as skipped, with its reason.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Host, runClientSuite } from '../test/client/run.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly reason?: string;
}

interface Suite {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<Counts>;
}

const root = path.resolve(import.meta.dirname, '..');

const suites: readonly Suite[] = [
  { name: 'build', title: 'the bundles', run: buildBundles },
  { name: 'unit', title: 'vitest: analysis, rules, proofs, server, command', run: runVitest },
  { name: 'server', title: 'VS Code, extension host in Node', run: inVSCode('server') },
  { name: 'web', title: 'VS Code, extension host in the browser', run: inVSCode('web') },
  { name: 'desktop', title: 'VS Code on the desktop', run: inVSCode('desktop') },
];

const named = process.argv.slice(2);
const unknown = named.filter((name) => suites.every((suite) => suite.name !== name));
if (unknown.length > 0) {
  console.error(
    `no suite ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}`,
  );
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites.filter(({ name }) => named.length === 0 || named.includes(name))) {
  console.log(`\n── ${suite.name}: ${suite.title}`);
  const { passed, failed, skipped, reason } = await suite.run().catch(failure);
  if (reason !== undefined) console.log(`skipped: ${reason}`);
  console.log(`${suite.name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;

function inVSCode(host: Host): Suite['run'] {
  return () => runClientSuite(host);
}

/** A suite that breaks off is one failure. */
function failure(error: unknown): Counts {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  return { passed: 0, failed: 1, skipped: 0 };
}

async function buildBundles(): Promise<Counts> {
  const script = path.join(root, 'scripts', 'build.ts');
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function runVitest(): Promise<Counts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'greenlint-vitest-'));
  const file = path.join(folder, 'report.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  spawnSync(process.execPath, [vitest, 'run', ...reporters], { cwd: root, stdio: 'inherit' });
  try {
    const report = JSON.parse(await readFile(file, 'utf8')) as VitestReport;
    for (const { assertionResults } of report.testResults) {
      const skipped = assertionResults.filter(({ status }) => /pending|skipped|todo/.test(status));
      for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
    }
    // A file that fails before its first test has no test to count.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
