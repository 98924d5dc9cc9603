import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { fixEverywhere } from '../support/fix-cases.ts';
import { type CaseFiles, ruleCases } from '../support/rule-cases.ts';
import { type ProofDescription, proofOf } from './proof-description.ts';

const python = resolve('.venv/bin/python');
/** Python with the servers and workers that start programs: gunicorn, celery, huey. */
const launchers = resolve('.cache/launchers/bin/python');
const available = existsSync(python) && existsSync(launchers);
if (!available)
  console.warn('SKIPPED: the proof needs .venv and .cache/launchers; `npm test` makes them.');

const proofs = ruleCases().flatMap((one) => {
  const proof = proofOf(one.folder);
  return proof === undefined ? [] : [{ one, proof }];
});

describe('proof', () => {
  it('covers every rule that claims harm', () => {
    const proven = new Set(proofs.map(({ one }) => one.rule));
    const unproven = rules
      .filter(({ meta }) => typeof meta.proof === 'string' && !proven.has(meta.name))
      .map(({ meta }) => meta.name);
    expect(unproven).toEqual([]);
  });
});

describe.skipIf(!available)('under a real gevent', () => {
  it.each(proofs.map(({ one, proof }) => [`${one.rule}/${one.name}`, one, proof] as const))(
    '%s: the harm shows, and the fixed text does not have it',
    async (_title, one, proof) => {
      const code = rules.find(({ meta }) => meta.name === one.rule)?.meta.code;
      if (code === undefined) throw new Error(`no rule is called ${one.rule}`);
      const fixed = await fixEverywhere(one.files, code, proof.fix ?? 1);
      expect(fixed.applied, 'fixes applied').toBeGreaterThan(0);
      expectHarm(await run(one.files, proof), proof);
      await expectCured(fixed.files, proof);
    },
    60_000,
  );
});

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

/** A busy machine can add a pause to a good program, never take one from a bad one: three tries. */
async function expectCured(files: CaseFiles, proof: ProofDescription): Promise<void> {
  let cured = await run(files, proof);
  for (let attempt = 1; attempt < 3 && (cured.report?.gap ?? 0) >= 0.15; attempt += 1) {
    cured = await run(files, proof);
  }
  const said = `${cured.output}\n${cured.errors}`;
  expect(cured.timedOut, `ended in time: ${said}`).toBe(false);
  expect(cured.report?.ended, said).not.toBe('raised');
  if (proof.measure === 'gap') expect(cured.report?.gap, said).toBeLessThan(0.15);
  if (proof.measure === 'output') expect(cured.output).toMatch(new RegExp(proof.fixed ?? ''));
}

async function run(files: CaseFiles, proof: ProofDescription): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlint-proof-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const report = join(folder, 'report.json');
    const result = await runPython(folder, report, proof);
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
): Promise<Omit<Run, 'report'>> {
  return new Promise((settle, fail) => {
    const { process: name, request = '', run: script = '' } = proof;
    const [interpreter, ...started] =
      name === undefined
        ? ([python, resolve('test/proof/heartbeat.py'), report, join(folder, script)] as const)
        : ([launchers, resolve('test/proof/procfile.py'), name, request] as const);
    const child = spawn(interpreter, started, {
      cwd: folder,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    });
    let [output, errors, timedOut] = ['', '', false];
    const limit = proof.measure === 'hang' ? (proof.seconds ?? 5) : 25;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
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
