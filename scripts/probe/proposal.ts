import type { Library } from '../../server/src/knowledge/libraries.ts';
import { outcomeOf } from './outcome.ts';
import type { ModeResult, ProbeResult, Verdict } from './results.ts';
import { isAbout, rowOf } from './table-row.ts';

/** What a row of the knowledge table should say after a run, as text: the row, or what differs from it. */
export function proposedRows(result: ProbeResult): string {
  return Object.entries(result.verdicts)
    .map(([name, verdict]) => proposedRow(name, verdict, result))
    .join('\n');
}

function proposedRow(name: string, verdict: Verdict, result: ProbeResult): string {
  const modes = result.modes.filter(({ row }) => row === name);
  const pool = verdict === 'blocks' || verdict === 'cpu' ? poolOf(modes) : {};
  const proposed: Partial<Library> = { verdict, ...pool, evidence: evidenceOf(result, modes) };
  const standing = rowOf(name);
  if (!isAbout(standing, result.version, result.gevent)) {
    return `${name}: the row that stands is about other versions`;
  }
  if (standing === undefined) {
    const module = name.split('/', 1)[0]!;
    const distributions = [result.distribution.toLowerCase().replaceAll(/[-_.]+/g, '-')];
    const { evidence, ...measured } = proposed;
    const row = { library: name, distributions, modules: [module], ...measured };
    const words = { ...toBeFilledIn(verdict, measured), why: '', evidence };
    return `${name} has no row yet; say why, and fill in what is empty:\n  ${JSON.stringify({ ...row, ...words })}`;
  }
  const changed = Object.entries(proposed).flatMap(([field, value]) => {
    const before = standing[field as keyof Library];
    if (before === value || (field === 'evidence' && changedNothing(standing, proposed))) return [];
    return [`  - ${field}: ${JSON.stringify(before)}`, `  + ${field}: ${JSON.stringify(value)}`];
  });
  const agrees = `${name}: the row that stands agrees (${verdict})`;
  return changed.length === 0
    ? agrees
    : `${name}: proposed for the row that stands\n${changed.join('\n')}`;
}

/** What a row of such a verdict has that no run shows: which calls, and how dear they are. */
function toBeFilledIn(verdict: Verdict, { releasesGil }: Partial<Library>) {
  if (verdict === 'cooperates' || verdict === 'depends') return {};
  return {
    concerns: 'call',
    calls: [],
    ...(verdict === 'cpu' ? { cost: 'usually' } : {}),
    ...(releasesGil === undefined ? {} : poolFor(releasesGil)),
    remedy: '',
  };
}

function poolFor(releasesGil: boolean) {
  return releasesGil ? { pool: 'leaf' } : { pool: 'refused', poolReason: 'keeps-gil' };
}

/** The evidence of a row that says the same needs no change: another run only has other milliseconds. */
function changedNothing(standing: Library, proposed: Partial<Library>): boolean {
  return (
    standing.verdict === proposed.verdict &&
    (proposed.releasesGil === undefined || standing.releasesGil === proposed.releasesGil)
  );
}

/** Whether other threads run meanwhile shows in the thread pool. Which unit may be wrapped does not. */
function poolOf(modes: readonly ModeResult[]): Partial<Library> {
  const pool = modes.find(({ mode }) => mode === 'threadpool');
  if (pool === undefined || !['cooperates', 'blocks'].includes(pool.verdict)) return {};
  return { releasesGil: pool.verdict === 'cooperates' };
}

function evidenceOf(result: ProbeResult, modes: readonly ModeResult[]): string {
  const shown = modes.map((one) => `${one.mode} ${outcomeOf(one)}`).join(', ');
  return `Measured: ${shown} (${result.version}, gevent ${result.gevent})`;
}
