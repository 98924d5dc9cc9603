import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measurement, SeenRow } from './measure.ts';
import { type ModeKind, type ProbeFact, probesFolder } from './probe-file.ts';

/** What a library turned out to do, as a row of the knowledge table says it. */
export type Verdict =
  | 'blocks'
  | 'cooperates'
  | 'cooperates-with-setup'
  | 'cpu'
  | 'incompatible'
  | 'depends';

/** One mode's outcome. */
export interface ModeResult extends Measurement {
  readonly mode: string;
  readonly kind: ModeKind;
  /** The row of the table that it tells of: `psycopg2/copy`. */
  readonly row: string;
}

/** What was seen of rows of another table. */
export interface FactResult extends ProbeFact {
  /** Some fields of each row, as they were seen. */
  readonly rows: readonly SeenRow[];
}

/** One run of a probe in one environment. */
export interface ProbeResult {
  /** The row of the table that the run as a whole tells of: `psycopg2`, `pexpect/old-gevent`. */
  readonly library: string;
  /** The distribution that was installed for it. */
  readonly distribution: string;
  readonly version: string;
  /** Row by row: the library's own, and those that single modes tell of. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly family: string;
  /** What was measured, in a line. */
  readonly what: string;
  readonly modes: readonly ModeResult[];
  /** Left out where the probe looks at no other table. */
  readonly facts?: readonly FactResult[];
  readonly gevent: string;
  readonly python: string;
  /** Servers with their versions: `PostgreSQL 15.18`; empty where nothing or a loopback server was used. */
  readonly servers: readonly string[];
  /** The day of the run: `2026-11-21`. */
  readonly date: string;
}

/** The records, committed beside the probes. */
export const resultsFile: string = path.join(probesFolder, 'results.json');

/** All records, sorted by library and version. */
export function recordedResults(): readonly ProbeResult[] {
  return existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : [];
}

/** Puts `results` among the records, in the place of those of the same library, version and gevent. */
export function recordResults(results: readonly ProbeResult[]): void {
  const keys = new Set(results.map(keyOf));
  const all = [...recordedResults().filter((one) => !keys.has(keyOf(one))), ...results];
  const lines = sortedResults(all).map((one) => JSON.stringify(one));
  writeFileSync(resultsFile, `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`);
}

/** By library, version and gevent; of those that are there twice, the last. */
export function sortedResults(results: readonly ProbeResult[]): readonly ProbeResult[] {
  const byKey = new Map(results.map((one) => [keyOf(one), one]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

function keyOf({ library, version, gevent }: ProbeResult): string {
  const parts = version.split('.').map((part) => part.padStart(8, '0'));
  return `${library} ${parts.join('.')} ${gevent}`;
}

/** What the modes say of each row. `computes`: standing still is work, not waiting. */
export function verdictsOf(
  modes: readonly ModeResult[],
  library: string,
  computes: boolean,
): Readonly<Record<string, Verdict>> {
  const rows = [...new Set(modes.map(({ row }) => row))].sort();
  return Object.fromEntries(
    rows.map((row) => {
      // A trap only decides about a row that is about nothing else.
      const own = modes.filter(
        (one) => one.row === row && (row !== library || one.kind !== 'trap'),
      );
      return [row, verdictOf(own, computes)];
    }),
  );
}

function verdictOf(modes: readonly ModeResult[], computes: boolean): Verdict {
  const good = ({ verdict }: ModeResult) => verdict === 'cooperates';
  const alone = modes.filter(({ kind }) => kind === 'library' || kind === 'trap');
  if (alone.every(good)) return 'cooperates';
  if (alone.some(good)) return 'depends';
  if (modes.some((one) => one.kind === 'setup' && good(one))) return 'cooperates-with-setup';
  if (alone.every(({ verdict }) => verdict !== 'blocks')) return 'incompatible';
  return computes ? 'cpu' : 'blocks';
}
