import type { Analysis } from '../analysis/analysis.ts';
import type { Finding } from '../analysis/finding.ts';
import type { FilePath } from '../facts/file-path.ts';

/** The texts that a report of these findings speaks of; files that are gone by now are missing. */
export async function readTexts(
  analysis: Analysis,
  findings: readonly Finding[],
): Promise<Map<FilePath, string>> {
  const paths = new Set<FilePath>();
  for (const finding of findings) {
    paths.add(finding.path);
    for (const place of finding.related) paths.add(place.path);
  }
  const texts = new Map<FilePath, string>();
  for (const path of paths) {
    const text = await analysis.text(path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
