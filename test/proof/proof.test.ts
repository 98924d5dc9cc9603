import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { fixEverywhere } from '../support/fix-cases.ts';
import { type CaseFiles, type RuleCase, ruleCases } from '../support/rule-cases.ts';
import { type ProofDescription, proofOf } from './proof-description.ts';
import {
  environmentOf,
  pythonOf,
  stopServers,
  unknownPackages,
  whyNotHere,
} from './proof-needs.ts';

const proofs = ruleCases().flatMap((one) => {
  const proof = proofOf(one.folder);
  return proof === undefined ? [] : [{ one, proof, skipped: whyNotHere(proof) }];
});
for (const { one, skipped } of proofs) {
  if (skipped !== undefined) console.warn(`SKIPPED: the proof ${one.rule}/${one.name}: ${skipped}`);
}
afterAll(stopServers, 30_000);

describe('proof', () => {
  it('covers every rule that claims harm', () => {
    const proven = new Set(proofs.map(({ one }) => one.rule));
    const unproven = rules
      .filter(({ meta }) => typeof meta.proof === 'string' && !proven.has(meta.name))
      .map(({ meta }) => meta.name);
    expect(unproven).toEqual([]);
  });

  it('needs no library that test/proof/libraries.txt does not list', () => {
    const unknown = proofs.flatMap(({ one, proof }) =>
      unknownPackages(proof).map((name) => `${one.rule}/${one.name}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});

// Most of a proof is waiting, so several run beside each other (maxConcurrency).
describe.concurrent('under a real gevent', () => {
  for (const { one, proof, skipped } of proofs) {
    const title = `${one.rule}/${one.name}: the harm shows, and the fixed text does not have it`;
    it.skipIf(skipped !== undefined)(title, { timeout: 600_000 }, async () => {
      const code = rules.find(({ meta }) => meta.name === one.rule)?.meta.code;
      if (code === undefined) throw new Error(`no rule is called ${one.rule}`);
      const cured = curedByHand(one) ?? (await curedByFix(one.files, code, proof));
      for (const patience of [1, 2, 4]) {
        try {
          const bad = await run(one.files, proof, patience);
          expectHarm(bad, proof);
          // A busy machine adds pauses to both.
          const longest = patience === 1 ? 0.15 : Math.max(0.15, (bad.report?.gap ?? 0) / 2);
          expectCured(await run(cured, proof, patience), proof, longest);
          return;
        } catch (error) {
          // The machine may have been busy: both are run again, with more time for each.
          if (patience === 4) throw error;
          console.warn(`again: the proof ${one.rule}/${one.name}: ${(error as Error).message}`);
        }
      }
    });
  }
});

async function curedByFix(
  files: CaseFiles,
  code: string,
  proof: ProofDescription,
): Promise<CaseFiles> {
  const fixed = await fixEverywhere(files, code, proof.fix ?? 1);
  expect(fixed.applied, 'fixes applied').toBeGreaterThan(0);
  return fixed.files;
}

/** What a person made of the files, `proof.fixed/`, for rules that have no quick fix. */
function curedByHand({ folder, files }: RuleCase): CaseFiles | undefined {
  const cured = join(folder, 'proof.fixed');
  if (!existsSync(cured)) return undefined;
  const changed = readdirSync(cured).map((name) => [name, readFileSync(join(cured, name), 'utf8')]);
  return { ...files, ...Object.fromEntries(changed) };
}

interface Run {
  readonly timedOut: boolean;
  readonly output: string;
  readonly errors: string;
  readonly report: { gap: number; ended: string; exception?: string } | undefined;
}

function expectHarm(bad: Run, proof: ProofDescription): void {
  const said = `${bad.output}\n${bad.errors}`;
  if (proof.measure === 'hang') expect(bad.timedOut, `still running: ${said}`).toBe(true);
  else expect(bad.timedOut, `ended in time: ${said}`).toBe(false);
  if (proof.measure === 'gap') expect(bad.report?.gap, said).toBeGreaterThanOrEqual(0.2);
  if (proof.measure === 'exception') expect(bad.report?.exception, said).toBe(proof.bad);
  if (proof.measure === 'output') expect(bad.output).toMatch(new RegExp(proof.bad ?? ''));
}

/** @param longest the pause of the heartbeat, in seconds, that is no harm yet */
function expectCured(cured: Run, proof: ProofDescription, longest: number): void {
  const said = `${cured.output}\n${cured.errors}`;
  expect(cured.timedOut, `ended in time: ${said}`).toBe(false);
  expect(cured.report?.ended, said).not.toBe('raised');
  if (proof.measure === 'gap') expect(cured.report?.gap, said).toBeLessThan(longest);
  if (proof.measure === 'output') expect(cured.output).toMatch(new RegExp(proof.fixed ?? ''));
}

/** @param patience how many times the usual limit of time a program may take */
async function run(files: CaseFiles, proof: ProofDescription, patience: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlint-proof-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const report = join(folder, 'report.json');
    const limit = patience * (proof.measure === 'hang' ? (proof.seconds ?? 5) : 25);
    const result = await runPython(folder, report, proof, limit, await environmentOf(proof));
    return {
      ...result,
      report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runPython(
  folder: string,
  report: string,
  proof: ProofDescription,
  limit: number,
  environment: Readonly<Record<string, string>>,
): Promise<Omit<Run, 'report'>> {
  return new Promise((settle, fail) => {
    const { process: name, request = '', run: script = '' } = proof;
    const started =
      name === undefined
        ? [resolve('test/proof/heartbeat.py'), report, join(folder, script)]
        : [resolve('test/proof/procfile.py'), name, request];
    const quiet = { PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' };
    const child = spawn(pythonOf(proof), started, {
      cwd: folder,
      env: { ...process.env, ...quiet, ...environment },
      // A group of its own: a program that hangs may leave children behind.
      detached: true,
    });
    let [output, errors, timedOut] = ['', '', false];
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limit * 1000);
    const typing = setTimeout(
      () => child.stdin.end(proof.input ?? ''),
      proof.input === undefined ? 0 : 500,
    );
    child.stdin.on('error', () => {});
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', fail);
    child.on('close', () => {
      clearTimeout(timer);
      clearTimeout(typing);
      settle({ timedOut, output, errors });
    });
  });
}
