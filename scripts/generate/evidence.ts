import type { SeenRow } from '../probe/measure.ts';
import { outcomeOf } from '../probe/outcome.ts';
import {
  type FactResult,
  type ModeResult,
  type ProbeResult,
  recordedResults,
} from '../probe/results.ts';
import { isAbout, rowOf } from '../probe/table-row.ts';

interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** The page of what the probes measured, from `probes/results.json`. */
export function generateEvidence(): GeneratedFile {
  const all = recordedResults();
  const results = all.filter(({ modes }) => modes.length > 0);
  const families = [...new Set(results.map(({ family }) => family))].sort();
  const sections = families.map((family) => section(family, results));
  const text = `<!-- Generated from probes/results.json by \`npm run generate\`. -->
# What libraries do to the loop, measured

Each library ran in a program patched by \`monkey.patch_all()\`, beside a greenlet that beats every
10 ms, while it made one call that waits about half a second or computes for a third of one. The
numbers are the longest gap between two beats: above 200 ms the loop stood still, and every other
greenlet with it. A library that computes stands still as long as the call takes. "Hangs" means
that the call had not come back after 10 s and the loop stood still with it; "never returns" that
the others could go on. Of a server that was started for it (gunicorn, uWSGI, a Celery worker) the
number is how long a second request had to wait for the first.

The middle columns name the ways of use as functions of the probe: \`probes/LIBRARY.py\` has them.
*By itself* is the library as it is imported; *cured* is after its set-up, in the hub's thread pool,
or in another way; *goes wrong* is what to keep away from. \`npm run probe -- LIBRARY\` measures it
again; [the knowledge tables](knowledge.md) say what follows from it.

${sections.join('\n')}
${seenRows(all)}`;
  return { path: 'docs/evidence.md', text };
}

function section(family: string, results: readonly ProbeResult[]): string {
  const rows = results.filter((one) => one.family === family).map(tableRow);
  return `## ${family}

| library | verdict | by itself | cured | goes wrong | run with |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function tableRow(result: ProbeResult): string {
  const { library, distribution, version, modes, gevent, python, servers, date } = result;
  const verdicts = Object.entries(result.verdicts)
    .filter(([row]) => isAbout(rowOf(row), version, gevent))
    .map(([row, verdict]) => (row === library ? verdict : `\`${row}\`: ${verdict}`));
  const cells = [
    `\`${library}\`<br>${distribution} ${version}<br>${result.what}`,
    verdicts.join('<br>'),
    outcomes(modes.filter(({ kind }) => kind === 'library')),
    outcomes(modes.filter(({ kind }) => kind === 'setup' || kind === 'cure')),
    outcomes(modes.filter(({ kind }) => kind === 'trap')),
    [`gevent ${gevent}`, `Python ${python}`, ...servers, date].join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function outcomes(modes: readonly ModeResult[]): string {
  return modes.map((one) => `${one.mode}: ${outcomeOf(one)}`).join('<br>');
}

/** What was seen of rows of the other tables, table by table. */
function seenRows(results: readonly ProbeResult[]): string {
  const seen = results.flatMap((result) => (result.facts ?? []).map((fact) => ({ fact, result })));
  const lines = seen
    .sort((a, b) => (a.fact.table < b.fact.table ? -1 : Number(a.fact.table > b.fact.table)))
    .map(({ fact, result }) => factRow(fact, result));
  return `## What else was seen

Rows of the other [knowledge tables](knowledge.md), by the functions of the probes that saw them.

| table | seen | by | run with |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function factRow({ fact, table, rows }: FactResult, result: ProbeResult): string {
  const { library, distribution, version, gevent, python, servers, date } = result;
  const itself = distribution === 'gevent' ? [] : [`${distribution} ${version}`];
  const cells = [
    `\`${table}\``,
    rows.map(seenRow).join('<br>'),
    `\`${library}\`<br>${fact}`,
    [...itself, `gevent ${gevent}`, `Python ${python}`, ...servers, date].join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** `psycopg2.pool.ThreadedConnectionPool`: exhausted raises, error PoolError. */
function seenRow(row: SeenRow): string {
  const [[, key] = ['', ''], ...others] = Object.entries(row);
  const said = others.map(([field, value]) => `${field} ${wordsOf(value)}`).join(', ');
  const name = `\`${String(key).replaceAll('|', '\\|')}\``;
  return said === '' ? name : `${name}: ${said}`;
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(wordsOf).join(' ');
}
