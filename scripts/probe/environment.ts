import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { probesFolder } from './probe-file.ts';

const cache = path.resolve(import.meta.dirname, '../../.cache/probes');

/** A Python that has what a probe needs. */
export interface ProbeEnvironment {
  readonly python: string;
  /** Of the packages, of `gevent` and of `python`. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * A virtual environment with gevent and `requirements`, made on first use and kept below
 * `.cache/probes`; `fresh` makes it anew, with the newest versions of what is not pinned. Throws
 * with pip's words where they cannot be installed.
 */
export function probeEnvironment(
  basePython: string,
  library: string,
  requirements: readonly string[],
  fresh: boolean,
): ProbeEnvironment {
  const wanted = requirements.some((one) => distributionOf(one) === 'gevent')
    ? requirements
    : [...requirements, 'gevent'];
  const hash = createHash('sha256').update(wanted.join('\n')).digest('hex').slice(0, 8);
  const folder = path.join(cache, `${library}-${hash}`);
  const python = path.join(folder, 'bin', 'python');
  const complete = path.join(folder, 'complete');
  if (fresh || !existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    call(basePython, ['-m', 'venv', '--without-pip', folder]);
    const quiet = ['--quiet', '--disable-pip-version-check', '--prefer-binary'];
    call(basePython, ['-m', 'pip', '--python', python, 'install', ...quiet, ...wanted]);
    writeFileSync(complete, '');
  }
  const names = wanted.map(distributionOf);
  const harness = path.join(probesFolder, 'harness.py');
  return { python, versions: JSON.parse(call(python, [harness, 'versions', ...names])) };
}

/** `psycopg[binary]==3.1.10` is about `psycopg`. */
export function distributionOf(requirement: string): string {
  return /^[\w.-]+/.exec(requirement)?.[0] ?? requirement;
}

/** The requirement, held to one version. */
export function pinned(requirement: string, version: string): string {
  return `${/^[\w.-]+(\[[^\]]*\])?/.exec(requirement)?.[0] ?? requirement}==${version}`;
}

function call(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (result.status === 0) return result.stdout;
  const said = result.error?.message ?? result.stderr.trim().split('\n').slice(-8).join('\n');
  throw new Error(`${path.basename(program)} ${args.join(' ')} failed:\n${said}`);
}
