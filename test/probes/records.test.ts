import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateEvidence } from '../../scripts/generate/evidence.ts';
import { probedLibraries, probeFile } from '../../scripts/probe/probe-file.ts';
import { type ProbeResult, recordedResults, sortedResults } from '../../scripts/probe/results.ts';
import { rowThatSays } from '../../scripts/probe/seen-row.ts';
import { isAbout, rowOf } from '../../scripts/probe/table-row.ts';
import { libraries, libraryName } from '../../server/src/knowledge/libraries.ts';

const results = recordedResults();

/** Rows of libraries that have a probe, which it does not measure, and why. */
const unmeasured: Readonly<Record<string, string>> = {
  'django.db/spawned': 'about connections that stay open, not about waiting',
  'mysql.connector/old-openssl': 'about the machine that it runs on',
  'oracledb/thick': "needs Oracle's own client library",
  'pymongo/before-3': 'does not run with Python 3',
  'sh/no-command': 'about what waits for nothing',
};

describe('the records of the probes', () => {
  it('are there for every probe', () => {
    const recorded = new Set(results.map(({ library }) => libraryName({ library })));
    expect(probedLibraries().filter((library) => !recorded.has(library))).toEqual([]);
  });

  it('hold every function of the probes', () => {
    const strange = results.flatMap((result) => {
      const name = libraryName(result);
      const text = readFileSync(probeFile(name), 'utf8');
      const decorated = /^@(?:library|setup|cure|trap|seen)\b.*\ndef (\w+)/gm;
      const written = [...text.matchAll(decorated)].map(([, one]) => one);
      const modes = result.modes.map(({ mode }) => mode);
      const recorded = [...modes, ...(result.facts ?? []).map(({ fact }) => fact)];
      const differ = [
        ...written.filter((one) => !recorded.includes(one!)),
        ...recorded.filter((one) => !written.includes(one)),
      ];
      return differ.map((one) => `${result.library}: ${one}`);
    });
    expect(strange).toEqual([]);
  });

  it('are there for every row of a library that has a probe', () => {
    const recorded = new Set(results.flatMap(({ verdicts }) => Object.keys(verdicts)));
    const probed = new Set(probedLibraries());
    const missing = libraries
      .filter((row) => probed.has(libraryName(row)) && !recorded.has(row.library))
      .map(({ library }) => library);
    expect(missing.sort()).toEqual(
      Object.keys(unmeasured).filter((row) => probed.has(libraryName({ library: row }))),
    );
  });

  it('show the harm, and a cure, of every row that a rule reports', () => {
    const modes = results.flatMap((result) => result.modes);
    const unproven = libraries.filter(({ library, concerns }) => {
      const own = modes.filter(({ row }) => row === library);
      if (concerns === undefined || own.length === 0) return false;
      const harms = own.some(({ verdict }) => verdict !== 'cooperates');
      const cured = own.some(
        ({ kind, verdict }) => (kind === 'cure' || kind === 'setup') && verdict === 'cooperates',
      );
      return !harms || !cured;
    });
    expect(unproven.map(({ library }) => library)).toEqual([]);
  });

  it('are only of libraries that have a probe', () => {
    const probed = probedLibraries();
    const strange = results.filter((result) => !probed.includes(libraryName(result)));
    expect(strange.map(({ library }) => library)).toEqual([]);
  });

  it('agree with the table of libraries', () => {
    expect(results.flatMap(disagreements)).toEqual([]);
  });

  it('agree with the other tables', () => {
    const strange = results.flatMap((result) =>
      (result.facts ?? []).flatMap(({ fact, table, rows }) =>
        rows
          .filter((row) => rowThatSays(row, table, result) === undefined)
          .map((row) => `${fact} saw what ${table} does not say: ${JSON.stringify(row)}`),
      ),
    );
    expect(strange).toEqual([]);
  });

  it('saw something wherever they looked at another table', () => {
    const facts = results.flatMap((result) => result.facts ?? []);
    expect(facts.filter(({ rows }) => rows.length === 0)).toEqual([]);
  });

  it('are sorted, and none is there twice', () => {
    expect(results).toEqual(sortedResults(results));
  });

  it('are what docs/evidence.md shows', () => {
    const { path, text } = generateEvidence();
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

/** What a record says otherwise than the rows that hold for its version. */
function disagreements({ verdicts, version, gevent }: ProbeResult): readonly string[] {
  return Object.entries(verdicts).flatMap(([name, verdict]) => {
    const row = rowOf(name);
    if (row === undefined) return [`${name} has no row`];
    if (!isAbout(row, version, gevent)) return [];
    return row.verdict === verdict ? [] : [`${name} is ${row.verdict}; measured: ${verdict}`];
  });
}
