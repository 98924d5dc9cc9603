import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../server/src/analysis/finding.ts';
import { readDeploymentFile } from '../server/src/deployment/read-deployment-file.ts';
import { rules } from '../server/src/rules/index.ts';
import { findingsOf, fixEverywhere, workspaceRoot } from './support/fix-cases.ts';
import { testParser } from './support/parser.ts';
import { type CaseFiles, lineOf, type RuleCase, ruleCases, textOf } from './support/rule-cases.ts';

const cases = ruleCases();
const update = process.env.UPDATE_FIXED === '1';

describe('cases', () => {
  it('are found', () => expect(cases.length).toBeGreaterThan(80));

  it.each(rules.map((rule) => [rule.meta.name, rule] as const))(
    '%s has loud and silent cases',
    (name, rule) => {
      const own = cases.filter((one) => one.rule === name);
      expect(own.some((one) => one.expectations.some(({ code }) => code === rule.meta.code))).toBe(
        true,
      );
      expect(
        own.some((one) => one.expectations.length === 0),
        'a silent case',
      ).toBe(true);
      if (rule.fixes)
        expect(
          own.some((one) => one.fixed.length > 0),
          'a fixed case',
        ).toBe(true);
    },
  );
});

describe.each(cases.map((one) => [`${one.rule}/${one.name}`, one] as const))(
  '%s',
  (_title, one) => {
    const rule = rules.find((candidate) => candidate.meta.name === one.rule);

    it('reports what is expected and nothing else', async () => {
      const found = (await findingsOf(one.files)).map((finding) => describeFinding(finding, one));
      const expected = one.expectations.map(({ path, line, code }) => `${path}:${line} ${code}`);
      expect(found.map(({ place }) => place).sort()).toEqual([...expected].sort());
      for (const { path, line, code, columns } of one.expectations) {
        if (columns === undefined) continue;
        const match = found.find(
          ({ place, span }) => place === `${path}:${line} ${code}` && sameColumns(span, columns),
        );
        expect(
          match,
          `${path}:${line} ${code} spans columns ${columns.join('-')}: ${JSON.stringify(found)}`,
        ).toBeDefined();
      }
    });

    if (rule === undefined) return;
    const offered = new Set([1, ...one.fixed.map(({ fix }) => fix)]);
    it.each([...offered])(
      'fix %i gives the expected text, parses, silences, and is stable',
      async (which) => {
        const result = await fixEverywhere(one.files, rule.meta.code, which);
        const changed = changedFiles(one.files, result.files);
        const wanted = one.fixed.find(({ fix }) => fix === which)?.files ?? {};
        if (update) return writeFixed(one, which, changed);
        expect(changed).toEqual(wanted);
        if (result.applied === 0) return;

        const parser = await testParser();
        for (const [path, text] of Object.entries(changed)) {
          if (!path.endsWith('.py')) {
            const { problem } = readDeploymentFile(path, textOf(text));
            expect(problem, `${path} can be read`).toBeUndefined();
            continue;
          }
          const tree = parser.parse(textOf(text));
          expect(tree?.rootNode.hasError, `${path} parses`).toBe(false);
          tree?.delete();
        }
        const before = await countsOf(one.files);
        const after = await countsOf(result.files);
        // Only what a person picked against our advice may trade one finding for another.
        for (const [code, count] of result.chosen ? [] : after) {
          expect(count, `${code} is not traded in`).toBeLessThanOrEqual(before.get(code) ?? 0);
        }
        const again = await fixEverywhere(result.files, rule.meta.code, which);
        expect(again.applied, 'a second round finds nothing to fix').toBe(0);
      },
    );
  },
);

interface DescribedFinding {
  readonly place: string;
  readonly span: readonly [number, number];
}

function describeFinding(finding: Finding, one: RuleCase): DescribedFinding {
  const path = finding.path.slice(workspaceRoot.length + 1);
  const text = textOf(one.files[path]);
  const { line, start } = lineOf(text, finding.span[0]);
  return {
    place: `${path}:${line} ${finding.code}`,
    span: [finding.span[0] - start, finding.span[1] - start],
  };
}

function sameColumns(span: readonly [number, number], columns: readonly [number, number]): boolean {
  return span[0] === columns[0] && span[1] === columns[1];
}

async function countsOf(files: CaseFiles): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { code } of await findingsOf(files)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function changedFiles(before: CaseFiles, after: CaseFiles): CaseFiles {
  return Object.fromEntries(Object.entries(after).filter(([path, text]) => before[path] !== text));
}

function writeFixed(one: RuleCase, which: number, files: CaseFiles): void {
  for (const [path, text] of Object.entries(files)) {
    const target = join(one.folder, which === 1 ? 'fixed' : `fixed.${which}`, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
