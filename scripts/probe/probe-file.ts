import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ServerName } from './servers.ts';

/** The folder of the probes. */
export const probesFolder: string = path.resolve(import.meta.dirname, '../../probes');

/** What a mode of a probe stands for; the decorators of `probes/harness.py` say it. */
export type ModeKind = 'library' | 'setup' | 'cure' | 'trap';

/** A way to use the library. */
export interface ProbeMode {
  readonly mode: string;
  readonly kind: ModeKind;
  /** What stands behind the slash in the name of the row that it tells of; null: the library's own. */
  readonly row: string | null;
}

/** A function of a probe that sees rows of another table than that of the libraries. */
export interface ProbeFact {
  readonly fact: string;
  readonly table: string;
}

/** What a probe says of itself. */
export interface ProbeDescription {
  /** The module that it is about, and the name of its row. */
  readonly library: string;
  /** Requirements for pip, the library itself first, by the row of the table that they stand for. */
  readonly environments: Readonly<Record<string, readonly string[]>>;
  readonly servers: readonly ServerName[];
  /** The table of the evidence page that it belongs to. */
  readonly family: string;
  /** Whether it computes: a library that stands still then is `cpu`, not `blocks`. */
  readonly cpu: boolean;
  /** In the order of the file. */
  readonly modes: readonly ProbeMode[];
  readonly facts: readonly ProbeFact[];
  /** Its first line: what is measured. */
  readonly doc: string;
}

/** What `about` may hold, as the harness prints it. */
interface About {
  readonly packages?: readonly string[];
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  readonly server?: ServerName | readonly ServerName[];
  readonly family: string;
  readonly cpu?: boolean;
  readonly modes: readonly ProbeMode[];
  readonly facts: readonly ProbeFact[];
  readonly doc: string;
}

/** The libraries that have a probe, sorted. */
export function probedLibraries(): readonly string[] {
  return readdirSync(probesFolder)
    .filter((name) => name.endsWith('.py') && !/^(?:harness\w*|servers|slow_\w+)\.py$/.test(name))
    .map((name) => name.slice(0, -'.py'.length))
    .sort();
}

/** Whether a library has a probe. */
export function hasProbe(library: string): boolean {
  return existsSync(probeFile(library));
}

/** The file of a library's probe. */
export function probeFile(library: string): string {
  return path.join(probesFolder, `${library}.py`);
}

/** What the probe of `library` needs and has. Throws where it is broken. */
export function describeProbe(python: string, library: string): ProbeDescription {
  const asked = spawnSync(
    python,
    [path.join(probesFolder, 'harness.py'), 'describe', probeFile(library)],
    { encoding: 'utf8', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  if (asked.status !== 0) throw new Error(`probes/${library}.py is broken:\n${asked.stderr}`);
  const about = JSON.parse(asked.stdout) as About;
  const { server = [], packages = [], environments = { [library]: packages }, cpu = false } = about;
  return {
    library,
    environments,
    servers: typeof server === 'string' ? [server] : server,
    family: about.family,
    cpu,
    modes: about.modes,
    facts: about.facts,
    doc: about.doc.split('\n')[0] ?? '',
  };
}
