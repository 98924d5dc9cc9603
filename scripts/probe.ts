/**
 * `npm run probe -- NAME… [--version X] [--all] [--fresh] [--record]`: measures what libraries do to
 * the other greenlets, and proposes their rows in the knowledge table. docs/knowledge.md,
 * "Measuring a library", tells how to write a probe.
 */
import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { distributionOf, pinned, probeEnvironment } from './probe/environment.ts';
import { findFact, measureMode } from './probe/measure.ts';
import {
  describeProbe,
  hasProbe,
  type ProbeDescription,
  probedLibraries,
} from './probe/probe-file.ts';
import { proposedRows } from './probe/proposal.ts';
import {
  type FactResult,
  type ModeResult,
  type ProbeResult,
  recordResults,
  verdictsOf,
} from './probe/results.ts';
import { type RunningServers, startServers } from './probe/servers.ts';
import { aboutUnknownLibrary } from './probe/unknown-library.ts';

const python = path.resolve(import.meta.dirname, '../.venv/bin/python');

/** Why a library cannot be measured on this machine: no fault of it or of the probe. */
class NotHere extends Error {}

const usage = 'usage: npm run probe -- NAME… [--version X] [--all] [--fresh] [--record]';
const { values: options, positionals: names } = commandLine();
const wanted = options.all ? probedLibraries() : names;
if (wanted.length === 0) {
  console.error(usage);
  console.error(`There are probes of: ${probedLibraries().join(', ')}`);
  process.exit(2);
}

if (!existsSync(python)) {
  console.error(`There is no ${python}: the probes need Python 3.9 or newer with its venv module.`);
  process.exit(1);
}
// Measuring may take long: let the machine's user go first.
setPriority(5);
const counts = { measured: 0, notHere: 0, failed: 0 };
for (const library of wanted) {
  try {
    if (!hasProbe(library)) throw new Error(aboutUnknownLibrary(library));
    await probe(describeProbe(python, library));
    counts.measured += 1;
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof NotHere) counts.notHere += 1;
    else counts.failed += 1;
    console.error(`\n${library}: ${error instanceof NotHere ? 'not here: ' : ''}${message}`);
  }
}
console.log(
  `\n${counts.measured} measured, ${counts.notHere} not possible here, ${counts.failed} failed`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        version: { type: 'string' },
        all: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message.split('. ', 1)[0]}\n${usage}`);
    process.exit(2);
  }
}

async function probe(description: ProbeDescription): Promise<void> {
  const servers = await serversFor(description);
  try {
    for (const [row, requirements] of Object.entries(description.environments)) {
      const result = await measure(description, row, requirements, servers);
      print(result);
      if (options.record) recordResults([result]);
    }
  } finally {
    await servers?.stop();
  }
}

async function serversFor({ servers }: ProbeDescription): Promise<RunningServers | undefined> {
  if (servers.length === 0) return undefined;
  const running = await startServers(python, servers);
  const missing = Object.values(running.missing);
  if (missing.length === 0) return running;
  await running.stop();
  throw new NotHere(missing.join('; '));
}

async function measure(
  description: ProbeDescription,
  library: string,
  requirements: readonly string[],
  servers: RunningServers | undefined,
): Promise<ProbeResult> {
  const [first = '', ...others] = requirements;
  const version = options.version;
  const asked = version === undefined ? requirements : [pinned(first, version), ...others];
  const environment = environmentFor(library.replace('/', '-'), asked);
  const modes: ModeResult[] = [];
  for (const { row, ...mode } of description.modes) {
    const found = await measureMode(
      environment.python,
      description.library,
      mode.mode,
      servers?.environment ?? {},
    );
    modes.push({
      ...mode,
      row: row === null ? library : `${description.library}/${row}`,
      ...found,
    });
  }
  const facts: FactResult[] = [];
  for (const fact of description.facts) {
    const around = servers?.environment ?? {};
    const rows = await findFact(environment.python, description.library, fact.fact, around);
    facts.push({ ...fact, rows });
  }
  const distribution = distributionOf(first);
  return {
    library,
    distribution,
    version: environment.versions[distribution] ?? '',
    verdicts: verdictsOf(modes, library, description.cpu),
    family: description.family,
    what: description.doc,
    modes,
    ...(facts.length === 0 ? {} : { facts }),
    gevent: environment.versions.gevent ?? '',
    python: environment.versions.python ?? '',
    servers: Object.entries(servers?.versions ?? {}).map((server) => server.join(' ')),
    date: new Date().toISOString().slice(0, 10),
  };
}

function environmentFor(name: string, requirements: readonly string[]) {
  try {
    return probeEnvironment(python, name, requirements, options.fresh);
  } catch (error) {
    throw new NotHere((error as Error).message);
  }
}

function print(result: ProbeResult): void {
  const { library, distribution, version, gevent } = result;
  console.log(`\n${library}: ${distribution} ${version}, gevent ${gevent}. ${result.what}`);
  const width = Math.max(...result.modes.map(({ mode }) => mode.length));
  for (const one of result.modes) {
    const error = one.error === undefined ? '' : `: ${one.error.slice(0, 90)}`;
    const gap = `${one.gap} ms`.padStart(8);
    console.log(`  ${one.mode.padEnd(width)}  ${gap}  ${one.verdict}${error}`);
  }
  for (const { fact, table, rows } of result.facts ?? []) {
    console.log(`  ${fact} saw of ${table}:`);
    for (const row of rows) console.log(`    ${JSON.stringify(row)}`);
  }
  console.log(proposedRows(result));
}
