import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { probeFile, probesFolder } from './probe-file.ts';

/** What one run of a mode showed. */
export interface Measurement {
  /** `hangs`: the operation did not come back; `raises`: it, or its preparation, raised `error`. */
  readonly verdict: 'cooperates' | 'blocks' | 'hangs' | 'raises';
  /** The longest pause of the heartbeat in milliseconds; 0 for a hang that leaves the hub running. */
  readonly gap: number;
  readonly error?: string;
}

/** What was seen of one row of a knowledge table: some of its fields. */
export type SeenRow = Readonly<Record<string, unknown>>;

/** A gap above it, in a verdict that depends on it, may be the machine's: the mode is run again. */
const doubtful = 150;
/** What a call that really blocks lasts at least. */
const sure = 320;
/** Milliseconds for a mode to prepare and to run; the harness itself gives up sooner. */
const limit = 90_000;

/** Measures one mode of a probe, in a process of its own, thrice at most where other work disturbs it. */
export async function measureMode(
  python: string,
  library: string,
  mode: string,
  environment: Readonly<Record<string, string>>,
): Promise<Measurement> {
  let best = await runOnce(python, library, mode, environment);
  for (let attempt = 1; attempt < 3 && isDoubtful(best); attempt += 1) {
    const again = await runOnce(python, library, mode, environment);
    if (again.gap < best.gap) best = again;
  }
  return best;
}

/** The rows that a probe's function saw, in a process of its own. Throws what it raises. */
export async function findFact(
  python: string,
  library: string,
  fact: string,
  environment: Readonly<Record<string, string>>,
): Promise<readonly SeenRow[]> {
  return (await runOnce<{ rows: readonly SeenRow[] }>(python, library, fact, environment)).rows;
}

function isDoubtful({ verdict, gap }: Measurement): boolean {
  return (verdict === 'cooperates' || verdict === 'blocks') && gap > doubtful && gap < sure;
}

function runOnce<Report = Measurement>(
  python: string,
  library: string,
  mode: string,
  environment: Readonly<Record<string, string>>,
): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenlint-probe-'));
  const report = path.join(folder, 'report.json');
  const harness = path.join(probesFolder, 'harness.py');
  const child = spawn(python, [harness, 'run', probeFile(library), mode, report], {
    cwd: folder,
    // A group of its own: what the library leaves behind ends with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...quiet, TMPDIR: folder, ...environment },
  });
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  const stop = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  };
  const end = () => process.exit(1);
  process.once('exit', stop);
  for (const signal of signals) process.once(signal, end);
  return new Promise((settle, fail) => {
    const timer = setTimeout(stop, limit);
    child.on('error', fail);
    // Not `close`: a process that the library left behind may hold the pipe open.
    child.on('exit', () => {
      clearTimeout(timer);
      stop();
      process.off('exit', stop);
      for (const signal of signals) process.off(signal, end);
      if (existsSync(report)) {
        settle(JSON.parse(readFileSync(report, 'utf8')) as Report);
      } else {
        fail(new Error(`${library}, mode ${mode}: no result.\n${errors.trim().slice(-2000)}`));
      }
      rmSync(folder, { recursive: true, force: true });
    });
  });
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const quiet: Readonly<Record<string, string>> = {
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONWARNINGS: 'ignore',
  GRPC_VERBOSITY: 'NONE',
  // One thread each, so that a native library leaves a core to the heartbeat.
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
};
