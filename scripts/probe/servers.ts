import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The servers of `probes/servers.py`; `slow` stands for the loopback servers that need nothing installed. */
export const serverNames = ['postgresql', 'redis', 'memcached', 'mariadb', 'slow'] as const;

/** One of them. */
export type ServerName = (typeof serverNames)[number];

/** Servers that run until they are stopped, or this process ends. */
export interface RunningServers {
  /** How a program finds them: `PGHOST`, `REDIS_URL`, `SLOW_HTTP_URL`, … */
  readonly environment: Readonly<Record<string, string>>;
  readonly versions: Readonly<Partial<Record<ServerName, string>>>;
  /** Servers that are not installed, each with how to get it. */
  readonly missing: Readonly<Partial<Record<ServerName, string>>>;
  readonly stop: () => Promise<void>;
}

const script = path.resolve(import.meta.dirname, '../../probes/servers.py');

/**
 * Starts servers on free loopback ports, with a Python of 3.9 or newer. One that is not installed
 * is told in `missing`; throws where one that is installed does not start.
 */
export async function startServers(
  python: string,
  names: readonly ServerName[],
): Promise<RunningServers> {
  const child = spawn(python, [script, ...names], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((settle) => child.once('close', () => settle()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const told = await lines.next();
  if (told.done === true) {
    await ended;
    throw new Error(`The servers ${names.join(', ')} did not start:\n${errors}`);
  }
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { ...(JSON.parse(told.value) as Omit<RunningServers, 'stop'>), stop };
}

/** Why `names` cannot all run here, from their programs alone; undefined where they can. */
export function whyNoServers(python: string, names: readonly ServerName[]): string | undefined {
  const asked = spawnSync(python, [script, '--installed', ...names], { encoding: 'utf8' });
  if (asked.status !== 0) return asked.error?.message ?? asked.stderr.trim();
  const missing = Object.values(JSON.parse(asked.stdout) as Record<string, string>);
  return missing.length === 0 ? undefined : missing.join('; ');
}
