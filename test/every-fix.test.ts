/** Every fix that the cases offer, each alone and all together: it cures, and trades nothing in. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../server/src/analysis/finding.ts';
import { type FixedTexts, fixFiles } from '../server/src/cli/fix-files.ts';
import { applyEdits, type Fix } from '../server/src/fixes/edit.ts';
import { analysisOf } from './support/analysis.ts';
import { findingsOf, workspaceRoot } from './support/fix-cases.ts';
import { testParser } from './support/parser.ts';
import { type CaseFiles, ruleCases, textOf } from './support/rule-cases.ts';

/** Lightbulbs cut longer ones. */
const longestTitle = 80;

interface Offer {
  readonly finding: Finding;
  readonly fix: Fix;
  /** The finding's other fixes edit other files: each cures one program of several. */
  readonly inPart: boolean;
}

/** All fixes of all findings of a workspace. */
async function offersOf(files: CaseFiles): Promise<readonly Offer[]> {
  const analysis = await analysisOf(files);
  const result = await analysis.audit(() => {}, { cancelled: false });
  const offers: Offer[] = [];
  for (const finding of result.files.flatMap((file) => file.findings)) {
    const found = await analysis.fixesAt(finding.path, null, finding.span);
    for (const { fixes } of found.filter((one) => one.finding.key === finding.key)) {
      const places = new Set(fixes.map((fix) => fix.files.map(({ path }) => path).join()));
      offers.push(...fixes.map((fix) => ({ finding, fix, inPart: places.size > 1 })));
    }
  }
  await analysis.dispose();
  return offers;
}

function applied(files: CaseFiles, fix: Fix): CaseFiles {
  const next: Record<string, string | Uint8Array> = { ...files };
  for (const { path, edits } of fix.files) {
    const name = path.slice(workspaceRoot.length + 1);
    next[name] = applyEdits(textOf(files[name]), edits);
  }
  return next;
}

/** What `greenlint check --fix --unsafe-fixes` makes of a workspace. */
async function allFixed(files: CaseFiles): Promise<CaseFiles> {
  const analysis = await analysisOf(files);
  const result = await analysis.audit(() => {}, { cancelled: false });
  const fixed: FixedTexts = new Map();
  const findings = result.files.flatMap((file) => file.findings);
  await fixFiles(analysis, findings, { unsafe: true }, fixed);
  await analysis.dispose();
  const texts = [...fixed].map(([path, { after }]) => [
    path.slice(workspaceRoot.length + 1),
    after,
  ]);
  return { ...files, ...Object.fromEntries(texts) };
}

function counts(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { code } of findings) found.set(code, (found.get(code) ?? 0) + 1);
  return found;
}

/** Codes that have more findings than before. */
async function tradedIn(before: ReadonlyMap<string, number>, files: CaseFiles) {
  const after = counts(await findingsOf(files));
  return [...after].filter(([code, count]) => count > (before.get(code) ?? 0));
}

/**
 * Titles that say that more may come: a part that was left out of the patch on purpose shows what was
 * done without it, and code that needs epoll raises without it. Each of those has a rule of its own.
 */
function mayShowMore({ title }: Fix): boolean {
  return /\((?:it may be left out on purpose|code here that needs epoll will raise)\)$/.test(title);
}

describe.each(ruleCases().map((one) => [`${one.rule}/${one.name}`, one] as const))(
  '%s',
  (_title, one) => {
    it('offers fixes that cure, and trade nothing in', async () => {
      const before = counts(await findingsOf(one.files));
      const parser = await testParser();
      for (const { finding, fix, inPart } of await offersOf(one.files)) {
        const what = `${finding.code} at ${finding.path}:${finding.span[0]}: ${fix.title}`;
        expect.soft(fix.title.length, what).toBeLessThanOrEqual(longestTitle);
        const after = applied(one.files, fix);
        for (const { path } of fix.files.filter(({ path }) => path.endsWith('.py'))) {
          const tree = parser.parse(textOf(after[path.slice(workspaceRoot.length + 1)]));
          expect.soft(tree?.rootNode.hasError, what).toBe(false);
          tree?.delete();
        }
        if (!mayShowMore(fix)) {
          expect.soft(await tradedIn(before, after), what).toEqual([]);
        }
        // Lock files are not edited: the finding goes when they are made anew.
        if (inPart || Object.keys(one.files).some((path) => /\.lock$/.test(path))) continue;
        // Where one place has two causes (a lock and a log), what is said of it changes.
        const left = (await findingsOf(after)).filter(({ code }) => code === finding.code);
        const isCured = left.length < (before.get(finding.code) ?? 0);
        const isOther = left.every(({ message }) => message !== finding.message);
        expect.soft(isCured || isOther, what).toBe(true);
      }
    });

    it('is sound when all fixes are applied', async () => {
      const before = counts(await findingsOf(one.files));
      const after = await allFixed(one.files);
      if (!before.has('GVT106')) expect(await tradedIn(before, after)).toEqual([]);
      expect(await allFixed(after), 'a second time').toEqual(after);
    });
  },
);
