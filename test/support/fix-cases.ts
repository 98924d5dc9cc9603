import type { Finding } from '../../server/src/analysis/finding.ts';
import type { AnalysisService, FindingFixes } from '../../server/src/analysis/service.ts';
import { applyEdits } from '../../server/src/fixes/edit.ts';
import { analysisOf } from './analysis.ts';
import type { CaseFiles } from './rule-cases.ts';

/** The folder that in-memory workspaces are rooted in. */
export const workspaceRoot = '/ws';

/** All findings of a small workspace, sorted by path and place. */
export async function findingsOf(files: CaseFiles): Promise<readonly Finding[]> {
  const analysis = await analysisOf(files);
  const result = await analysis.audit(() => {}, { cancelled: false });
  await analysis.dispose();
  return result.files
    .flatMap((file) => file.findings)
    .sort(
      (a, b) =>
        a.path.localeCompare(b.path) || a.span[0] - b.span[0] || a.code.localeCompare(b.code),
    );
}

/** A finding of `code` with its fixes, the first that stands in the workspace. */
async function fixesOfFirst(
  analysis: AnalysisService,
  code: string,
  skip: ReadonlySet<string>,
): Promise<FindingFixes | undefined> {
  const result = await analysis.audit(() => {}, { cancelled: false });
  for (const finding of result.files.flatMap((file) => file.findings)) {
    if (finding.code !== code || skip.has(finding.key)) continue;
    const offers = await analysis.fixesAt(finding.path, null, finding.span);
    const offer = offers.find((candidate) => candidate.finding.key === finding.key);
    if (offer !== undefined) return offer;
  }
  return undefined;
}

/** What repeated application of a rule's n-th fix makes of a workspace. */
export interface FixedWorkspace {
  readonly files: CaseFiles;
  /** How many fixes were applied. */
  readonly applied: number;
  /** Titles of the applied fixes, in order. */
  readonly titles: readonly string[];
  /** Whether one of them was not the preferred one: a person chose it for the reason in its title. */
  readonly chosen: boolean;
}

/**
 * Applies the `which`-th fix (1 is the first) of each finding of `code`, one after the other and
 * each on a fresh analysis, until no finding offers one. Throws where fifty were not enough.
 */
export async function fixEverywhere(
  files: CaseFiles,
  code: string,
  which = 1,
): Promise<FixedWorkspace> {
  let current = { ...files };
  const titles: string[] = [];
  let chosen = false;
  const refused = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    const analysis = await analysisOf(current);
    let offer: FindingFixes | undefined;
    for (;;) {
      offer = await fixesOfFirst(analysis, code, refused);
      if (offer === undefined || offer.fixes.length >= which) break;
      refused.add(offer.finding.key);
    }
    await analysis.dispose();
    const fix = offer?.fixes[which - 1];
    if (offer === undefined || fix === undefined)
      return { files: current, applied: titles.length, titles, chosen };
    const next: Record<string, string | Uint8Array> = { ...current };
    for (const { path, edits } of fix.files) {
      const name = path.slice(workspaceRoot.length + 1);
      const text = current[name];
      if (typeof text !== 'string')
        throw new Error(`${fix.title} edits ${path}, which the workspace lacks as text`);
      next[name] = applyEdits(text, edits);
    }
    titles.push(fix.title);
    chosen ||= !fix.preferred;
    current = next;
  }
  throw new Error(`fixes of ${code} do not come to an end: ${titles.slice(-4).join(', ')}`);
}
