/**
 * `npm test`: every suite there is, and one closing line over all of them. `npm test -- NAME…` runs
 * the named suites only. A suite that cannot run here is counted as skipped, with its reason.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Host, runClientSuite, type SuiteCounts } from '../test/client/run.ts';

interface Suite {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<SuiteCounts>;
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
/** Told again at the end: a log is often kept from its end only. */
const failed: string[] = [];
for (const suite of suites.filter(({ name }) => named.length === 0 || named.includes(name))) {
  console.log(`\n── ${suite.name}: ${suite.title}`);
  const counts = await suite.run().catch(brokenOff);
  const { passed, skipped, reason } = counts;
  if (reason !== undefined) console.log(`skipped: ${reason}`);
  console.log(`${suite.name}: ${passed} passed, ${counts.failed} failed, ${skipped} skipped`);
  sum.passed += passed;
  sum.failed += counts.failed;
  sum.skipped += skipped;
  failed.push(...counts.failures.map((one) => `${suite.name}: ${one}`));
}
for (const one of failed) console.log(`\nFAILED ${shortened(one)}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;

function inVSCode(host: Host): Suite['run'] {
  return () => runClientSuite(host);
}

/** A suite that breaks off is one failure. */
function brokenOff(error: unknown): SuiteCounts {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(said);
  return { passed: 0, failed: 1, skipped: 0, failures: [said] };
}

/** The title and what says most: the first lines; the whole stands above, with its suite. */
function shortened(failure: string): string {
  const lines = stripVTControlCharacters(failure).split('\n');
  return lines.length > 16 ? [...lines.slice(0, 16), '…'].join('\n') : lines.join('\n');
}

async function buildBundles(): Promise<SuiteCounts> {
  const script = path.join(root, 'scripts', 'build.ts');
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  return status === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [`the build ended with ${status}`] };
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
    readonly message: string;
    readonly assertionResults: readonly VitestResult[];
  }[];
}

interface VitestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

async function runVitest(): Promise<SuiteCounts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'greenlint-vitest-'));
  const file = path.join(folder, 'report.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { status: ended } = spawnSync(process.execPath, [vitest, 'run', ...reporters], {
    cwd: root,
    stdio: 'inherit',
  });
  try {
    const report = JSON.parse(await readFile(file, 'utf8')) as VitestReport;
    const failures: string[] = [];
    for (const { name, status, message, assertionResults } of report.testResults) {
      const where = path.relative(root, name);
      for (const { status, fullName, failureMessages } of assertionResults) {
        if (/pending|skipped|todo/.test(status)) console.log(`skipped: ${fullName}`);
        if (status !== 'failed') continue;
        failures.push(`${where}: ${fullName}\n${failureMessages?.join('\n') ?? ''}`);
      }
      // A file that fails before its first test has no test to count.
      if (status === 'failed' && assertionResults.length === 0) {
        failures.push(`${where}\n${message}`);
      }
    }
    // An error outside of all tests fails none of them.
    if (ended !== 0 && failures.length === 0) failures.push(`vitest ended with ${ended}`);
    return {
      passed: report.numPassedTests,
      failed: failures.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
