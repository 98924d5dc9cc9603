import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type RunningServers,
  type ServerName,
  startServers,
  whyNoServers,
} from '../../scripts/probe/servers.ts';
import type { ProofDescription } from './proof-description.ts';

const python = resolve('.venv/bin/python');
/** Python with the servers and workers that start programs: gunicorn, celery, huey. */
const launchers = resolve('.cache/launchers/bin/python');
/** Python with the libraries of `libraries.txt`. */
const libraries = resolve('.cache/libraries/bin/python');

/** The Python that runs a proof. */
export function pythonOf({ process: name, packages = [] }: ProofDescription): string {
  if (name !== undefined) return launchers;
  return packages.length > 0 ? libraries : python;
}

/** Why a proof cannot run on this machine; undefined where it can. */
export function whyNotHere(proof: ProofDescription): string | undefined {
  const needed = [pythonOf(proof), ...((proof.packages ?? []).length > 0 ? [libraries] : [])];
  const missing = needed.find((one) => !existsSync(one));
  if (missing !== undefined) return `it needs ${missing}; \`npm test\` makes it`;
  const names = serversOf(proof);
  return names.length === 0 ? undefined : whyNoServers(python, names);
}

/** The packages of a proof that are not in the shared list. */
export function unknownPackages({ packages = [] }: ProofDescription): readonly string[] {
  const listed = readFileSync('test/proof/libraries.txt', 'utf8').split('\n').map(nameOf);
  return packages.filter((name) => !listed.includes(nameOf(name)));
}

function nameOf(requirement: string): string {
  const name = /^[\w.-]+/.exec(requirement)?.[0] ?? '';
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

const running = new Map<ServerName, Promise<RunningServers>>();

/** What tells the program where its servers are; starts those that do not run yet. */
export async function environmentOf(
  proof: ProofDescription,
): Promise<Readonly<Record<string, string>>> {
  const started = serversOf(proof).map((name) => {
    const servers = running.get(name) ?? startServers(python, [name]);
    running.set(name, servers);
    return servers;
  });
  const environments = (await Promise.all(started)).map(({ environment }) => environment);
  // A process is started by another Python, which is shown where the libraries are.
  const beside = proof.process !== undefined && (proof.packages ?? []).length > 0;
  return Object.assign(beside ? { LIBRARIES: libraries } : {}, ...environments);
}

/** Ends every server that a proof has started. */
export async function stopServers(): Promise<void> {
  for (const started of running.values()) await (await started).stop();
  running.clear();
}

function serversOf({ server = [] }: ProofDescription): readonly ServerName[] {
  return typeof server === 'string' ? [server] : server;
}
