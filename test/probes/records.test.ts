import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateEvidence } from '../../scripts/generate/evidence.ts';
import { probedLibraries } from '../../scripts/probe/probe-file.ts';
import { type ProbeResult, recordedResults, sortedResults } from '../../scripts/probe/results.ts';
import { isAbout, rowOf } from '../../scripts/probe/table-row.ts';
import { libraryName } from '../../server/src/knowledge/libraries.ts';

const results = recordedResults();

describe('the records of the probes', () => {
  it('are there for every probe', () => {
    const recorded = new Set(results.map(({ library }) => libraryName({ library })));
    expect(probedLibraries().filter((library) => !recorded.has(library))).toEqual([]);
  });

  it('are only of libraries that have a probe', () => {
    const probed = probedLibraries();
    const strange = results.filter((result) => !probed.includes(libraryName(result)));
    expect(strange.map(({ library }) => library)).toEqual([]);
  });

  it('agree with the table of libraries', () => {
    expect(results.flatMap(disagreements)).toEqual([]);
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
